// Halves to the even unit (IEEE 754 roundTiesToEven, here on exact numbers).

#include "engine/rounding/each.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

RoundingOutcome half_even(const RoundingTask& task, Problems& /*problems*/) {
  return round_each(task, Rounding::kHalfEven);
}

}  // namespace allot::engine
