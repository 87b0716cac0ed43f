#include "allot/engine/pot_state.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"
#include "engine/bounds.hpp"
#include "engine/comparison.hpp"

namespace allot::engine {

namespace {

Fraction sum_of(const std::vector<ExactReserve>& reserves) {
  Fraction sum;
  for (const ExactReserve& reserve : reserves) {
    sum += reserve.amount;
  }
  return sum;
}

template <class Tighter>
void merge(std::vector<std::int64_t>& bounds, const std::vector<std::int64_t>& more,
           Tighter&& tighter) {
  if (bounds.empty()) {
    bounds = more;
    return;
  }
  for (std::size_t i = 0; i < more.size(); ++i) {
    bounds[i] = tighter(bounds[i], more[i]);
  }
}

}  // namespace

PotState::PotState(std::size_t districts, bool is_open, const Fraction& pot_amount,
                   const Fraction& parts_passed_on)
    : open{is_open},
      amount{pot_amount},
      left{pot_amount - parts_passed_on},
      passed_on{parts_passed_on},
      so_far{Quantities::constant(districts, 0)},
      claims{Quantities::constant(districts, 0)} {}

void PotState::claim(const Quantities& amounts) {
  claims = claims.is_zero() ? amounts : claims.plus(amounts);
}

void PotState::give(const Quantities& amounts, const Fraction& sum) {
  so_far = so_far.is_zero() ? amounts : so_far.plus(amounts);
  left -= sum;
  bounds = {};
}

void PotState::replace(Quantities amounts, const Fraction& less) {
  so_far = std::move(amounts);
  bounds.may_be_undone = !bounds.minimums.empty() || !bounds.maximums.empty();
  if (open) {
    amount -= less;
  } else {
    not_assigned += less;
  }
}

void PotState::keep_minimum(Quantities amounts, const Fraction& unit) {
  merge(bounds.lower, lower_in_units(amounts, unit), [](auto a, auto b) { return std::max(a, b); });
  bounds.minimums.push_back({.amounts = std::move(amounts)});
}

void PotState::keep_maximum(ExactBound bound, const Fraction& unit) {
  merge(bounds.upper, upper_in_units(bound.amounts, unit, bound.unlimited),
        [](auto a, auto b) { return std::min(a, b); });
  bounds.maximums.push_back(std::move(bound));
}

void PotState::forget_undone_bounds(const Fraction& unit) {
  if (!bounds.may_be_undone) {
    return;
  }
  const BoundsInUnits all = std::exchange(bounds, {});
  for (const ExactBound& minimum : all.minimums) {
    std::vector<bool> kept = above(minimum.amounts, so_far);
    kept.flip();
    keep_minimum(minimum.amounts.only(kept), unit);
  }
  for (ExactBound maximum : all.maximums) {
    const std::vector<bool> undone = above(so_far, maximum.amounts);
    maximum.unlimited.resize(undone.size());
    for (std::size_t i = 0; i < undone.size(); ++i) {
      maximum.unlimited[i] = maximum.unlimited[i] || undone[i];
    }
    keep_maximum(std::move(maximum), unit);
  }
}

ExactAmounts PotState::exact() const {
  if (blocks.empty()) {
    return so_far;
  }
  std::vector<ExactAmounts::Group> groups;
  groups.reserve(blocks.size());
  for (const Block& block : blocks) {
    groups.push_back({.members = block.members, .amounts = block.amounts});
  }
  return {so_far.size(), groups};
}

Fraction PotState::topped_up() const { return sum_of(top_ups); }

void PotState::assert_closed() const {
  Fraction out = left + not_assigned + passed_on + so_far.total() + sum_of(reserves);
  for (const Block& block : blocks) {
    out += block.amounts.total();
  }
  invariant(out == amount + topped_up(),
            "what goes into a step comes out of it or is named as left over");
}

void report_nothing_left(const StepInput& input, Problems& problems) {
  problems.add(
      {.code = Code::kStepAfterShare,
       .where = input.step.where,
       .message = fmt::format("nothing of pot `{}` is left for this step: the `share` before "
                              "it hands out all of it",
                              input.pot.id),
       .label = "nothing is left for it",
       .help = {"put fixed amounts before the share, and only one share in a pot"}});
}

}  // namespace allot::engine
