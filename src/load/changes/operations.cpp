#include "load/changes/operations.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "load/changes/path.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

struct Operation {
  std::string_view name;
  Edit::Kind kind;
  bool of_lists;  ///< these may stand beside each other
};

constexpr std::string_view kBefore = "before";
constexpr std::string_view kRemove = "remove";
constexpr std::array kOperations{Operation{"times", Edit::Kind::kTimes, false},
                                 Operation{"plus", Edit::Kind::kPlus, false},
                                 Operation{"append", Edit::Kind::kAppend, true},
                                 Operation{"prepend", Edit::Kind::kPrepend, true},
                                 Operation{"insert", Edit::Kind::kInsert, true},
                                 Operation{kBefore, Edit::Kind::kInsert, true},
                                 Operation{kRemove, Edit::Kind::kRemove, true}};

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
                .help = {"write one of `{times: …}` and `{plus: …}`; of lists `append`, `prepend`, "
                         "`before` with `insert`, and `remove`"},
                .related = {{value.entries[0].key_where, "the other one"}}});
}

/// The other half of `{before: NAME, insert: […]}`.
void report_half(const YamlNode::Entry& half, Problems& problems) {
  const std::string_view lacks = half.key == kBefore ? "insert" : kBefore;
  problems.add({.code = Code::kMissingField,
                .where = half.key_where,
                .message = fmt::format("{} needs {}", quoted(half.key), quoted(lacks)),
                .label = fmt::format("no {}", quoted(lacks)),
                .help = {"write `{before: NAME, insert: […]}`"}});
}

/// The names of items that `before` or `remove` has.
std::vector<const YamlNode*> named_items(const YamlNode::Entry& entry, Problems& problems) {
  std::vector<const YamlNode*> names;
  if (entry.value.is_list() && entry.key == kRemove) {
    for (const YamlNode& item : entry.value.items) {
      names.push_back(&item);
    }
  } else {
    names.push_back(&entry.value);
  }
  const bool good = !names.empty() && std::ranges::all_of(names, [](const YamlNode* name) {
    return name->is_scalar() && !name->text.empty();
  });
  if (!good) {
    problems.add({.code = Code::kWrongKind,
                  .where = entry.value.is_empty() ? entry.key_where : entry.value.where,
                  .message = fmt::format("{} wants the name of an item", quoted(entry.key)),
                  .label = "which item?",
                  .help = {"items go by id, label, name of the step, or position from 1"}});
    names.clear();
  }
  return names;
}

/// The changes that one operation on what is at a path makes.
std::vector<Edit> edits_of_operation(const YamlNode::Entry& change,
                                     const YamlNode::Entry& operation, Problems& problems) {
  Edit edit{.kind = find_operation(operation.key)->kind,
            .path = change.key,
            .value = operation.value,
            .where = change.key_where};
  const auto at_item = [&](const YamlNode& name) {
    edit.list = change.key;
    edit.path = change.key + "." + as_segment(name.text);
    edit.where = name.where;
    return edit;
  };
  std::vector<Edit> edits;
  if (edit.kind == Edit::Kind::kRemove) {
    for (const YamlNode* name : named_items(operation, problems)) {
      edits.push_back(at_item(*name));
    }
    return edits;
  }
  if (edit.kind != Edit::Kind::kInsert) {
    return {edit};
  }
  const std::string_view partner = operation.key == kBefore ? "insert" : kBefore;
  const auto other = std::ranges::find(change.value.entries, partner, &YamlNode::Entry::key);
  if (other == change.value.entries.end()) {
    report_half(operation, problems);
  } else if (operation.key != kBefore) {  // both halves at once
    for (const YamlNode* name : named_items(*other, problems)) {
      edits.push_back(at_item(*name));
    }
  }
  return edits;
}

}  // namespace

/// Whether it is `{times: …}`, `{append: […]}` or the like: all fields are operations, because the
/// map of a step may have a field `times` beside others.
bool is_operation(const YamlNode& value) {
  return value.is_map() && !value.entries.empty() &&
         std::ranges::all_of(value.entries, [](const YamlNode::Entry& entry) {
           return find_operation(entry.key) != nullptr || is_cut_number(entry);
         });
}

std::vector<Edit> edits_of(const YamlNode::Entry& entry, Problems& problems) {
  const YamlNode& value = entry.value;
  if (is_cut_number(entry)) {
    report_cut_number(entry, problems);
    return {};
  }
  if (!is_operation(value)) {
    return {{.kind = value.is_empty() ? Edit::Kind::kRemove : Edit::Kind::kSet,
             .path = entry.key,
             .value = value,
             .where = entry.key_where}};
  }
  if (const auto cut = std::ranges::find_if(value.entries, is_cut_number);
      cut != value.entries.end()) {
    report_cut_number(*cut, problems);
    return {};
  }
  const bool of_lists = std::ranges::all_of(
      value.entries, [](const YamlNode::Entry& one) { return find_operation(one.key)->of_lists; });
  if (value.entries.size() > 1 && !of_lists) {
    report_several(value, problems);
    return {};
  }
  std::vector<Edit> edits;
  for (const YamlNode::Entry& operation : value.entries) {
    std::ranges::move(edits_of_operation(entry, operation, problems), std::back_inserter(edits));
  }
  // A map has no order: `before` may name what is taken out.
  std::stable_partition(edits.begin(), edits.end(),
                        [](const Edit& edit) { return edit.kind != Edit::Kind::kRemove; });
  return edits;
}

}  // namespace allot::load
