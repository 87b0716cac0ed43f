#include "allot/engine/record.hpp"

#include "allot/core/error.hpp"
#include "engine/allocate.hpp"

namespace allot::engine {

namespace {

/// Follows the records one by one, as a reader with a pencil would.
struct Replay {
  Fraction exact;
  std::int64_t units = 0;
  Money residual;
  const Fraction& unit;

  void operator()(const Shared& step) {
    invariant(step.amount == step.left * step.weight / step.whole, "a share is left * w / W");
    exact += step.amount;
  }
  void operator()(const FlatGranted& step) { exact += step.each * step.times; }
  void operator()(const RateGranted& step) { exact += step.rate * step.count; }
  void operator()(const TopSliced& /*step*/) {}
  void operator()(const Quota& step) {
    invariant(step.exact == exact / unit, "the quota is what the steps gave, in units");
    invariant(step.exact == Fraction{step.units} + step.remainder, "units and remainder are all");
    units = step.units;
  }
  void operator()(const LeftoverUnit& step) { units += step.units; }
  void operator()(const DivisorUnits& step) { units = step.units; }
  void operator()(const ResidualTaken& step) { residual += step.amount; }
  void operator()(const TieBroken& /*step*/) {}
};

}  // namespace

Money replay(const std::vector<Record>& records, const Fraction& unit, int decimals) {
  Replay replayed{.exact = {}, .units = 0, .residual = {}, .unit = unit};
  for (const Record& record : records) {
    std::visit(replayed, record);
  }
  return to_money(Fraction{replayed.units} * unit, decimals) + replayed.residual;
}

}  // namespace allot::engine
