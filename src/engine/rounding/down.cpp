// Each amount down; what is left over goes to the residual.

#include "engine/rounding/each.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

RoundingOutcome down(const RoundingTask& task, Problems& /*problems*/) {
  return round_each(task, Rounding::kDown);
}

}  // namespace allot::engine
