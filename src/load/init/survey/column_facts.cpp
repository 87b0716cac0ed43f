#include "load/init/survey/column_facts.hpp"

#include <algorithm>

#include "load/cells/cell_reading.hpp"
#include "load/numbers/currency.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {

namespace {

std::optional<ColumnReading> reading_of(const Table& table, std::size_t column,
                                        const std::vector<std::uint32_t>& rows,
                                        const NumberRules& rules) {
  Problems ignored;
  const auto numbers = read_numbers(table, column, rows, rules, ignored);
  return numbers ? std::optional{ColumnReading{
                       numbers->values.total(), numbers->decimals, numbers->negative,
                       static_cast<std::size_t>(std::ranges::count(numbers->missing, true))}}
                 : std::nullopt;
}

bool begins_like_number(std::string_view cell) {
  return !cell.empty() && (is_digit(cell.front()) || cell.front() == '-');
}

/// With a currency before or behind it.
bool is_amount(std::string_view cell) {
  if (cell.empty() || (is_digit(cell.front()) && is_digit(cell.back()))) {
    return false;  // the quick way for most cells
  }
  const auto money = find_currency(cell);
  return money && reads_as_number(money->amount);
}

/// Whether the first filled cell is a number with all that may stand around it.
bool begins_with_number(const Table& table, std::size_t column,
                        const std::vector<std::uint32_t>& rows, NumberRules rules) {
  const auto filled = std::ranges::find_if(
      rows, [&](std::uint32_t row) { return !table.cell(row, column).empty(); });
  rules.signs_din55301 = true;
  if (filled == rows.end()) {
    return false;
  }
  const CellReading cell = read_cell(table, *filled, column, rules);
  return cell.sign || cell.point.has_form() || cell.comma.has_form();
}

void read_as_numbers(ColumnFacts& facts, const Table& table, const std::vector<std::uint32_t>& rows,
                     NumberRules rules) {
  for (const bool signs : {false, true}) {
    rules.signs_din55301 = signs;
    rules.mark = DecimalMark::kPoint;
    facts.point = reading_of(table, facts.column, rows, rules);
    rules.mark = DecimalMark::kComma;
    facts.comma = reading_of(table, facts.column, rows, rules);
    facts.needs_signs = signs && facts.is_numeric();
    if (facts.is_numeric()) {
      return;
    }
  }
}

ColumnFacts facts_of(const Table& table, std::size_t column, const std::vector<std::uint32_t>& rows,
                     const NumberRules& rules) {
  ColumnFacts facts{.name = table.header()[column], .column = column, .rows = rows.size()};
  std::vector<std::string_view> texts;
  for (const std::uint32_t row : rows) {
    const std::string_view cell = without_outer_blanks(table.cell(row, column));
    if (cell.empty()) {
      ++facts.empty;
      continue;
    }
    facts.first = texts.empty() ? table.cell(row, column) : facts.first;
    facts.digits += begins_like_number(cell) ? 1U : 0U;
    facts.longest = std::max(facts.longest, cell.size());
    facts.percentages += cell.ends_with('%') ? 1U : 0U;
    texts.push_back(table.cell(row, column));
  }
  if (!std::ranges::is_sorted(texts)) {  // ids mostly are
    std::ranges::sort(texts);
  }
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  facts.different = texts.size();
  if (facts.digits > 0 || begins_with_number(table, column, rows, rules)) {
    read_as_numbers(facts, table, rows, rules);
    if (facts.is_numeric() && !facts.needs_signs) {
      facts.digits = facts.rows - facts.empty;  // `CHF 500.--` begins like a text
      facts.money = static_cast<std::size_t>(std::ranges::count_if(rows, [&](std::uint32_t row) {
        return is_amount(without_outer_blanks(table.cell(row, column)));
      }));
    }
  }
  return facts;
}

}  // namespace

std::optional<DecimalMark> ColumnFacts::needed_mark() const {
  if (point.has_value() == comma.has_value()) {
    return std::nullopt;
  }
  return point ? DecimalMark::kPoint : DecimalMark::kComma;
}

DecimalMark ColumnFacts::grouping_mark() const {
  return point->decimals < comma->decimals ? DecimalMark::kPoint : DecimalMark::kComma;
}

DecimalMark ColumnFacts::likely_mark() const {
  return is_ambiguous() ? grouping_mark() : needed_mark().value_or(DecimalMark::kPoint);
}

const ColumnReading& ColumnFacts::reading(DecimalMark mark) const {
  return comma && (!point || mark == DecimalMark::kComma) ? *comma : *point;
}

bool reads_as_number(std::string_view text) {
  return read_grouped(text, '.').has_form() || read_grouped(text, ',').has_form();
}

bool is_calendar_year(std::string_view text) {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) &&
         std::ranges::all_of(text, is_digit);
}

std::vector<ColumnFacts> facts_of_columns(const Table& table,
                                          const std::vector<std::uint32_t>& rows,
                                          const NumberRules& rules) {
  std::vector<ColumnFacts> facts;
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    if (!table.header()[column].empty()) {
      facts.push_back(facts_of(table, column, rows, rules));
      facts.back().scale = scale_in(facts.back().name);
    }
  }
  return facts;
}

}  // namespace allot::load
