#include "allot/load/results/result_file.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/load/csv/csv.hpp"
#include "allot/load/numbers/number.hpp"
#include "allot/load/text/bytes.hpp"
#include "allot/load/text/unseen_character.hpp"

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
  while (true) {
    const std::size_t end = std::min(header.find(separator), header.size());
    if (without_quotes(header.substr(0, end)) == name) {
      return true;
    }
    if (end == header.size()) {
      return false;
    }
    header.remove_prefix(end + 1);
  }
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
  Fraction budget;
  Location where;
};

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

/// Warns of characters that are not seen.
class UnseenCharacters {
 public:
  /// `place` gives where the text is.
  template <class Place>
  void look_at_id(std::string_view id, Place place) {
    look_at("an id", id, TextUse::kId, place, ids_);
  }
  template <class Place>
  void look_at_name(std::string_view name, Place place) {
    look_at("a name", name, TextUse::kText, place, names_);
  }
  template <class Place>
  void look_at_group(std::string_view group, Place place) {
    look_at("a group", group, TextUse::kId, place, groups_);
  }
  /// To be called once, at the end.
  void finish(Problems& problems) {
    ids_.finish(problems);
    names_.finish(problems);
    groups_.finish(problems);
  }

 private:
  template <class Place>
  static void look_at(std::string_view thing, std::string_view text, TextUse use, Place place,
                      FirstOfMany& found) {
    if (first_unseen(text, use)) {
      found.add(*unseen_character(thing, text, use, place()));
    }
  }

  FirstOfMany ids_, names_, groups_;
};

Diagnostic no_column(const CsvTable& table, std::string_view name) {
  return {.code = Code::kUnknownColumn,
          .where = table.where_header(0),
          .message = "the result has no column `" + std::string{name} + "`",
          .label = "header",
          .help = {"`allot run SCENARIO -o budgets.csv` writes columns id and budget; of another "
                   "table rename the columns"}};
}

Diagnostic no_budget(std::string_view id, Location where) {
  return {.code = Code::kMissingCell,
          .where = where,
          .message = "`" + without_controls(id) + "` has no budget",
          .help = {"write 0 where it gets nothing"}};
}

Diagnostic no_id(Location where) {
  return {.code = Code::kMissingId, .where = where, .message = "the row has no id"};
}

Diagnostic twice(const Row& row, const Row& first) {
  return {.code = Code::kDuplicateDistrict,
          .where = row.where,
          .message = "the id `" + without_controls(row.id) + "` is there twice",
          .help = {"compare results with one row for each district"},
          .related = {{first.where, "first used here"}}};
}

void check_cells(const CsvTable& table, std::size_t id, std::size_t budget,
                 const NumericColumn& numbers, Problems& problems) {
  FirstOfMany nameless;
  FirstOfMany empty;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.cell(row, id).empty()) {
      nameless.add(no_id(table.where(row, id)));
    } else if (!numbers.missing.empty() && numbers.missing[row]) {
      empty.add(no_budget(table.cell(row, id), table.where(row, budget)));
    }
  }
  nameless.finish(problems);
  empty.finish(problems);
}

/// What the columns with six decimals say: they leave no doubt.
std::optional<DecimalMark> mark_of_percentages(const CsvTable& table) {
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
std::optional<NumericColumn> read_budgets(const CsvTable& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows, char separator,
                                          Problems& problems) {
  Problems found;
  auto numbers = read_numbers(table, column, rows, DecimalMark::kFind, found);
  if (!numbers && std::ranges::any_of(found.list(), is_ambiguous)) {
    const DecimalMark usual = separator == ',' ? DecimalMark::kPoint : DecimalMark::kComma;
    Problems ignored;
    numbers =
        read_numbers(table, column, rows, mark_of_percentages(table).value_or(usual), ignored);
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
  const auto table = CsvTable::read(files, file, problems);
  if (!table) {
    return std::nullopt;
  }
  const auto id = table->find_column("id");
  const auto budget = table->find_column("budget");
  if (!id || !budget) {
    problems.add(no_column(*table, id ? "budget" : "id"));
    return std::nullopt;
  }
  std::vector<std::uint32_t> all(table->row_count());
  std::iota(all.begin(), all.end(), 0U);
  const std::string_view text = files.text(file);
  const std::size_t header = std::min(text.find_first_not_of("\r\n"), text.size());
  const char separator = find_separator(text.substr(header, text.find('\n', header) - header));
  const auto numbers = read_budgets(*table, *budget, all, separator, problems);
  if (!numbers) {
    return std::nullopt;
  }
  check_cells(*table, *id, *budget, *numbers, problems);
  result.decimals = numbers->decimals;
  const auto name = table->find_column("name");
  const auto group = table->find_column("group");
  // A copy: cells with doubled quotes go with the table.
  const auto kept = [&](std::uint32_t row, std::optional<std::size_t> column) {
    return column ? std::string_view{result.texts.emplace_back(table->cell(row, *column))}
                  : std::string_view{};
  };
  UnseenCharacters unseen;
  std::vector<Row> rows;
  for (const std::uint32_t row : all) {
    if (table->cell(row, *id).empty()) {
      continue;  // reported
    }
    const auto in = [&](std::optional<std::size_t> column) {
      return [&table, row, column] { return table->where(row, *column); };
    };
    unseen.look_at_id(table->cell(row, *id), in(id));
    if (name) {
      unseen.look_at_name(table->cell(row, *name), in(name));
    }
    if (group) {
      unseen.look_at_group(table->cell(row, *group), in(group));
    }
    rows.push_back({.id = kept(row, id),
                    .name = kept(row, name),
                    .group = kept(row, group),
                    .budget = numbers->values.at(row),
                    .where = table->where(row, *id)});
  }
  unseen.finish(problems);
  return rows;
}

Diagnostic not_an_amount(const ResultRow& row, FileId file) {
  return {.code = Code::kNotANumber,
          .where = {.file = file},
          .message = "the budget of `" + without_controls(row.id) + "` is `" +
                     without_controls(row.budget) + "`",
          .help = {"write plain decimals: 1234.50"}};
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
  for (const std::string* head : {&text->title, &text->year, &text->currency}) {
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
  std::vector<Row> rows;
  FirstOfMany nameless;
  FirstOfMany empty;
  UnseenCharacters unseen;
  const auto whole = [&] { return Location{.file = file}; };
  for (ResultRow& row : text->rows) {
    unseen.look_at_id(row.id, whole);
    unseen.look_at_name(row.name, whole);
    unseen.look_at_group(row.group, whole);
    const ReadNumber budget = ReadNumber::from(row.budget);
    if (row.id.empty()) {
      nameless.add(no_id({.file = file}));
    } else if (row.budget.empty()) {
      empty.add(no_budget(row.id, {.file = file}));
    } else if (budget.number() == nullptr) {
      problems.add(not_an_amount(row, file));
    } else {
      result.decimals = std::max(result.decimals, budget.number()->decimals);
      rows.push_back({.id = result.texts.emplace_back(std::move(row.id)),
                      .name = result.texts.emplace_back(std::move(row.name)),
                      .group = result.texts.emplace_back(std::move(row.group)),
                      .budget = budget.number()->value,
                      .where = {.file = file}});
    }
  }
  nameless.finish(problems);
  empty.finish(problems);
  unseen.finish(problems);
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
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.id < b.id; });
  const Fraction scale{BigInt::power_of_ten(result.decimals)};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    if (i > 0 && rows[i - 1].id == row.id) {
      problems.add(twice(row, rows[i - 1]));
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
