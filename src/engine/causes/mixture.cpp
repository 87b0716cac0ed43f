#include "engine/causes/mixture.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "allot/engine/steps/step_kinds.hpp"
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
    const auto fields = step_kinds()[step.kind].fields;
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

}  // namespace

Mixture::Mixture(const Scenario& before, const Scenario& after)
    : before_{paired_columns(before, after)}, after_{paired_columns(after, before)} {
  priors_.push_back(priors_of(before));
  priors_.push_back(priors_of(after));
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
      mixed.exact = mixed.exact.is_zero() ? state->so_far : mixed.exact.plus(state->so_far);
    } else {
      mixed.in_groups.push_back(state->take_exact());
    }
  }
  return mixed;
}

}  // namespace allot::engine
