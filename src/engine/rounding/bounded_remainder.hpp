#pragma once

#include "allot/core/diagnostic.hpp"
#include "allot/engine/rounding/rounding.hpp"

namespace allot::engine {

/// Whether some quota, rounded down or up, is outside its bounds.
bool bounds_matter(const RoundingTask& task);

/// Largest remainder within bounds: starts at the quotas rounded down and clamped, then gives
/// single units to the largest q - n below its maximum, or takes them from the smallest q - n above
/// its minimum, until the sum is reached. Reports kBoundsAfterRounding.
RoundingOutcome bounded_remainder(const RoundingTask& task, Problems& problems);

}  // namespace allot::engine
