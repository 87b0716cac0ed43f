// A transition from the prior year's distribution to the new one: x = a * y + (1 - a) * b * Y / B,
// Y the sum of what the districts have, B that of their prior years. The total holds for every a.

#include <fmt/core.h>

#include <array>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/arithmetic/lanes.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "new_weight",
          .type = FieldType::kPercentage,
          .required = true,
          .summary = "how much the new distribution counts; the prior year's, scaled to the same "
                     "total, counts the rest"},
    kWithin,
};

Fraction new_weight_of(const Step& step) { return *step.get<Fraction>("new_weight"); }

void check(const StepPlace& place, Problems& problems) {
  const Fraction weight = new_weight_of(place.step());
  if (weight.sign() < 0 || weight > Fraction{1}) {
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = place.step().find("new_weight")->where,
                  .message = fmt::format("`new_weight` is {}", percent_text(weight)),
                  .label = "write 0 % to 100 %"});
  }
}

void report_no_prior(const StepInput& input, Problems& problems) {
  problems.add({.code = Code::kZeroWeight,
                .where = input.step.where,
                .message = fmt::format("the prior year of pot `{}` adds up to 0: it cannot be "
                                       "scaled to this year",
                                       input.pot.id),
                .label = "nothing to phase out",
                .help = {"take the step out, or correct `prior`"}});
}

/// What moves between the old and the new distribution: the gains, which are as much as the losses.
Fraction gains_between(const Quantities& before, const Quantities& after) {
  const int spare = bits_of_count(before.size()) + 1;
  return with_lanes<2>({&before, &after}, spare, [](const auto& lanes) {
    using Int = typename std::remove_cvref_t<decltype(lanes.of[0])>::value_type;
    Int gains{0};
    for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
      if (lanes.of[0][i] < lanes.of[1][i]) {
        gains += lanes.of[1][i] - lanes.of[0][i];
      }
    }
    return Fraction{BigInt{gains}, lanes.denominator};
  });
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  if (const auto undefined = first_undefined(input)) {
    report_undefined_prior(input, input.step.where, *undefined, "or leave it out of this pot",
                           problems);
    return;
  }
  const Fraction weight = new_weight_of(input.step);
  const Quantities prior = input.participants.only(input.prior->amounts);
  const Fraction total = state.ledger.so_far().total();
  const Fraction prior_total = prior.total();
  if (prior_total.sign() == 0 && total.sign() > 0) {
    report_no_prior(input, problems);
    return;
  }
  const Fraction scale = total.sign() == 0 ? Fraction{} : total / prior_total;
  const Quantities before = state.ledger.so_far();
  state.ledger.replace(before.times(weight).plus(prior.times((Fraction{1} - weight) * scale)));
  state.bounds = {};
  const Fraction moved = gains_between(before, state.ledger.so_far());
  if (moved.sign() > 0) {
    state.facts.effect(PhasedIn{.new_weight = weight, .moved = moved});
  }
  state.facts.record([&](std::size_t i) {
    return Blended{.new_weight = weight,
                   .prior = prior.at(i),
                   .scale = scale,
                   .before = before.at(i),
                   .after = state.ledger.so_far().at(i),
                   .total = total,
                   .prior_total = prior_total};
  });
}

}  // namespace

extern const StepKind kPhaseIn{
    .name = "phase_in",
    .german = "Übergangsregelung",
    .summary = "mixes the new distribution with the prior year's, scaled to the same total",
    .fields = kFields,
    .examples =
        "{new_weight: 1/3}\n"
        "{new_weight: 1/3, within: region}",
    .in_open_pot = true,
    .needs_prior = true,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
