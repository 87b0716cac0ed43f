#include "load/init/survey/survey_checks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "allot/core/text.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using enum ColumnRole;

/// Above a column of numbers a number, and no name above any.
const ColumnFacts* first_without_name(const std::vector<ColumnFacts>& facts) {
  const ColumnFacts* first = nullptr;
  for (const ColumnFacts& column : facts) {
    if (column.is_numeric() && (!reads_as_number(column.name) || is_calendar_year(column.name))) {
      return nullptr;
    }
    first = first == nullptr && column.is_numeric() ? &column : first;
  }
  return first;
}

std::string columns_of(std::span<const ColumnFacts> facts) {
  return listed_words(texts_of(facts, &ColumnFacts::name));
}

/// A column of words that is mapped as numbers: the mapping is wrong, not each of its cells.
bool check_mapped_numbers(const TableSurvey& survey, std::span<const MappedColumn> mapped,
                          Problems& problems) {
  bool good = true;
  for (const MappedColumn& column : mapped) {
    const bool is_number = column.role == kKeyColumn || column.role == kPriorColumn;
    if (!is_number || survey.column(column.role)->digits > 0) {
      continue;
    }
    good = false;
    problems.add({.code = Code::kUsage,
                  .where = column.where,
                  .message = fmt::format("column {} has no numbers, and is mapped as the {}",
                                         quoted(without_controls(column.column)),
                                         kColumnRoles[static_cast<std::size_t>(column.role)]),
                  .label = "not a number in it",
                  .help = {fmt::format("the columns: {}", columns_of(survey.facts))}});
  }
  return good;
}

}  // namespace

bool check_sheets(const SourceFiles& files, const TablesOnHand& on_hand, Problems& problems) {
  std::vector<std::string> sheets;
  for (const TableOnHand& table : on_hand.tables) {
    std::ranges::move(sheets_of(files, table), std::back_inserter(sheets));
  }
  bool good = true;
  for (const NamedSheet& sheet : on_hand.sheets) {
    if (std::ranges::find(sheets, sheet.name) != sheets.end()) {
      continue;
    }
    good = false;
    const std::vector<std::string_view> names{sheets.begin(), sheets.end()};
    problems.add(
        {.code = Code::kUsage,
         .where = sheet.where,
         .message = fmt::format("no table has a sheet {}", quoted(without_controls(sheet.name))),
         .label = "no such sheet",
         .help = names.empty() ? std::vector<std::string>{"only an XLSX has sheets"}
                               : way_out(sheet.name, names, "the sheets")});
  }
  return good;
}

bool check_table(const SurveyedTable& surveyed, std::span<const MappedColumn> mapped,
                 Problems& problems) {
  const Table& table = surveyed.found.table;
  if (table.row_count() == 0) {
    problems.add({.code = Code::kNoDistricts,
                  .where = table.where_header(0),
                  .message = "the table has no rows",
                  .label = "nobody can receive",
                  .help = {"add a line for each district"}});
    return false;
  }
  const ColumnFacts* first = mapped.empty() ? first_without_name(surveyed.typical_facts) : nullptr;
  if (first != nullptr) {
    problems.add(
        {.code = Code::kTableSyntax,
         .where = table.where_header(first->column),
         .message = "the first line of the table has numbers where names of columns belong",
         .label = "the name of a column?",
         .help = {"write a first line with a name for each column",
                  "if these are the names, say which columns to take: `--map "
                  "id=COLUMN,key=COLUMN`"}});
  }
  return first == nullptr;
}

bool take_mapped(TableSurvey& survey, std::span<const MappedColumn> mapped, Problems& problems) {
  bool good = true;
  for (const MappedColumn& column : mapped) {
    const auto found = std::ranges::find(survey.facts, column.column, &ColumnFacts::name);
    if (found != survey.facts.end()) {
      survey.columns[static_cast<std::size_t>(column.role)] = {.facts = &*found};
      continue;
    }
    const bool is_id_of_another =
        column.role == kIdColumn && std::ranges::any_of(survey.tables, [&](const auto& table) {
          return table.found.table.find_column(column.column).has_value();
        });
    if (is_id_of_another) {
      continue;  // of a table that is joined
    }
    good = false;
    problems.add({.code = Code::kUsage,
                  .where = column.where,
                  .message = fmt::format("the table has no column {}",
                                         quoted(without_controls(column.column))),
                  .label = "no such column",
                  .help = way_out(column.column, texts_of(survey.facts, &ColumnFacts::name),
                                  "the columns")});
  }
  return good && check_mapped_numbers(survey, mapped, problems);
}

bool require_roles(const TableSurvey& survey, Problems& problems) {
  if (survey.column(kKeyColumn) == nullptr) {
    report_no_role(survey.facts, kKeyColumn, survey.tables.front().where, problems);
    return false;
  }
  return true;
}

void report_no_role(std::span<const ColumnFacts> facts, ColumnRole role, const Location& where,
                    Problems& problems) {
  const std::string_view word = kColumnRoles[static_cast<std::size_t>(role)];
  problems.add({.code = Code::kUsage,
                .where = where,
                .message = fmt::format("no column of the table looks like {}",
                                       role == kIdColumn ? "an id, which differs from row to row"
                                                         : "numbers to share by"),
                .help = facts.size() > 1
                            ? std::vector{fmt::format("name it: `--map {}=COLUMN`", word),
                                          fmt::format("the columns: {}", columns_of(facts))}
                            : std::vector{fmt::format(
                                  "the table has one column, {}, and needs two: ids, and numbers",
                                  columns_of(facts))}});
}

bool check_names(const TableSurvey& survey, Problems& problems) {
  bool good = true;
  for (const ColumnFacts& facts : survey.facts) {
    if (survey.is_chosen(facts) && facts.name.find('\r') != std::string_view::npos) {
      good = false;
      problems.add({.code = Code::kControlByte,
                    .where = survey.tables[facts.table].found.table.where_header(facts.column),
                    .message = fmt::format("the name of column {} has a carriage return",
                                           quoted(without_controls(facts.name))),
                    .label = "ends a line",
                    .help = {"write the name on one line"}});
    }
  }
  return good;
}

}  // namespace allot::load
