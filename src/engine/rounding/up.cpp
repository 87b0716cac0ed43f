// Each amount up; what that takes too much goes to the residual.

#include "engine/rounding/each.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

RoundingOutcome up(const RoundingTask& task, Problems& /*problems*/) {
  return round_each(task, Rounding::kUp);
}

}  // namespace allot::engine
