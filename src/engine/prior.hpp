#pragma once

#include <optional>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/run.hpp"

namespace allot::engine {

/// The prior year's budgets: the scenario's, else the sum of the pots' where every pot has one.
/// Nothing where there is no prior; also where it is infeasible, which `problems` then says.
std::optional<PriorYear> prior_year(const Scenario& scenario, const Keys& keys, Problems& problems);

}  // namespace allot::engine
