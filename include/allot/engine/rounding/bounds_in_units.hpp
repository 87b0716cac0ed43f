#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"

namespace allot::engine {

/// An exact bound, one for each district.
struct ExactBound {
  Quantities amounts;
  std::vector<bool> unlimited = {};  ///< those without one; empty: all have one
  /// A maximum that no step of the file asks for: in whole units it gives way to the minimums.
  bool yields = false;

  [[nodiscard]] bool holds_for(std::size_t district) const {
    return unlimited.empty() || !unlimited[district];
  }
};

/// What rounding must keep: in whole units, and, for what need not be whole, exact.
struct BoundsInUnits {
  std::vector<std::int64_t> lower;             ///< empty: none
  std::vector<std::int64_t> upper;             ///< empty: none
  std::vector<ExactBound> minimums, maximums;  ///< of all steps that bound
  bool may_be_undone = false;                  ///< a later step has changed amounts
};

}  // namespace allot::engine
