#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/rounding/rounding.hpp"

namespace allot::engine {

/// What each district gets at least and at most, in units: lower <= upper, both >= 0, and
/// sum of lower <= units <= sum of upper. A weight of 0 stays at its minimum.
struct UnitBounds {
  std::vector<std::int64_t> lower, upper;
};

/// `first_unit_free`: the method gives one unit to each positive weight before it compares any.
/// Reports, in units, what cannot be met.
std::optional<UnitBounds> unit_bounds(const RoundingTask& task, bool first_unit_free,
                                      Problems& problems);

}  // namespace allot::engine
