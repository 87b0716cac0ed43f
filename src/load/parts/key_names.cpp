#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "load/districts/columns.hpp"
#include "load/districts/similar_ids.hpp"
#include "load/draft/readers.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

// Deeper than any law; a file made to be deep must not use up the stack. It holds for what a key is
// made of, whether that stands before it in the file or after it.
constexpr std::size_t kDeepest = 64;

void report_cycle(Draft& draft, const DeclaredKey& key, const Location& where) {
  const std::string_view name = key.entry->key;
  const auto& path = draft.keys_in_progress;
  std::string circle;
  for (auto at = std::ranges::find(path, &key); at != path.end(); ++at) {
    circle += fmt::format("{} → ", quoted((*at)->entry->key));
  }
  draft.problems.add({.code = Code::kKeyCycle,
                      .where = where,
                      .message = fmt::format("the key {} is made of itself: {}{}", quoted(name),
                                             circle, quoted(name)),
                      .label = "the circle closes here",
                      .help = {"let one of them be made of columns only"}});
}

void report_too_deep(Draft& draft, std::string_view name, const Location& where) {
  draft.problems.add(
      {.code = Code::kTooDeep,
       .where = where,
       .message = fmt::format("the key {} would be the {}th of keys within keys", quoted(name),
                              kDeepest + 1),
       .label = "too deep",
       .help = {fmt::format("keys are made of keys at most {} deep: name columns", kDeepest)}});
}

/// Reads a key with all that it is made of.
void read_declared(Draft& draft, DeclaredKey& key) {
  using enum DeclaredKey::State;
  key.state = kReading;
  draft.keys_in_progress.push_back(&key);
  auto read = read_key(draft, *key.entry);
  draft.keys_in_progress.pop_back();
  key.state = read ? kRead : kFailed;
  if (read) {
    key.id = static_cast<KeyId>(draft.scenario.keys.size());
    draft.scenario.keys.push_back(std::move(*read));
  }
}

std::optional<KeyId> use_declared(Draft& draft, DeclaredKey& key, const Location& where) {
  using enum DeclaredKey::State;
  auto& outer = draft.keys_in_progress;
  if (key.state == kReading) {
    report_cycle(draft, key, where);
  } else if (key.state == kUnread && outer.size() < kDeepest) {
    read_declared(draft, key);
  } else if (key.state == kUnread) {
    report_too_deep(draft, key.entry->key, where);
    key.state = kFailed;
  }
  if (key.state != kRead) {
    return std::nullopt;
  }
  if (!outer.empty() && key.depth >= kDeepest) {
    report_too_deep(draft, outer.back()->entry->key, where);
    return std::nullopt;
  }
  if (!outer.empty()) {
    outer.back()->depth = std::max(outer.back()->depth, key.depth + 1);
  }
  return key.id;
}

KeyId key_of_column(Draft& draft, ColumnId column, const Location& where) {
  const auto [at, added] = draft.column_keys.try_emplace(static_cast<std::uint32_t>(column));
  if (added) {
    auto& keys = draft.scenario.keys;
    at->second = static_cast<KeyId>(keys.size());
    keys.push_back({.name = draft.scenario.column(column).name,
                    .rule = ColumnKey{column},
                    .rounding = std::nullopt,
                    .provenance = {},
                    .where = where});
  }
  return at->second;
}

void report_unknown(Draft& draft, std::string_view name, const Location& where) {
  auto help = draft.hints.way_out(name, "keys and columns", [&] {
    std::vector<std::string_view> known = draft.key_names;
    for (const std::string_view column : draft.columns.names()) {
      known.push_back(column);
    }
    return known;
  });
  if (is_group_key(draft, name)) {
    const std::string column = draft.group_column.empty() ? "COLUMN" : draft.group_column;
    help = {
        fmt::format("{} is of `groups`: write `tiers: [{{group: {}, by: {}}}, {{by: KEY}}]`, "
                    "to the groups first and then within each",
                    quoted(name), column, name)};
  }
  draft.problems.add({.code = Code::kUnknownName,
                      .where = where,
                      .message = fmt::format("unknown key {}", quoted(name)),
                      .label = "neither a key nor a column",
                      .help = std::move(help)});
}

}  // namespace

std::optional<KeyId> use_key(Draft& draft, std::string_view name, const Location& where,
                             ColumnUse use) {
  const auto declared = draft.declared_keys.find(name);
  if (declared != draft.declared_keys.end()) {
    return use_declared(draft, declared->second, where);
  }
  if (const auto column = use_column_if_known(draft, name, use)) {
    return key_of_column(draft, *column, where);
  }
  if (draft.columns.known) {
    report_unknown(draft, name, where);
  }
  return std::nullopt;
}

namespace {

/// Columns of the districts, or of the groups.
void check_name(Draft& draft, ColumnBook& columns, const YamlNode::Entry& entry) {
  const AvailableColumn* column = columns.find(entry.key);
  if (column == nullptr) {
    return;
  }
  draft.problems.add(
      {.code = Code::kFieldsClash,
       .where = entry.key_where,
       .message = fmt::format("{} is the name of a key and of a column", quoted(entry.key)),
       .label = "which of the two is meant?",
       .help = {"give the key another name"},
       .related = {{column->where, "the column"}}});
}

void read_all(Draft& draft, const YamlNode& node) {
  for (const YamlNode::Entry& entry : node.entries) {
    const auto key = draft.declared_keys.find(entry.key);
    if (key != draft.declared_keys.end()) {
      use_declared(draft, key->second, entry.key_where);
    }
  }
}

}  // namespace

void declare_key(Draft& draft, const YamlNode::Entry& entry) {
  draft.declared_keys[entry.key] = {.entry = &entry};
  draft.key_names.push_back(entry.key);
}

void read_keys(Draft& draft, const YamlNode* node) {
  if (node == nullptr) {
    return;
  }
  warn_of_similar_keys(*node, draft.problems);
  const std::unordered_set<std::string_view> of_groups = declare_group_keys(draft, *node);
  for (const YamlNode::Entry& entry : node->entries) {
    check_name(draft, draft.columns, entry);
    if (draft.groups) {
      check_name(draft, draft.groups->columns, entry);
    }
    if (!of_groups.contains(entry.key)) {
      declare_key(draft, entry);
    }
  }
  read_all(draft, *node);
}

}  // namespace allot::load
