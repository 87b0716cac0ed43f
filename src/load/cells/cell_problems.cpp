#include "load/cells/cell_problems.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "allot/load/numbers/number.hpp"
#include "load/cells/cell_reading.hpp"
#include "load/cells/cell_signs.hpp"
#include "load/numbers/currency.hpp"
#include "load/numbers/number_hints.hpp"

namespace allot::load {

namespace {

std::string described(const WrongCell& cell, std::string_view fault) {
  return fmt::format("{} in column {} {}", quoted_value(cell.text), cell.column, fault);
}

Diagnostic wrong(const WrongCell& cell, std::string_view fault, std::string_view label,
                 std::string help) {
  return {.code = Code::kNotANumber,
          .where = cell.where,
          .message = described(cell, fault),
          .label = std::string{label},
          .help = {std::move(help)}};
}

Diagnostic out_of_range(const WrongCell& cell) {
  Diagnostic problem = wrong(cell, fmt::format("has more than {} digits or decimals", kMaxDigits),
                             "too long", "write fewer digits, or count in a larger unit");
  problem.code = Code::kNumberOutOfRange;
  return problem;
}

std::string with_mark(std::string text, DecimalMark mark) {
  if (mark == DecimalMark::kComma) {
    std::ranges::replace(text, '.', ',');
  }
  return text;
}

/// The number in front of a percent sign; empty if there is none.
std::string_view before_percent(std::string_view text) {
  if (!text.ends_with('%')) {
    return {};
  }
  const std::string_view number = without_outer_blanks(text.substr(0, text.size() - 1));
  const bool is_number =
      read_grouped(number, '.').is_number() || read_grouped(number, ',').is_number();
  return is_number ? number : std::string_view{};
}

Diagnostic percentage(const WrongCell& cell, std::string_view number) {
  return wrong(cell, "carries a percent sign", "a cell is a plain number",
               fmt::format("write {}; a key with `shares` and `adds_to: 100` (or 1) reads a column "
                           "of percentages as it is",
                           number));
}

Diagnostic ratio(const WrongCell& cell, const Fraction& value) {
  const std::optional<int> decimals = value.decimals();
  return wrong(cell, "is a fraction", "a cell is a plain number",
               decimals ? with_mark(fmt::format("write {}", value.to_decimal(*decimals)), cell.mark)
                        : "write whole numbers in the same proportion: 2 and 1 for 2/3 and 1/3");
}

/// For a cell that is a number with the mark that is not the column's.
Diagnostic other_mark(const WrongCell& cell, const Decimal& number) {
  const char mark = cell.mark == DecimalMark::kComma ? ',' : '.';
  const char other = mark == '.' ? ',' : '.';
  return wrong(cell, fmt::format("is not a number with `{}` as decimal mark", mark),
               fmt::format("`{}` as decimal mark", other),
               fmt::format("write {}, or state `districts.decimal: \"{}\"`",
                           decimal_text(number, mark), other));
}

// --- What spreadsheets leave in a cell

struct SheetError {
  std::string_view text, meaning;
};

constexpr std::array kSheetErrors{
    SheetError{"#N/A", "a look-up found nothing"},
    SheetError{"#NV", "a look-up found nothing"},
    SheetError{"#N/V", "a look-up found nothing"},
    SheetError{"#WERT!", "a text stands where a number belongs"},
    SheetError{"#VALUE!", "a text stands where a number belongs"},
    SheetError{"#VALEUR!", "a text stands where a number belongs"},
    SheetError{"#REF!", "a cell that it needs was deleted"},
    SheetError{"#BEZUG!", "a cell that it needs was deleted"},
    SheetError{"#DIV/0!", "it divides by 0"},
    SheetError{"#NAME?", "it names something that is not there"},
    SheetError{"#NOM?", "it names something that is not there"},
    SheetError{"#NUM!", "its result is no number that the spreadsheet can hold"},
    SheetError{"#ZAHL!", "its result is no number that the spreadsheet can hold"},
    SheetError{"#NOMBRE!", "its result is no number that the spreadsheet can hold"},
    SheetError{"#NULL!", "two ranges have no cell in common"},
    SheetError{"#NUL!", "two ranges have no cell in common"},
};

std::optional<Diagnostic> of_spreadsheet(const WrongCell& cell, std::string_view text) {
  if (text.size() > 1 && text.find_first_not_of('#') == std::string_view::npos) {
    return wrong(cell, "is no number: the column was too narrow to show it", "cut off",
                 "widen the column in the spreadsheet and export again");
  }
  if (text.starts_with('=')) {
    return wrong(cell, "is a formula, not its value", "not calculated",
                 "open the file in the spreadsheet and save it once, so that it holds the values");
  }
  const bool numbered = text.starts_with("Err:") || text.starts_with("Fehler:");
  const bool named = text.size() > 2 && text.starts_with('#') && text[1] >= 'A' && text[1] <= 'Z';
  if (!numbered && !named) {
    return std::nullopt;
  }
  const auto* known = std::ranges::find(kSheetErrors, text, &SheetError::text);
  return wrong(cell, "is an error of the spreadsheet",
               known == kSheetErrors.end() ? "no value" : known->meaning,
               "mend the formula in the spreadsheet and export again");
}

/// `1,23E+05`: what a spreadsheet shows of a long number in a narrow column. Which digits it cut
/// cannot be known, so that no reading of it is right.
bool has_cut_digits(std::string_view text) {
  const std::size_t at = text.find_first_of("eE");
  if (at == std::string_view::npos) {
    return false;
  }
  std::string_view power = text.substr(at + 1);
  power.remove_prefix(power.starts_with('+') || power.starts_with('-') ? 1 : 0);
  const std::string_view factor = text.substr(0, at);
  return !power.empty() && std::ranges::all_of(power, is_digit) &&
         (read_grouped(factor, '.').has_form() || read_grouped(factor, ',').has_form());
}

Diagnostic cut_digits(const WrongCell& cell) {
  return wrong(cell, "has an exponent", "a spreadsheet has cut digits here",
               "format the column as a number in the spreadsheet and export again: the digits that "
               "are missing cannot be told");
}

// --- Money

/// The amount by itself: one way to write it, or both where it can be read in two; none where it is
/// no amount.
std::vector<std::string> without_currency(const MoneyText& money, const WrongCell& cell) {
  const CellReading reading = read_cell(money.amount, {});
  std::vector<std::string> ways;
  for (const DecimalMark mark : {DecimalMark::kPoint, DecimalMark::kComma}) {
    const DecimalReading& number = reading.with(mark);
    if (number.is_number() && (cell.mark == DecimalMark::kFind || cell.mark == mark ||
                               !reading.with(cell.mark).is_number())) {
      const std::string text =
          (money.negative ? "-" : "") +
          decimal_text(number.decimal, cell.mark == DecimalMark::kComma ? ',' : '.');
      ways.push_back(fmt::format("write {}", text));
    }
  }
  if (ways.size() > 1 && ways[0] == ways[1]) {
    ways.pop_back();
  }
  return ways;
}

std::optional<Diagnostic> wrong_currency(const WrongCell& cell, std::string_view text) {
  const auto money = find_currency(text, cell.rules.currency);
  auto ways = money ? without_currency(*money, cell) : std::vector<std::string>{};
  if (ways.empty()) {
    return std::nullopt;
  }
  const std::string written = quoted_value(money->currency);
  Diagnostic problem = wrong(cell, "", "another currency", "");
  if (!cell.rules.may_be_money) {
    problem.message = described(cell, "carries a currency, and the column counts units");
    problem.label = "no count";
    problem.help = std::move(ways);
  } else if (cell.rules.currency.empty()) {
    const std::string_view code = currency_code(money->currency);
    problem.message =
        described(cell, fmt::format("is in {}, and the scenario has no currency", written));
    problem.label = "a currency";
    problem.help = std::move(ways);
    problem.help.push_back(code.empty()
                               ? "or state the `currency` of the scenario"
                               : fmt::format("or state `currency: {}` in the scenario", code));
  } else {
    problem.message = described(cell, fmt::format("is in {}, and the scenario in {}", written,
                                                  quoted_value(cell.rules.currency)));
    problem.help = {fmt::format("convert the amount to {}, or name the column that has it",
                                cell.rules.currency)};
  }
  return problem;
}

// --- Signs of statistics

Diagnostic unread_sign(const WrongCell& cell, const SignReading& read) {
  const std::string_view text = without_outer_blanks(cell.text);
  const std::string read_as = is_without_value(read.sign)       ? "an empty cell"
                              : read.sign == CellSign::kNothing ? "0"
                                                                : std::string{read.value};
  Diagnostic problem =
      wrong(cell,
            fmt::format("{} a sign of statistics (DIN 55301): {}",
                        read.value.empty() ? "is" : "has", sign_meaning(read.sign)),
            read.value.empty() ? "no number" : "a number and a sign",
            fmt::format("`signs: din55301` in `districts: {{…}}` (`districts.signs`) reads {} as "
                        "{}",
                        quoted_value(text), read_as));
  if (read.sign == CellSign::kLimited) {
    problem.help.push_back(
        fmt::format("accounts mean a negative amount by it: then write -{}", read.value));
  }
  return problem;
}

std::optional<SignReading> sign_of(std::string_view cell, DecimalMark mark,
                                   const NumberRules& rules) {
  const std::string_view text = without_outer_blanks(cell);
  const auto read = rules.signs_din55301 ? std::nullopt : read_sign(text);
  if (!read) {
    return std::nullopt;
  }
  NumberRules with_signs = rules;
  with_signs.signs_din55301 = true;
  const CellReading reading = read_cell(text, with_signs);
  const bool is_read = reading.empty || reading.with(mark).is_number() ||
                       (mark == DecimalMark::kFind && reading.comma.is_number());
  return is_read ? read : std::nullopt;
}

/// Words for "there is no value".
constexpr std::array<std::string_view, 25> kNoValue{
    "n/a",   "N/A",          "NA",        "na",       "n.a.", "n. a.", "k.A.", "k. A.", "k.a.",
    "k. a.", "keine Angabe", "unbekannt", "entfällt", "NULL", "null",  "None", "none",  "NaN",
    "nan",   "--",           "---",       "..",       ":",    "?",     "*"};

Diagnostic no_value(const WrongCell& cell) {
  return wrong(cell, "says that there is no number", "no number",
               "leave the cell empty where it is not known, or write 0 where there is none");
}

// --- All else

/// A way out that the column takes: with its mark, and neither a fraction nor a percentage.
std::string way_out(Meaning meaning, DecimalMark mark) {
  meaning.number = with_mark(std::move(meaning.number), mark);
  return reading_text(meaning);
}

bool is_plain(const Meaning& meaning) {
  return meaning.number.find_first_of("/%") == std::string::npos;
}

NumberFault number_fault_of(std::string_view text) {
  if (!ReadNumber::takes(text)) {
    return find_number_fault(text);
  }
  std::string digits{text};  // what scenario files may have and tables not is `1_000`
  std::erase(digits, '_');
  return {.label = "has a `_`", .meanings = {{std::move(digits)}}};
}

Diagnostic not_a_number(const WrongCell& cell, std::string_view text) {
  const NumberFault fault = number_fault_of(text);
  Diagnostic diagnostic{.code = Code::kNotANumber,
                        .where = cell.where,
                        .message = described(cell, "is not a number"),
                        .label = fault.label};
  for (const Meaning& meaning : fault.meanings) {
    if (is_plain(meaning)) {
      diagnostic.help.push_back(way_out(meaning, cell.mark));
    }
  }
  if (diagnostic.help.empty()) {
    diagnostic.help.emplace_back(
        "write a number; a row that is no district, such as a footnote, is deleted");
  }
  return diagnostic;
}

}  // namespace

Diagnostic wrong_cell(const WrongCell& cell) {
  using Fit = DecimalReading::Fit;
  const std::string_view text = without_outer_blanks(cell.text);
  const CellReading reading = read_cell(text, cell.rules);
  if (reading.with(cell.mark).has_form() || reading.point.fit == Fit::kOutOfRange ||
      reading.comma.fit == Fit::kOutOfRange) {
    return out_of_range(cell);
  }
  if (reading.point.is_number() || reading.comma.is_number()) {
    return other_mark(cell, (reading.point.is_number() ? reading.point : reading.comma).decimal);
  }
  if (auto problem = of_spreadsheet(cell, text)) {
    return std::move(*problem);
  }
  if (has_cut_digits(text)) {
    return cut_digits(cell);
  }
  if (const auto sign = sign_of(cell.text, cell.mark, cell.rules)) {
    return unread_sign(cell, *sign);
  }
  if (const std::string_view number = before_percent(text); !number.empty()) {
    return percentage(cell, number);
  }
  if (auto problem = wrong_currency(cell, text)) {
    return std::move(*problem);
  }
  if (std::ranges::find(kNoValue, text) != kNoValue.end()) {
    return no_value(cell);
  }
  const ReadNumber read = ReadNumber::from(text);
  if (read.number() != nullptr && read.number()->ratio) {
    return ratio(cell, read.number()->value);
  }
  return not_a_number(cell, text);
}

std::string fault_of(const WrongCell& cell) {
  const Diagnostic message = wrong_cell(cell);
  return message.message.substr(quoted_value(cell.text).size()) + message.label;
}

bool is_unread_sign(std::string_view cell, DecimalMark mark, const NumberRules& rules) {
  return sign_of(cell, mark, rules).has_value();
}

}  // namespace allot::load
