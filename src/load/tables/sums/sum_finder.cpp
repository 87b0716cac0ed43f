#include "load/tables/sums/sum_finder.hpp"

#include <algorithm>
#include <numeric>

#include "load/tables/sums/sum_search.hpp"

namespace allot::load {

namespace {

constexpr int kDigitsOfChance = 5;  // and those of the number of rows

SumColumn column_of(const Quantities& values) {
  SumColumn column{.values = &values};
  if (const Quantities::Narrow* narrow = values.narrow()) {
    std::int64_t signs = 0;
    std::uint32_t largest = 0;
    for (std::uint32_t i = 0; i < narrow->size(); ++i) {
      signs |= (*narrow)[i];
      largest = (*narrow)[i] > (*narrow)[largest] ? i : largest;
    }
    column.amounts = signs < 0 ? nullptr : narrow;
    column.largest = largest;
    return column;
  }
  for (std::uint32_t i = 1; i < values.size(); ++i) {
    column.largest = values.order(i, column.largest) > 0 ? i : column.largest;
  }
  return column;
}

}  // namespace

SumSearch::SumSearch(const SumRows& rows)
    : rows_{rows}, file_order_(rows.ids.size()), is_found_(rows.ids.size()) {
  for (const Quantities* column : rows.columns) {
    columns_.push_back(column_of(*column));
  }
  std::iota(file_order_.begin(), file_order_.end(), 0U);
  if (!std::ranges::is_sorted(rows.rows)) {
    std::ranges::sort(file_order_, {}, [&](std::uint32_t i) { return rows.rows[i]; });
  }
}

bool SumSearch::is_no_chance(std::uint32_t district) const {
  int digits = 0;
  for (const Quantities* column : rows_.columns) {
    const Quantities::Narrow* values = column->narrow();
    bool significant = false;  // the zeros of round numbers say nothing
    for (std::int64_t rest = values == nullptr ? 0 : (*values)[district]; rest > 0; rest /= 10) {
      significant = significant || rest % 10 != 0;
      digits += significant ? 1 : 0;
    }
  }
  int of_rows = 0;
  for (std::size_t rest = rows_.ids.size(); rest > 0; rest /= 10) {
    ++of_rows;
  }
  return digits >= kDigitsOfChance + of_rows;
}

std::vector<std::int64_t> SumSearch::in_file_order(const Quantities::Narrow& values) const {
  std::vector<std::int64_t> ordered(values.size());
  std::ranges::transform(file_order_, ordered.begin(),
                         [&](std::uint32_t district) { return values[district]; });
  return ordered;
}

std::vector<FoundSum> find_sums(const SumRows& rows) {
  SumSearch search{rows};
  find_sums_by_id(search);
  find_sums_by_name(search);
  find_sums_by_numbers(search);
  return std::move(search).take();
}

}  // namespace allot::load
