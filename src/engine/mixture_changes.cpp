#include <algorithm>

#include "allot/engine/steps.hpp"
#include "engine/mixture.hpp"

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

/// Compares keys by what they are made of: of columns that pair.
class SameKeys {
 public:
  SameKeys(const PairedScenario& before, const PairedScenario& after)
      : before_{before}, after_{after} {}

  [[nodiscard]] bool same(KeyId before, KeyId after) const {
    const Key& a = before_.scenario.key(before);
    const Key& b = after_.scenario.key(after);
    return a.rule.index() == b.rule.index() && !a.rounding && !b.rounding &&
           std::visit(
               [&](const auto& rule) {
                 return same(rule, std::get<std::remove_cvref_t<decltype(rule)>>(b.rule));
               },
               a.rule);
  }

 private:
  [[nodiscard]] bool same(ColumnId before, ColumnId after) const {
    const PairedColumn& a = before_.columns[index_of(before)];
    const PairedColumn& b = after_.columns[index_of(after)];
    return a.partner == b.column && b.partner == a.column;
  }

  [[nodiscard]] bool same(const std::vector<WeightedKey>& a,
                          const std::vector<WeightedKey>& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const WeightedKey& part, const WeightedKey& with) {
                        return part.weight == with.weight && same(part.of, with.of);
                      });
  }

  [[nodiscard]] bool same(const ColumnKey& a, const ColumnKey& b) const {
    return same(a.column, b.column);
  }
  [[nodiscard]] bool same(const SharesKey& a, const SharesKey& b) const {
    return same(a.column, b.column) && a.adds_to == b.adds_to && a.if_not_closed == b.if_not_closed;
  }
  [[nodiscard]] bool same(const BlendKey& a, const BlendKey& b) const {
    return same(a.parts, b.parts);
  }
  [[nodiscard]] bool same(const SumKey& a, const SumKey& b) const { return same(a.parts, b.parts); }
  [[nodiscard]] bool same(const AverageKey& a, const AverageKey& b) const {
    return same(a.periods, b.periods) && a.of_shares == b.of_shares && a.missing == b.missing;
  }

  const PairedScenario& before_;
  const PairedScenario& after_;
};

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
  const SameKeys keys{before_, after_};
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
