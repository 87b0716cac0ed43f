#pragma once

#include <optional>
#include <span>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "engine/pot/participants.hpp"
#include "engine/pot/pot_state.hpp"
#include "engine/pot/task.hpp"

namespace allot::engine {

/// Runs the steps of a pot in order, then what `unclaimed` says. Nothing: reported.
std::optional<PotState> apply_steps(const PotTask& task, const Participants& participants,
                                    Problems& problems);

}  // namespace allot::engine
