#include "engine/causes/mixture.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/causes/same_rules.hpp"
#include "engine/pot/pot_amounts.hpp"
#include "engine/steps/apply_steps.hpp"

namespace allot::engine {

namespace {

/// The prior years that a scenario's own steps are held against; its problems were reported when it
/// was run.
PriorYears priors_of(const Scenario& scenario) {
  Problems reported;
  const Keys keys = Keys::evaluate(scenario, reported);
  return {scenario, keys, reported};
}

Side other(Side side) { return side == Side::kBefore ? Side::kAfter : Side::kBefore; }

/// A date within the period without `prorate`: the full amount, or a part of it? As in the loader.
bool is_ambiguous(const Scenario& scenario, const Pot& pot) {
  const auto able = [](const Step& step) {
    const auto fields = fields_of(step_kinds()[step.kind]);
    return std::ranges::find(fields, FieldType::kProrate, &Field::type) != fields.end();
  };
  const auto silent = [&](const Step& step) { return able(step) && !step.find("prorate"); };
  const bool steps_say =
      std::ranges::any_of(pot.steps, able) && std::ranges::none_of(pot.steps, silent);
  return !pot.prorate && !steps_say && Participants{scenario, pot}.part_year();
}

/// Amounts of the same form; what has another form belongs to the rule.
void take_amount(const Pot& from, Pot& to) {
  if (from.amount.index() != to.amount.index()) {
    return;
  }
  if (const auto* part = std::get_if<PartOfPot>(&from.amount)) {
    std::get<PartOfPot>(to.amount).share = part->share;
    return;
  }
  to.amount = from.amount;
  to.contributors = from.contributors;
}

/// The cells of `from` in the rows of `to`; a group that only one of them has keeps its own.
void take_cells(const Scenario& from, const Column& partner, const Scenario& to, Column& column) {
  if (from.districts.ids == to.districts.ids) {
    column.values = partner.values;
    column.missing = partner.missing;
    return;
  }
  std::vector<Fraction> values;
  std::vector<bool> missing;
  for (std::size_t i = 0; i < to.districts.size(); ++i) {
    const auto row = from.districts.find(to.districts.ids[i]);
    const Column& source = row ? partner : column;
    const std::size_t at = row ? index_of(*row) : i;
    values.push_back(source.values.at(at));
    missing.push_back(!source.missing.empty() && source.missing[at]);
  }
  column.values = Quantities::from(values);
  const bool any = std::ranges::find(missing, true) != missing.end();
  column.missing = any ? std::move(missing) : std::vector<bool>{};
}

/// Whether no cell is missing where it would be an error.
bool take_columns(const Scenario& from, const std::vector<PairedColumn>& columns, Scenario& to) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].partner) {
      continue;
    }
    take_cells(from, from.column(*columns[i].partner), to, to.columns[i]);
    if (columns[i].complete && !to.columns[i].missing.empty()) {
      return false;
    }
  }
  return true;
}

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
const KeyId* key_of_all(const Pot& pot) {
  return pot.fixed_amount() == nullptr || !pot.contributors.empty() || pot.claims || pot.prorate
             ? nullptr
             : only_key(pot);
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

Mixture::Mixture(const Scenario& before, const Scenario& after)
    : before_{paired_columns(before, after)}, after_{paired_columns(after, before)} {
  priors_.push_back(priors_of(before));
  priors_.push_back(priors_of(after));
}

MixtureChanges Mixture::changes() const {
  const Scenario& before = before_.scenario;
  const Scenario& after = after_.scenario;
  const SameRules keys{before_, after_};
  const auto same_share = [&](const Pot& old_pot, const Pot& new_pot) {
    const KeyId* old_key = key_of_all(old_pot);
    const KeyId* new_key = key_of_all(new_pot);
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

void Mixture::take_amounts(Scenario& mixed, Side rule) const {
  const Scenario& from = side(other(rule));
  for (std::size_t pot = 0; pot < mixed.pots.size(); ++pot) {
    if (const auto partner = paired_pot(mixed, pot, from)) {
      take_amount(from.pots[*partner], mixed.pots[pot]);
    }
  }
}

bool Mixture::take_counts(Scenario& mixed, Side rule) const {
  const Scenario& from = side(other(rule));
  if (mixed.groups && from.groups) {
    auto groups = std::make_shared<Scenario>(*mixed.groups);
    if (!take_columns(*from.groups, paired(rule).groups->columns, *groups)) {
      return false;
    }
    mixed.groups = std::move(groups);
  }
  return take_columns(from, paired(rule).columns, mixed);
}

void Mixture::take_participation(Scenario& mixed, Side rule) const {
  const Scenario& from = side(other(rule));
  mixed.period = from.period;
  for (std::size_t pot = 0; pot < mixed.pots.size(); ++pot) {
    const auto partner = paired_pot(mixed, pot, from);
    mixed.pots[pot].participation = partner ? from.pots[*partner].participation : std::nullopt;
  }
}

Fraction MixedRun::exact_of(std::size_t district) const {
  Fraction sum = exact.at(district);
  for (const ExactAmounts& amounts : in_groups) {
    sum += amounts.at(district);
  }
  return sum;
}

std::optional<MixedRun> Mixture::run(const MixtureSides& sides) const {
  MixedRun mixed{
      .scenario = side(sides.rule), .keys = {}, .pot_amounts = {}, .exact = {}, .in_groups = {}};
  if (sides.pot != sides.rule) {
    take_amounts(mixed.scenario, sides.rule);
  }
  if (sides.counts != sides.rule && !take_counts(mixed.scenario, sides.rule)) {
    return std::nullopt;
  }
  if (sides.participation != sides.rule) {
    take_participation(mixed.scenario, sides.rule);
  }
  Problems problems;
  mixed.keys = Keys::evaluate(mixed.scenario, problems);
  const auto amounts = pot_amounts(mixed.scenario, problems);
  if (!amounts) {
    return std::nullopt;
  }
  mixed.pot_amounts = amounts->amounts;
  mixed.exact = Quantities::constant(mixed.scenario.districts.size(), 0);
  const PriorYears& priors = priors_[static_cast<std::size_t>(sides.rule)];
  for (std::size_t i = 0; i < mixed.scenario.pots.size(); ++i) {
    const Pot& pot = mixed.scenario.pots[i];
    if (sides.participation != sides.rule && is_ambiguous(mixed.scenario, pot)) {
      return std::nullopt;
    }
    const PotTask task{.scenario = mixed.scenario,
                       .keys = mixed.keys,
                       .pot = pot,
                       .amount = amounts->amounts[i],
                       .passed_on = amounts->passed_on[i],
                       .prior = reads_any_prior(pot) ? priors.of_pot(i) : nullptr,
                       .watched = {}};
    auto state = apply_steps(task, Participants{mixed.scenario, pot}, problems);
    if (!state) {
      return std::nullopt;
    }
    if (state->blocks.empty()) {
      mixed.exact =
          mixed.exact.is_zero() ? state->ledger.so_far() : mixed.exact.plus(state->ledger.so_far());
    } else {
      mixed.in_groups.push_back(state->take_exact());
    }
  }
  return mixed;
}

}  // namespace allot::engine
