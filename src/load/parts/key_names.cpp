#include "load/parts/key_names.hpp"

#include <fmt/core.h>

#include <string>
#include <vector>

#include "allot/engine/keys/key_kinds.hpp"
#include "load/draft/readers.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

void report_equal(const Location& where, std::string_view thing, std::string_view help,
                  Problems& problems) {
  problems.add(
      {.code = Code::kReservedName,
       .where = where,
       .message = fmt::format("a {} is called {}, the name of the key that is always there", thing,
                              quoted(engine::kEqualKey)),
       .label = fmt::format("{} is 1 for each", quoted(engine::kEqualKey)),
       .help = {std::string{help}}});
}

/// Columns of the districts, or of the groups.
void check_name(Draft& draft, DistrictTable& columns, const YamlNode::Entry& entry) {
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

}  // namespace

void report_unknown_key(Draft& draft, std::string_view name, const Location& where, bool counts) {
  auto help = draft.hints.way_out(name, "keys and columns", [&] {
    std::vector<std::string_view> known = draft.key_names;
    for (const std::string_view column : draft.columns.names()) {
      known.push_back(column);
    }
    known.push_back(engine::kEqualKey);
    return known;
  });
  if (is_group_key(draft, name) && counts) {
    help = {
        fmt::format("{} is of `groups`, which only the upper tiers of a share read", quoted(name))};
  } else if (is_group_key(draft, name)) {
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

void report_key_of_shares(Draft& draft, const Key& key, const Location& where) {
  draft.problems.add(
      {.code = Code::kKeyOfShares,
       .where = where,
       .message =
           fmt::format("{} is a key of shares, and here counts are wanted", quoted(key.name)),
       .label = key.rounding ? "rounded to shares" : "shares, not counts",
       .help = {"name a column, or a key that is made of counts alone and is not rounded"},
       .related = {{key.where, "the key"}}});
}

void check_key_name(Draft& draft, const YamlNode::Entry& entry) {
  if (entry.key == engine::kEqualKey) {
    report_equal(entry.key_where, "key", "give it another name, or remove it and use `equal`",
                 draft.problems);
    return;
  }
  check_name(draft, draft.columns, entry);
  if (draft.groups) {
    check_name(draft, draft.groups->columns, entry);
  }
}

void check_columns(Draft& draft) {
  for (Draft* of : {&draft, draft.groups.get()}) {
    if (of == nullptr) {
      continue;
    }
    if (const AvailableColumn* column = of->columns.find(engine::kEqualKey)) {
      report_equal(column->where, "column",
                   "give it another name; of a table whose head cannot be changed, `prefix` sets "
                   "a text before the names of its columns",
                   draft.problems);
    }
  }
}

}  // namespace allot::load
