#include "load/changes/changes_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "load/changes/editor.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

struct Operation {
  std::string_view name;
  Edit::Kind kind;
};

constexpr std::array kOperations{Operation{"times", Edit::Kind::kTimes},
                                 Operation{"plus", Edit::Kind::kPlus},
                                 Operation{"append", Edit::Kind::kAppend}};

const Operation* find_operation(std::string_view name) {
  const auto* const at = std::ranges::find(kOperations, name, &Operation::name);
  return at == kOperations.end() ? nullptr : at;
}

void report_several(const YamlNode& value, Problems& problems) {
  problems.add({.code = Code::kFieldsClash,
                .where = value.entries[1].key_where,
                .message = fmt::format("{} stands beside {}", quoted(value.entries[1].key),
                                       quoted(value.entries[0].key)),
                .label = "which one first?",
                .help = {"write one of `{times: …}`, `{plus: …}` and `{append: […]}`"},
                .related = {{value.entries[0].key_where, "the other one"}}});
}

std::optional<Edit> edit_of(const YamlNode::Entry& entry, Problems& problems) {
  const YamlNode& value = entry.value;
  Edit edit{.path = entry.key, .value = value, .where = entry.key_where};
  if (is_cut_number(entry)) {
    report_cut_number(entry, problems);
    return std::nullopt;
  }
  if (value.is_empty()) {
    edit.kind = Edit::Kind::kRemove;
  } else if (is_operation(value)) {
    if (value.entries.size() > 1) {
      is_cut_number(value.entries[1]) ? report_cut_number(value.entries[1], problems)
                                      : report_several(value, problems);
      return std::nullopt;
    }
    edit.kind = find_operation(value.entries.front().key)->kind;
    edit.value = value.entries.front().value;
  }
  return edit;
}

/// Finds changes of one file that speak of the same field: a map has no order that a reader would
/// rely on.
class Conflicts {
 public:
  explicit Conflicts(Problems& problems) : problems_{problems} {}

  void add(const Edit& edit, const std::string& place) {
    if (const Edit* earlier = seen_.find(place)) {
      report_again(edit, *earlier);
    }
    seen_.visit_above(place, [&](const Edit& earlier) {
      if (earlier.kind == Edit::Kind::kRemove) {
        report_again(edit, earlier);
      }
    });
    if (edit.kind == Edit::Kind::kSet || edit.kind == Edit::Kind::kRemove) {
      seen_.visit_below(place, [&](const Edit& earlier) { report_overwritten(edit, earlier); });
    }
    seen_.set(place, edit);
  }

 private:
  void report_again(const Edit& edit, const Edit& earlier) {
    problems_.add({.code = Code::kDuplicateField,
                   .where = edit.where,
                   .message = fmt::format("{} changes the same as {}", quoted(edit.path),
                                          quoted(earlier.path)),
                   .label = "again",
                   .help = {"keep one of them, or put the other into an overlay of this file"},
                   .related = {{earlier.where, "first changed here"}}});
  }

  void report_overwritten(const Edit& edit, const Edit& earlier) {
    problems_.add({.code = Code::kChangeWithoutEffect,
                   .where = earlier.where,
                   .message = fmt::format("{} has no effect: {} replaces it later",
                                          quoted(earlier.path), quoted(edit.path)),
                   .label = "overwritten",
                   .help = {"write it after the other change"},
                   .related = {{edit.where, "replaced here"}}});
  }

  Problems& problems_;
  PlaceMap<Edit> seen_;
};

}  // namespace

bool is_operation(const YamlNode& value) {
  return value.is_map() && !value.entries.empty() &&
         std::ranges::all_of(value.entries, [](const YamlNode::Entry& entry) {
           return find_operation(entry.key) != nullptr || is_cut_number(entry);
         });
}

void apply_changes(Draft& draft, YamlNode& tree, const YamlNode& changes) {
  Conflicts conflicts{draft.problems};
  for (const YamlNode::Entry& entry : changes.entries) {
    const auto edit = edit_of(entry, draft.problems);
    const std::string place = edit ? apply_edit(draft, tree, *edit) : std::string{};
    if (!place.empty()) {
      conflicts.add(*edit, place);
    }
  }
  close_ranks(draft, tree);
}

}  // namespace allot::load
