#include <fmt/format.h>

#include <algorithm>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/run.hpp"
#include "report/notes/notes.hpp"
#include "report/notes/wording.hpp"

namespace allot::report {
namespace {

using enum Text;

constexpr std::size_t kMostTies = 10;

std::string residual_words(const Scenario& scenario, const Residual& residual) {
  switch (residual.to) {
    case Residual::To::kReport:
      return "the difference is not given to anybody";
    case Residual::To::kLargest:
      return "the largest amount takes the difference";
    case Residual::To::kDistrict:
      return fmt::format("{} takes the difference",
                         scenario.districts.ids[index_of(residual.district)]);
    case Residual::To::kReserve:
      break;
  }
  return fmt::format("the difference goes to `{}`", residual.reserve);
}

std::vector<std::string_view> ids_of(const Scenario& scenario,
                                     const std::vector<DistrictId>& districts) {
  std::vector<std::string_view> ids;
  ids.reserve(districts.size());
  for (const DistrictId district : districts) {
    ids.push_back(scenario.districts.ids[index_of(district)]);
  }
  return ids;
}

std::string unit_text(const RoundingRule& rule, const NumberFormat& numbers) {
  return fraction_text(rule.unit, rule.unit.decimals().value_or(0), numbers);
}

/// To whom left-over units went.
std::string receivers_text(const RunView& view, const engine::PotResult& result) {
  const auto receivers = static_cast<std::size_t>(result.extra_units - result.extra_again);
  return (result.extra_again > 0 ? "one by one to " : "to ") +
         first_ten(ids_of(view.scenario, result.extra), receivers);
}

/// The rules of the rounding that was tied.
const std::vector<TieRule>& rules_of(const Scenario& scenario, const Pot& pot,
                                     const engine::TieAbout& about) {
  const bool in_key = about.of == engine::TieOf::kKey || about.of == engine::TieOf::kGroupKey;
  if (in_key) {
    const Scenario& home = about.of == engine::TieOf::kGroupKey ? *scenario.groups : scenario;
    const auto key = std::ranges::find(home.keys, about.name, &Key::name);
    return key->rounding->rule.ties;
  }
  return about.prior ? prior_rule_of(scenario, pot)->rounding.ties : pot.rounding.ties;
}

std::string rule_word(const Scenario& scenario, const TieRule& rule, const Words& words) {
  switch (rule.by) {
    case TieRule::By::kLargestKey:
      return std::string{words.term(kTieLargestKey)};
    case TieRule::By::kSmallestKey:
      return std::string{words.term(kTieSmallestKey)};
    case TieRule::By::kColumn:
      return fmt::format("`{}`", scenario.column(rule.column).name);
    case TieRule::By::kId:
      break;
  }
  return std::string{words.term(kTieId)};
}

/// "2024: key `k`: "
std::string heading_of(const RunView& view, const Pot& pot, const engine::TieAbout& about) {
  std::string heading;
  if (about.prior) {
    const std::optional<Prior>& prior = pot.prior ? pot.prior : view.scenario.prior;
    heading = prior_text(prior->label) + ": ";
  }
  switch (about.of) {
    case engine::TieOf::kGroups:
      return heading + fmt::format("tier `{}`: ", about.name);
    case engine::TieOf::kKey:
      return heading + fmt::format("key `{}`: ", about.name);
    case engine::TieOf::kGroupKey:
      return heading + fmt::format("key `{}` of the groups: ", about.name);
    case engine::TieOf::kContributors:
    case engine::TieOf::kDistricts:
      break;
  }
  return heading;
}

std::string stake_text(engine::Stake stake, std::size_t units, const NumberFormat& numbers) {
  switch (stake) {
    case engine::Stake::kTakenBack:
      return counted(units, "unit to take back", "units to take back", numbers);
    case engine::Stake::kResidual:
      return "the difference";
    case engine::Stake::kUnits:
      break;
  }
  return counted(units, "unit", "units", numbers);
}

/// Before those who were chosen.
std::string_view decision_words(const engine::TieAbout& about) {
  switch (about.stake) {
    case engine::Stake::kTakenBack:
      return "taken from";
    case engine::Stake::kResidual:
      return "taken by";
    case engine::Stake::kUnits:
      break;
  }
  return about.of == engine::TieOf::kContributors ? "paid by" : "given to";
}

Sentence tie_note(const RunView& view, const Pot& pot, const engine::TieAbout& about,
                  const std::vector<std::string_view>& tied,
                  const std::vector<std::string_view>& chosen, const NumberFormat& numbers) {
  return {fmt::format("{}tie for {} between {}{}:", heading_of(view, pot, about),
                      stake_text(about.stake, chosen.size(), numbers),
                      about.of == engine::TieOf::kContributors ? "the contributors " : "",
                      first_ten(tied, tied.size())),
          fmt::format("{} {}, {}{}.", decision_words(about), first_ten(chosen, chosen.size()),
                      about.stake == engine::Stake::kTakenBack ? "the last " : "",
                      tie_rule_words(view.scenario, pot, about))};
}

}  // namespace

std::string_view stake_word(engine::Stake stake) {
  switch (stake) {
    case engine::Stake::kTakenBack:
      return "taken_back";
    case engine::Stake::kResidual:
      return "residual";
    case engine::Stake::kUnits:
      break;
  }
  return "units";
}

std::string_view tie_word(engine::TieOf of) {
  switch (of) {
    case engine::TieOf::kContributors:
      return "contributors";
    case engine::TieOf::kGroups:
      return "groups";
    case engine::TieOf::kKey:
      return "key";
    case engine::TieOf::kGroupKey:
      return "group_key";
    case engine::TieOf::kDistricts:
      break;
  }
  return "districts";
}

std::string tie_rule_words(const Scenario& scenario, const Pot& pot, const engine::TieAbout& about,
                           const Words& words) {
  if (about.of == engine::TieOf::kContributors) {
    return std::string{words.term(kTieContributors)};
  }
  std::string text;
  for (const TieRule& rule : rules_of(scenario, pot, about)) {
    const std::string next = rule_word(scenario, rule, words);
    text = text.empty() ? words(kTieRules, {next}) : words(kTieRulesThen, {text, next});
  }
  return text;
}

std::string tie_rule_words(const Scenario& scenario, const Pot& pot,
                           const engine::TieAbout& about) {
  return tie_rule_words(scenario, pot, about, {kEnglish, number_format(NumberStyle::kPlain)});
}

Sentence rounding_note(const RunView& view, std::size_t pot, const Words& words) {
  const NumberFormat& numbers = words.numbers;
  const RoundingRule& rule = view.scenario.pots[pot].rounding;
  const std::string_view method = words.method(engine::rounding_methods()[rule.method].name);
  const std::string unit = unit_text(rule, numbers);
  if (method.empty()) {
    return {fmt::format("every amount is a multiple of {}: nothing was rounded.", unit)};
  }
  Sentence sentence;
  const engine::PotResult& result = view.result.pots[pot];
  if (result.extra_units == 0) {
    sentence = {fmt::format("rounded to {} {}", unit, method)};
  } else {
    const auto units = static_cast<std::size_t>(result.extra_units);
    sentence = {fmt::format("{} of {} left over after rounding down{}, {}",
                            counted(units, "unit", "units", numbers), unit,
                            result.within_bounds ? " within the bounds" : "", method),
                receivers_text(view, result)};
  }
  if (rule.residual) {
    sentence.back() += ";";
    sentence.push_back(residual_words(view.scenario, *rule.residual));
    if (const auto& taker = view.result.pots[pot].residual_to) {
      sentence.push_back(
          fmt::format("({} {})",
                      amount_text(view.result.pots[pot].residual, view.scenario.decimals, numbers,
                                  Sign::kAlways),
                      rule.residual->to == Residual::To::kLargest
                          ? fmt::format("to {}", view.scenario.districts.ids[index_of(*taker)])
                          : "in all"));
    }
  }
  sentence.back() += ".";
  return sentence;
}

std::vector<Sentence> tie_notes(const RunView& view, std::size_t pot, const NumberFormat& numbers) {
  const Pot& rules = view.scenario.pots[pot];
  const std::vector<engine::NamedTie>& earlier = view.result.pots[pot].earlier_ties;
  const std::vector<engine::Tie>& ties = view.result.pots[pot].ties;
  const std::size_t shown_earlier = std::min(earlier.size(), kMostTies);
  const std::size_t shown = std::min(ties.size(), kMostTies - shown_earlier);
  std::vector<Sentence> sentences;
  for (const engine::NamedTie& tie : std::span{earlier}.first(shown_earlier)) {
    sentences.push_back(tie_note(view, rules, tie.about, {tie.tied.begin(), tie.tied.end()},
                                 {tie.chosen.begin(), tie.chosen.end()}, numbers));
  }
  for (const engine::Tie& tie : std::span{ties}.first(shown)) {
    sentences.push_back(tie_note(view, rules, {.stake = tie.stake}, ids_of(view.scenario, tie.tied),
                                 ids_of(view.scenario, tie.chosen), numbers));
  }
  const std::size_t more = earlier.size() + ties.size() - shown_earlier - shown;
  if (more > 0) {
    sentences.push_back({counted(more, "more tie", "more ties", numbers) + "."});
  }
  return sentences;
}

}  // namespace allot::report
