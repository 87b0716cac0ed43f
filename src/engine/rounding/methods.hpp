#pragma once

#include "allot/engine/rounding/rounding.hpp"

namespace allot::engine {

// What the table in rounding.cpp lists, but for those that round each amount by itself; each is
// described and implemented in the file of its name.
RoundingOutcome largest_remainder(const RoundingTask& task, Problems& problems);
RoundingOutcome sainte_lague(const RoundingTask& task, Problems& problems);
RoundingOutcome dhondt(const RoundingTask& task, Problems& problems);
RoundingOutcome adams(const RoundingTask& task, Problems& problems);
RoundingOutcome dean(const RoundingTask& task, Problems& problems);
RoundingOutcome huntington_hill(const RoundingTask& task, Problems& problems);
RoundingOutcome exact(const RoundingTask& task, Problems& problems);

}  // namespace allot::engine
