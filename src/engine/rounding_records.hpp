#pragma once

#include <vector>

#include "allot/engine/record.hpp"
#include "engine/round_amounts.hpp"

namespace allot::engine {

/// Appends what rounding did to one district: its quota or its units, its rank, ties, the residual.
void record_rounding(const AmountsToRound& amounts, const RoundedAmounts& rounded,
                     DistrictId district, std::vector<Record>& records);

}  // namespace allot::engine
