#include "load/tables/sums/sum_finder.hpp"

#include <algorithm>
#include <numeric>

#include "load/tables/sums/sum_search.hpp"

namespace allot::load {

namespace {

constexpr int kDigitsOfChance = 5;  // and those of the number of rows

}  // namespace

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

std::vector<std::uint32_t> SumSearch::in_file_order() const {
  std::vector<std::uint32_t> order(rows_.ids.size());
  std::iota(order.begin(), order.end(), 0U);
  if (!std::ranges::is_sorted(rows_.rows)) {
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return rows_.rows[i]; });
  }
  return order;
}

std::vector<FoundSum> find_sums(const SumRows& rows) {
  SumSearch search{rows};
  find_sums_by_id(search);
  find_sums_by_name(search);
  find_sums_by_numbers(search);
  return std::move(search).take();
}

}  // namespace allot::load
