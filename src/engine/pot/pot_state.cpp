#include "allot/engine/pot/pot_state.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/pot/bounds.hpp"

namespace allot::engine {

namespace {

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
                   const Fraction& parts_passed_on, std::span<const DistrictId> watched)
    : open{is_open},
      amount{pot_amount},
      left{pot_amount - parts_passed_on},
      passed_on{parts_passed_on},
      so_far{Quantities::constant(districts, 0)},
      claims{Quantities::constant(districts, 0)},
      facts{watched} {}

void PotState::reserve(std::string name, const Fraction& sum) {
  reserves.push_back({.name = std::move(name), .amount = sum});
  reserved += sum;
  left -= sum;
}

void PotState::claim(const Quantities& amounts) {
  claims = claims.is_zero() ? amounts : claims.plus(amounts);
}

void PotState::give(const Quantities& amounts, const Fraction& sum) {
  so_far = so_far.is_zero() ? amounts : so_far.plus(amounts);
  left -= sum;
  bounds = {};
}

void PotState::replace(Quantities amounts) {
  so_far = std::move(amounts);
  bounds.may_be_undone = !bounds.minimums.empty() || !bounds.maximums.empty();
}

void PotState::replace(Quantities amounts, const Fraction& raised, const Fraction& cut) {
  const Quantities before = std::move(so_far);
  replace(std::move(amounts));
  const Fraction released = std::min(cut, topped_up);
  release(before, released);
  if (open) {
    amount += raised - (cut - released);
  } else {
    not_assigned += cut - released;
  }
}

void PotState::top_up(const std::string& payer, Quantities amounts, const Fraction& cost) {
  if (cost.sign() > 0) {
    top_ups.push_back({.name = payer, .amount = cost, .effect = facts.effects().size() - 1});
    topped_up += cost;
    const Quantities added = amounts.plus(so_far.times(-1));
    topped_up_for = topped_up_for.size() == 0 ? added : topped_up_for.plus(added);
  }
  replace(std::move(amounts));
}

void PotState::release(const Quantities& before, const Fraction& released) {
  if (released.sign() == 0) {
    return;
  }
  const Quantities lost = before.plus(smaller_of(before, so_far).times(-1));
  const Quantities kept = topped_up_for.plus(smaller_of(topped_up_for, lost).times(-1));
  const Fraction all_kept = kept.total();
  topped_up_for =
      all_kept.sign() == 0 ? kept : kept.times((topped_up - released) / all_kept).reduced();
  topped_up -= released;
  Fraction rest = released;
  while (rest.sign() > 0) {
    ExactTopUp& last = top_ups.back();
    const Fraction part = std::min(rest, last.amount);
    std::get<HeldHarmless>(facts.effects()[last.effect].what).released += part;
    last.amount -= part;
    rest -= part;
    if (last.amount.sign() == 0) {
      top_ups.pop_back();
    }
  }
}

void PotState::keep_minimum(Quantities amounts, const Fraction& unit) {
  merge(bounds.lower, lower_in_units(amounts, unit), [](auto a, auto b) { return std::max(a, b); });
  bounds.minimums.push_back({.amounts = std::move(amounts)});
}

void PotState::keep_maximum(ExactBound bound, const Fraction& unit) {
  std::vector<std::int64_t> upper = upper_in_units(bound.amounts, unit, bound.unlimited);
  for (std::size_t i = 0; bound.yields && i < bounds.lower.size(); ++i) {
    upper[i] = std::max(upper[i], bounds.lower[i]);
  }
  merge(bounds.upper, upper, [](auto a, auto b) { return std::min(a, b); });
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

ExactAmounts PotState::take_exact() {
  if (blocks.empty()) {
    return std::move(so_far);
  }
  return {so_far.size(), std::move(blocks)};
}

void PotState::assert_closed() const {
  const Fraction out = left + not_assigned + passed_on + so_far.total() + blocks.exact + reserved;
  invariant(out == amount + topped_up,
            "what goes into a step comes out of it or is named as left over");
  invariant(amount.sign() >= 0, "a pot is never below 0");
  invariant(topped_up_for.size() == 0 || topped_up_for.total() == topped_up,
            "what is topped up is the same by payer and by district");
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
