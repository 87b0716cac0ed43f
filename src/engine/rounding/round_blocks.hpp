#pragma once

#include <optional>
#include <vector>

#include "allot/engine/rounding/bounds_in_units.hpp"
#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

/// Rounds each block by itself; without blocks all districts are one.
std::optional<RoundedAmounts> round_blocks(const AmountsToRound& amounts,
                                           const std::vector<Block>& blocks, Problems& problems);

}  // namespace allot::engine
