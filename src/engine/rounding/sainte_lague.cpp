// Sainte-Laguë's method (Webster; § 6 BWahlG as of 2008): the claim on unit n + 1 is w / (2n + 1).

#include "engine/rounding/divisor.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

namespace {

struct SainteLague {
  static constexpr Rounding kEstimate = Rounding::kHalfUp;
  static constexpr int kBias = 0;
  static constexpr bool kFirstUnitFree = false;

  template <class Int>
  static Claim<Int> claim(const Int& weight, const Int& n) {
    return {weight, n + n + Int{1}};
  }
  static int bits(int weight_bits, int unit_bits) { return weight_bits + unit_bits + 2; }
};

}  // namespace

RoundingOutcome sainte_lague(const RoundingTask& task, Problems& problems) {
  return apportion<SainteLague>(task, problems);
}

}  // namespace allot::engine
