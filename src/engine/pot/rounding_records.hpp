#pragma once

#include "allot/engine/pot/pot_state.hpp"
#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

/// What rounding did for each watched district, among its block where there are blocks; and the
/// ties before it.
void record_rounding(const Pot& pot, const AmountsToRound& amounts, const RoundedAmounts& rounded,
                     PotState& state);

}  // namespace allot::engine
