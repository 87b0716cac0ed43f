#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"

namespace allot::engine {

/// cells[column][row], in units.
using WholeTable = std::vector<std::vector<std::int64_t>>;

/// What the rows and the columns of a table add up to. Both have the same sum; columns are >= 0, a
/// row may be negative (rounding that gave out too much). All within the range of Money.
struct TableMargins {
  std::span<const std::int64_t> rows, columns;
};

/// Whole cells that meet both margins, each the floor or the ceiling of its exact value, row *
/// column / sum. Such a table always exists (L. H. Cox, A constructive procedure for unbiased
/// controlled rounding, JASA 82, 1987). Equal input gives equal cells; ties go to earlier columns
/// and rows.
WholeTable controlled_rounding(const TableMargins& margins);

/// The same with exact values of its own: row * share / sum of the shares, where the columns are
/// those of exact shares after a rounding. Where no such table has these columns (from four columns
/// on that is possible), the cells are those of the margins alone.
WholeTable controlled_rounding(const TableMargins& margins, const Quantities& shares);

/// The largest distance between a cell and row * share / sum of the shares.
Fraction largest_deviation(const WholeTable& table, std::span<const std::int64_t> rows,
                           const Quantities& shares);

}  // namespace allot::engine
