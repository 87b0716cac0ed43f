#pragma once

#include <optional>

#include "allot/engine/facts/blocks.hpp"
#include "engine/facts/facts.hpp"
#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

/// Rounds each block by itself; without blocks all districts are one. Writes into `facts` how, for
/// those who are watched.
std::optional<RoundedAmounts> round_blocks(const AmountsToRound& amounts, const Blocks& blocks,
                                           Facts& facts, Problems& problems);

}  // namespace allot::engine
