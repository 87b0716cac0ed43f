#include "support/printed_sample.hpp"

#include <numeric>

#include "support/numbers.hpp"

namespace allot::test {

PrintedNumber printed_number(std::string_view text, const Fraction& unit) {
  const std::size_t mark = text.find('.');
  const int decimals =
      mark == std::string_view::npos ? 0 : static_cast<int>(text.size() - mark - 1);
  std::string digits{text};
  if (mark != std::string_view::npos) {
    digits.erase(mark, 1);
  }
  const BigInt scale = BigInt::power_of_ten(decimals);
  return {.value = Fraction{BigInt{std::int64_t{std::stoll(digits)}}, scale} * unit,
          .half = Fraction{1, scale * BigInt{2}} * unit,
          .text = std::string{text},
          .where = {}};
}

PrintedTable printed_sample(const std::vector<std::string>& labels,
                            const std::vector<PrintedSampleColumn>& columns, bool sum, bool ids) {
  PrintedTable table{.name = "table.csv", .where = {1, 1, 1, 1}};
  for (std::uint32_t i = 0; i < labels.size(); ++i) {
    table.rows.push_back({.id = ids ? labels[i] : std::string{},
                          .name = ids ? std::string{} : labels[i],
                          .where = {1, i + 2, 1, 1}});
  }
  PrintedSum total{.label = "Summe",
                   .where = {1, static_cast<std::uint32_t>(labels.size()) + 2, 1, 1},
                   .rows = std::vector<std::uint32_t>(labels.size())};
  std::iota(total.rows.begin(), total.rows.end(), 0U);
  for (std::uint32_t j = 0; j < columns.size(); ++j) {
    PrintedColumn column{.role = columns[j].role,
                         .name = columns[j].name,
                         .where = {1, 1, j + 2, 1},
                         .unit = columns[j].unit};
    for (std::uint32_t i = 0; i < columns[j].cells.size(); ++i) {
      const std::string& text = columns[j].cells[i];
      std::optional<PrintedNumber> cell;
      if (!text.empty()) {
        cell = printed_number(text, columns[j].unit);
        cell->where = {1, i + 2, j + 2, 1};
      }
      (i < labels.size() ? column.cells : total.cells).push_back(std::move(cell));
    }
    total.cells.resize(j + std::size_t{1});
    table.columns.push_back(std::move(column));
  }
  if (sum) {
    table.sums.push_back(std::move(total));
  }
  return table;
}

}  // namespace allot::test
