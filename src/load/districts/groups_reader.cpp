#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "load/districts/columns.hpp"
#include "load/districts/text_cells.hpp"
#include "load/districts/text_checks.hpp"
#include "load/draft/readers.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// Each group that a district is in is in `groups`.
void check_groups(Draft& draft) {
  const Districts& districts = draft.scenario.districts;
  const Districts& groups = draft.groups->scenario.districts;
  std::set<std::string_view> missing;
  FirstTen unknown{draft.problems, "more groups that are not in `groups`"};
  for (std::size_t i = 0; i < districts.groups.size(); ++i) {
    const std::string_view group = districts.groups[i];
    if (group.empty() || groups.find(group) || !missing.insert(group).second) {
      continue;
    }
    unknown.add([&] {
      return Diagnostic{
          .code = Code::kUnknownName,
          .where = place_of_cell(draft, draft.group_column, i),
          .message = fmt::format("the group {} of `{}` ({}) is not in `groups`", quoted(group),
                                 districts.names[i], districts.ids[i]),
          .label = "in an unknown group",
          .help = draft.hints.way_out(group, "the groups", [&] { return std::span{groups.ids}; })};
    });
  }
  unknown.finish();
}

/// Which of the keys have only columns of `columns` at their ends; a circle is reported where the
/// key is read. Those that have others are found from their ends: without recursion, since a chain
/// may be longer than the stack.
std::vector<bool> made_of(const YamlNode& keys, const DistrictTable& columns) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> users;
  for (const YamlNode::Entry& key : keys.entries) {
    users[key.key];
  }
  std::vector<bool> known(keys.entries.size(), true);
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < keys.entries.size(); ++i) {
    const auto parts = names_in_key(keys.entries[i].value);
    bool good = !parts.empty();
    for (const std::string_view part : parts) {
      const auto key = users.find(part);
      if (key != users.end()) {
        key->second.push_back(i);
      } else {
        good = good && columns.by_name.contains(part);
      }
    }
    if (!good) {
      known[i] = false;
      others.push_back(i);
    }
  }
  while (!others.empty()) {
    const std::size_t key = others.back();
    others.pop_back();
    for (const std::size_t user : users[keys.entries[key].key]) {
      if (known[user]) {
        known[user] = false;
        others.push_back(user);
      }
    }
  }
  return known;
}

}  // namespace

void read_groups(Draft& draft, const YamlNode& node) {
  draft.groups = std::make_shared<Draft>(
      Draft{.layers = draft.layers, .decimal = draft.decimal, .encoding = draft.encoding});
  Draft& groups = *draft.groups;
  groups.is_groups = true;
  groups.scenario.sources = draft.scenario.sources;
  groups.sources_by_id = draft.sources_by_id;
  groups.scenario.currency = draft.scenario.currency;
  read_districts(groups, node, "groups");
  if (draft.columns.known && groups.columns.known) {
    check_groups(draft);
  }
}

std::unordered_set<std::string_view> declare_group_keys(Draft& draft, const YamlNode& keys) {
  if (!draft.groups || !draft.groups->columns.known) {
    return {};
  }
  Draft& groups = *draft.groups;
  const std::vector<bool> of_groups = made_of(keys, groups.columns);
  const std::vector<bool> of_districts = made_of(keys, draft.columns);
  std::vector<const YamlNode::Entry*> only_theirs;
  for (std::size_t i = 0; i < keys.entries.size(); ++i) {
    if (of_groups[i]) {
      declare_key(groups, keys.entries[i]);
      if (!of_districts[i]) {
        only_theirs.push_back(&keys.entries[i]);
      }
    }
  }
  std::unordered_set<std::string_view> names;
  for (const YamlNode::Entry* key : only_theirs) {
    use_key(groups, key->key, key->key_where);
    names.insert(key->key);
  }
  return names;
}

bool is_group_key(const Draft& draft, std::string_view name) {
  return draft.groups && (draft.groups->declared_keys.contains(name) ||
                          draft.groups->columns.by_name.contains(name));
}

std::optional<KeyId> use_group_key(Draft& draft, std::string_view name, const Location& where) {
  const bool of_districts = draft.groups && draft.declared_keys.contains(name) &&
                            !draft.groups->declared_keys.contains(name);
  return is_group_key(draft, name) && !of_districts ? use_key(*draft.groups, name, where)
                                                    : std::nullopt;
}

void finish_groups(Draft& draft) {
  if (!draft.groups) {
    return;
  }
  Draft& groups = *draft.groups;
  read_columns(groups);
  for (TableReading& reading : groups.scenario.readings) {
    draft.scenario.readings.push_back(std::move(reading));
  }
  groups.scenario.readings.clear();
  draft.scenario.groups = std::make_shared<const Scenario>(std::move(groups.scenario));
}

}  // namespace allot::load
