#pragma once

#include "allot/engine/steps/step_kinds.hpp"

namespace allot::engine {

// The rows of the table in steps.cpp, each defined in the file of its name.
extern const StepKind kShare;
extern const StepKind kFlat;
extern const StepKind kRate;
extern const StepKind kTopSlice;
extern const StepKind kLimit;
extern const StepKind kHoldHarmless;
extern const StepKind kGainCap;
extern const StepKind kPhaseIn;

}  // namespace allot::engine
