#include <algorithm>
#include <array>
#include <variant>

#include "allot/core/error.hpp"
#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/describe/description.hpp"

namespace allot::report::description {
namespace {

using enum Text;

/// A sentence, and when it is said: "minimum, maximum, !open" where the step has both and the pot
/// has an amount; "paid_by=ratable" where that field says so, or does by default; "after_bounds"
/// where an earlier step left bounds; "skips" where a bound skips what a district does not have.
struct RuleSentence {
  std::string_view rule;  ///< name of the step, the key or the method
  std::string_view when;
  Text text;
};

/// In the order in which they are said.
constexpr std::array kSteps{
    RuleSentence{"share", "by, of=participants, !rate", kStepShare},
    RuleSentence{"share", "by, of=all, !rate", kStepShareOfAll},
    RuleSentence{"share", "by, of=participants, rate", kStepShareByRate},
    RuleSentence{"share", "by, of=all, rate", kStepShareByRateOfAll},
    RuleSentence{"share", "by, rate", kRateRounded},
    RuleSentence{"share", "tiers", kStepShareTiers},
    RuleSentence{"share", "tiers, after_steps", kTiersAfterSteps},
    RuleSentence{"share", "tiers, after_bounds", kEarlierBoundsEnd},
    RuleSentence{"equalise", "", kStepEqualise},
    RuleSentence{"equalise", "!base", kBaseCloses},
    RuleSentence{"equalise", "base=rounded", kBaseClosesRounded},
    RuleSentence{"equalise", "base=", kBaseGiven},
    RuleSentence{"flat", "!times", kStepFlat},
    RuleSentence{"flat", "times", kStepFlatTimes},
    RuleSentence{"rate", "", kStepRate},
    RuleSentence{"top_slice", "amount", kStepSliceAmount},
    RuleSentence{"top_slice", "percent", kStepSlicePercent},
    RuleSentence{"limit", "minimum", kStepMinimum},
    RuleSentence{"limit", "maximum", kStepMaximum},
    RuleSentence{"limit", "skips", kStepBoundsSkipped},
    RuleSentence{"limit", "!open", kStepLimitFactor},
    RuleSentence{"limit", "open", kStepLimitAlone},
    RuleSentence{"limit", "may_be_undone=true", kStepMayBeUndone},
    RuleSentence{"hold_harmless", "percent_of_prior", kStepFloor},
    RuleSentence{"hold_harmless", "percent_of_loss", kStepFloorOfLoss},
    RuleSentence{"hold_harmless", "floor", kStepFloorIs},
    RuleSentence{"hold_harmless", "skips", kStepBoundsSkipped},
    RuleSentence{"hold_harmless", "", kStepRaisedToFloor},
    RuleSentence{"hold_harmless", "paid_by=ratable", kStepPaidRatable},
    RuleSentence{"hold_harmless", "paid_by=scale_above_floor", kStepPaidAboveFloor},
    RuleSentence{"hold_harmless", "paid_by=scale_gains", kStepPaidByGains},
    RuleSentence{"hold_harmless", "paid_by=top_up", kStepToppedUp},
    RuleSentence{"hold_harmless", "may_be_undone=true", kStepMayBeUndone},
    RuleSentence{"gain_cap", "", kStepCeiling},
    RuleSentence{"gain_cap", "new=uncapped", kStepNewUncapped},
    RuleSentence{"gain_cap", "new=excluded", kStepNewExcluded},
    RuleSentence{"gain_cap", "released=to_others", kStepCutToOthers},
    RuleSentence{"gain_cap", "released=keep", kStepCutKept},
    RuleSentence{"gain_cap", "may_be_undone=true", kStepMayBeUndone},
    RuleSentence{"drop_below", "", kStepDropBelow},
    RuleSentence{"drop_below", "skips", kStepBoundsSkipped},
    RuleSentence{"drop_below", "released=to_others", kStepDroppedToOthers},
    RuleSentence{"drop_below", "released=keep", kStepDroppedKept},
    RuleSentence{"drop_below", "released=reserve", kStepDroppedReserved},
    RuleSentence{"drop_below", "may_be_undone=true", kStepMayBeUndone},
    RuleSentence{"phase_in", "", kStepPhasedIn},
    RuleSentence{"phase_in", "after_bounds", kEarlierBoundsEnd},
};

/// They leave bounds behind, which hold in rounding, too.
constexpr std::array<std::string_view, 4> kBounding{"limit", "hold_harmless", "gain_cap",
                                                    "drop_below"};

constexpr std::array kMethods{
    RuleSentence{"largest_remainder", "", kByLargestRemainder},
    RuleSentence{"sainte_lague", "", kBySainteLague},
    RuleSentence{"dhondt", "", kByDhondt},
    RuleSentence{"adams", "", kByAdams},
    RuleSentence{"dean", "", kByDean},
    RuleSentence{"huntington_hill", "", kByHuntingtonHill},
    RuleSentence{"half_up", "", kByHalfUp},
    RuleSentence{"half_even", "", kByHalfEven},
    RuleSentence{"down", "", kByDown},
    RuleSentence{"up", "", kByUp},
    RuleSentence{"exact", "", kByNothing},
};

/// With the key, its column or parts, and what that adds up to.
constexpr std::array kKeys{
    RuleSentence{"column", "", kKeyIsColumn},
    RuleSentence{"sum", "", kKeyIsSum},
    RuleSentence{"blend", "", kKeyIsBlend},
    RuleSentence{"average", "of=counts", kKeyIsAverage},
    RuleSentence{"average", "of=shares", kKeyIsAverageOfShares},
    RuleSentence{"average", "missing=zero", kEmptyIsZero},
    RuleSentence{"average", "missing=skip", kEmptyIsSkipped},
    RuleSentence{"product", "", kKeyIsProduct},
    RuleSentence{"gap", "", kKeyIsGap},
    RuleSentence{"brackets", "apply=whole", kKeyIsOfClass},
    RuleSentence{"brackets", "apply=marginal", kKeyIsOfParts},
    RuleSentence{"brackets", "apply=interpolated", kKeyIsInterpolated},
    RuleSentence{"brackets", "round", kFactorRounded},
    RuleSentence{"equal", "", kKeyIsEqual},
    RuleSentence{"shares", "", kKeyIsShares},
    RuleSentence{"shares", "if_not_closed=normalise, gap", kSharesAdjusted},
    RuleSentence{"shares", "if_not_closed=as_published, gap", kSharesWithGap},
};

/// `says(field)`: its choice, anything where it has another value, nothing where it is absent.
template <class Says>
bool holds(std::string_view when, const Says& says) {
  while (!when.empty()) {
    std::string_view one = when.substr(0, when.find(", "));
    when.remove_prefix(std::min(one.size() + 2, when.size()));
    const bool absent = one.starts_with('!');
    one.remove_prefix(absent ? 1 : 0);
    const std::size_t equals = one.find('=');
    const std::optional<std::string_view> said = says(one.substr(0, equals));
    const bool is_so =
        equals == std::string_view::npos ? said.has_value() : said == one.substr(equals + 1);
    if (is_so == absent) {
      return false;
    }
  }
  return true;
}

template <class Says, class Say>
void say(std::span<const RuleSentence> rows, std::string_view rule, const Says& says,
         const Say& sentence) {
  bool known = false;
  for (const RuleSentence& row : rows) {
    if (row.rule == rule) {
      known = true;
      if (holds(row.when, says)) {
        sentence(row.text);
      }
    }
  }
  invariant(known, "every step, method and kind of key has its sentences");
}

/// Of choices the word; "rounded" of how something is rounded.
std::string_view word_of(const ArgumentValue& value) {
  if (std::holds_alternative<FactorRounding>(value)) {
    return "rounded";
  }
  if (const auto* payer = std::get_if<Payer>(&value)) {
    return payer_word(payer->how);
  }
  if (const auto* released = std::get_if<Released>(&value)) {
    return released_word(released->to);
  }
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string_view{} : *text;
}

/// "its value of `part` %".
std::string percentage_of_its_own(const Described& what, ColumnId column) {
  return what.words(kItsValue, {what.scenario().column(column).name}) + "\u202F%";
}

/// In the words of a list: "10 % of its amount in 2025".
std::string bound_text(const Described& what, const Bound& bound, const std::string& prior) {
  const Words& words = what.words;
  const Scenario& scenario = what.scenario();
  if (const auto* fixed = std::get_if<FixedBound>(&bound)) {
    return what.rules.amount(fixed->amount);
  }
  if (const auto* share = std::get_if<PriorBound>(&bound)) {
    return words(kPartOfItsPrior, {percent_text(share->share, words.numbers), prior});
  }
  if (const auto* column = std::get_if<PriorColumnBound>(&bound)) {
    return words(kPartOfItsPrior, {percentage_of_its_own(what, column->percent), prior});
  }
  if (const auto* several = std::get_if<SeveralBounds>(&bound)) {
    std::string members;
    for (const BoundMember& member : several->members) {
      add_item(members, bound_text(what, member.bound, prior), words(kSemicolon) + " ");
    }
    const bool greatest = several->which == SeveralBounds::Which::kGreatest;
    return words(greatest ? kGreatestOf : kLeastOf, {members});
  }
  if (const auto* share = std::get_if<PotBound>(&bound)) {
    return words(kPartOfPot, {percent_text(share->share, words.numbers)});
  }
  if (const auto* rate = std::get_if<RateBound>(&bound)) {
    return words(kTimesItsValue, {what.rules.number(rate->amount), scenario.key(rate->per).name});
  }
  return words(kItsValue, {scenario.column(std::get<ColumnBound>(bound).column).name});
}

TextArgument argument_text(const Described& what, const Field& field, const Argument* argument,
                           const std::string& prior) {
  if (argument == nullptr) {
    return "";
  }
  const auto* share = std::get_if<Fraction>(&argument->value);
  const bool of_prior = field.type == FieldType::kPriorPart;
  if (share != nullptr && (of_prior || field.type == FieldType::kPercentage)) {
    return percent_text(*share, what.words.numbers);
  }
  if (share != nullptr && field.type == FieldType::kAmount) {
    return what.rules.amount(*share);
  }
  if (const auto* column = std::get_if<ColumnId>(&argument->value); column && of_prior) {
    return percentage_of_its_own(what, *column);
  }
  if (const auto* payer = std::get_if<Payer>(&argument->value)) {
    return payer->name;
  }
  if (const auto* released = std::get_if<Released>(&argument->value)) {
    return released->reserve;
  }
  if (const auto* bound = std::get_if<Bound>(&argument->value)) {
    return bound_text(what, *bound, prior);
  }
  if (const auto* rounding = std::get_if<FactorRounding>(&argument->value)) {
    return what.words(kToMultiples, {what.words.method(engine::name_of(rounding->rounding)),
                                     what.rules.number(rounding->unit)});
  }
  return what.rules.value(*argument);
}

/// A floor without a prior year, or one of several bounds.
bool skips(const Step& step) {
  return std::ranges::any_of(step.arguments, [](const Argument& argument) {
    const auto* bound = std::get_if<Bound>(&argument.value);
    bool of_prior = false;
    if (bound != nullptr) {
      for_each_single(*bound, [&](const Bound& one) { of_prior = of_prior || is_of_prior(one); });
    }
    return of_prior && (argument.name == "floor" || std::holds_alternative<SeveralBounds>(*bound));
  });
}

void add_tiers(const Described& what, const std::vector<Tier>& tiers,
               std::vector<Sentence>& sentences) {
  const Words& words = what.words;
  std::size_t number = 0;
  for (const Tier& tier : tiers) {
    const TextArgument place = words.count(++number);
    const Scenario& of = tier.upper.empty() ? what.scenario() : *what.scenario().groups;
    const std::string& key = of.key(tier.by).name;
    sentences.push_back(tier.group.empty() ? words.sentence(kTierOfDistricts, {place, key})
                        : tier.upper.empty()
                            ? words.sentence(kTierOfMembers, {place, tier.group, key})
                            : words.sentence(kTierOfGroups, {place, tier.group, key}));
  }
}

Sentence step_heading(const Words& words, const Step& step, std::size_t number) {
  const std::string_view name = engine::step_kinds()[step.kind].name;
  return step.label.empty()
             ? words.sentence(kStepHeading, {words.count(number), name})
             : words.sentence(kStepHeadingLabelled, {words.count(number), name, step.label});
}

/// "2/3 × `tax` + 1/3 × `population`", "`persons` × `relativity`".
std::string parts_of(const Described& what, const Key& key, const Scenario& of) {
  std::string text;
  for (const WeightedKey& part : key.parts) {
    const std::string name = in_code(of.key(part.of).name);
    add_item(text,
             part.weight == Fraction{1} ? name : what.rules.number(part.weight) + " × " + name,
             engine::kind_of(key).between);
  }
  return text;
}

/// For whom the step is, where it is not for all.
void add_whom(const Described& what, const Pot& pot, const Step& step, Sentence& sentence) {
  const Words& words = what.words;
  const Districts& districts = what.scenario().districts;
  const auto* where = step.get<Where>(engine::kWhere);
  const auto* within = step.get<Within>(engine::kWithin.name);
  std::vector<bool> values(within == nullptr ? 0 : within->by->groups.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < districts.size(); ++i) {
    if ((where == nullptr || where->districts[i]) &&
        (!pot.participation || pot.participation->takes_part(i))) {
      ++count;
      if (within != nullptr) {
        values[within->by->group_of[i]] = true;
      }
    }
  }
  if (where != nullptr) {
    append(sentence, words.sentence(kStepOnlyFor,
                                    {what.rules.where(*where), words.districts(districts, count)}));
  }
  if (within != nullptr) {
    const auto parts = static_cast<std::size_t>(std::ranges::count(values, true));
    append(sentence, words.sentence(kStepForEach, {within->by->column, words.count(parts)}));
  }
}

}  // namespace

std::vector<Sentence> step_sentences(const Described& what, const Pot& pot, std::size_t number) {
  const Step& step = pot.steps[number - 1];
  const engine::StepKind& kind = engine::step_kinds()[step.kind];
  const std::string prior = prior_year(what.scenario(), pot);
  std::vector<TextArgument> arguments;
  for (const Field& field : kind.fields) {
    if (field.choices != "true, false" &&
        field.type != FieldType::kWithin) {  // no text repeats them
      arguments.push_back(argument_text(what, field, step.find(field.name), prior));
    }
  }
  arguments.emplace_back(prior);
  arguments.emplace_back(what.rules.number(pot.rounding.unit));
  const auto says = [&](std::string_view field) -> std::optional<std::string_view> {
    const auto is_so = [](bool so) {
      return so ? std::optional<std::string_view>{""} : std::nullopt;
    };
    if (field == "open") {
      return is_so(pot.is_open());
    }
    if (field == "skips") {
      return is_so(skips(step));
    }
    if (field == "after_steps") {
      return is_so(number > 1);
    }
    if (field == "after_bounds") {
      return is_so(std::any_of(pot.steps.begin(),
                               pot.steps.begin() + static_cast<std::ptrdiff_t>(number - 1),
                               &keeps_bounds));
    }
    if (const Argument* argument = step.find(field)) {
      return word_of(argument->value);
    }
    const Field* known = find_field(kind.fields, field);
    return known == nullptr || known->choices.empty() || known->fallback.empty()
               ? std::nullopt
               : std::optional{known->fallback};
  };
  std::vector<Sentence> sentences{step_heading(what.words, step, number)};
  add_whom(what, pot, step, sentences.back());
  say(kSteps, kind.name, says,
      [&](Text text) { append(sentences.back(), what.words.sentence(text, arguments)); });
  if (const auto* round = step.get<FactorRounding>(engine::kRoundOfStep.name)) {
    append(sentences.back(),
           what.words.sentence(engine::makes_claims(step) ? kStepRoundsClaims : kStepRounds,
                               {what.words.method(engine::name_of(round->rounding)),
                                what.rules.number(round->unit)}));
    if (keeps_bounds(step)) {
      append(sentences.back(), what.words.sentence(kStepRoundsWithinBounds));
    }
  }
  if (const auto* tiers = step.get<std::vector<Tier>>("tiers")) {
    add_tiers(what, *tiers, sentences);
  }
  if (const auto* own = step.get<std::optional<Prorate>>("prorate"); own && pot.participation) {
    append(sentences.back(), what.words.sentence(*own ? kStepProrated : kStepNotProrated));
    if (*own) {
      append(sentences.back(), prorate_sentence(what, **own));
    }
  }
  return sentences;
}

bool keeps_bounds(const Step& step) {
  return std::ranges::find(kBounding, engine::step_kinds()[step.kind].name) != kBounding.end();
}

Sentence method_sentence(const Described& what, const RoundingRule& rule) {
  Sentence sentence;
  say(
      kMethods, engine::rounding_methods()[rule.method].name,
      [](std::string_view) { return std::optional<std::string_view>{}; },
      [&](Text text) {
        append(sentence, what.words.sentence(text, {what.rules.number(rule.unit)}));
      });
  return sentence;
}

Sentence key_sentence(const Described& what, const Key& key, const Scenario& of) {
  const auto* adds_to = key.get<Fraction>("adds_to");
  const Fraction whole = adds_to != nullptr ? *adds_to : engine::weights_add_to(key);
  const auto* brackets = key.get<std::vector<Bracket>>("from");
  const auto* round = key.get<FactorRounding>("round");
  const std::vector<TextArgument> arguments{
      key.name,
      key.column ? of.column(*key.column).name : parts_of(what, key, of),
      what.rules.number(whole),
      brackets == nullptr ? "" : what.rules.classes(*brackets),
      round == nullptr ? "" : percent_text(round->unit, what.words.numbers),
      round == nullptr ? "" : what.words.method(engine::name_of(round->rounding))};
  Sentence sentence;
  say(
      kKeys, engine::kind_of(key).name,
      [&](std::string_view field) -> std::optional<std::string_view> {
        if (field == "gap") {
          return key.column && of.column(*key.column).values.total() != whole
                     ? std::optional<std::string_view>{""}
                     : std::nullopt;
        }
        if (field == "round") {
          return round == nullptr ? std::nullopt : std::optional<std::string_view>{""};
        }
        const auto* word = key.get<std::string>(field);
        return word == nullptr ? std::nullopt : std::optional<std::string_view>{*word};
      },
      [&](Text text) { append(sentence, what.words.sentence(text, arguments)); });
  return sentence;
}

}  // namespace allot::report::description
