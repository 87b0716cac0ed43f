#include "load/cells/cell_reading.hpp"

#include "load/cells/cell_signs.hpp"
#include "load/numbers/currency.hpp"

namespace allot::load {
namespace {

CellReading both(const DecimalReading& reading) { return {.point = reading, .comma = reading}; }

CellReading zero() { return both({.decimal = {}, .fit = DecimalReading::Fit::kNumber}); }

template <class Change>
CellReading changed(CellReading cell, Change change) {
  change(cell.point);
  change(cell.comma);
  return cell;
}

CellReading read_bare(std::string_view text) {
  return {.point = read_grouped(text, '.'), .comma = read_grouped(text, ',')};
}

/// `500,--`, `12.500,—` and `-,--`: dashes where the decimals would be.
CellReading read_price(std::string_view text) {
  std::string_view whole = without_end_dashes(text);
  if (whole.size() == text.size() || whole.empty() ||
      (whole.back() != ',' && whole.back() != '.')) {
    return {};
  }
  const char mark = whole.back();
  whole.remove_suffix(1);
  if (without_end_dashes(whole).empty()) {
    return whole.empty() ? CellReading{}
           : mark == ',' ? CellReading{.comma = zero().comma}
                         : CellReading{.point = zero().point};
  }
  const DecimalReading reading = read_grouped(whole, mark);
  if (!reading.has_form() || whole.find(mark) != std::string_view::npos) {
    return {};
  }
  return mark == ',' ? CellReading{.comma = reading} : CellReading{.point = reading};
}

/// What stands beside a currency, or could: a dash alone is the 0 of Excel's accounting format.
CellReading read_amount(std::string_view text, bool has_currency) {
  if (has_currency && is_one_dash(text)) {
    return zero();
  }
  const CellReading bare = read_bare(text);
  return bare.point.has_form() || bare.comma.has_form() ? bare : read_price(text);
}

/// Whether the column's currency is the one that is written; where the scenario's is no code, which
/// is told there, every one is.
bool is_own(std::string_view written, const NumberRules& rules) {
  constexpr std::size_t kCode = 3;
  return rules.currency.size() == kCode ? is_currency(written, rules.currency)
                                        : !rules.currency.empty();
}

CellReading read_money(std::string_view text, const NumberRules& rules) {
  const auto money = find_currency(text, rules.currency);
  if (!money) {
    return read_amount(text, false);
  }
  if (!is_own(money->currency, rules)) {
    return {};
  }
  return changed(read_amount(money->amount, true), [&](DecimalReading& reading) {
    reading.decimal.digits *= money->negative ? -1 : 1;
  });
}

CellReading read_percent(std::string_view text, PercentCells percentages) {
  constexpr int kHundredth = 2;
  text.remove_suffix(1);
  return changed(read_bare(text), [&](DecimalReading& reading) {
    if (percentages == PercentCells::kParts && reading.is_number()) {
      reading.decimal.decimals += kHundredth;
      reading.fit =
          reading.decimal.decimals > kMaxDigits ? DecimalReading::Fit::kOutOfRange : reading.fit;
    }
  });
}

CellReading read_signed(const SignReading& signed_cell, const NumberRules& rules) {
  if (is_without_value(signed_cell.sign)) {
    return {.empty = true, .sign = signed_cell.sign};
  }
  if (signed_cell.sign == CellSign::kNothing) {
    return zero();
  }
  // `(12) p` has two; more are none.
  const auto inner = read_sign(signed_cell.value);
  NumberRules of_value = rules;
  of_value.signs_din55301 = false;
  CellReading reading = read_cell(inner ? inner->value : signed_cell.value, of_value);
  reading.sign = signed_cell.sign;
  return reading;
}

}  // namespace

CellReading read_cell(std::string_view text, const NumberRules& rules) {
  text = without_outer_blanks(text);
  if (text.empty()) {
    return {.empty = true};
  }
  const CellReading bare = read_bare(text);
  if (bare.point.has_form() || bare.comma.has_form()) {
    return bare;
  }
  if (const auto signed_cell = rules.signs_din55301 ? read_sign(text) : std::nullopt) {
    return read_signed(*signed_cell, rules);
  }
  if (rules.percentages != PercentCells::kError && text.ends_with('%')) {
    return read_percent(text, rules.percentages);
  }
  return rules.may_be_money ? read_money(text, rules) : CellReading{};
}

CellReading read_cell(const Table& table, std::size_t row, std::size_t column,
                      const NumberRules& rules) {
  const std::string_view text = table.cell(row, column);
  return table.is_number(row, column) ? both(read_grouped(text, '.')) : read_cell(text, rules);
}

}  // namespace allot::load
