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

/// What the rule says of the difference to the total, and what it came to.
Sentence residual_note(const RunView& view, const Residual& residual,
                       const engine::PotResult& result, const Words& words) {
  const auto id_of = [&](DistrictId district) {
    return view.scenario.districts.ids[index_of(district)];
  };
  const auto rule = [&]() -> Sentence {
    switch (residual.to) {
      case Residual::To::kReport:
        return words.sentence(kDifferenceToNobody);
      case Residual::To::kLargest:
        return words.sentence(kDifferenceToLargest);
      case Residual::To::kDistrict:
        return words.sentence(kDifferenceToDistrict, {id_of(residual.district)});
      case Residual::To::kReserve:
        break;
    }
    return words.sentence(kDifferenceToReserve, {residual.reserve});
  };
  Sentence sentence = rule();
  if (result.residual_to) {
    const std::string amount =
        amount_text(result.residual, view.scenario.decimals, words.numbers, Sign::kAlways);
    append(sentence, residual.to == Residual::To::kLargest
                         ? words.sentence(kDifferenceTo, {amount, id_of(*result.residual_to)})
                         : words.sentence(kDifferenceInAll, {amount}));
  }
  return sentence;
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

/// "2024: key `k`: ": where the tie was, if not in the rounding of the budgets.
std::string heading_of(const RunView& view, const Pot& pot, const engine::TieAbout& about,
                       const Words& words) {
  std::string heading;
  const auto add = [&](Text text, const std::string& name) {
    heading += words(text, {name}) + " ";
  };
  if (about.prior) {
    add(kTieInYear, prior_year(view.scenario, pot));
  }
  switch (about.of) {
    case engine::TieOf::kGroups:
      add(kTieInTier, about.name);
      break;
    case engine::TieOf::kKey:
      add(kTieInKey, about.name);
      break;
    case engine::TieOf::kGroupKey:
      add(kTieInKeyOfGroups, about.name);
      break;
    case engine::TieOf::kContributors:
    case engine::TieOf::kDistricts:
      break;
  }
  return heading;
}

struct TieTexts {
  Text tie, decision;
};

TieTexts texts_of(const engine::TieAbout& about) {
  if (about.of == engine::TieOf::kContributors) {
    return {kTieOfContributors, kUnitsPaidBy};
  }
  switch (about.stake) {
    case engine::Stake::kTakenBack:
      return {kTieToTakeBack, kUnitsTakenFrom};
    case engine::Stake::kResidual:
      return {kTieForDifference, kDifferenceTakenBy};
    case engine::Stake::kUnits:
      break;
  }
  return {kTieForUnits, kUnitsGivenTo};
}

Sentence tie_note(const RunView& view, const Pot& pot, const engine::TieAbout& about,
                  const std::vector<std::string_view>& tied,
                  const std::vector<std::string_view>& chosen, const Words& words) {
  const TieTexts texts = texts_of(about);
  Sentence sentence =
      words.sentence(texts.tie, {words.count(chosen.size()), words.list(tied, tied.size())});
  sentence.front().insert(0, heading_of(view, pot, about, words));
  append(sentence,
         words.sentence(texts.decision, {words.list(chosen, chosen.size()),
                                         tie_rule_words(view.scenario, pot, about, words)}));
  return sentence;
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
  const RoundingRule& rule = view.scenario.pots[pot].rounding;
  const engine::PotResult& result = view.result.pots[pot];
  const std::string_view method = words.method(engine::rounding_methods()[rule.method].name);
  const std::string unit =
      fraction_text(rule.unit, rule.unit.decimals().value_or(0), words.numbers);
  if (method.empty()) {
    return words.sentence(kNothingRounded, {unit});
  }
  Sentence sentence;
  if (result.extra_units == 0) {
    sentence = words.sentence(kRounded, {unit, method});
  } else {
    const auto receivers = static_cast<std::size_t>(result.extra_units - result.extra_again);
    sentence =
        words.sentence(result.within_bounds ? kUnitsLeftWithinBounds : kUnitsLeft,
                       {words.count(static_cast<std::size_t>(result.extra_units)), unit, method});
    append(sentence, words.sentence(result.extra_again > 0 ? kUnitsOneByOneTo : kUnitsTo,
                                    {words.list(ids_of(view.scenario, result.extra), receivers)}));
  }
  if (rule.residual) {
    sentence.back() += ";";
    append(sentence, residual_note(view, *rule.residual, result, words));
  }
  sentence.back() += ".";
  return sentence;
}

std::vector<Sentence> tie_notes(const RunView& view, std::size_t pot, const Words& words) {
  const Pot& rules = view.scenario.pots[pot];
  const std::vector<engine::NamedTie>& earlier = view.result.pots[pot].earlier_ties;
  const std::vector<engine::Tie>& ties = view.result.pots[pot].ties;
  const std::size_t shown_earlier = std::min(earlier.size(), kMostTies);
  const std::size_t shown = std::min(ties.size(), kMostTies - shown_earlier);
  std::vector<Sentence> sentences;
  for (const engine::NamedTie& tie : std::span{earlier}.first(shown_earlier)) {
    sentences.push_back(tie_note(view, rules, tie.about, {tie.tied.begin(), tie.tied.end()},
                                 {tie.chosen.begin(), tie.chosen.end()}, words));
  }
  for (const engine::Tie& tie : std::span{ties}.first(shown)) {
    sentences.push_back(tie_note(view, rules, {.stake = tie.stake}, ids_of(view.scenario, tie.tied),
                                 ids_of(view.scenario, tie.chosen), words));
  }
  const std::size_t more = earlier.size() + ties.size() - shown_earlier - shown;
  if (more > 0) {
    sentences.push_back(words.sentence(kMoreTies, {words.count(more)}));
  }
  return sentences;
}

}  // namespace allot::report
