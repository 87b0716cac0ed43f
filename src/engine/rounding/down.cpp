// Each amount down; what is left over goes to the residual.

#include "each.hpp"
#include "methods.hpp"

namespace allot::engine {

RoundingOutcome down(const RoundingTask& task, Problems& /*problems*/) {
  return round_each(task, Rounding::kDown);
}

}  // namespace allot::engine
