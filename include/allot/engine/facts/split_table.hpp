#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/money.hpp"

namespace allot::engine {

/// What is made of the splits of a pot. Cells are parts times districts, which may be very many.
enum class SplitDetail : std::uint8_t {
  kNone,
  kTotals,  ///< what the parts add up to, and how far a cube is from its exact values
  kCells,   ///< also what of each part goes to each district and to none
};

/// A pot's budgets split by contributor or by year: a table that closes on both margins, every cell
/// within one unit of its exact value (controlled rounding: L. H. Cox, A constructive procedure for
/// unbiased controlled rounding, JASA 82, 1987).
struct SplitTable {
  std::vector<Money> totals;  ///< of each part: its contribution, or its year's tranche
  /// cells[part][district]; a part's cells and its `elsewhere` add up to its total.
  std::vector<std::vector<Money>> cells;
  /// What of each part goes to no district: reserved, passed on, not assigned, left over.
  std::vector<Money> elsewhere;
};

/// A pot with contributors and tranches: the third dimension need not close off the path of
/// `split_order`.
struct CubeDeviation {
  Fraction largest;  ///< in units, between a sum off the path and its exact value
};

}  // namespace allot::engine
