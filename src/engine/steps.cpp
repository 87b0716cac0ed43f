#include "allot/engine/steps.hpp"

#include <array>

#include "engine/steps/steps.hpp"

namespace allot::engine {

std::span<const StepKind> step_kinds() {
  static const std::array kKinds{kShare, kFlat, kRate, kTopSlice};
  return kKinds;
}

}  // namespace allot::engine
