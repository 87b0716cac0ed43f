#include "engine/every_step/rounded_step.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "allot/core/divide.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

namespace {

/// Of those who take part in the step, each by itself; the others are as they were.
Quantities rounded_each(const StepInput& input, const Quantities& amounts,
                        const FactorRounding& rule, const BoundsInUnits& bounds) {
  Quantities::Narrow units;
  units.reserve(amounts.size());
  with_quotas(amounts.times(Fraction{1} / rule.unit),
              [&](const auto& numerators, const auto& denominator) {
                using Int = std::remove_cvref_t<decltype(denominator)>;
                for (const auto& numerator : numerators) {
                  units.push_back(whole_units(divide(Int{numerator}, denominator, rule.rounding)));
                }
              });
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i] = std::max(units[i], bounds.minimum(i).value_or(units[i]));
    units[i] = std::min(units[i], bounds.maximum(i).value_or(units[i]));
  }
  const Quantities rounded = Quantities::from(std::move(units)).times(rule.unit);
  if (input.participants.all()) {
    return rounded;
  }
  std::vector<bool> others = input.participants.flags();
  others.flip();
  return rounded.only(input.participants.flags()).plus(amounts.only(others));
}

std::size_t count_changed(const Quantities& before, const Quantities& after) {
  return count_above(before, after) + count_above(after, before);
}

void note(const FactorRounding& rule, const Quantities& before, const Quantities& after,
          const BoundsInUnits& bounds, bool of_claims, PotState& state) {
  const std::size_t changed = count_changed(before, after);
  if (changed > 0) {
    state.facts.effect(StepRounded{.rule = rule,
                                   .districts = changed,
                                   .before = before.total(),
                                   .after = after.total(),
                                   .of_claims = of_claims});
  }
  state.facts.record([&](std::size_t i) {
    return RoundedByStep{.rule = rule,
                         .of_claim = of_claims,
                         .minimum = bounds.minimum(i),
                         .maximum = bounds.maximum(i),
                         .before = before.at(i),
                         .after = after.at(i)};
  });
}

/// "`share` (step 2)".
std::string step_text(const StepInput& input) {
  return fmt::format("`{}` (step {})", step_kinds()[input.step.kind].name, input.index + 1);
}

bool report_clash(const StepInput& input, const FactorRounding& rule, const BoundsInUnits& bounds,
                  Problems& problems) {
  for (std::size_t i = 0; i < bounds.lower().size() && i < bounds.upper().size(); ++i) {
    if (bounds.lower()[i] <= bounds.upper()[i]) {
      continue;
    }
    const auto money = [&](std::int64_t units) {
      return amount_text(Fraction{units} * rule.unit, rule.unit.decimals().value_or(0));
    };
    problems.add(
        {.code = Code::kBoundsAfterRounding,
         .where = input.step.find("round")->where,
         .message = fmt::format("{}rounded in {} to units of {} {} has a minimum of {} and a "
                                "maximum of {}",
                                of_pot(input.pot.id), step_text(input), money(1),
                                district_text(input.scenario, static_cast<DistrictId>(i)),
                                money(bounds.lower()[i]), money(bounds.upper()[i])),
         .label = "the bounds can be kept before rounding, and not after",
         .help = {"choose a smaller `unit`, or bounds that are multiples of it"}});
    return true;
  }
  return false;
}

void report_too_much(const StepInput& input, const Fraction& after, const Fraction& there,
                     Problems& problems) {
  const int decimals = input.scenario.decimals;
  problems.add(
      {.code = Code::kRoundedAbovePot,
       .where = input.step.find("round")->where,
       .message = fmt::format("rounded in {} the districts of pot `{}` have {}, {} is there: short "
                              "by {}",
                              step_text(input), input.pot.id, amount_text(after, decimals),
                              amount_text(there, decimals), amount_text(after - there, decimals)),
       .label = "gives more than is there",
       .help = {"`method: down` never does", "or round at the end: `rounding` of the pot closes"}});
}

}  // namespace

std::optional<RoundedStep> RoundedStep::of(const StepInput& input, const PotState& state) {
  const auto* rule = input.step.get<FactorRounding>(kRoundOfStep.name);
  return rule == nullptr ? std::nullopt : std::optional{RoundedStep{*rule, state}};
}

void RoundedStep::round(const StepInput& input, bool claims, PotState& state,
                        Problems& problems) const {
  claims ? round_claims(input, state) : round_amounts(input, state, problems);
}

void RoundedStep::round_claims(const StepInput& input, PotState& state) const {
  const bool first = claims_before_.size() == 0;
  const Quantities own = first ? state.claims : state.claims.plus(claims_before_.times(-1));
  const Quantities rounded = rounded_each(input, own, *rule_, kUnbounded);
  state.claims = first ? rounded : claims_before_.plus(rounded);
  note(*rule_, own, rounded, kUnbounded, true, state);
}

void RoundedStep::round_amounts(const StepInput& input, PotState& state, Problems& problems) const {
  const BoundsInUnits bounds = state.bounds.added_since(bounds_before_, rule_->unit);
  if (report_clash(input, *rule_, bounds, problems)) {
    return;
  }
  const Quantities before = state.ledger.so_far();
  const Quantities after = rounded_each(input, before, *rule_, bounds);
  const Fraction there = before.total() + state.ledger.left();
  if (!state.ledger.open() && after.total() > there) {
    report_too_much(input, after.total(), there, problems);
    return;
  }
  note(*rule_, before, after, bounds, false, state);
  state.ledger.round(after);
}

}  // namespace allot::engine
