// The same amount for each participant: x_i = amount * times, times its part of the year.

#include <array>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/whom/prorated.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "amount",
          .type = FieldType::kAmount,
          .required = true,
          .summary = "what each participant gets"},
    Field{.name = "times",
          .type = FieldType::kNumber,
          .fallback = "1",
          .summary = "how often, e.g. 12 for a monthly amount; 0 or more"},
    kProrateField,
};

Fraction times_of(const Step& step) {
  const auto* times = step.get<Fraction>("times");
  return times == nullptr ? Fraction{1} : *times;
}

std::optional<ChainLink> link(const Step& step) {
  return ChainClaim{.each = *step.get<Fraction>("amount") * times_of(step)};
}

void check(const StepPlace& place, Problems& problems) {
  const Step& step = place.step();
  if (times_of(step).sign() < 0) {
    problems.add({.code = Code::kNegativeAmount,
                  .where = step.find("times")->where,
                  .message = "`times` is negative (" + times_of(step).to_string() + ")",
                  .label = "write 0 or more"});
  }
}

void apply(const StepInput& input, PotState& state, Problems& /*problems*/) {
  const Fraction each = *input.step.get<Fraction>("amount");
  const Fraction times = times_of(input.step);
  claim_prorated(input, Quantities::constant(input.scenario.districts.size(), each * times), state);
  state.facts.record([&](std::size_t i) {
    const Fraction part = part_year_factor(input, prorated_amount(input), i);
    return FlatGranted{
        .each = each, .times = times, .amount = each * times * part, .part_year = part};
  });
}

}  // namespace

extern const StepKind kFlat{
    .name = "flat",
    .german = "Pauschale, Sockelbetrag",
    .summary = "gives each participant the same amount",
    .fields = kFields,
    .examples =
        "{amount: 100_000}\n"
        "{amount: 250, times: 12, prorate: none}",
    .claims = true,
    .in_open_pot = true,
    .gives = true,
    .link = &link,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
