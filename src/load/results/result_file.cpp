#include "allot/load/results/result_file.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/csv/csv.hpp"
#include "allot/load/numbers/number.hpp"
#include "allot/load/text/bytes.hpp"
#include "allot/load/text/unseen_character.hpp"
#include "load/fields/field_reader.hpp"
#include "load/tables/tables.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

std::string_view from_first_character(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  text.remove_prefix(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
  return text;
}

/// Whether the outermost object begins with its version, as all that we write does.
bool begins_as_json(std::string_view text) {
  return text.starts_with('{') &&
         from_first_character(text.substr(1)).starts_with("\"format_version\"");
}

std::string_view without_quotes(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) {
    return {};
  }
  cell = cell.substr(first, cell.find_last_not_of(kWhiteSpace) - first + 1);
  return cell.size() > 1 && cell.starts_with('"') && cell.ends_with('"')
             ? cell.substr(1, cell.size() - 2)
             : cell;
}

bool has_cell(std::string_view header, char separator, std::string_view name) {
  while (!header.empty()) {
    if (without_quotes(cut_off(header, {&separator, 1})) == name) {
      return true;
    }
  }
  return false;
}

bool begins_as_csv(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  const char separator = find_separator(header);
  return has_cell(header, separator, "id") && has_cell(header, separator, "budget");
}

constexpr std::size_t kWidest = 60;  // of a text that a message shows

/// A row before the rows are in order.
struct Row {
  std::string_view id, name, group;
  FieldState state;  ///< of the budget
  Fraction budget;
  Location where;
};

/// `column` is the name of one that the file has.
using PlaceOfCell = std::function<Location(std::size_t row, std::string_view column)>;

/// One message for all of a kind: a result may have a million rows.
class FirstOfMany {
 public:
  void add(Diagnostic diagnostic) {
    if (count_++ == 0) {
      first_ = std::move(diagnostic);
    }
  }
  /// To be called once, at the end.
  void finish(Problems& problems) {
    if (first_ && count_ > 1) {
      first_->message += "; " + grouped_digits(std::to_string(count_ - 1)) + " more like it";
    }
    if (first_) {
      problems.add(*std::move(first_));
    }
  }

 private:
  std::optional<Diagnostic> first_;
  std::size_t count_ = 0;
};

/// Rows without an id or a budget, and texts with characters that are not seen.
void check_rows(const std::vector<Row>& rows, const PlaceOfCell& place, Problems& problems) {
  struct Text {
    std::string_view Row::*text;
    std::string_view column, thing;
    TextUse use;
    FirstOfMany unseen = {};
  };
  std::array texts{Text{&Row::id, "id", "an id", TextUse::kId},
                   Text{&Row::name, "name", "a name", TextUse::kText},
                   Text{&Row::group, "group", "a group", TextUse::kId}};
  FirstOfMany nameless;
  FirstOfMany empty;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id.empty()) {
      nameless.add(
          {.code = Code::kMissingId, .where = place(i, "id"), .message = "the row has no id"});
    } else if (rows[i].state == FieldState::kAbsent) {
      empty.add({.code = Code::kMissingCell,
                 .where = place(i, "budget"),
                 .message = "`" + without_controls(rows[i].id) + "` has no budget",
                 .help = {"write 0 where it gets nothing"}});
    }
    for (auto& [text, column, thing, use, unseen] : texts) {
      if (first_unseen(rows[i].*text, use)) {
        unseen.add(*unseen_character(thing, rows[i].*text, use, place(i, column)));
      }
    }
  }
  nameless.finish(problems);
  empty.finish(problems);
  for (Text& text : texts) {
    text.unseen.finish(problems);
  }
}

/// What the columns with six decimals say: they leave no doubt.
std::optional<DecimalMark> mark_of_percentages(const Table& table) {
  constexpr std::size_t kDecimals = 6;
  for (const std::string_view name : {"key_percent", "shift_percent"}) {
    const auto column = table.find_column(name);
    for (std::size_t row = 0; column && row < table.row_count(); ++row) {
      const std::string_view cell = table.cell(row, *column);
      const char mark = cell.size() > kDecimals ? cell[cell.size() - kDecimals - 1] : '\0';
      if (mark == '.' || mark == ',') {
        return mark == '.' ? DecimalMark::kPoint : DecimalMark::kComma;
      }
    }
  }
  return std::nullopt;
}

bool is_ambiguous(const Diagnostic& problem) { return problem.code == Code::kAmbiguousDecimal; }

/// Where three decimals look like a group of three the mark is the one that we write.
std::optional<NumericColumn> read_budgets(const Table& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows, char separator,
                                          Problems& problems) {
  Problems found;
  auto numbers = read_numbers(table, column, rows, {}, found);
  if (!numbers && std::ranges::any_of(found.list(), is_ambiguous)) {
    const DecimalMark usual = separator == ',' ? DecimalMark::kPoint : DecimalMark::kComma;
    Problems ignored;
    numbers = read_numbers(table, column, rows,
                           {.mark = mark_of_percentages(table).value_or(usual)}, ignored);
  }
  if (numbers) {
    return numbers;
  }
  for (Diagnostic problem : found.list()) {
    if (is_ambiguous(problem)) {  // a result has no field that says which mark is meant
      problem.help = {"write all numbers of the column with the same decimal mark"};
    }
    problems.add(std::move(problem));
  }
  return std::nullopt;
}

std::optional<std::vector<Row>> read_csv(const SourceFiles& files, FileId file, ResultFile& result,
                                         Problems& problems) {
  const auto table = load::read_csv(files, file, {}, problems);
  if (!table) {
    return std::nullopt;
  }
  const auto id = table->find_column("id");
  const auto budget = table->find_column("budget");
  if (!id || !budget) {
    problems.add({.code = Code::kUnknownColumn,
                  .where = table->where_header(0),
                  .message = std::string{"the result has no column `"} + (id ? "budget`" : "id`"),
                  .label = "header",
                  .help = {"`allot run SCENARIO -o budgets.csv` writes columns id and budget; of "
                           "another table rename the columns"}});
    return std::nullopt;
  }
  const std::vector<std::uint32_t> all = all_rows(*table);
  const std::string_view text = files.text(file);
  const std::size_t header = std::min(text.find_first_not_of("\r\n"), text.size());
  const char separator = find_separator(text.substr(header, text.find('\n', header) - header));
  const auto numbers = read_budgets(*table, *budget, all, separator, problems);
  if (!numbers) {
    return std::nullopt;
  }
  result.decimals = numbers->decimals;
  // A copy: cells with doubled quotes go with the table.
  const auto kept = [&](std::uint32_t row, std::optional<std::size_t> column) {
    return column ? std::string_view{result.texts.emplace_back(table->cell(row, *column))}
                  : std::string_view{};
  };
  const auto name = table->find_column("name");
  const auto group = table->find_column("group");
  std::vector<Row> rows;
  for (const std::uint32_t row : all) {
    const bool nameless = table->cell(row, *id).empty();
    const bool empty = !numbers->missing.empty() && numbers->missing[row];
    rows.push_back({.id = kept(row, id),
                    .name = kept(row, nameless ? std::nullopt : name),
                    .group = kept(row, nameless ? std::nullopt : group),
                    .state = empty ? FieldState::kAbsent : FieldState::kValue,
                    .budget = numbers->values.at(row),
                    .where = table->where(row, *id)});
  }
  check_rows(
      rows,
      [&](std::size_t row, std::string_view column) {
        return table->where(row, *table->find_column(column));
      },
      problems);
  std::erase_if(rows, [](const Row& row) { return row.id.empty(); });
  return rows;
}

/// The file has no control characters, but an escape can make some.
void check_text(const std::string& text, FileId file, Problems& problems) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F || is_c1_control(text, i)) {
      problems.add({.code = Code::kControlByte,
                    .where = {.file = file},
                    .message = "`" + without_controls(shortened(text, kWidest)) +
                               "` has a control character",
                    .help = {"remove the escape that makes it"}});
      return;
    }
  }
}

std::optional<std::vector<Row>> read_json(const SourceFiles& files, FileId file, ResultFile& result,
                                          Problems& problems) {
  auto text = read_result_json(files, file, problems);
  if (!text) {
    return std::nullopt;
  }
  for (const std::string* head : {&text->title, &text->year, &text->currency, &text->status}) {
    check_text(*head, file, problems);
  }
  for (const ResultRow& row : text->rows) {
    for (const std::string* cell : {&row.id, &row.name, &row.group}) {
      check_text(*cell, file, problems);
    }
  }
  result.title = std::move(text->title);
  result.year = std::move(text->year);
  result.currency = std::move(text->currency);
  result.status = std::move(text->status);
  std::vector<Row> rows;
  for (ResultRow& row : text->rows) {
    const ReadNumber budget = ReadNumber::from(row.budget);
    const FieldState state = row.budget.empty()           ? FieldState::kAbsent
                             : budget.number() == nullptr ? FieldState::kWrong
                                                          : FieldState::kValue;
    const bool counts = !row.id.empty() && state == FieldState::kValue;
    if (!row.id.empty() && state == FieldState::kWrong) {
      problems.add({.code = Code::kNotANumber,
                    .where = {.file = file},
                    .message = "the budget of `" + without_controls(row.id) + "` is `" +
                               without_controls(row.budget) + "`",
                    .help = {"write plain decimals: 1234.50"}});
    }
    result.decimals = std::max(result.decimals, counts ? budget.number()->decimals : 0);
    rows.push_back({.id = result.texts.emplace_back(std::move(row.id)),
                    .name = result.texts.emplace_back(std::move(row.name)),
                    .group = result.texts.emplace_back(std::move(row.group)),
                    .state = state,
                    .budget = counts ? budget.number()->value : Fraction{},
                    .where = {.file = file}});
  }
  check_rows(
      rows, [&](std::size_t, std::string_view) { return Location{.file = file}; }, problems);
  std::erase_if(rows,
                [](const Row& row) { return row.id.empty() || row.state != FieldState::kValue; });
  return rows;
}

/// Nothing: reported.
std::optional<Money> money_of(const Row& row, const Fraction& scale, int decimals,
                              Problems& problems) {
  try {
    return Money::from_minor((row.budget * scale).numerator());
  } catch (const ArithmeticError&) {
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = row.where,
                  .message = "the budget of `" + without_controls(row.id) + "` is " +
                             row.budget.to_decimal(decimals) + ", which with " +
                             counted(static_cast<std::size_t>(decimals), "decimal") +
                             " has more than 15 digits",
                  .help = {"write amounts in a larger unit, such as thousands"}});
    return std::nullopt;
  }
}

void check_sum(const ResultFile& result, FileId file, Problems& problems) {
  try {
    std::ignore = std::accumulate(result.budgets.begin(), result.budgets.end(), Money{});
  } catch (const ArithmeticError& error) {
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = {.file = file},
                  .message = std::string{"the sum of the budgets is out of range: "} + error.what(),
                  .help = {"write amounts in a larger unit, such as thousands"}});
  }
}

/// The `districts` of a scenario do not help here.
void report_bytes(const Problems& found, Problems& problems) {
  for (Diagnostic problem : found.list()) {
    if (problem.code == Code::kNotUtf8) {
      problem.help = {"save it as UTF-8; spreadsheets call it `CSV UTF-8`"};
    }
    problems.add(std::move(problem));
  }
}

void put_in_order(std::vector<Row> rows, ResultFile& result, Problems& problems) {
  std::ranges::stable_sort(rows, {}, &Row::id);
  const Fraction scale{BigInt::power_of_ten(result.decimals)};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    if (i > 0 && rows[i - 1].id == row.id) {
      problems.add({.code = Code::kDuplicateDistrict,
                    .where = row.where,
                    .message = "the id `" + without_controls(row.id) + "` is there twice",
                    .help = {"compare results with one row for each district"},
                    .related = {{rows[i - 1].where, "first used here"}}});
      continue;
    }
    const auto budget = money_of(row, scale, result.decimals, problems);
    if (!budget) {
      continue;
    }
    result.ids.push_back(row.id);
    result.names.push_back(row.name.empty() ? row.id : row.name);
    result.groups.push_back(row.group);
    result.budgets.push_back(*budget);
    result.places.push_back(row.where);
  }
}

}  // namespace

std::optional<ResultForm> result_form(std::string_view name, std::string_view text) {
  if (has_suffix(name, ".csv")) {
    return ResultForm::kCsv;
  }
  if (has_suffix(name, ".json")) {
    return ResultForm::kJson;
  }
  if (has_suffix(name, ".yaml") || has_suffix(name, ".yml")) {
    return std::nullopt;
  }
  const std::string_view begin = from_first_character(text);
  if (begins_as_json(begin)) {
    return ResultForm::kJson;
  }
  return begins_as_csv(begin) ? std::optional{ResultForm::kCsv} : std::nullopt;
}

std::optional<ResultFile> read_result_file(SourceFiles& files, FileId file, ResultForm form,
                                           Problems& problems) {
  Problems found;
  const bool is_text = prepare_text(files, file, Encoding::kUtf8, found);
  report_bytes(found, problems);
  if (!is_text) {
    return std::nullopt;
  }
  ResultFile result;
  auto rows = form == ResultForm::kJson ? read_json(files, file, result, problems)
                                        : read_csv(files, file, result, problems);
  if (!rows) {
    return std::nullopt;
  }
  put_in_order(std::move(*rows), result, problems);
  check_sum(result, file, problems);
  return problems.has_errors() ? std::nullopt : std::optional{std::move(result)};
}

}  // namespace allot::load
