// Kaufmännisches Runden: halves away from zero (DIN 1333).

#include "engine/rounding/each.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

RoundingOutcome half_up(const RoundingTask& task, Problems& /*problems*/) {
  return round_each(task, Rounding::kHalfUp);
}

}  // namespace allot::engine
