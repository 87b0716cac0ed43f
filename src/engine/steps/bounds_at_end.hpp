#pragma once

#include "engine/pot/pot_state.hpp"
#include "engine/pot/task.hpp"

namespace allot::engine {

/// When all steps are done: writes down of each bound that a step has kept whom it does not hold
/// any more, and by which step, and warns where the file does not accept that.
void settle_bounds(const PotTask& task, PotState& state, Problems& problems);

}  // namespace allot::engine
