// Dean's method: d(n) is the harmonic mean of n and n + 1, 2n(n + 1) / (2n + 1). The claim on unit
// n + 1 is compared as w (2n + 1) over n (n + 1).

#include "engine/rounding/divisor.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

namespace {

struct Dean {
  static constexpr Rounding kEstimate = Rounding::kHalfUp;
  static constexpr int kBias = 0;
  static constexpr bool kFirstUnitFree = true;

  template <class Int>
  static Claim<Int> claim(const Int& weight, const Int& n) {
    return {weight * (n + n + Int{1}), n * (n + Int{1})};
  }
  static int bits(int weight_bits, int unit_bits) { return weight_bits + 3 * unit_bits + 3; }
};

}  // namespace

RoundingOutcome dean(const RoundingTask& task, Problems& problems) {
  return apportion<Dean>(task, problems);
}

}  // namespace allot::engine
