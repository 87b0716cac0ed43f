#include "report/explain/year_before.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "allot/engine/causes/column_pairs.hpp"
#include "allot/engine/causes/rule_changes.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/notes/head.hpp"

namespace allot::report::explain {
namespace {

const Prior* prior_of(const Scenario& scenario) {
  if (scenario.prior) {
    return &*scenario.prior;
  }
  const bool one = scenario.pots.size() == 1 && scenario.pots.front().prior;
  return one ? &*scenario.pots.front().prior : nullptr;
}

std::string name_of(const Step& step) {
  return fmt::format("`{}`", step.label.empty() ? engine::step_kinds()[step.kind].name
                                                : std::string_view{step.label});
}

/// Steps of `pot` of which `other` has no other of the same kind: "`limit`, `gain_cap`".
void add_missing(const Pot& pot, const Pot& other, std::string& text) {
  const auto partners = engine::paired_steps(pot, other);
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (!partners[i]) {
      add_item(text, name_of(pot.steps[i]));
    }
  }
}

std::string text_of(const engine::RuleChange& change, const Scenario& scenario,
                    const Words& words) {
  using What = engine::RuleChange::What;
  const Pot& pot = scenario.pots[change.pot];
  std::string text;
  switch (change.what) {
    case What::kPotField:
      text = fmt::format("`{}`", change.name);
      break;
    case What::kStepField:
      text = words(Text::kFieldOfStep, {change.name, name_of(pot.steps[change.step])});
      break;
    case What::kKey:
      return words(Text::kKeyNamed, {change.name});
    case What::kOrder:
      text = words(Text::kOrderOfSteps);
      break;
    case What::kGroups:
      text = words(Text::kDistrictsInGroups);
      break;
  }
  return scenario.pots.size() == 1 ? text : words(Text::kRuleInPot, {text, pot.id});
}

/// The tier that was shared by a key of the groups' table.
const Tier* tier_of_groups(const Scenario& scenario, const engine::Result& result) {
  for (std::size_t pot = 0; pot < result.pots.size(); ++pot) {
    if (const auto& at = result.pots[pot].tier_of_groups) {
      return &(*scenario.pots[pot].steps[at->step].get<std::vector<Tier>>("tiers"))[at->tier];
    }
  }
  return nullptr;
}

/// Which groups of the table have a district that takes part.
std::vector<bool> groups_with_part(const Scenario& scenario, const engine::Result& result) {
  std::vector<bool> groups(scenario.groups->districts.size());
  if (const Tier* tier = tier_of_groups(scenario, result)) {
    for (std::size_t i = 0; i < tier->group_of.size(); ++i) {
      if (result.takes_part.empty() || result.takes_part[i]) {
        groups[tier->upper[tier->group_of[i]]] = true;
      }
    }
  }
  return groups;
}

}  // namespace

YearBefore::YearBefore(const RunView& view) : view_{view} {
  const Prior* prior = prior_of(view.scenario);
  if (prior == nullptr) {
    return;
  }
  if (const auto* other = std::get_if<PriorScenario>(&prior->from)) {
    scenario_ = other->scenario.get();
  } else if (const auto* rule = std::get_if<PriorRule>(&prior->from)) {
    own_ = view.scenario;
    own_->pots = {*rule->pot};
    own_->prior.reset();
    scenario_ = &*own_;
  }
  if (scenario_ != nullptr) {
    Problems problems;
    result_ = engine::run(*scenario_, problems);
    const engine::PairedScenario paired = engine::paired_columns(view.scenario, *scenario_);
    columns_ = pairs_of(paired, *scenario_, view.scenario);
    if (paired.groups && scenario_->groups) {
      group_columns_ = pairs_of(*paired.groups, *scenario_->groups, *view.scenario.groups);
    }
  }
}

std::vector<YearBefore::ColumnPair> YearBefore::pairs_of(const engine::PairedScenario& paired,
                                                         const Scenario& before,
                                                         const Scenario& after) {
  std::vector<ColumnPair> columns;
  for (const ColumnId counted : paired.counted) {
    const engine::PairedColumn& pair = paired.columns[index_of(counted)];
    if (pair.partner) {
      columns.push_back(
          {.before = &before.column(*pair.partner), .after = &after.column(pair.column)});
    }
  }
  return columns;
}

std::vector<BeforeAfter> YearBefore::pots() const {
  std::vector<BeforeAfter> amounts;
  for (std::size_t pot = 0; result_ && pot < view_.scenario.pots.size(); ++pot) {
    const Pot& rules = view_.scenario.pots[pot];
    const auto partner = engine::paired_pot(view_.scenario, pot, *scenario_);
    if (partner && !rules.is_open() && !scenario_->pots[*partner].is_open()) {
      amounts.push_back(
          {.label = rules.id,
           .before = in_currency(result_->pots[*partner].amount, scenario_->decimals),
           .after = in_currency(view_.result.pots[pot].amount, view_.scenario.decimals)});
    }
  }
  return amounts;
}

RuleChanges YearBefore::rules(const Words& words) const {
  RuleChanges changes;
  if (scenario_ == nullptr) {
    return changes;
  }
  std::vector<bool> goes_on(scenario_->pots.size());
  for (std::size_t pot = 0; pot < view_.scenario.pots.size(); ++pot) {
    const Pot& now = view_.scenario.pots[pot];
    if (const auto partner = engine::paired_pot(view_.scenario, pot, *scenario_)) {
      const Pot& then = scenario_->pots[*partner];
      goes_on[*partner] = true;
      add_missing(now, then, changes.added);
      add_missing(then, now, changes.removed);
    } else {
      add_item(changes.added, words(Text::kPotNamed, {now.id}));
    }
  }
  for (std::size_t pot = 0; pot < goes_on.size(); ++pot) {
    if (!goes_on[pot]) {
      add_item(changes.removed, words(Text::kPotNamed, {scenario_->pots[pot].id}));
    }
  }
  for (const engine::RuleChange& change : engine::rule_changes(*scenario_, view_.scenario)) {
    std::string text = text_of(change, view_.scenario, words);
    if (std::ranges::find(changes.other, text) == changes.other.end()) {  // of two `flat`
      changes.other.push_back(std::move(text));
    }
  }
  return changes;
}

std::optional<std::pair<std::size_t, std::size_t>> YearBefore::participants() const {
  const std::size_t districts = view_.scenario.districts.size();
  return result_
             ? std::optional{std::pair{report::participants(result_->takes_part, districts),
                                       report::participants(view_.result.takes_part, districts)}}
             : std::nullopt;
}

std::vector<BeforeAfter> YearBefore::compared(const std::vector<ColumnPair>& columns,
                                              const CountOf& before, const CountOf& after) {
  std::vector<BeforeAfter> counts;
  for (const ColumnPair& pair : columns) {
    counts.push_back({.label = pair.after->label,
                      .before = before(pair.before->values),
                      .after = after(pair.after->values)});
  }
  return counts;
}

std::vector<BeforeAfter> YearBefore::own_counts(std::size_t district) const {
  const CountOf own = [&](const Quantities& values) { return values.at(district); };
  return compared(columns_, own, own);
}

std::vector<BeforeAfter> YearBefore::others_counts(std::size_t district) const {
  const auto others = [&](std::vector<bool> takes_part) -> CountOf {
    takes_part.resize(view_.scenario.districts.size(), true);  // empty: all do
    takes_part[district] = false;
    return [takes_part](const Quantities& values) { return values.only(takes_part).total(); };
  };
  return !result_
             ? std::vector<BeforeAfter>{}
             : compared(columns_, others(result_->takes_part), others(view_.result.takes_part));
}

std::vector<BeforeAfter> YearBefore::counts_of_group(std::size_t district) const {
  const auto rows = rows_of_group(district);
  if (!rows.before || !rows.after) {
    return {};
  }
  const auto of = [](DistrictId row) -> CountOf {
    return [row](const Quantities& values) { return values.at(index_of(row)); };
  };
  return compared(group_columns_, of(*rows.before), of(*rows.after));
}

std::vector<BeforeAfter> YearBefore::counts_of_other_groups(std::size_t district) const {
  if (group_columns_.empty() || !result_) {
    return {};
  }
  const auto others = [](std::vector<bool> groups, std::optional<DistrictId> own) -> CountOf {
    if (own) {
      groups[index_of(*own)] = false;
    }
    return [groups](const Quantities& values) { return values.only(groups).total(); };
  };
  const auto rows = rows_of_group(district);
  return compared(group_columns_, others(groups_with_part(*scenario_, *result_), rows.before),
                  others(groups_with_part(view_.scenario, view_.result), rows.after));
}

YearBefore::RowsOfGroup YearBefore::rows_of_group(std::size_t district) const {
  const Tier* tier = tier_of_groups(view_.scenario, view_.result);
  if (tier == nullptr || !scenario_->groups) {
    return {};
  }
  const std::uint32_t group = tier->group_of[district];
  return {.before = scenario_->groups->districts.find(tier->groups[group]),
          .after = static_cast<DistrictId>(tier->upper[group])};
}

}  // namespace allot::report::explain
