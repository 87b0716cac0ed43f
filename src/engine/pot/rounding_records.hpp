#pragma once

#include "engine/pot/pot_state.hpp"
#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

/// What rounding did for each watched district besides what the method has written down: ties,
/// those before it, too, and the rest.
void record_rounding(const Pot& pot, const AmountsToRound& amounts, const RoundedAmounts& rounded,
                     PotState& state);

}  // namespace allot::engine
