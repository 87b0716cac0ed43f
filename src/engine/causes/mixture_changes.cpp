#include <algorithm>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/causes/mixture.hpp"
#include "engine/causes/same_rules.hpp"

namespace allot::engine {

namespace {

// Where two factors are not seen to be the same they count as changed: that costs time only.

bool pots_pair(const Scenario& before, const Scenario& after) {
  for (std::size_t pot = 0; pot < after.pots.size(); ++pot) {
    if (paired_pot(after, pot, before) != pot) {
      return false;
    }
  }
  return before.pots.size() == after.pots.size();
}

bool same_amounts(const Scenario& before, const Scenario& after) {
  return std::equal(before.pots.begin(), before.pots.end(), after.pots.begin(), after.pots.end(),
                    [](const Pot& old_pot, const Pot& new_pot) {
                      const Fraction* old_amount = old_pot.fixed_amount();
                      const Fraction* new_amount = new_pot.fixed_amount();
                      return old_amount != nullptr && new_amount != nullptr &&
                             *old_amount == *new_amount && old_pot.contributors.empty() &&
                             new_pot.contributors.empty();
                    });
}

bool everybody_takes_part(const Scenario& scenario) {
  return std::none_of(scenario.pots.begin(), scenario.pots.end(), [](const Pot& pot) {
    const bool by_step = std::any_of(pot.steps.begin(), pot.steps.end(), [](const Step& step) {
      return step.find("prorate") != nullptr;
    });
    return pot.participation || pot.prorate || by_step;
  });
}

/// The key by which a pot of a fixed amount is shared, where it does nothing else.
const KeyId* only_key(const Pot& pot) {
  if (pot.fixed_amount() == nullptr || !pot.contributors.empty() || pot.steps.size() != 1 ||
      !step_kinds()[pot.steps.front().kind].proportional ||
      pot.steps.front().arguments.size() != 1 || pot.claims || pot.prorate) {
    return nullptr;
  }
  return pot.steps.front().get<KeyId>("by");
}

/// Whether a pot that is held against its prior year in both is held against other amounts.
bool other_prior(const Scenario& before, const PriorYears& old_priors, const Scenario& after,
                 const PriorYears& new_priors) {
  for (std::size_t pot = 0; pot < after.pots.size(); ++pot) {
    const auto partner = paired_pot(after, pot, before);
    if (!partner || !reads_any_prior(after.pots[pot]) || !reads_any_prior(before.pots[*partner])) {
      continue;
    }
    const PriorAmounts* was = old_priors.of_pot(*partner);
    const PriorAmounts* is = new_priors.of_pot(pot);
    if (was != nullptr && is != nullptr &&
        !(was->amounts.reduced() == is->amounts.reduced() && was->missing == is->missing)) {
      return true;
    }
  }
  return false;
}

bool same_counts(const PairedScenario& of, const Scenario& with) {
  if (of.groups && with.groups &&
      !(of.scenario.groups->districts.ids == with.groups->districts.ids &&
        same_counts(*of.groups, *with.groups))) {
    return false;
  }
  for (std::size_t i = 0; i < of.columns.size(); ++i) {
    const auto partner = of.columns[i].partner;
    const Column& column = of.scenario.columns[i];
    if (partner && !(column.values == with.column(*partner).values &&
                     column.missing == with.column(*partner).missing)) {
      return false;
    }
  }
  return true;
}

}  // namespace

MixtureChanges Mixture::changes() const {
  const Scenario& before = before_.scenario;
  const Scenario& after = after_.scenario;
  const SameRules keys{before_, after_};
  const auto same_share = [&](const Pot& old_pot, const Pot& new_pot) {
    const KeyId* old_key = only_key(old_pot);
    const KeyId* new_key = only_key(new_pot);
    return old_key != nullptr && new_key != nullptr && keys.same(*old_key, *new_key);
  };
  const bool paired = pots_pair(before, after);
  return {.pot = !paired || !same_amounts(before, after),
          .counts = !same_counts(before_, after) || !same_counts(after_, before),
          .rule = !paired || !std::equal(before.pots.begin(), before.pots.end(), after.pots.begin(),
                                         same_share),
          .participation = !everybody_takes_part(before) || !everybody_takes_part(after),
          .prior = other_prior(before, priors_[0], after, priors_[1])};
}

}  // namespace allot::engine
