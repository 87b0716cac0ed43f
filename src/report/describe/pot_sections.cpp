#include <algorithm>
#include <variant>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/describe/description.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"

namespace allot::report::description {
namespace {

using enum Text;

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

/// The sentences on one pot, or on the rule of a prior year.
class PotSentences {
 public:
  PotSentences(const Described& what, const Pot& pot)
      : what_{what}, words_{what.words}, pot_{pot}, unit_{what.rules.number(pot.rounding.unit)} {}

  /// What it has. `result`: null of a prior year, whose amount is a number, or open.
  void add_amount(const engine::PotResult* result) {
    const std::string amount =
        result == nullptr ? ""
                          : amount_text(result->amount, what_.scenario().decimals, words_.numbers);
    std::visit(Overloaded{[&](const Fraction& fixed) { add(kPotHolds, {rules().amount(fixed)}); },
                          [&](const OpenAmount&) { add(kPotOpen); },
                          [&](const ContributedAmount&) {
                            add(kPotContributed, {amount, unit_});
                          },
                          [&](const PartOfPot& part) {
                            add(kPotPart, {percent_text(part.share, words_.numbers),
                                           what_.scenario().pots[index_of(part.of)].id, amount});
                          }},
               pot_.amount);
    append(sentences_.back(), origin_sentence(what_, pot_.provenance));
    if (result != nullptr) {
      for (const engine::PassedOn& passed : result->passed_on) {
        add(kPotPassesOn, {amount_text(passed.amount, what_.scenario().decimals, words_.numbers),
                           pot_name(what_.view, passed.to)});
      }
    }
  }

  void add_contributors() {
    for (const Contributor& one : pot_.contributors) {
      add_contributor(one);
    }
    if (!pot_.contributors.empty()) {
      add(kContributionsRounded, {unit_});
    }
  }

  void add_participation() {
    const Districts& districts = what_.scenario().districts;
    if (!pot_.participation) {
      add(kAllTakePart, {words_.districts(districts, districts.size())});
      return;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < districts.size(); ++i) {
      count += pot_.participation->takes_part(i) ? 1U : 0U;
    }
    const TextArgument all = words_.districts(districts, districts.size());
    if (pot_.participation->spans.empty()) {
      add(kTakePartWith, {words_.count(count), all, rules().where(*pot_.participation->only)});
    } else {
      add(kSomeTakePart, {words_.count(count), all});
    }
    append(sentences_.back(), origin_sentence(what_, pot_.participation->provenance));
    if (pot_.prorate) {
      sentences_.push_back(prorate_sentence(what_, *pot_.prorate));
    }
  }

  void add_steps() {
    for (std::size_t i = 1; i <= pot_.steps.size(); ++i) {
      append(sentences_, step_sentences(what_, pot_, i));
    }
    if (pot_.reduce_claims && !pot_.is_open()) {
      add(kClaimsCut);
    }
  }

  void add_rest() {
    if (pot_.is_open()) {
      return;
    }
    switch (pot_.unclaimed) {
      case Unclaimed::kNotAssigned:
        return add(kRestNotAssigned);
      case Unclaimed::kReturn:
        return add(kRestReturned);
      case Unclaimed::kCarryOver:
        return add(kRestCarriedOver);
      case Unclaimed::kReallocate:
        add(kRestReallocated, {what_.scenario().column(*pot_.claims).name});
    }
  }

  void add_rounding() {
    const RoundingRule& rule = pot_.rounding;
    const engine::RoundingMethod& method = engine::rounding_methods()[rule.method];
    const bool rest = method.each && takes_the_rest(rule.residual);
    const bool closes =
        !method.each || (rule.residual && rule.residual->to == Residual::To::kOneEachToLargest);
    const bool bounded =
        std::ranges::any_of(pot_.steps, &keeps_bounds) || pot_.unclaimed == Unclaimed::kReallocate;
    const bool in_units = !std::holds_alternative<std::monostate>(rule.minimum) ||
                          !std::holds_alternative<std::monostate>(rule.maximum);
    add(is_paid() && (closes || rest) ? kUnitIsPaid
        : rest                        ? kUnitIsWithRest
        : !closes                     ? kUnitIsAlone
        : bounded || in_units         ? kUnitIsInBounds
                                      : kUnitIs,
        {unit_});
    add_unit_bound(kUnitsAtLeast, rule.minimum);
    add_unit_bound(kUnitsAtMost, rule.maximum);
    sentences_.push_back(method_sentence(what_, rule));
    if (bounded && method.each != Rounding::kExact) {
      add(kBoundsInRounding);
      if (pot_.unclaimed == Unclaimed::kReallocate) {
        append(sentences_.back(), words_.sentence(kClaimGivesWay));
      }
      if (!method.each && !method.divisor) {
        add(kRemaindersInBounds);
      }
    }
    if (rule.residual) {
      add_residual(*rule.residual);
    }
    const bool decides = closes || (rule.residual && rule.residual->to == Residual::To::kLargest);
    if (decides) {
      add_ties();
    }
  }

  void add_years() {
    if (pot_.tranches) {
      add(kYearsAre, {rules().tranches(pot_)});
      add(kYearsRounded, {unit_});
    }
    if (pot_.tranches || !pot_.contributors.empty()) {
      std::string order;
      for (const SplitBy by : pot_.split_order) {
        if ((by != SplitBy::kContributor || !pot_.contributors.empty()) &&
            (by != SplitBy::kYear || pot_.tranches)) {
          add_item(order, split_words(by, what_.scenario().districts, words_));
        }
      }
      add(kSplitIn, {order});
    }
    if (pot_.paid) {
      add(kPaidOut, {what_.scenario().column(*pot_.paid).name});
    }
    if (pot_.settle) {
      add(pot_.settle->label.empty() ? kSettledByColumn : kSettledByColumnAs,
          {what_.scenario().column(pot_.settle->column).name, pot_.settle->label});
    }
  }

  std::vector<Sentence> take() { return std::move(sentences_); }

 private:
  [[nodiscard]] const RuleWords& rules() const { return what_.rules; }
  void add(Text text, std::initializer_list<TextArgument> arguments = {}) {
    sentences_.push_back(words_.sentence(text, arguments));
  }

  void add_contributor(const Contributor& one) {
    const std::string who =
        one.name == one.id ? in_code(one.id) : "`" + one.id + "` (" + one.name + ")";
    std::visit(
        Overloaded{[&](std::monostate) { add(kContributorNoCash, {who}); },
                   [&](const Fraction& fixed) {
                     add(kContributorFixed, {who, rules().amount(fixed)});
                   },
                   [&](const PercentOfWhole& part) {
                     add(kContributorPercent, {who, percent_text(part.share, words_.numbers)});
                   },
                   [&](const Match& match) {
                     const std::string ratio = rules().number(match.ratio);
                     const std::string& of = pot_.contributors[match.of].id;
                     if (match.at_most) {
                       add(kContributorMatchUpTo, {who, ratio, of, rules().amount(*match.at_most)});
                     } else {
                       add(kContributorMatch, {who, ratio, of});
                     }
                   }},
        one.cash);
    if (one.in_kind) {
      add(kContributorInKind, {who, rules().amount(*one.in_kind)});
    }
  }

  static bool takes_the_rest(const std::optional<Residual>& residual) {
    return residual &&
           (residual->to == Residual::To::kLargest || residual->to == Residual::To::kDistrict);
  }

  /// There is somebody who pays what rounding adds.
  [[nodiscard]] bool is_paid() const {
    return pot_.is_open() || std::ranges::any_of(pot_.steps, [](const Step& step) {
             const auto* payer = step.get<Payer>("paid_by");
             return payer != nullptr && payer->how == Payer::How::kTopUp;
           });
  }

  void add_unit_bound(Text text, const UnitBound& bound) {
    if (const auto* units = std::get_if<std::int64_t>(&bound)) {
      add(text, {rules().number(*units)});
    } else if (const auto* column = std::get_if<ColumnId>(&bound)) {
      add(text, {words_(kItsValue, {what_.scenario().column(*column).name})});
    }
  }

  void add_residual(const Residual& residual) {
    switch (residual.to) {
      case Residual::To::kReport:
        return add(kRestReported);
      case Residual::To::kLargest:
        return add(kRestToLargest);
      case Residual::To::kOneEachToLargest:
        return add(kRestOneEach);
      case Residual::To::kDistrict:
        return add(kRestToDistrict, {what_.scenario().districts.ids[index_of(residual.district)]});
      case Residual::To::kReserve:
        add(kRestToReserve, {residual.reserve});
    }
  }

  void add_ties() {
    std::string order;
    bool by_key = false;
    for (const TieRule& tie : pot_.rounding.ties) {
      const std::string rule = tie_name(tie);
      order = order.empty() ? words_(kTieRules, {rule}) : words_(kTieRulesThen, {order, rule});
      by_key = by_key || tie.by == TieRule::By::kLargestKey || tie.by == TieRule::By::kSmallestKey;
    }
    add(kEqualsGo, {order});
    append(sentences_.back(), words_.sentence(by_key ? kEqualsByKey : kEqualsById));
    const bool of_some = std::ranges::any_of(pot_.steps, [](const Step& step) {
      return step.find("by") != nullptr && step.find(engine::kWhere) != nullptr;
    });
    if (by_key && of_some) {
      append(sentences_.back(), words_.sentence(kEqualsOfShares));
    }
  }

  [[nodiscard]] std::string tie_name(const TieRule& tie) const {
    switch (tie.by) {
      case TieRule::By::kLargestKey:
        return std::string{words_.named(NamesOf::kTieRule, "largest_key")};
      case TieRule::By::kSmallestKey:
        return std::string{words_.named(NamesOf::kTieRule, "smallest_key")};
      case TieRule::By::kId:
        return std::string{words_.named(NamesOf::kTieRule, "id")};
      case TieRule::By::kColumn:
        break;
    }
    return in_code(what_.scenario().column(tie.column).name);
  }

  const Described& what_;
  const Words& words_;
  const Pot& pot_;
  std::string unit_;
  std::vector<Sentence> sentences_;
};

}  // namespace

Sentence prorate_sentence(const Described& what, const Prorate& rule) {
  const Words& words = what.words;
  const bool by_day = rule.unit == Prorate::Unit::kDay;
  Sentence sentence = words.sentence(by_day ? kPartOfDays : kPartOfMonths);
  if (!by_day) {
    append(sentence,
           words.sentence(rule.started_month == Prorate::StartedMonth::kCounts ? kStartedMonthCounts
                          : rule.started_month == Prorate::StartedMonth::kIgnored
                              ? kStartedMonthIgnored
                              : kStartedMonthHalf));
  }
  append(sentence, words.sentence(rule.applies_to == Prorate::AppliesTo::kAmount ? kFactorOnAmount
                                                                                 : kFactorOnKey));
  return sentence;
}

std::vector<Section> pot_sections(const Described& what) {
  std::vector<Section> sections;
  for (std::size_t i = 0; i < what.scenario().pots.size(); ++i) {
    const Pot& pot = what.scenario().pots[i];
    const engine::PotResult& result = what.view.result.pots[i];
    PotSentences sentences{what, pot};
    sentences.add_amount(&result);
    sentences.add_contributors();
    sentences.add_participation();
    sentences.add_steps();
    sentences.add_rest();
    sentences.add_rounding();
    sentences.add_years();
    sections.push_back(
        {.of = "pot",
         .id = pot.id,
         .heading = pot.title.empty() || pot.title == pot.id
                        ? what.words.sentence(kHeadingPot, {pot.id})
                        : what.words.sentence(kHeadingPotTitled, {pot.id, pot.title}),
         .sentences = sentences.take()});
  }
  return sections;
}

std::vector<Sentence> rule_of_prior(const Described& what, const Pot& rule) {
  PotSentences sentences{what, rule};
  sentences.add_amount(nullptr);
  sentences.add_steps();
  sentences.add_rest();
  sentences.add_rounding();
  return sentences.take();
}

}  // namespace allot::report::description
