#include "load/init/column_facts.hpp"

#include <algorithm>

#include "load/districts/tables.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {

namespace {

std::optional<ColumnReading> reading_of(const CsvTable& table, std::size_t column,
                                        const std::vector<std::uint32_t>& rows, DecimalMark mark) {
  Problems ignored;
  const auto numbers = read_numbers(table, column, rows, mark, ignored);
  if (!numbers) {
    return std::nullopt;
  }
  return ColumnReading{.total = numbers->values.total(),
                       .decimals = numbers->decimals,
                       .negative = numbers->negative};
}

bool begins_like_number(std::string_view cell) {
  cell = without_outer_blanks(cell);
  return !cell.empty() && (is_digit(cell.front()) || cell.front() == '-');
}

ColumnFacts facts_of(const CsvTable& table, std::size_t column,
                     const std::vector<std::uint32_t>& rows) {
  ColumnFacts facts{.name = table.header()[column], .rows = rows.size()};
  std::vector<std::string_view> texts;
  for (const std::uint32_t row : rows) {
    const std::string_view cell = table.cell(row, column);
    if (without_outer_blanks(cell).empty()) {
      ++facts.empty;
      continue;
    }
    facts.first = texts.empty() ? cell : facts.first;
    facts.digits += begins_like_number(cell) ? 1U : 0U;
    texts.push_back(cell);
  }
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  facts.different = texts.size();
  if (facts.digits > 0) {
    facts.point = reading_of(table, column, rows, DecimalMark::kPoint);
    facts.comma = reading_of(table, column, rows, DecimalMark::kComma);
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

const ColumnReading& ColumnFacts::reading(DecimalMark mark) const {
  return comma && (!point || mark == DecimalMark::kComma) ? *comma : *point;
}

std::vector<ColumnFacts> facts_of_columns(const CsvTable& table) {
  const std::vector<std::uint32_t> rows = all_rows(table);
  std::vector<ColumnFacts> facts;
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    if (!table.header()[column].empty()) {
      facts.push_back(facts_of(table, column, rows));
    }
  }
  return facts;
}

}  // namespace allot::load
