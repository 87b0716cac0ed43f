// An amount for each counted unit: x_i = rate * n_i, times its part of the year.

#include <array>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/whom/prorated.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "amount",
          .type = FieldType::kRate,
          .required = true,
          .summary = "for each counted unit"},
    Field{.name = "per", .type = FieldType::kCounts, .required = true, .summary = "what counts"},
    kProrateField,
};

std::optional<ChainLink> link(const Step& step) {
  return ChainClaim{
      .each = {}, .per = *step.get<KeyId>("per"), .rate = *step.get<Fraction>("amount")};
}

void apply(const StepInput& input, PotState& state, Problems& /*problems*/) {
  const Fraction rate = *input.step.get<Fraction>("amount");
  const KeyId id = *input.step.get<KeyId>("per");
  const KeyValues* key = input.keys.find(id);
  if (key == nullptr) {
    state.blocked = true;
    return;
  }
  const Quantities& counts = key->weights;
  claim_prorated(input, counts.times(rate), state);
  state.facts.record([&](std::size_t i) {
    const Fraction count = counts.at(i);
    const Fraction part = part_year_factor(input, prorated_amount(input), i);
    return RateGranted{
        .key = id, .rate = rate, .count = count, .amount = rate * count * part, .part_year = part};
  });
}

}  // namespace

extern const StepKind kRate{
    .name = "rate",
    .german = "Kopfbetrag",
    .summary = "gives an amount for each unit that a column or a key counts",
    .fields = kFields,
    .examples =
        "{amount: 1_270.50, per: intake_2025}\n"
        "{amount: 85, per: places, prorate: {unit: day}}",
    .claims = true,
    .in_open_pot = true,
    .gives = true,
    .link = &link,
    .apply = &apply,
};

}  // namespace allot::engine
