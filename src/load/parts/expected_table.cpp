#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/text.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/printed/published_table.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

struct OwnName {
  PrintedRole role;
  std::string_view column;
};

/// What a table of our own, which nobody described, calls its columns.
constexpr std::array kOwnNames{
    OwnName{PrintedRole::kAmount, "budget"},
    OwnName{PrintedRole::kPrior, "prior"},
    OwnName{PrintedRole::kShift, "shift"},
    OwnName{PrintedRole::kChange, "shift_percent"},
};

/// A number above 0, such as a unit.
std::optional<Fraction> read_unit(const FieldReader& fields, std::string_view name,
                                  std::string_view way_out, Problems& problems) {
  const auto unit = fields.number(name);
  if (unit && unit->sign() <= 0) {
    const YamlNode& node = *fields.find(name);
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = node.where,
                  .message = fmt::format("{} is {}, not a unit", quoted(name), node.text),
                  .label = std::string{way_out}});
    return std::nullopt;
  }
  return unit;
}

/// Of a table that `allot run` wrote.
std::vector<RoleColumn> own_columns(const FieldReader& fields, const Table& table,
                                    Problems& problems) {
  std::vector<RoleColumn> columns;
  for (const OwnName& own : kOwnNames) {
    if (const auto column = table.find_column(own.column)) {
      columns.push_back({own.role, *column});
    }
  }
  if (columns.empty() || columns.front().role != PrintedRole::kAmount) {
    std::vector<std::string_view> names;
    std::ranges::copy_if(table.header(), std::back_inserter(names),
                         [](std::string_view name) { return !name.empty(); });
    problems.add({.code = Code::kMissingField,
                  .where = fields.where(),
                  .message = "nothing says which column of the published table has the budgets",
                  .label = "which column?",
                  .help = {"write `amount: COLUMN`, or `--map amount=COLUMN`",
                           fmt::format("its columns are {}", listed_words(names))}});
    return {};
  }
  return columns;
}

/// The columns that the fields name; none where one is missing, which is reported.
std::vector<RoleColumn> columns_of(const FieldReader& fields, const Table& table,
                                   Problems& problems) {
  std::vector<RoleColumn> columns;
  bool good = true;
  for (std::size_t role = 0; role < kPrintedRoles.size(); ++role) {
    const YamlNode* name = fields.find(kPrintedRoles[role]);
    if (name == nullptr) {
      continue;
    }
    const auto column = require_column(table, name->text, name->where, problems);
    good = good && column;
    if (column) {
      columns.push_back({static_cast<PrintedRole>(role), *column});
    }
  }
  if (columns.empty() && good) {
    return own_columns(fields, table, problems);
  }
  return good ? columns : std::vector<RoleColumn>{};
}

/// All that the fields name, by which the head of the table is found.
std::vector<std::string_view> named_columns(const FieldReader& fields) {
  std::vector<std::string_view> names;
  const auto add = [&](std::string_view field) {
    if (const YamlNode* name = fields.find(field)) {
      names.push_back(name->text);
    }
  };
  add("id");
  add("name");
  std::ranges::for_each(kPrintedRoles, add);
  return names;
}

/// Ids of the table of which most are the scenario's but for a leading zero.
bool report_lost_zeros_of(const PublishedRows& rows, const Districts& districts,
                          const TableSpec& spec, Problems& problems) {
  std::vector<std::string_view> missing;
  bool has_known = false;
  for (const std::uint32_t row : rows.open.rows) {
    const std::string_view id = rows.open.table.cell(row, rows.open.id);
    const bool is_known = districts.find(id).has_value();
    has_known = has_known || is_known;
    if (are_digits(id) && !is_known) {
      missing.push_back(id);
    }
  }
  // `08` above `08111` is a sum, and no table of another level.
  const auto is_beginning = [&](std::string_view id) {
    return std::ranges::any_of(districts.ids,
                               [&](std::string_view known) { return known.starts_with(id); });
  };
  if (has_known) {
    std::erase_if(missing, is_beginning);
  }
  Problems own;
  const bool lost = report_other_ids(missing, districts.ids, spec.where(), own);
  for (Diagnostic problem : own.list()) {
    if (problem.code == Code::kLostZeros && !problem.help.empty()) {
      problem.help.front() += " (`--id-digits`)";
    }
    problems.add(std::move(problem));
  }
  return lost;
}

/// A table of other ids altogether is no published table with surplus rows.
void report_no_row(const PublishedRows& rows, const Draft& draft, Problems& problems) {
  const Table& table = rows.open.table;
  const std::size_t column = rows.has_ids ? rows.open.id : *rows.name;
  Diagnostic problem{
      .code = Code::kUnknownName,
      .where = table.where_header(column),
      .message = fmt::format("no row of the table is one of the {} districts of the scenario",
                             draft.scenario.districts.size()),
      .label = rows.has_ids ? "none of these ids" : "none of these names",
      .help = {}};
  if (!rows.open.rows.empty()) {
    problem.help = {fmt::format("the table has {}, the scenario {}: is it another column?",
                                quoted(table.cell(rows.open.rows.front(), column)),
                                quoted(rows.has_ids ? draft.scenario.districts.ids.front()
                                                    : draft.scenario.districts.names.front()))};
  }
  problems.add(std::move(problem));
}

}  // namespace

std::optional<PrintedTable> read_expected_table(Draft& draft, const YamlNode& node) {
  const FieldReader fields{section("expect.table"), node, draft.problems};
  fields.check_rules();
  const auto printed_to =
      read_unit(fields, "printed_to", "write the printed unit: 0.01, 1, 1000", draft.problems);
  const auto in = read_unit(fields, fields.has("in") ? "in" : "times",
                            "write a number above 0: 1_000_000 for millions", draft.problems);
  const bool complete = fields.choice_index("complete") != std::size_t{1};
  const TableSpec spec{draft, fields};
  auto rows = fields.has("file") && !fields.wrong()
                  ? open_published(draft, spec, named_columns(fields))
                  : std::nullopt;
  if (!rows) {
    return std::nullopt;
  }
  const auto columns = columns_of(fields, rows->open.table, draft.problems);
  const Districts& districts = draft.scenario.districts;
  if (columns.empty() || !draft.columns.known || districts.size() == 0 ||
      (rows->has_ids && report_lost_zeros_of(*rows, districts, spec, draft.problems))) {
    return std::nullopt;
  }
  auto table = read_published(
      {.table = rows->open.table,
       .id = rows->has_ids ? std::optional{rows->open.id} : std::nullopt,
       .name = rows->name,
       .rows = rows->open.rows,
       .columns = columns,
       .rules = {.mark = spec.decimal, .currency = draft.scenario.currency, .id = rows->open.id},
       .in = in,
       .printed_to = printed_to,
       .known = &districts,
       .skips_others = spec.skip_other_rows},
      draft.problems);
  if (!table) {
    return std::nullopt;
  }
  table->name = draft.session.files.name(rows->open.table.file());
  table->where = spec.file()->where;
  table->complete = complete;
  const bool has_any = std::any_of(table->rows.begin(), table->rows.end(),
                                   [](const PrintedRow& row) { return row.district.has_value(); });
  if (!has_any) {
    report_no_row(*rows, draft, draft.problems);
    return std::nullopt;
  }
  return table;
}

}  // namespace allot::load
