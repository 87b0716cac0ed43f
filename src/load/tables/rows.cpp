#include "load/tables/rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>

#include "allot/core/text.hpp"
#include "load/fields/field_reader.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/readings.hpp"
#include "load/tables/sum_words.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

/// A misspelt value would leave its districts out, and their money to the others; or keep a sum.
void report_unknown_texts(const Table& table, std::size_t column, const YamlNode& value, bool keep,
                          Problems& problems) {
  const std::span<const YamlNode> items =
      value.is_list() ? std::span{value.items} : std::span{&value, 1};
  std::unordered_set<std::string_view> absent;
  for (const YamlNode& item : items) {
    absent.insert(item.text);
  }
  for (std::size_t row = 0; row < table.row_count() && !absent.empty(); ++row) {
    absent.erase(table.cell(row, column));
  }
  for (const YamlNode& item : items) {
    if (item.is_scalar() && !item.text.empty() && absent.contains(item.text)) {
      problems.add({.code = Code::kUnknownName,
                    .where = item.where,
                    .message = fmt::format("no row has {} in column {}", quoted(item.text),
                                           quoted(table.header()[column])),
                    .label = keep ? "keeps nobody" : "leaves out nobody",
                    .help = {"correct it, or take it out of the list"}});
    }
  }
}

bool has_blank(std::string_view id) {
  return id.find(' ') != std::string_view::npos || id.find("\u00A0") != std::string_view::npos;
}

/// `#REF!`, or a formula without its value.
bool is_error_of_sheet(std::string_view cell) {
  return cell.size() > 1 && ((cell.front() == '#' && cell[1] >= 'A' && cell[1] <= 'Z') ||
                             (cell.front() == '=' && cell[1] != '"'));
}

/// In a column by which rows are found or chosen: what it should say is not known.
bool report_errors_of_sheet(const Table& table, std::size_t column, Problems& problems) {
  FirstTen wrong{problems, fmt::format("more such cells of {}", quoted(table.header()[column]))};
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view cell = table.cell(row, column);
    if (is_error_of_sheet(cell)) {
      wrong.add([&] {
        return Diagnostic{
            .code = Code::kMissingCell,
            .where = table.where(row, column),
            .message = fmt::format(
                "{} in column {} is {}", quoted(cell), quoted(table.header()[column]),
                cell.front() == '#' ? "an error of the spreadsheet" : "a formula, not its value"),
            .label = "no text",
            .help = {cell.front() == '#'
                         ? "mend the formula in the spreadsheet and export again"
                         : "open the file in the spreadsheet and save it once, so that it holds "
                           "the values"}};
      });
    }
  }
  wrong.finish();
  return !wrong.any();
}

/// Takes the rows away that do not pass `where: {land: [Hessen, Saarland]}`, or those that pass the
/// same of `except`; null has no conditions. False where one is wrong, which is reported: the
/// others would keep rows that nobody meant.
bool apply(const Table& table, const YamlNode* conditions, bool keep,
           std::vector<std::uint32_t>& rows, Problems& problems) {
  bool good = true;
  for (std::size_t i = 0; conditions != nullptr && i < conditions->entries.size(); ++i) {
    const YamlNode::Entry& entry = conditions->entries[i];
    const YamlNode& value = entry.value;
    const auto column = require_column(table, entry.key, entry.key_where, problems);
    const Field text{.name = entry.key, .type = FieldType::kText};
    std::unordered_set<std::string_view> texts;
    for (const YamlNode& item : one_or_several(value, quoted(entry.key), problems)) {
      if (kind_fits(text, item, &problems)) {
        texts.insert(item.text);
      }
    }
    good = (!column || report_errors_of_sheet(table, *column, problems)) && good;
    if (column && (value.is_list() || !keep)) {
      report_unknown_texts(table, *column, value, keep, problems);
    }
    good = good && column && !texts.empty();
    if (good) {
      const std::size_t index = *column;
      std::erase_if(
          rows, [&](std::uint32_t row) { return texts.contains(table.cell(row, index)) != keep; });
    }
  }
  return good;
}

std::string_view without_brackets(std::string_view cell) {
  const bool in_brackets = cell.size() > 2 && (cell.front() == '(' || cell.front() == '[');
  return in_brackets ? cell.substr(1, cell.size() - 2) : cell;
}

/// Any has, where `digits` is 0.
bool has_digits(std::string_view id, std::size_t digits) {
  return digits == 0 || (id.size() == digits && are_digits(id));
}

/// Goes through the rows of one table in the order of the file.
class RowChooser {
 public:
  RowChooser(Draft& draft, const TableSpec& spec, OpenTable& open)
      : draft_{draft}, spec_{spec}, open_{open}, table_{open.table}, problems_{draft.problems} {}

  bool fill_down() {
    bool good = true;
    for (const YamlNode* name : spec_.fill_down) {
      const auto column = require_column(table_, name->text, name->where, problems_);
      good = good && column;
      if (column) {
        fill_down(*column);
      }
    }
    return good;
  }

  /// Takes off what guards an id against a spreadsheet, `="08111"` and `'08111`, and gives it its
  /// zero back.
  void clean_ids() {
    unguard_ids();
    if (spec_.id_digits > 0) {
      pad_ids();
    }
  }

  bool part() {
    if (spec_.skip_other_rows) {
      const auto others = std::stable_partition(open_.rows.begin(), open_.rows.end(),
                                                [&](std::uint32_t row) { return !is_other(row); });
      open_.skipped.assign(others, open_.rows.end());
      open_.rows.erase(others, open_.rows.end());
      if (!open_.skipped.empty()) {
        tell(TableReading::Kind::kOtherRows, {}, open_.skipped);
      }
      return report_short_rows();
    }
    const bool good = report_numbering();
    return (spec_.id_digits == 0 || report_wrong_digits()) && good;
  }

 private:
  [[nodiscard]] std::string_view id(std::uint32_t row) const { return table_.cell(row, open_.id); }

  void fill_down(std::size_t column) {
    std::vector<std::uint32_t> filled;
    for (std::size_t row = 1; row < table_.row_count(); ++row) {
      const std::string_view above = table_.cell(row - 1, column);
      if (table_.cell(row, column).empty() && !above.empty()) {
        table_.set_cell(row, column, std::string{above});
        filled.push_back(static_cast<std::uint32_t>(row));
      }
    }
    if (!filled.empty()) {
      tell(TableReading::Kind::kFilledDown, table_.header()[column], filled);
    }
  }

  void unguard_ids() {
    std::vector<std::uint32_t> guarded;
    std::string example;
    for (const std::uint32_t row : open_.rows) {
      std::string_view bare = id(row);
      if (bare.starts_with("=\"") && bare.ends_with('"') && bare.size() > 3) {
        bare = bare.substr(2, bare.size() - 3);
      } else if (bare.size() > 1 && bare.front() == '\'' && is_digit(bare[1])) {
        bare.remove_prefix(1);
      } else {
        continue;
      }
      example = guarded.empty() ? std::string{id(row)} : example;
      table_.set_cell(row, open_.id, std::string{bare});
      guarded.push_back(row);
    }
    if (!guarded.empty()) {
      tell_reading(draft_, TableReading::Kind::kGuardedIds, table_, {}, guarded, example);
    }
  }

  void pad_ids() {
    std::vector<std::uint32_t> padded;
    for (const std::uint32_t row : open_.rows) {
      if (lacks_zero(id(row), spec_.id_digits)) {
        table_.set_cell(row, open_.id, std::string{"0"}.append(id(row)));
        padded.push_back(row);
      }
    }
    if (!padded.empty()) {
      tell(TableReading::Kind::kPaddedIds, {}, padded);
    }
  }

  [[nodiscard]] bool has_wrong_digits(std::uint32_t row) const {
    return !has_digits(id(row), spec_.id_digits);
  }

  [[nodiscard]] bool is_other(std::uint32_t row) const {
    return is_other_row(table_, row,
                        {.id = open_.id, .id_digits = spec_.id_digits, .has_sums = spec_.has_sums});
  }

  /// The first row only: further below it may be a district.
  bool report_numbering() {
    if (open_.rows.empty() || !numbers_columns(table_, open_.rows.front(), open_.id)) {
      return true;
    }
    problems_.add({.code = Code::kTotalRow,
                   .where = table_.where(0, 0),
                   .message = "the row below the head numbers the columns",
                   .label = "would receive money",
                   .help = {"`other_rows: skip` beside the name of the table leaves it out"}});
    return false;
  }

  /// A row of districts that lacks cells.
  bool report_short_rows() {
    FirstTen wrong{problems_, "more wrong rows in this table"};
    for (const Table::ShortRow& row : table_.short_rows()) {
      if (std::ranges::binary_search(open_.rows, row.row)) {
        wrong.add([&] {
          return Diagnostic{
              .code = Code::kTableSyntax,
              .where = table_.where(row.row, 0),
              .message = fmt::format("this row has {} cell{}, the header has {}", row.cells,
                                     row.cells == 1 ? "" : "s", table_.column_count()),
              .label = fmt::format("{} missing", table_.column_count() - row.cells),
              .help = {"end each cell with a separator, empty ones too"}};
        });
      }
    }
    wrong.finish();
    return !wrong.any();
  }

  bool report_wrong_digits() {
    FirstTen wrong{problems_, "more ids with another number of digits"};
    for (const std::uint32_t row : open_.rows) {
      if (!id(row).empty() && has_wrong_digits(row)) {
        wrong.add([&] {
          Diagnostic problem{
              .code = Code::kIdDigits,
              .where = table_.where(row, open_.id),
              .message =
                  fmt::format("the id {} has not {} digits", quoted(id(row)), spec_.id_digits),
              .label = "no district?",
              .help = {has_blank(id(row)) ? "take the blank out of it: ids are compared as they "
                                            "are written"
                                          : "`other_rows: skip` beside `id_digits` leaves out such "
                                            "rows: higher levels, sums, notes"}};
          if (lacks_zeros(id(row), spec_.id_digits)) {
            problem.help.push_back(way_to_all_digits(spec_.id_digits));
          }
          return problem;
        });
      }
    }
    wrong.finish();
    return !wrong.any();
  }

  void tell(TableReading::Kind kind, std::string_view column,
            const std::vector<std::uint32_t>& rows) {
    tell_reading(draft_, kind, table_, column, rows);
  }

  Draft& draft_;
  const TableSpec& spec_;
  OpenTable& open_;
  Table& table_;
  Problems& problems_;
};

}  // namespace

bool find_rows(Draft& draft, const TableSpec& spec, const RowConditions& conditions,
               OpenTable& open) {
  open.rows = all_rows(open.table);
  RowChooser chooser{draft, spec, open};
  bool good = report_errors_of_sheet(open.table, open.id, draft.problems);
  good = chooser.fill_down() && good;
  chooser.clean_ids();
  good = apply(open.table, conditions.where, true, open.rows, draft.problems) && good;
  open.kept_by_where = open.rows.size();
  return apply(open.table, conditions.except, false, open.rows, draft.problems) && good;
}

bool choose_rows(Draft& draft, const TableSpec& spec, const RowConditions& conditions,
                 OpenTable& open) {
  return find_rows(draft, spec, conditions, open) && RowChooser{draft, spec, open}.part();
}

void report_no_rows(const OpenTable& open, const RowConditions& conditions, const YamlNode& file,
                    std::string_view label, Problems& problems) {
  const std::string path = quoted(file.text);
  const auto report = [&](const Location& where, std::string message, std::string help) {
    problems.add({.code = Code::kNoDistricts,
                  .where = where,
                  .message = std::move(message),
                  .label = std::string{label},
                  .help = {std::move(help)}});
  };
  if (!open.skipped.empty()) {
    problems.add({.code = Code::kNoDistricts,
                  .where = file.where,
                  .message = fmt::format("`other_rows: skip` leaves out all {} rows of {}",
                                         open.skipped.size(), path),
                  .label = std::string{label},
                  .help = {"look at `id` and `id_digits`: are these the ids?"},
                  .related = {{open.table.where(open.skipped.front(), open.id), "its first id"}}});
  } else if (open.table.row_count() == 0) {
    report(file.where, fmt::format("{} has no rows", path), "add a line for each district");
  } else if (open.kept_by_where == 0) {
    report(conditions.where->where, fmt::format("no row of {} passes `where`", path),
           "texts are compared as they are written, with case and accents");
  } else {
    report(conditions.except->where,
           fmt::format(
               "`except` leaves out {} of {}{}",
               open.kept_by_where == 1
                   ? std::string{"the only row"}
                   : fmt::format("all {} rows", grouped_digits(std::to_string(open.kept_by_where))),
               path, conditions.where == nullptr ? "" : " that `where` keeps"),
           "`except` names what is left out; what is kept is named in `where`");
  }
}

namespace {

/// How many columns the row numbers, from 1 or a on; those of texts at its beginning it may leave
/// out. 0 where it has anything else.
std::size_t numbered_columns(const Table& table, std::uint32_t row) {
  std::size_t number = 0;
  char letter = 'a';
  std::size_t numbered = 0;
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    const std::string_view cell = without_brackets(table.cell(row, i));
    if (cell.empty() && numbered == 0) {
      continue;
    }
    const bool is_letter = cell.size() == 1 && small_letter(cell.front()) == letter;
    if (is_letter) {
      ++letter;
    } else if (cell != std::to_string(++number)) {
      return 0;
    }
    ++numbered;
  }
  const bool is_one_letter = letter == 'b';  // `a;1;2` is a district called a
  return is_one_letter ? 0 : numbered;
}

}  // namespace

// Not where its id goes on in the next row: then they are districts.
bool numbers_columns(const Table& table, std::uint32_t row, std::size_t id) {
  const std::size_t fewest = table.cell(row, id).empty() ? 2 : 3;
  return row == 0 && numbered_columns(table, row) >= fewest &&
         (table.row_count() < 2 || table.cell(1, id) != std::to_string(id + 2));
}

bool is_other_row(const Table& table, std::uint32_t row, const RowRules& rules) {
  const std::string_view id = table.cell(row, rules.id);
  if (id.empty() || !has_digits(id, rules.id_digits) || numbers_columns(table, row, rules.id)) {
    return true;
  }
  if (rules.id_digits > 0) {
    return false;  // also without numbers it is a district
  }
  std::size_t filled = 0;
  for (std::size_t i = 0; i < table.column_count() && filled < 2; ++i) {
    filled += table.cell(row, i).empty() ? 0U : 1U;
  }
  const bool is_head_again = id == table.header()[rules.id];
  return (filled < 2 && table.column_count() > 1) || is_head_again ||
         (rules.has_sums && looks_like_total(id));
}

bool lacks_zero(std::string_view id, std::size_t id_digits) {
  // What begins with a zero has lost none: `08` of a Land is no `008`.
  return id.size() + 1 == id_digits && are_digits(id) && !id.starts_with('0');
}

bool lacks_zeros(std::string_view id, std::size_t id_digits) {
  return id.size() + 1 < id_digits && are_digits(id) && !id.starts_with('0');
}

std::string way_to_all_digits(std::size_t id_digits) {
  return fmt::format(
      "`id_digits` gives back one zero only: if districts have lost more, give the ids the number "
      "format `{}` in a spreadsheet, and save it as XLSX, of which it is read; or leave "
      "`id_digits` out, if all tables have the ids like this",
      std::string(id_digits, '0'));
}

bool is_called_sum(const Table& table, std::uint32_t row) {
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    if (says_sum(table.cell(row, column))) {
      return true;
    }
  }
  return false;
}

}  // namespace allot::load
