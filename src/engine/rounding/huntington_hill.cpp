// The method of equal proportions (2 U.S.C. 2a): d(n) is the geometric mean of n and n + 1. The
// claim on unit n + 1 is compared squared, w^2 over n (n + 1): a root would round.

#include "engine/rounding/divisor.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

namespace {

struct HuntingtonHill {
  static constexpr Rounding kEstimate = Rounding::kHalfUp;
  static constexpr int kBias = 0;
  static constexpr bool kFirstUnitFree = true;

  template <class Int>
  static Claim<Int> claim(const Int& weight, const Int& n) {
    return {weight * weight, n * (n + Int{1})};
  }
  static int bits(int weight_bits, int unit_bits) { return 2 * weight_bits + 2 * unit_bits + 2; }
};

}  // namespace

RoundingOutcome huntington_hill(const RoundingTask& task, Problems& problems) {
  return apportion<HuntingtonHill>(task, problems);
}

}  // namespace allot::engine
