#include <algorithm>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/notes/notes.hpp"
#include "report/rules/rule_words.hpp"

namespace allot::report {
namespace {

using enum Text;

constexpr int kFactorDecimals = 6;

/// What a rule did to one pot.
class EffectNotes {
 public:
  EffectNotes(const RunView& view, std::size_t pot, bool exact_amounts, const Words& words)
      : scenario_{view.scenario},
        pot_{view.scenario.pots[pot]},
        exact_amounts_{exact_amounts},
        words_{words} {}

  Sentence of(const engine::Effect& effect) {
    step_ = effect.step;
    return std::visit(*this, effect.what);
  }

  /// Of those that the step held, how many are still there in the end, if not all.
  [[nodiscard]] std::vector<std::string> moved_on(const engine::Effect& effect) const {
    std::vector<std::string> clauses;
    const auto add = [&](Text text, const std::optional<engine::HeldAtEnd>& at_end) {
      if (at_end && at_end->still != at_end->held) {
        clauses.push_back(words_(text, {words_.count(at_end->still), words_.count(at_end->held)}));
      }
    };
    if (const auto* limited = std::get_if<engine::Limited>(&effect.what)) {
      add(kStillAtMinimum, limited->minimum_at_end);
      add(kStillAtMaximum, limited->maximum_at_end);
    } else if (const auto* held = std::get_if<engine::HeldHarmless>(&effect.what)) {
      add(kStillAtFloor, held->at_end);
    } else if (const auto* capped = std::get_if<engine::GainsCapped>(&effect.what)) {
      add(kStillAtCeiling, capped->at_end);
    }
    return clauses;
  }

  /// "step 3, `limit`"; the last is no step: money that none of them gave.
  [[nodiscard]] std::string step_name(std::size_t step) const {
    if (step == pot_.steps.size()) {
      return "`unclaimed: reallocate`";
    }
    const Step& of = pot_.steps[step];
    return words_(kNamedStep, {words_.count(step + 1), of.label.empty() ? kind_of(of) : of.label});
  }

  /// "for 3 districts with `typ` kreisfrei."; nothing of a step that is for all.
  [[nodiscard]] Sentence for_whom(std::size_t step, const std::vector<bool>& takes_part) const {
    const Step& of = pot_.steps[step];
    const auto* where = of.get<Where>(engine::kWhere);
    const auto* within = of.get<Within>(engine::kWithin.name);
    if (where == nullptr && within == nullptr) {
      return {};
    }
    std::vector<bool> values(within == nullptr ? 0 : within->by->groups.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < scenario_.districts.size(); ++i) {
      if ((takes_part.empty() || takes_part[i]) && (where == nullptr || where->districts[i])) {
        ++count;
        if (within != nullptr) {
          values[within->by->group_of[i]] = true;
        }
      }
    }
    Sentence sentence;
    if (where != nullptr) {
      const RuleWords rules{scenario_, scenario_.decimals, words_};
      sentence = words_.sentence(kForSome, {districts(count), rules.where(*where)});
    }
    if (within != nullptr) {
      const auto parts = static_cast<std::size_t>(std::ranges::count(values, true));
      add_clause(sentence,
                 words_.sentence(kForEachValue, {within->by->column, words_.count(parts)}));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::ClaimsReduced& effect) const {
    return words_.sentence(
        kClaimsReduced, {amount(effect.claims), amount(effect.available), factor(effect.factor)});
  }

  Sentence operator()(const engine::PartYear& effect) const {
    const TextArgument who = districts(effect.districts);
    return effect.saved.sign() == 0
               ? words_.sentence(kPartOfPeriod, {who})
               : words_.sentence(kPartOfPeriodSaves, {who, amount(effect.saved)});
  }

  Sentence operator()(const engine::Limited& effect) const {
    Sentence sentence;
    if (effect.at_minimum > 0) {
      sentence = at_bound(kAtMinimum, kAtMinimumComesDown, effect.at_minimum, effect.raised,
                          effect.lowered);
    }
    if (effect.at_maximum > 0) {
      const bool too = effect.at_minimum > 0;
      add_clause(sentence, at_bound(too ? kAtMaximumToo : kAtMaximum,
                                    too ? kAtMaximumTooComesUp : kAtMaximumComesUp,
                                    effect.at_maximum, effect.cut, effect.lifted));
    }
    if (effect.others > 0 && effect.factor != Fraction{1}) {
      add_clause(sentence, words_.sentence(kOthersWithFactor,
                                           {words_.count(effect.others), factor(effect.factor)}));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::HeldHarmless& effect) const {
    Sentence sentence = held_at_floor(effect);
    if (effect.paid_by.how == Payer::How::kTopUp) {
      add_clause(sentence, top_up(effect));
      return ended(std::move(sentence));
    }
    const bool two_ways = effect.payers > 0 && effect.lowered.districts > 0;
    if (effect.payers > 0) {
      const TextArgument payers = districts(effect.payers);
      const Fraction part = effect.cost - effect.lowered.amount;
      add_clause(sentence,
                 two_ways ? words_.sentence(kPartPaidByFactor, {payers, amount(part)})
                          : words_.sentence(kPaidByFactor, {payers}),
                 two_ways ? words_(kColon) : ",");
      add_clause(sentence,
                 words_.sentence(factor_text(effect.paid_by.how), {factor(effect.factor)}));
    }
    if (effect.lowered.districts > 0) {
      add_clause(sentence, words_.sentence(two_ways ? kPartPaidByComingDown : kPaidByComingDown,
                                           {districts(effect.lowered.districts),
                                            amount(effect.lowered.amount)}));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::GainsCapped& effect) const {
    const engine::BoundReached& lifted = effect.lifted;
    Sentence sentence = words_.sentence(lifted.districts > 0 ? kHeldAtCapSomeRaised : kHeldAtCap,
                                        {districts(effect.capped), percent(effect.share), prior(),
                                         words_.count(lifted.districts), amount(lifted.amount)});
    append(sentence, effect.to_others
                         ? words_.sentence(kCutGivenToOthers,
                                           {amount(effect.cut), words_.count(effect.receivers),
                                            factor(effect.factor)})
                         : words_.sentence(kCutNotGiven, {amount(effect.cut)}));
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::SmallDropped& effect) const {
    const TextArgument who = districts(effect.dropped);
    Sentence sentence = effect.amount ? words_.sentence(kDroppedBelow, {who, exact(*effect.amount)})
                                      : words_.sentence(kDroppedBelowOwn, {who});
    switch (effect.to.to) {
      case Released::To::kOthers:
        append(sentence, words_.sentence(kDroppedToOthers,
                                         {amount(effect.released), words_.count(effect.receivers),
                                          factor(effect.factor)}));
        break;
      case Released::To::kKeep:
        append(sentence, words_.sentence(kDroppedNotGiven, {amount(effect.released)}));
        break;
      case Released::To::kReserve:
        append(sentence,
               effect.out == effect.released
                   ? words_.sentence(kDroppedForReserve, {amount(effect.out), effect.to.reserve})
                   : words_.sentence(kDroppedToReserve, {amount(effect.released),
                                                         amount(effect.out), effect.to.reserve}));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::PhasedIn& effect) const {
    return words_.sentence(
        kPhasedIn, {percent(effect.new_weight), percent(Fraction{1} - effect.new_weight), prior(),
                    amount(effect.moved), districts(2)});
  }

  Sentence operator()(const engine::Reallocated& effect) const {
    Sentence sentence =
        words_.sentence(kReallocated, {amount(effect.placed), districts(effect.receivers)});
    if (effect.unplaced.sign() > 0) {
      add_clause(sentence, words_.sentence(kNotPlaced, {amount(effect.unplaced)}));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::TierRounded& effect) const {
    const std::vector<std::string_view> groups(effect.groups.begin(), effect.groups.end());
    const auto units = static_cast<std::size_t>(effect.units);
    using How = engine::TierRounded::How;
    return words_.sentence(effect.how == How::kOneEach     ? kTierOneEach
                           : effect.how == How::kGivenBack ? kTierGivenBack
                                                           : kTierRounded,
                           {effect.group, words_.count(units), words_.list(groups, units)});
  }

  /// What rounding left in the pot, or took out of it; claims, and an open pot, are what they are.
  Sentence operator()(const engine::StepRounded& effect) const {
    Sentence sentence = words_.sentence(
        effect.of_claims ? kClaimsRounded : kEachRounded,
        {words_.method(engine::name_of(effect.rule.rounding)),
         fraction_text(effect.rule.unit, effect.rule.unit.decimals().value_or(0), words_.numbers)});
    const Fraction less = effect.before - effect.after;
    const bool in_pot = !effect.of_claims && !pot_.is_open();
    const std::string difference = exact(less.sign() < 0 ? -less : less);
    append(sentence, words_.sentence(less.sign() == 0  ? kRoundedNoDifference
                                     : less.sign() > 0 ? (in_pot ? kRoundedLeft : kRoundedLess)
                                                       : (in_pot ? kRoundedTaken : kRoundedMore),
                                     {difference}));
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::Equalisation& effect) const {
    const Step& step = pot_.steps[step_];
    Sentence sentence = words_.sentence(
        kBaseFor, {rate(effect.base, effect.solved, step.get<FactorRounding>("base")),
                   scenario_.key(*step.get<KeyId>("need")).name, districts(effect.receivers),
                   words_.count(effect.abundant)});
    if (effect.negative > 0) {
      add_clause(sentence, words_.sentence(kCapacityBelow0, {districts(effect.negative)}),
                 words_(kSemicolon));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::RateRounded& effect) const {
    const Step& step = pot_.steps[step_];
    const Fraction rest = effect.left - effect.given;
    return words_.sentence(rest.sign() == 0 ? kRateGivesAll : kRateFor,
                           {rate(effect.rate, effect.exact, step.get<FactorRounding>("rate")),
                            scenario_.key(*step.get<KeyId>("by")).name, amount(rest)});
  }

  /// Of a maximum that later steps gave more than, the note on the step says so.
  Sentence operator()(const engine::BoundUndone& effect) const {
    if (effect.given) {
      return {};
    }
    const std::string beyond = words_(beyond_text(pot_.steps[step_], effect.is_minimum));
    std::string by;
    for (const std::size_t later : effect.by) {
      add_item(by, step_name(later));
    }
    return ended(effect.districts == 1
                     ? words_.sentence(kOneEndsBeyond, {ids(effect.first, 1), exact(effect.ends),
                                                        beyond, exact(effect.bound), by})
                     : words_.sentence(kSomeEndBeyond,
                                       {districts(effect.districts), beyond, exact(effect.beyond),
                                        ids(effect.first, effect.districts), by}));
  }

  Sentence operator()(const engine::BoundBroken& effect) const {
    return ended(words_.sentence(
        kBroughtBeyond,
        {districts(effect.districts), words_(beyond_text(pot_.steps[effect.of], effect.is_minimum)),
         step_name(effect.of), ids(effect.first, effect.districts)}));
  }

  /// Said with the pot's other money that no district got, which is in whole units.
  Sentence operator()(const engine::UnclaimedMoney& /*effect*/) const { return {}; }

 private:
  [[nodiscard]] Sentence held_at_floor(const engine::HeldHarmless& effect) const {
    const Step& step = pot_.steps[step_];
    const TextArgument held = districts(effect.held);
    const std::string cost = amount(effect.cost);
    if (const auto* share = step.get<Fraction>("percent_of_prior")) {
      return words_.sentence(kHeldAtFloor, {held, percent(*share), prior(), cost});
    }
    const RuleWords rules{scenario_, scenario_.decimals, words_};
    return words_.sentence(kHeldAtOtherFloor, {held, rules.floor(step, prior()), cost});
  }

  [[nodiscard]] Sentence at_bound(Text plain, Text comes_to_it, std::size_t count,
                                  const Fraction& moved, const engine::BoundReached& by) const {
    return words_.sentence(
        by.districts == 0 ? plain : comes_to_it,
        {districts(count), amount(moved), words_.count(by.districts), amount(by.amount)});
  }

  /// Later steps may have cut it: who pays what in the end.
  [[nodiscard]] Sentence top_up(const engine::HeldHarmless& effect) const {
    const std::string& payer = effect.paid_by.name;
    const Fraction left = effect.cost - effect.released;
    return effect.released.sign() == 0 ? words_.sentence(kToppedUp, {payer})
           : left.sign() == 0
               ? words_.sentence(kToppedUpAllCut, {payer, amount(effect.released)})
               : words_.sentence(kToppedUpCut, {payer, amount(left), amount(effect.released)});
  }

  static void add_clause(Sentence& sentence, Sentence clause, std::string_view before = ",") {
    if (!sentence.empty()) {
      sentence.back() += before;
    }
    append(sentence, std::move(clause));
  }

  static Sentence ended(Sentence sentence) {
    if (!sentence.empty()) {
      sentence.back() += '.';
    }
    return sentence;
  }

  static Text factor_text(Payer::How how) {
    switch (how) {
      case Payer::How::kScaleAboveFloor:
        return kFactorAboveFloors;
      case Payer::How::kScaleGains:
        return kFactorOfGains;
      case Payer::How::kRatable:
      case Payer::How::kTopUp:
        break;
    }
    return kFactorOfAll;
  }

  [[nodiscard]] std::string amount(const Fraction& value) const {
    return exact_amounts_ ? exact_text(value, scenario_.decimals, words_.numbers)
                          : fraction_text(value, scenario_.decimals, words_.numbers);
  }
  /// With a mark where the decimals do not show it all: a bound may be missed by less.
  [[nodiscard]] std::string exact(const Fraction& value) const {
    constexpr int kMostDecimals = 6;
    const int own = value.decimals().value_or(0);
    const int decimals =
        own <= kMostDecimals ? std::max(own, scenario_.decimals) : scenario_.decimals;
    return exact_text(value, decimals, words_.numbers);
  }
  [[nodiscard]] std::string ids(const std::vector<DistrictId>& districts, std::size_t count) const {
    std::vector<std::string_view> ids;
    for (const DistrictId district : districts) {
      ids.push_back(scenario_.districts.ids[index_of(district)]);
    }
    return words_.list(ids, count);
  }
  /// With what it was before it was rounded, or as a fraction where its decimals do not end.
  [[nodiscard]] std::string rate(const Fraction& value, const std::optional<Fraction>& before,
                                 const FactorRounding* rounding) const {
    constexpr std::size_t kLongestRatio = 60;
    const std::string text = long_exact(value);
    if (rounding != nullptr && before) {
      return *before == value
                 ? text
                 : words_(kRoundedFrom, {text, long_exact(*before),
                                         words_.method(engine::name_of(rounding->rounding))});
    }
    const std::string ratio = ratio_text(value, words_.numbers);
    return shown_decimals(value) || ratio.size() > kLongestRatio ? text
                                                                 : words_(kExactly, {text, ratio});
  }
  static std::optional<int> shown_decimals(const Fraction& value) {
    constexpr int kMostDecimals = 9;
    const std::optional<int> own = value.decimals();
    return own && *own <= kMostDecimals ? own : std::nullopt;
  }
  [[nodiscard]] std::string long_exact(const Fraction& value) const {
    constexpr int kCutDecimals = 6;
    return exact_text(value,
                      std::max(shown_decimals(value).value_or(kCutDecimals), scenario_.decimals),
                      words_.numbers);
  }
  [[nodiscard]] std::string percent(const Fraction& share) const {
    return percent_text(share, words_.numbers);
  }
  [[nodiscard]] std::string factor(const Fraction& value) const {
    return fraction_text(value, kFactorDecimals, words_.numbers);
  }
  [[nodiscard]] TextArgument districts(std::size_t count) const {
    return words_.districts(scenario_.districts, count);
  }
  [[nodiscard]] std::string prior() const { return prior_year(scenario_, pot_); }

  static std::string_view kind_of(const Step& step) { return engine::step_kinds()[step.kind].name; }

  static Text beyond_text(const Step& step, bool is_minimum) {
    return kind_of(step) == "hold_harmless" ? kBelowFloor
           : kind_of(step) == "gain_cap"    ? kAboveCeiling
           : kind_of(step) == "drop_below"  ? kBelowSmallest
           : is_minimum                     ? kBelowMinimum
                                            : kAboveMaximum;
  }

  const Scenario& scenario_;
  const Pot& pot_;
  bool exact_amounts_;
  const Words& words_;
  std::size_t step_ = 0;
};

/// Not of a top-up that says itself what later steps cut of it.
bool says_where_districts_are(const engine::Effect& effect) {
  const auto* held = std::get_if<engine::HeldHarmless>(&effect.what);
  return std::holds_alternative<engine::Limited>(effect.what) ||
         std::holds_alternative<engine::GainsCapped>(effect.what) ||
         std::holds_alternative<engine::SmallDropped>(effect.what) ||
         (held != nullptr && held->released.sign() == 0);
}

/// They say what is so in the end.
bool is_of_the_end(const engine::Effect& effect) {
  return std::holds_alternative<engine::BoundUndone>(effect.what) ||
         std::holds_alternative<engine::BoundBroken>(effect.what);
}

/// The first later step by which somebody has more than a maximum allowed it then.
const engine::BoundUndone* given_later(const std::vector<engine::Effect>& effects,
                                       const engine::Effect& effect) {
  for (const engine::Effect& other : effects) {
    const auto* undone = std::get_if<engine::BoundUndone>(&other.what);
    if (undone != nullptr && undone->given && other.step == effect.step) {
      return undone;
    }
  }
  return nullptr;
}

/// Whether steps behind this one gave or took: who was held by it may be elsewhere in the end.
bool is_changed_later(const Pot& pot, const std::vector<engine::Effect>& effects,
                      const engine::Effect& effect) {
  const bool by_rule = std::ranges::any_of(effects, [&](const engine::Effect& other) {
    return other.step > effect.step && !is_of_the_end(other) &&
           !std::holds_alternative<engine::UnclaimedMoney>(other.what);
  });
  for (std::size_t i = effect.step + 1; !by_rule && i < pot.steps.size(); ++i) {
    const engine::StepKind& kind = engine::step_kinds()[pot.steps[i].kind];
    if (kind.gives || kind.link != nullptr) {
      return true;
    }
  }
  return by_rule;
}

/// The notes on the steps of one pot, each step's together.
class StepNotes {
 public:
  StepNotes(const RunView& view, std::size_t pot, bool exact_amounts, const Words& words)
      : pot_{view.scenario.pots[pot]},
        result_{view.result.pots[pot]},
        words_{words},
        note_{view, pot, exact_amounts, words} {}

  std::vector<Sentence> write() {
    auto effect = result_.effects.begin();
    for (std::size_t step = 0; step <= pot_.steps.size(); ++step) {
      if (step < pot_.steps.size()) {
        add(step, note_.for_whom(step, result_.takes_part));
      }
      groups_ = more_groups_ = 0;
      for (; effect != result_.effects.end() && effect->step == step; ++effect) {
        add(*effect);
      }
      if (more_groups_ > 0) {
        add(step,
            words_.sentence(kMoreValues, {words_.count(more_groups_), within_of(step).column}));
      }
    }
    return std::move(sentences_);
  }

 private:
  static constexpr std::size_t kMostGroups = 20;

  [[nodiscard]] const Grouping& within_of(std::size_t step) const {
    return *pot_.steps[step].get<Within>(engine::kWithin.name)->by;
  }

  [[nodiscard]] std::string name_of(std::size_t step) const {
    if (step == pot_.steps.size()) {
      return note_.step_name(step) + words_(kColon);
    }
    const Step& of = pot_.steps[step];
    return (of.label.empty() ? words_(kStepHead, {words_.count(step + 1),
                                                  std::string{engine::step_kinds()[of.kind].name}})
                             : in_code(of.label)) +
           words_(kColon);
  }

  void add(std::size_t step, Sentence sentence) {
    if (!sentence.empty()) {
      sentence.insert(sentence.begin(), name_of(step));
      sentences_.push_back(std::move(sentence));
    }
  }

  void add(const engine::Effect& effect) {
    Sentence sentence = note_.of(effect);
    if (sentence.empty()) {
      return;
    }
    if (effect.group && ++groups_ > kMostGroups) {
      ++more_groups_;
      return;
    }
    if (effect.group) {
      const Grouping& by = within_of(effect.step);
      sentence.insert(
          sentence.begin(),
          words_(kTextInColumn, {by.column, by.groups[*effect.group]}) + words_(kColon));
    }
    const bool labelled = effect.step < pot_.steps.size() && !pot_.steps[effect.step].label.empty();
    if (labelled || is_of_the_end(effect)) {
      sentence.insert(sentence.begin(), name_of(effect.step));
    }
    say_the_end(effect, sentence);
    sentences_.push_back(std::move(sentence));
  }

  /// Where those are in the end whom the step has moved.
  void say_the_end(const engine::Effect& effect, Sentence& sentence) {
    const std::vector<std::string> moved = note_.moved_on(effect);
    Sentence more;
    if (says_where_districts_are(effect) && is_changed_later(pot_, result_.effects, effect)) {
      const engine::BoundUndone* given = given_later(result_.effects, effect);
      more.push_back(given == nullptr
                         ? words_(kBeforeLaterSteps)
                         : words_(kWhatTheyHadBefore, {note_.step_name(given->by.front())}));
    }
    if (!more.empty() || !moved.empty()) {
      sentence.back().pop_back();  // the full stop
      append(sentence, std::move(more));
      for (const std::string& clause : moved) {
        sentence.back() += words_(kSemicolon);
        sentence.push_back(clause);
      }
      sentence.back() += ".";
    }
  }

  const Pot& pot_;
  const engine::PotResult& result_;
  const Words& words_;
  EffectNotes note_;
  std::size_t groups_ = 0, more_groups_ = 0;
  std::vector<Sentence> sentences_;
};

}  // namespace

std::vector<Sentence> effect_notes(const RunView& view, std::size_t pot, bool exact_amounts,
                                   const Words& words) {
  return StepNotes{view, pot, exact_amounts, words}.write();
}

}  // namespace allot::report
