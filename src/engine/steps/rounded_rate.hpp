#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// What a step works out for each counted unit, and rounds.
struct RoundedRate {
  std::string_view name;  ///< of the field that says how
  Fraction exact, rounded;
};

/// A rule that rounds up, or to the nearest: what is then given is more than there is.
void report_rounded_too_high(const StepInput& input, const RoundedRate& rate, const Fraction& given,
                             const Fraction& left, Problems& problems);

}  // namespace allot::engine
