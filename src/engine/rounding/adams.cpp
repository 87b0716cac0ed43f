// Adams's method (smallest divisors): the claim on unit n + 1 is w / n, so each positive weight has
// one unit before any is compared. Favours the small.

#include "engine/rounding/divisor.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

namespace {

struct Adams {
  static constexpr Rounding kEstimate = Rounding::kUp;
  static constexpr int kBias = -1;
  static constexpr bool kFirstUnitFree = true;

  template <class Int>
  static Claim<Int> claim(const Int& weight, const Int& n) {
    return {weight, n};
  }
  static int bits(int weight_bits, int unit_bits) { return weight_bits + unit_bits; }
};

}  // namespace

RoundingOutcome adams(const RoundingTask& task, Problems& problems) {
  return apportion<Adams>(task, problems);
}

}  // namespace allot::engine
