#pragma once

#include <vector>

#include "allot/engine/steps/step_kinds.hpp"

namespace allot::engine {

/// A share in tiers is the last step, in a pot whose rounding it can follow at every tier.
void check_tiers(const StepPlace& place, Problems& problems);

/// Shares to the groups of the first tier, rounds, makes each rounded amount the pot of the tier
/// below, and so on; the districts of the last tier become blocks that are rounded by themselves. A
/// group's amount is what its districts have in all, with what steps before have given them; what
/// was topped up is a part of that like all else, so that the first tier has the pot's own money
/// and the rounded top-ups to give (`totals_of`), and those below what it has rounded.
void share_in_tiers(const StepInput& input, const std::vector<Tier>& tiers, PotState& state,
                    Problems& problems);

}  // namespace allot::engine
