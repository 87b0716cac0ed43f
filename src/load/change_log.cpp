#include "load/change_log.hpp"

#include <utility>

#include "allot/load/number.hpp"

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
        text += (text.empty() ? "" : ", ") + flow_text(item);
      }
      return "[" + text + "]";
    }
    case YamlNode::Kind::kMap:
      break;
  }
  std::string text;
  for (const YamlNode::Entry& entry : node.entries) {
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
  return first.number() != nullptr && second.number() != nullptr &&
         first.number()->value == second.number()->value;
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
  rows_.push_back({.change = {.path = std::string{path}, .old_value = {}, .new_value = {}},
                   .place = std::string{place}});
  last_.set(place, rows_.size() - 1);
  return rows_.size() - 1;
}

void ChangeLog::record(std::size_t row, std::string old_value, std::string new_value,
                       std::optional<Location> typed) {
  Row& at = rows_[row];
  at.moved = at.moved || !same_value(old_value, new_value);
  at.typed = typed;
  if (!at.recorded) {
    at.change.old_value = std::move(old_value);
  }
  at.change.new_value = std::move(new_value);
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

std::vector<Change> ChangeLog::changes() const {
  std::vector<Change> changed;
  for (const Row& row : rows_) {
    if (row.recorded && !same_value(row.change.old_value, row.change.new_value)) {
      changed.push_back(row.change);
    }
  }
  return changed;
}

std::vector<ChangeLog::TakenBack> ChangeLog::taken_back() const {
  std::vector<TakenBack> back;
  for (const Row& row : rows_) {
    const Change& change = row.change;
    if (row.recorded && row.moved && row.typed && same_value(change.old_value, change.new_value)) {
      back.push_back({.path = change.path, .value = change.new_value, .where = *row.typed});
    }
  }
  return back;
}

}  // namespace allot::load
