#include <algorithm>

#include "allot/core/error.hpp"
#include "allot/engine/facts/record.hpp"

namespace allot::engine {

namespace {

/// Follows the records one by one, as a reader with a pencil would.
struct Replay {
  Fraction exact;
  std::int64_t units = 0;
  Money residual;
  const Fraction& unit;

  void operator()(const Shared& step) {
    invariant(step.amount == (step.whole.sign() == 0
                                  ? Fraction{}
                                  : step.left * step.weight / step.whole * step.part_year),
              "a share is left * w / W, times the part of the year");
    exact += step.amount;
  }
  void operator()(const GroupShared& /*step*/) {}
  void operator()(const SharedByRate& step) {
    invariant(step.rate == step.rule.of(step.left / step.whole),
              "the rate is what is left over the whole, rounded");
    invariant(step.amount == step.rate * step.weight * step.part_year,
              "a share by a rate is rate * w, times the part of the year");
    exact += step.amount;
  }
  void operator()(const Equalised& step) {
    if (step.solved) {
      const SolvedBase& of = *step.solved;
      invariant(of.base * of.needs == of.left / step.rate + of.capacities,
                "the base gives those who receive all that is left");
      invariant(step.base == (step.rule ? step.rule->of(of.base) : of.base),
                "the base is the solved one, rounded where the rule says so");
    }
    const Fraction gap = step.base * step.need - step.capacity;
    const bool receives = step.need.sign() > 0 && gap.sign() > 0;
    invariant(step.amount == (receives ? step.rate * gap * step.part_year : Fraction{}),
              "a part of what the need is above the capacity");
    exact += step.amount;
  }
  void operator()(const FlatGranted& step) { exact += step.each * step.times * step.part_year; }
  void operator()(const RateGranted& step) { exact += step.rate * step.count * step.part_year; }
  void operator()(const Reduced& step) { exact += step.claimed * step.factor - step.claimed; }
  void operator()(const Bounded& step) {
    invariant(step.before == exact, "bounds work on what the district has");
    invariant(!step.scaling || step.scaling->others.sign() == 0 ||
                  step.factor * step.scaling->others == step.scaling->total - step.scaling->held,
              "the factor is what the others get, over what they had");
    exact = step.before * step.factor;
    exact = step.minimum ? std::max(exact, *step.minimum) : exact;
    exact = step.maximum ? std::min(exact, *step.maximum) : exact;
    invariant(step.after == exact, "min(maximum, max(minimum, factor * before))");
  }
  void operator()(const BoundChosen& step) {
    invariant(!step.of.empty(), "several bounds are one or more");
  }
  void operator()(const LossFloor& step) {
    invariant(step.before == exact, "a loss is of what the district has");
    invariant(step.floor == std::min(step.before, step.prior) +
                                step.part * std::max(Fraction{}, step.prior - step.before),
              "who loses keeps a part of the loss");
  }
  void operator()(const FloorKept& step) {
    invariant(step.before == exact, "a floor works on what the district has");
    invariant(step.factor == Fraction{1} || step.factor * step.above == step.above - step.cost,
              "what the floors cost is what the payers lose");
    exact = step.held ? step.floor.value() : step.from + step.factor * (step.before - step.from);
    invariant(step.after == exact, "the floor, or what is left above the line");
  }
  void operator()(const DropChecked& step) {
    invariant(step.before == exact, "a smallest amount works on what the district has");
    invariant(step.dropped == (exact.sign() > 0 && exact < step.amount), "less, and not nothing");
    invariant(step.factor == Fraction{1} || step.factor * step.others == step.total,
              "the others get what all had");
    exact = step.dropped ? Fraction{} : step.factor * step.before;
    invariant(step.after == exact, "nothing, or factor * before");
  }
  void operator()(const Blended& step) {
    invariant(step.before == exact, "phasing in works on what the district has");
    invariant(step.scale * step.prior_total == step.total, "the old distribution is scaled");
    exact =
        step.new_weight * step.before + (Fraction{1} - step.new_weight) * step.prior * step.scale;
    invariant(step.after == exact, "the new and the old, mixed");
  }
  void operator()(const TopSliced& /*step*/) {}
  void operator()(const ForOthers& /*step*/) {}
  void operator()(const RoundedByStep& step) {
    invariant(step.of_claim || step.before == exact, "what the district has is rounded");
    Fraction rounded = step.rule.of(step.before);
    if (step.minimum) {
      rounded = std::max(rounded, Fraction{*step.minimum} * step.rule.unit);
    }
    if (step.maximum) {
      rounded = std::min(rounded, Fraction{*step.maximum} * step.rule.unit);
    }
    invariant(step.after == rounded || step.after == step.before, "by the rule, within bounds");
    exact += step.after - step.before;
  }
  void operator()(const BeyondBound& step) {
    invariant(step.ends == exact, "the end is what the steps gave");
    invariant(step.is_minimum ? step.ends < step.bound : step.bound < step.ends,
              "it is beyond the bound");
  }
  void operator()(const Quota& step) {
    invariant(step.exact == exact / unit, "the quota is what the steps gave, in units");
    invariant(step.exact == Fraction{step.units} + step.remainder, "units and remainder are all");
    units = step.units;
  }
  void operator()(const KeptInUnits& step) { units = step.start; }
  void operator()(const LeftoverUnit& step) { units += step.units; }
  void operator()(const DivisorUnits& step) { units = step.units; }
  void operator()(const MovedByFloors& /*step*/) {}
  void operator()(const ResidualTaken& step) { residual += step.amount; }
  void operator()(const TieBroken& /*step*/) {}
};

}  // namespace

Money replay(const Records& records, const Fraction& unit, int decimals) {
  Replay replayed{.exact = {}, .units = 0, .residual = {}, .unit = unit};
  for (const StepRecord& record : records.steps) {
    std::visit(replayed, record.what);
  }
  for (const RoundingRecord& record : records.rounding) {
    std::visit(replayed, record);
  }
  return to_money(Fraction{replayed.units} * unit, decimals) + replayed.residual;
}

}  // namespace allot::engine
