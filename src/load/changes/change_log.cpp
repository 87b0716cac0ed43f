#include "load/changes/change_log.hpp"

#include <fmt/core.h>

#include <utility>

#include "allot/load/numbers/number.hpp"
#include "load/changes/part_index.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

std::string flow_text(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kScalar:
      return node.text;
    case YamlNode::Kind::kEmpty:
      return {};
    case YamlNode::Kind::kList: {
      std::string text;
      for (const YamlNode& item : node.items) {
        if (is_taken_out(item)) {
          continue;
        }
        text += (text.empty() ? "" : ", ") + flow_text(item);
      }
      return "[" + text + "]";
    }
    case YamlNode::Kind::kMap:
      break;
  }
  std::string text;
  for (const YamlNode::Entry& entry : node.entries) {
    if (is_taken_out(entry)) {
      continue;
    }
    text += (text.empty() ? "" : ", ") + entry.key + ": " + flow_text(entry.value);
  }
  return "{" + text + "}";
}

bool is_at_or_below(std::string_view place, std::string_view above) {
  return place.starts_with(above) &&
         (place.size() == above.size() || place[above.size()] == kPlaceSeparator);
}

bool same_value(std::string_view a, std::string_view b) {
  if (a == b) {
    return true;
  }
  const ReadNumber first = ReadNumber::from(a);
  const ReadNumber second = ReadNumber::from(b);
  if (first.number() == nullptr || second.number() == nullptr) {
    return false;
  }
  const Number& one = *first.number();
  const Number& other = *second.number();
  // `0.95` in the place of `95 %` is not the same: the reader asks which percentage it is.
  const bool comparable =
      one.percent == other.percent || one.ratio || other.ratio || one.value.sign() == 0;
  return comparable && one.value == other.value;
}

bool same_value(const LoggedValue& a, const LoggedValue& b) {
  return same_value(a.meaning(), b.meaning());
}

bool ChangeLog::is_changed_since(std::size_t row, std::string_view place) const {
  bool changed = false;
  const auto look = [&](std::size_t other) { changed = changed || other > row; };
  last_.visit_above(place, look);
  last_.visit_below(place, look);
  return changed;
}

std::size_t ChangeLog::add(std::string_view path, std::string_view place) {
  if (const std::size_t* earlier = last_.find(place);
      earlier != nullptr && !is_changed_since(*earlier, place)) {
    return *earlier;
  }
  rows_.push_back({.path = std::string{path}, .place = std::string{place}});
  last_.set(place, rows_.size() - 1);
  return rows_.size() - 1;
}

void ChangeLog::record(std::size_t row, LoggedValue old_value, LoggedValue new_value,
                       std::optional<Location> typed) {
  Row& at = rows_[row];
  at.moved = at.moved || !same_value(old_value, new_value);
  at.typed = typed;
  if (!at.recorded) {
    at.old_value = std::move(old_value);
  }
  at.new_value = std::move(new_value);
  at.recorded = true;
}

void ChangeLog::forget(std::string_view place) {
  for (Row& row : rows_) {
    if (is_at_or_below(row.place, place)) {
      row.recorded = false;
    }
  }
}

void ChangeLog::close() { last_.clear(); }

/// Another file of the same name is shown by its path: from the scenario that is run, or, where
/// that does not tell the two apart, as messages call it.
Change ChangeLog::change_of(const Row& row) {
  const LoggedValue& before = row.old_value;
  const LoggedValue& after = row.new_value;
  if (before.text != after.text) {
    return {.path = row.path, .old_value = before.text, .new_value = after.text};
  }
  return before.shown != after.shown
             ? Change{.path = row.path, .old_value = before.shown, .new_value = after.shown}
             : Change{.path = row.path, .old_value = before.meant, .new_value = after.meant};
}

std::vector<Change> ChangeLog::changes() const {
  std::vector<Change> changed;
  for (const Row& row : rows_) {
    if (row.recorded && !same_value(row.old_value, row.new_value)) {
      changed.push_back(change_of(row));
    }
  }
  return changed;
}

void ChangeLog::report_taken_back(Problems& problems) const {
  for (const Row& row : rows_) {
    if (row.recorded && row.moved && row.typed && same_value(row.old_value, row.new_value)) {
      const std::string& value = row.new_value.text;
      problems.add(
          {.code = Code::kChangeWithoutEffect,
           .where = *row.typed,
           .message = fmt::format("{} is {} again: the changes of it cancel out", quoted(row.path),
                                  value.empty() ? "empty" : quoted(value)),
           .label = "changed back"});
    }
  }
}

}  // namespace allot::load
