#include "engine/whom/prorated.hpp"

namespace allot::engine {

const Prorate* prorate_of(const StepInput& input) {
  const auto* own = input.step.get<std::optional<Prorate>>("prorate");
  const std::optional<Prorate>& rule = own == nullptr ? input.pot.prorate : *own;
  return rule && input.participants.part_year() ? &*rule : nullptr;
}

const Prorate* prorated_amount(const StepInput& input) {
  const Prorate* rule = prorate_of(input);
  return rule != nullptr && rule->applies_to == Prorate::AppliesTo::kAmount ? rule : nullptr;
}

const Prorate* prorated_key(const StepInput& input) {
  const Prorate* rule = prorate_of(input);
  return rule != nullptr && rule->applies_to == Prorate::AppliesTo::kKey ? rule : nullptr;
}

Fraction part_year_factor(const StepInput& input, const Prorate* rule, std::size_t district) {
  if (!input.participants.takes_part(district)) {
    return 0;
  }
  return rule == nullptr ? Fraction{1} : input.participants.factor(*rule, district);
}

void claim_prorated(const StepInput& input, const Quantities& full, PotState& state) {
  const Quantities claims = input.participants.only(full);
  const auto claim = [&](const Quantities& amounts) {
    state.claims = state.claims.size() == 0 ? amounts : state.claims.plus(amounts);
  };
  const Prorate* rule = prorated_amount(input);
  if (rule == nullptr) {
    claim(claims);
    return;
  }
  const Quantities prorated = claims.times(input.participants.factors(*rule));
  claim(prorated);
  state.facts.effect(PartYear{.districts = part_year_districts(input, *rule),
                              .saved = claims.total() - prorated.total()});
}

std::size_t part_year_districts(const StepInput& input, const Prorate& rule) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < input.scenario.districts.size(); ++i) {
    if (input.participants.takes_part(i) && input.participants.factor(rule, i) != Fraction{1}) {
      ++count;
    }
  }
  return count;
}

}  // namespace allot::engine
