#include "whole_tables.hpp"

#include <algorithm>
#include <numeric>

namespace allot::test {

namespace {

Exact exact_cell(std::int64_t row, std::int64_t part, std::int64_t whole) {
  return whole == 0 ? Exact{0} : Exact{Whole{row} * part, Whole{whole}};
}

}  // namespace

std::int64_t sum_of_all(std::span<const std::int64_t> values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

Quantities as_shares(const Line& parts) { return Quantities::from(Quantities::Narrow{parts}); }

Line parts_of(Random& random, std::int64_t sum, std::size_t count) {
  Line cuts{0, sum};
  for (std::size_t i = 1; i < count; ++i) {
    cuts.push_back(random.chance(20) ? cuts[random.index(cuts.size())] : random.between(0, sum));
  }
  std::sort(cuts.begin(), cuts.end());
  std::adjacent_difference(cuts.begin(), cuts.end(), cuts.begin());
  cuts.erase(cuts.begin());
  return cuts;
}

Line rounded_cumulatively(std::int64_t sum, const Line& weights) {
  const Whole whole = sum_of_all(weights);
  Line columns;
  Whole weight = 0;
  std::int64_t before = 0;
  for (const std::int64_t each : weights) {
    weight += each;
    const Whole now = (2 * sum * weight + whole) / (2 * whole);
    columns.push_back(static_cast<std::int64_t>(now) - before);
    before += columns.back();
  }
  return columns;
}

Line random_rows(Random& random, std::size_t count, std::int64_t most) {
  Line rows;
  for (std::size_t i = 0; i < count; ++i) {
    rows.push_back(random.chance(10) ? 0 : random.between(0, most));
  }
  return rows;
}

bool within_a_unit(const engine::WholeTable& table, const Line& rows, const Line& parts) {
  const std::int64_t whole = sum_of_all(parts);
  for (std::size_t column = 0; column < table.size(); ++column) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Exact exact = exact_cell(rows[row], parts[column], whole);
      const Whole above = table[column][row] - floor_of(exact);
      if (above != 0 && (above != 1 || exact == Exact{floor_of(exact)})) {
        return false;
      }
    }
  }
  return true;
}

bool meets_margins(const engine::WholeTable& table, const Line& rows, const Line& columns) {
  Line sums(rows.size());
  for (std::size_t column = 0; column < table.size(); ++column) {
    if (sum_of_all(table[column]) != columns[column]) {
      return false;
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
      sums[row] += table[column][row];
    }
  }
  return sums == rows;
}

}  // namespace allot::test
