#include "load/init/survey/table_survey.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/text.hpp"
#include "allot/load/csv/csv.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// What XLSX and ODS files begin with, and what XLS files do.
constexpr std::string_view kZipMark = "PK\x03\x04";
constexpr std::string_view kOldWorkbookMark = "\xD0\xCF\x11\xE0";

/// What is not UTF-8 is taken for Windows-1252, which Excel writes as `CSV`. Decoded in a copy: the
/// scenario reads the file as it is.
struct PreparedTable {
  FileId file;
  Encoding encoding;
};

std::optional<PreparedTable> prepare_table(SourceFiles& files, const TableOnHand& table,
                                           Problems& problems) {
  const std::string_view text = files.text(table.file);
  if (text.starts_with(kZipMark) || text.starts_with(kOldWorkbookMark)) {
    problems.add(
        {.code = Code::kTableSyntax,
         .where = table.where,
         .message = fmt::format("{} is a workbook, not a table in CSV",
                                quoted(without_controls(table.path))),
         .label = "made by a spreadsheet",
         .help = {"save the sheet as `CSV UTF-8` in the spreadsheet, and name that file"}});
    return std::nullopt;
  }
  const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  PreparedTable prepared{.file = table.file, .encoding = Encoding::kUtf8};
  if (!utf16 && first_invalid_utf8(text)) {
    prepared = {.file = files.add(files.name(table.file), std::string{text}),
                .encoding = Encoding::kWindows1252};
  }
  const bool good = prepare_text(files, prepared.file, prepared.encoding, problems);
  return good ? std::optional{prepared} : std::nullopt;
}

bool is_number(std::string_view text) {
  return read_grouped(text, '.').has_form() || read_grouped(text, ',').has_form();
}

bool is_year(std::string_view text) {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) && is_number(text);
}

/// Without a header the first district would be lost, and nobody would see it.
void require_header(const TableSurvey& survey, const TableOnHand& table, Problems& problems) {
  const ColumnFacts* first = nullptr;
  for (const ColumnFacts& facts : survey.facts) {
    if (!facts.is_numeric()) {
      continue;
    }
    if (!is_number(facts.name) || is_year(facts.name)) {
      return;
    }
    first = first == nullptr ? &facts : first;
  }
  if (first == nullptr || !table.mapped.empty()) {
    return;
  }
  problems.add({.code = Code::kTableSyntax,
                .where = survey.csv.where_header(*survey.csv.find_column(first->name)),
                .message = "the first line of the table has numbers where names of columns belong",
                .label = "the name of a column?",
                .help = {"write a first line with a name for each column",
                         "if these are the names, say which columns to take: `--map "
                         "id=COLUMN,key=COLUMN`"}});
}

void take_mapped(const TableOnHand& table, const std::vector<ColumnFacts>& facts,
                 ChosenColumns& columns, Problems& problems) {
  for (const MappedColumn& mapped : table.mapped) {
    const auto found = std::ranges::find(facts, mapped.column, &ColumnFacts::name);
    if (found != facts.end()) {
      columns[static_cast<std::size_t>(mapped.role)] = {.facts = &*found, .guessed = false};
    } else {
      problems.add(
          {.code = Code::kUsage,
           .where = mapped.where,
           .message =
               fmt::format("the table has no column {}", quoted(without_controls(mapped.column))),
           .label = "no such column",
           .help = way_out(mapped.column, texts_of(facts, &ColumnFacts::name), "the columns")});
    }
  }
}

/// A column of words that is mapped as numbers: the mapping is wrong, not each of its cells.
void check_mapped_numbers(const TableOnHand& table, const TableSurvey& survey, Problems& problems) {
  for (const MappedColumn& mapped : table.mapped) {
    const bool is_number =
        mapped.role == ColumnRole::kKeyColumn || mapped.role == ColumnRole::kPriorColumn;
    if (!is_number || survey.column(mapped.role)->digits > 0) {
      continue;
    }
    problems.add({.code = Code::kUsage,
                  .where = mapped.where,
                  .message = fmt::format("column {} has no numbers, and is mapped as the {}",
                                         quoted(without_controls(mapped.column)),
                                         kColumnRoles[static_cast<std::size_t>(mapped.role)]),
                  .label = "not a number in it",
                  .help = {fmt::format("the columns: {}",
                                       listed_words(texts_of(survey.facts, &ColumnFacts::name)))}});
  }
}

void require_role(const TableSurvey& survey, ColumnRole role, std::string_view what,
                  const TableOnHand& table, Problems& problems) {
  if (survey.column(role) != nullptr) {
    return;
  }
  const std::string_view word = kColumnRoles[static_cast<std::size_t>(role)];
  const std::string columns = listed_words(texts_of(survey.facts, &ColumnFacts::name));
  problems.add({.code = Code::kUsage,
                .where = table.where,
                .message = fmt::format("no column of the table looks like {}", what),
                .help = survey.facts.size() > 1
                            ? std::vector{fmt::format("name it: `--map {}=COLUMN`", word),
                                          fmt::format("the columns: {}", columns)}
                            : std::vector{fmt::format(
                                  "the table has one column, {}, and needs two: ids, and numbers",
                                  columns)}});
}

/// No scalar of a scenario may have a carriage return: the name would have to be written as
/// another.
void check_names(const TableSurvey& survey, Problems& problems) {
  for (const ColumnFacts& facts : survey.facts) {
    if (survey.is_chosen(facts) && facts.name.find('\r') != std::string_view::npos) {
      problems.add({.code = Code::kControlByte,
                    .where = survey.csv.where_header(*survey.csv.find_column(facts.name)),
                    .message = fmt::format("the name of column {} has a carriage return",
                                           quoted(without_controls(facts.name))),
                    .label = "ends a line",
                    .help = {"write the name on one line"}});
    }
  }
}

/// The mark that the numbers of the table need elsewhere; the ids do not count.
std::optional<DecimalMark> mark_elsewhere(const TableSurvey& survey) {
  std::vector<const ColumnFacts*> columns{survey.column(ColumnRole::kKeyColumn),
                                          survey.column(ColumnRole::kPriorColumn)};
  for (const ColumnFacts& column : survey.facts) {
    columns.push_back(&column == survey.column(ColumnRole::kIdColumn) ? nullptr : &column);
  }
  for (const ColumnFacts* column : columns) {
    if (const auto mark = column == nullptr ? std::nullopt : column->needed_mark()) {
      return mark;
    }
  }
  return std::nullopt;
}

/// A column of nothing but `1.034` and `2.117` is one of counts in groups, unless other columns
/// know better: that all decimals are three is rare.
void decide_mark(TableSurvey& survey) {
  for (const ColumnRole role : {ColumnRole::kKeyColumn, ColumnRole::kPriorColumn}) {
    const ColumnFacts* column = survey.column(role);
    if (survey.ambiguous == nullptr && column != nullptr && column->is_ambiguous()) {
      survey.ambiguous = column;
      survey.mark = mark_elsewhere(survey).value_or(column->grouping_mark());
    }
  }
}

}  // namespace

bool TableSurvey::is_chosen(const ColumnFacts& column_facts) const {
  return std::ranges::any_of(
      columns, [&](const ChosenColumn& choice) { return choice.facts == &column_facts; });
}

std::optional<TableSurvey> survey_table(SourceFiles& files, const TableOnHand& table,
                                        Problems& problems) {
  const auto prepared = prepare_table(files, table, problems);
  auto csv = prepared ? read_csv(files, prepared->file, {}, problems) : std::nullopt;
  if (!csv) {
    return std::nullopt;
  }
  if (csv->row_count() == 0) {
    problems.add({.code = Code::kNoDistricts,
                  .where = csv->where_header(0),
                  .message = "the table has no rows",
                  .label = "nobody can receive",
                  .help = {"add a line for each district"}});
    return std::nullopt;
  }
  TableSurvey survey{.csv = std::move(*csv),
                     .encoding = prepared->encoding,
                     .facts = {},
                     .columns = {},
                     .mark = DecimalMark::kPoint,
                     .ambiguous = nullptr};
  survey.facts = facts_of_columns(survey.csv);
  Problems own;  // each step needs that the ones before it found nothing
  require_header(survey, table, own);
  if (!own.has_errors()) {
    take_mapped(table, survey.facts, survey.columns, own);
  }
  if (!own.has_errors()) {
    check_mapped_numbers(table, survey, own);
  }
  if (!own.has_errors()) {
    guess_roles(survey.facts, survey.columns);
    require_role(survey, ColumnRole::kIdColumn, "an id, which differs from row to row", table, own);
    require_role(survey, ColumnRole::kKeyColumn, "numbers to share by", table, own);
    decide_mark(survey);
    check_names(survey, own);
  }
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::optional{std::move(survey)};
}

}  // namespace allot::load
