// D'Hondt's method (Jefferson): the claim on unit n + 1 is w / (n + 1). Favours the large.

#include "engine/rounding/divisor.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

namespace {

struct DHondt {
  static constexpr Rounding kEstimate = Rounding::kDown;
  static constexpr int kBias = 1;
  static constexpr bool kFirstUnitFree = false;

  template <class Int>
  static Claim<Int> claim(const Int& weight, const Int& n) {
    return {weight, n + Int{1}};
  }
  static int bits(int weight_bits, int unit_bits) { return weight_bits + unit_bits + 1; }
};

}  // namespace

RoundingOutcome dhondt(const RoundingTask& task, Problems& problems) {
  return apportion<DHondt>(task, problems);
}

}  // namespace allot::engine
