#include <algorithm>
#include <optional>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/run.hpp"
#include "report/notes/notes.hpp"

namespace allot::report {
namespace {

using enum Text;

constexpr std::size_t kMostTies = 10;

/// What is tied for: its name in JSON, the tie in words, and who was chosen.
struct StakeRow {
  engine::Stake stake;
  std::string_view name;
  Text tie, decision;
};

constexpr StakeRow kStakes[] = {
    {engine::Stake::kUnits, "units", kTieForUnits, kUnitsGivenTo},
    {engine::Stake::kTakenBack, "taken_back", kTieToTakeBack, kUnitsTakenFrom},
    {engine::Stake::kGivenBack, "taken_back", kTieToTakeBack, kUnitsTakenInOrder},
    {engine::Stake::kResidual, "residual", kTieForDifference, kDifferenceTakenBy},
};

/// Who is tied: the name in JSON, and what stands before the tie.
struct TieRow {
  engine::TieOf of;
  std::string_view name;
  std::optional<Text> heading = {};
};

constexpr TieRow kTies[] = {
    {engine::TieOf::kDistricts, "districts"},
    {engine::TieOf::kContributors, "contributors"},
    {engine::TieOf::kGroups, "groups", kTierNamed},
    {engine::TieOf::kKey, "key", kKeyNamed},
    {engine::TieOf::kGroupKey, "group_key", kKeyOfGroups},
};

const StakeRow& row_of(engine::Stake stake) {
  return *std::ranges::find(kStakes, stake, &StakeRow::stake);
}

const TieRow& row_of(engine::TieOf of) { return *std::ranges::find(kTies, of, &TieRow::of); }

Text residual_text(Residual::To to) {
  switch (to) {
    case Residual::To::kReport:
      return kDifferenceToNobody;
    case Residual::To::kLargest:
      return kDifferenceToLargest;
    case Residual::To::kOneEachToLargest:
      return kNoUnitLeft;
    case Residual::To::kDistrict:
      return kDifferenceToDistrict;
    case Residual::To::kReserve:
      break;
  }
  return kDifferenceToReserve;
}

std::vector<std::string_view> ids_of(const Scenario& scenario,
                                     const std::vector<DistrictId>& districts) {
  std::vector<std::string_view> ids;
  for (const DistrictId district : districts) {
    ids.push_back(scenario.districts.ids[index_of(district)]);
  }
  return ids;
}

/// Who got a unit that was left over, and who gave one back: of groups that are rounded by
/// themselves both.
Sentence one_each_note(const RunView& view, const engine::PotResult& result, const Words& words) {
  Sentence sentence;
  const auto add = [&](Text text, std::int64_t units, const std::vector<DistrictId>& first) {
    if (units == 0) {
      return;
    }
    if (!sentence.empty()) {
      sentence.back() += words(kSemicolon);
    }
    const auto count = static_cast<std::size_t>(units);
    append(sentence, words.sentence(text, {words.count(count),
                                           words.list(ids_of(view.scenario, first), count)}));
  };
  add(kUnitsOneEach, result.extra_units, result.extra);
  add(kUnitsGivenBack, result.given_back, result.givers);
  return sentence.empty() ? words.sentence(kNoUnitLeft) : sentence;
}

/// What the rule says of the difference to the total, and what it came to.
Sentence residual_note(const RunView& view, const Residual& residual,
                       const engine::PotResult& result, const Words& words) {
  const auto id_of = [&](DistrictId district) {
    return view.scenario.districts.ids[index_of(district)];
  };
  Sentence sentence =
      words.sentence(residual_text(residual.to),
                     {residual.to == Residual::To::kDistrict ? id_of(residual.district)
                                                             : std::string_view{residual.reserve}});
  if (result.residual_to) {
    append(sentence,
           words.sentence(
               residual.to == Residual::To::kLargest ? kDifferenceTo : kDifferenceInAll,
               {amount_text(result.residual, view.scenario.decimals, words.numbers, Sign::kAlways),
                id_of(*result.residual_to)}));
  }
  return sentence;
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
  const auto named = [&](std::string_view name) {
    return std::string{words.named(NamesOf::kTieRule, name)};
  };
  switch (rule.by) {
    case TieRule::By::kLargestKey:
      return named("largest_key");
    case TieRule::By::kSmallestKey:
      return named("smallest_key");
    case TieRule::By::kColumn:
      return in_code(scenario.column(rule.column).name);
    case TieRule::By::kId:
      break;
  }
  return named("id");
}

/// "2024: key `k`: ": where the tie was, if not in the rounding of the budgets.
std::string heading_of(const RunView& view, const Pot& pot, const engine::TieAbout& about,
                       const Words& words) {
  const std::optional<Text> heading = row_of(about.of).heading;
  const std::string colon = words(kColon) + " ";
  return (about.prior ? words(kPriorYear, {prior_year(view.scenario, pot)}) + colon : "") +
         (heading ? words(*heading, {about.name}) + colon : "");
}

Sentence tie_note(const RunView& view, const Pot& pot, const engine::TieAbout& about,
                  const std::vector<std::string_view>& tied,
                  const std::vector<std::string_view>& chosen, const Words& words) {
  const bool contributors = about.of == engine::TieOf::kContributors;
  const StakeRow& stake = row_of(about.stake);
  Sentence sentence = words.sentence(contributors ? kTieOfContributors : stake.tie,
                                     {words.count(chosen.size()), words.list(tied, tied.size())});
  sentence.front().insert(0, heading_of(view, pot, about, words));
  append(sentence, words.sentence(contributors ? kUnitsPaidBy : stake.decision,
                                  {words.list(chosen, chosen.size()),
                                   tie_rule_words(view.scenario, pot, about, words)}));
  return sentence;
}

}  // namespace

void each_tie(const Scenario& scenario, const engine::PotResult& result, const TieTeller& tell) {
  for (const engine::NamedTie& tie : result.earlier_ties) {
    tell(tie.about, {tie.tied.begin(), tie.tied.end()}, {tie.chosen.begin(), tie.chosen.end()});
  }
  for (const engine::Tie& tie : result.ties) {
    tell({.stake = tie.stake}, ids_of(scenario, tie.tied), ids_of(scenario, tie.chosen));
  }
}

std::string_view stake_word(engine::Stake stake) { return row_of(stake).name; }

std::string_view tie_word(engine::TieOf of) { return row_of(of).name; }

std::string tie_rule_words(const Scenario& scenario, const Pot& pot, const engine::TieAbout& about,
                           const Words& words) {
  if (about.of == engine::TieOf::kContributors) {
    return words(kTieContributors);
  }
  std::string text;
  for (const TieRule& rule : rules_of(scenario, pot, about)) {
    const std::string next = rule_word(scenario, rule, words);
    text = text.empty() ? words(kTieRules, {next}) : words(kTieRulesThen, {text, next});
  }
  return text;
}

Sentence moved_by_floors_note(const RunView& view, std::size_t pot, const Words& words) {
  const Fraction& unit = view.scenario.pots[pot].rounding.unit;
  const engine::UnitsMoved& moved = view.result.pots[pot].by_floors;
  const int decimals = std::max(unit.decimals().value_or(0), view.scenario.decimals);
  return words.sentence(kMovedByFloors,
                        {fraction_text(unit, unit.decimals().value_or(0), words.numbers),
                         fraction_text(Fraction{moved.units} * unit, decimals, words.numbers),
                         words.districts(view.scenario.districts, moved.from)});
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
  const bool one_each = rule.residual && rule.residual->to == Residual::To::kOneEachToLargest;
  if (result.extra_units == 0 || one_each) {
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
    sentence.back() += words(kSemicolon);
    append(sentence, one_each ? one_each_note(view, result, words)
                              : residual_note(view, *rule.residual, result, words));
  }
  sentence.back() += ".";
  return sentence;
}

std::vector<Sentence> tie_notes(const RunView& view, std::size_t pot, const Words& words) {
  std::vector<Sentence> sentences;
  std::size_t count = 0;
  each_tie(
      view.scenario, view.result.pots[pot],
      [&](const auto& about, const auto& tied, const auto& chosen) {
        if (count++ < kMostTies) {
          sentences.push_back(tie_note(view, view.scenario.pots[pot], about, tied, chosen, words));
        }
      });
  if (count > kMostTies) {
    sentences.push_back(words.sentence(kMoreTies, {words.count(count - kMostTies)}));
  }
  return sentences;
}

}  // namespace allot::report
