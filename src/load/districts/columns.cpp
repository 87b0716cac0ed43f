#include "load/districts/columns.hpp"

#include <fmt/core.h>

#include "load/districts/column_cells.hpp"
#include "load/draft/draft.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

std::optional<ColumnId> use_column_if_known(Draft& draft, std::string_view name, ColumnUse use) {
  AvailableColumn* column = draft.columns.find(name);
  if (column == nullptr) {
    return std::nullopt;
  }
  if (!column->id) {
    auto& columns = draft.scenario.columns;
    column->id = static_cast<ColumnId>(columns.size());
    columns.emplace_back();
    columns.back().name = name;
    columns.back().label = name;
    columns.back().where = column->where;
  }
  column->uses = static_cast<std::uint8_t>(column->uses | static_cast<std::uint8_t>(use));
  return column->id;
}

AvailableColumn* require_available(Draft& draft, std::string_view name, const Location& where) {
  AvailableColumn* column = draft.columns.find(name);
  if (column == nullptr && draft.columns.known) {
    auto help = draft.hints.way_out(name, "the columns", [&] { return draft.columns.names(); });
    if (draft.groups && draft.groups->columns.find(name) != nullptr) {
      help = {fmt::format("{} is a column of `groups`, which only the upper tiers of a share read",
                          quoted(name))};
    }
    draft.problems.add({.code = Code::kUnknownColumn,
                        .where = where,
                        .message = fmt::format("unknown column {}", quoted(name)),
                        .label = "no such column",
                        .help = std::move(help)});
  }
  return column;
}

std::optional<ColumnId> use_column(Draft& draft, std::string_view name, const Location& where,
                                   ColumnUse use) {
  return require_available(draft, name, where) == nullptr ? std::nullopt
                                                          : use_column_if_known(draft, name, use);
}

Provenance provenance_of_column(Draft& draft, std::string_view name) {
  const YamlNode* facts = draft.columns.facts;
  const YamlNode* node = facts == nullptr ? nullptr : facts->find(name);
  if (node == nullptr) {
    return {};
  }
  return read_provenance(draft,
                         FieldReader{section("districts.columns.NAME"), *node, draft.problems});
}

namespace {

void read_facts(Draft& draft) {
  if (draft.columns.facts == nullptr || !draft.columns.known) {
    return;
  }
  for (const YamlNode::Entry& entry : draft.columns.facts->entries) {
    const AvailableColumn* available = draft.columns.find(entry.key);
    if (available == nullptr) {
      draft.problems.add({.code = Code::kUnknownColumn,
                          .where = entry.key_where,
                          .message = fmt::format("unknown column {}", quoted(entry.key)),
                          .label = "no such column",
                          .help = draft.hints.way_out(entry.key, "the columns",
                                                      [&] { return draft.columns.names(); })});
    }
    const FieldReader fields{section("districts.columns.NAME"), entry.value, draft.problems};
    Column facts;
    facts.label = fields.has("label") ? fields.text("label") : entry.key;
    facts.unit = fields.text("unit");
    facts.as_of = fields.date("as_of");
    facts.provenance = read_provenance(draft, fields);
    if (available != nullptr && available->id) {
      Column& column = draft.scenario.columns[index_of(*available->id)];
      column.label = std::move(facts.label);
      column.unit = std::move(facts.unit);
      column.as_of = std::move(facts.as_of);
      column.provenance = std::move(facts.provenance);
    }
  }
}

/// In a list every column was written for this file: one that nothing uses is a mistake. Not in the
/// list of a base, which the changes may need less of.
void warn_of_unused(Draft& draft) {
  std::vector<std::string_view> meant{"id", "name", "group"};
  for (const Column& column : draft.scenario.columns) {
    meant.push_back(column.name);
  }
  for (const AvailableColumn& column : draft.columns.available) {
    if (column.id || column.used_as_text) {
      continue;
    }
    auto help = draft.hints.way_out(column.name, "used are", [&] { return std::span{meant}; });
    help.push_back(fmt::format("name it in a key or a step (`by: {}`), or remove it", column.name));
    draft.problems.add({.code = Code::kUnusedColumn,
                        .where = column.where,
                        .message = fmt::format("nothing uses the column {}", quoted(column.name)),
                        .label = "without effect",
                        .help = std::move(help)});
  }
}

}  // namespace

void read_columns(Draft& draft) {
  apply_cell_changes_of_unused(draft);
  for (const AvailableColumn& available : draft.columns.available) {
    if (available.id) {
      read_column(draft, available);
    }
  }
  read_facts(draft);
  const bool changed = draft.layers.size() > 1 || !draft.log->changes().empty();
  if (!draft.columns.items.empty() && !changed && !draft.problems.has_errors()) {
    warn_of_unused(draft);
  }
}

}  // namespace allot::load
