#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/split/controlled_rounding.hpp"
#include "random.hpp"
#include "support/numbers.hpp"

namespace allot::test {

/// A row, a column, or the sums of either.
using Line = std::vector<std::int64_t>;

std::int64_t sum_of_all(std::span<const std::int64_t> values);
Quantities as_shares(const Line& parts);

/// `sum` cut at random into as many parts as `count`, many of them 0 or equal.
Line parts_of(Random& random, std::int64_t sum, std::size_t count);
Line random_rows(Random& random, std::size_t count, std::int64_t most);
/// What the shares make of the sum when their cumulative sums are rounded.
Line rounded_cumulatively(std::int64_t sum, const Line& weights);

/// Each cell is next to row * part / sum of the parts, and is that where it is whole.
bool within_a_unit(const engine::WholeTable& table, const Line& rows, const Line& parts);
bool meets_margins(const engine::WholeTable& table, const Line& rows, const Line& columns);

}  // namespace allot::test
