// Halves to the even unit (IEEE 754 roundTiesToEven, here on exact numbers).

#include "each.hpp"
#include "methods.hpp"

namespace allot::engine {

RoundingOutcome half_even(const RoundingTask& task, Problems& /*problems*/) {
  return round_each(task, Rounding::kHalfEven);
}

}  // namespace allot::engine
