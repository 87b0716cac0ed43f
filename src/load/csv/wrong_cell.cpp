#include "load/csv/wrong_cell.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "allot/load/numbers/number.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/numbers/number_hints.hpp"

namespace allot::load {
namespace {

std::string described(const WrongCell& cell, std::string_view fault) {
  return fmt::format("{} in column {} {}", quoted_value(cell.text), cell.column, fault);
}

Diagnostic out_of_range(const WrongCell& cell) {
  return {
      .code = Code::kNumberOutOfRange,
      .where = cell.where,
      .message = described(cell, fmt::format("has more than {} digits or decimals", kMaxDigits)),
      .label = "too long",
      .help = {"write fewer digits, or count in a larger unit"}};
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
  return {.code = Code::kNotANumber,
          .where = cell.where,
          .message = described(cell, "carries a percent sign"),
          .label = "a cell is a plain number",
          .help = {fmt::format("write {}: a key with `shares` and `adds_to: 100` reads a column of "
                               "percentages",
                               number)}};
}

Diagnostic ratio(const WrongCell& cell, const Fraction& value) {
  const std::optional<int> decimals = value.decimals();
  std::string help = decimals
                         ? fmt::format("write {}", value.to_decimal(*decimals))
                         : "write whole numbers in the same proportion: 2 and 1 for 2/3 and 1/3";
  if (cell.mark == DecimalMark::kComma) {
    std::ranges::replace(help, '.', ',');
  }
  return {.code = Code::kNotANumber,
          .where = cell.where,
          .message = described(cell, "is a fraction"),
          .label = "a cell is a plain number",
          .help = {std::move(help)}};
}

/// A way out that the column takes: with its mark, and neither a fraction nor a percentage.
std::string way_out(Meaning meaning, DecimalMark mark) {
  if (mark == DecimalMark::kComma) {
    std::ranges::replace(meaning.number, '.', ',');
  }
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

/// For a cell that is a number with the mark that is not the column's.
Diagnostic other_mark(const WrongCell& cell, const Decimal& number) {
  const char mark = cell.mark == DecimalMark::kComma ? ',' : '.';
  const char other = mark == '.' ? ',' : '.';
  return {
      .code = Code::kNotANumber,
      .where = cell.where,
      .message = described(cell, fmt::format("is not a number with `{}` as decimal mark", mark)),
      .label = fmt::format("`{}` as decimal mark", other),
      .help = {fmt::format("write {}, or state `districts.decimal: \"{}\"`",
                           decimal_text(number, mark), other)}};
}

/// What is wrong with a cell, whatever number it has.
std::string fault_of(const WrongCell& cell) {
  const Diagnostic message = wrong_cell(cell);
  return message.message.substr(quoted_value(cell.text).size()) + message.label;
}

/// `1.234,50 €` and `9.876,54 €` have the same form, and the same fault.
std::string form_of(std::string_view text) {
  std::string form{text};
  std::ranges::replace_if(form, is_digit, '0');
  return form;
}

}  // namespace

Diagnostic wrong_cell(const WrongCell& cell) {
  const std::string_view text = without_outer_blanks(cell.text);
  const DecimalReading point = read_grouped(text, '.');
  const DecimalReading comma = read_grouped(text, ',');
  if ((cell.mark == DecimalMark::kComma ? comma : point).has_form() ||
      point.fit == DecimalReading::Fit::kOutOfRange ||
      comma.fit == DecimalReading::Fit::kOutOfRange) {
    return out_of_range(cell);
  }
  if (point.is_number() || comma.is_number()) {
    return other_mark(cell, (point.is_number() ? point : comma).decimal);
  }
  if (const std::string_view number = before_percent(text); !number.empty()) {
    return percentage(cell, number);
  }
  const ReadNumber read = ReadNumber::from(text);
  if (read.number() != nullptr && read.number()->ratio) {
    return ratio(cell, read.number()->value);
  }
  return not_a_number(cell, text);
}

std::vector<std::size_t> most_alike(const std::vector<std::size_t>& wrong,
                                    const std::function<WrongCell(std::size_t)>& cell_at) {
  std::map<std::string, std::vector<std::size_t>> by_fault;
  std::map<std::string, std::vector<std::size_t>*> by_form;  // for speed: forms are few
  for (const std::size_t i : wrong) {
    const WrongCell cell = cell_at(i);
    const auto [form, added] = by_form.try_emplace(form_of(cell.text));
    if (added) {
      form->second = &by_fault[fault_of(cell)];
    }
    form->second->push_back(i);
  }
  const auto size_of = [](const auto& fault) { return fault.second.size(); };
  const auto most = std::ranges::max_element(by_fault, {}, size_of);
  return most == by_fault.end() ? std::vector<std::size_t>{} : std::move(most->second);
}

}  // namespace allot::load
