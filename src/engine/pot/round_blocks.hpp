#pragma once

#include <optional>

#include "allot/engine/facts/blocks.hpp"
#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

/// Rounds each block by itself; without blocks all districts are one.
std::optional<RoundedAmounts> round_blocks(const AmountsToRound& amounts, const Blocks& blocks,
                                           Problems& problems);

}  // namespace allot::engine
