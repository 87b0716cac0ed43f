// Bounds that all districts share one factor for (minimum and maximum, a floor that all pay for in
// proportion, a ceiling, claims): what they are made of, what held, who paid, and why something did
// not happen.

#include <variant>

#include "allot/core/error.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/explain/workings.hpp"
#include "report/rules/rule_words.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

using engine::Bounded;

constexpr BoundKind kMinimum{true, kLabelMinimum, kLabelHeldAtMinimum, kLabelNoMinimumPaid};
constexpr BoundKind kFloor{true, kLabelFloor, kLabelHeldAtFloor, kLabelNoFloorPaid};
constexpr BoundKind kMaximum{false, kLabelMaximum, kLabelHeldAtMaximum, kLabelNotCutAtMaximum,
                             kMaximumAllowsNoMore};
constexpr BoundKind kCeiling{false, kLabelCeiling, kLabelHeldAtCeiling, kLabelNotCutAtCeiling,
                             kCeilingAllowsNoMore};
constexpr BoundKind kSmallest{
    .is_minimum = true, .label = kLabelSmallest, .not_met = kLabelNotDropped};
constexpr BoundKind kClaim{.is_minimum = false,
                           .label = kLabelClaim,
                           .held = kLabelHeldAtClaim,
                           .no_more = kClaimAllowsNoMore};
/// Of who has more than its claim, which already keeps it.
constexpr BoundKind kHadMore{
    .is_minimum = false, .label = kLabelClaim, .held = kLabelHeldAtClaim, .no_more = kAboveClaim};

BoundTerm prior_term(const BoundKind& kind, const Fraction& share, const Fraction& value,
                     const Workings& workings) {
  BoundTerm term{.kind = &kind,
                 .value = value,
                 .words = workings.share_of_prior(share),
                 .origin = workings.prior_origin()};
  if (share.sign() != 0) {
    term.formula = constant(share, Form::kPercent) * constant(value / share);
  }
  return term;
}

/// The forms of a bound.
struct LimitTerm {
  const BoundKind& kind;
  const Fraction& value;
  Workings& workings;

  BoundTerm operator()(const FixedBound& /*bound*/) const {
    return {.kind = &kind, .value = value};
  }

  BoundTerm operator()(const PriorBound& bound) const {
    return prior_term(kind, bound.share, value, workings);
  }

  BoundTerm operator()(const PotBound& bound) const {
    BoundTerm term{.kind = &kind, .value = value};
    if (bound.share.sign() != 0) {
      term.formula = constant(bound.share, Form::kPercent) * constant(value / bound.share);
      term.words = workings.words(kPartOfPot, {percent_text(bound.share, workings.numbers)});
    }
    return term;
  }

  BoundTerm operator()(const RateBound& bound) const {
    const Key& key = workings.scenario().key(bound.per);
    CountLine counted = count_line(bound.per, workings);
    const std::string& label =
        key.column ? workings.scenario().column(*key.column).label : in_code(key.name);
    return {.kind = &kind,
            .value = value,
            .formula = constant(bound.amount) * std::move(counted.count),
            .words = workings.words(kForEachOf, {label}),
            .origin = std::move(counted.origin)};
  }

  BoundTerm operator()(const ColumnBound& bound) const {
    const Column& column = workings.scenario().column(bound.column);
    return {.kind = &kind,
            .value = value,
            .formula = constant(value),
            .words = column.label,
            .origin = workings.origin(column.provenance)};
  }

  BoundTerm operator()(const PriorColumnBound& bound) const {
    const Column& column = workings.scenario().column(bound.percent);
    const Fraction share = column.values.at(workings.district) / Fraction{100};
    BoundTerm term = prior_term(kind, share, value, workings);
    term.words =
        workings.words(kPartOfPriorYear, {column.label + "\u202F%", workings.prior_label()});
    term.origin = workings.origin(column.provenance);
    return term;
  }

  BoundTerm operator()(const SeveralBounds& bound) const {
    const std::optional<Expression>& made = workings.made(kind.is_minimum);
    invariant(!made || workings.value(*made) == value, "it is what several bounds come to");
    const RuleWords rules{workings.scenario(), workings.scenario().decimals, workings.words};
    return {.kind = &kind,
            .value = value,
            .formula = made,
            .words = rules.bound(bound, workings.prior_label())};
  }
};

BoundTerm limit_term(std::string_view field, const BoundKind& kind, const Fraction& value,
                     Workings& workings) {
  return std::visit(LimitTerm{kind, value, workings},
                    std::get<Bound>(workings.step().find(field)->value));
}

BoundTerm claim_term(const Bounded& record, const Workings& workings) {
  const Column& column = workings.scenario().column(*workings.rules().claims);
  const bool above = column.values.at(workings.district) < *record.maximum;
  return {.kind = above ? &kHadMore : &kClaim,
          .value = *record.maximum,
          .formula = constant(*record.maximum),
          .words = above ? workings.words(kHasAboveClaim, {column.label}) : column.label,
          .origin = workings.origin(column.provenance)};
}

BoundTerm minimum_term(const Bounded& record, Workings& workings) {
  return record.kind == Bounded::Kind::kRatable
             ? floor_term(*record.minimum, workings)
             : limit_term("minimum", kMinimum, *record.minimum, workings);
}

BoundTerm maximum_term(const Bounded& record, Workings& workings) {
  switch (record.kind) {
    case Bounded::Kind::kReallocated:
      return claim_term(record, workings);
    case Bounded::Kind::kGainCap:
      return prior_term(kCeiling, Fraction{1} + *workings.step().get<Fraction>("percent"),
                        *record.maximum, workings);
    case Bounded::Kind::kRatable:
    case Bounded::Kind::kLimit:
      break;
  }
  return limit_term("maximum", kMaximum, *record.maximum, workings);
}

/// The lines of what a bound is made of, and of what it comes to.
class SeveralLines {
 public:
  SeveralLines(const engine::BoundChosen& record, const BoundKind& kind, Workings& workings)
      : record_{record}, kind_{kind}, workings_{workings} {}

  /// Nothing where all of it is skipped.
  std::optional<Expression> write(const SeveralBounds& bound) {
    const auto made = of_several(bound);
    if (!made) {
      return std::nullopt;
    }
    const Fraction value = workings_.value(*made);
    std::string deciding;
    for (const auto& [words, single] : known_) {
      add_item(deciding, single == value ? words : "");
    }
    std::vector<std::string> notes{workings_.words(kDecidedBy, {deciding})};
    append(notes, std::move(skipped_));
    return workings_.add(workings_.words(kind_.label), *made, {.notes = std::move(notes)});
  }

 private:
  std::optional<Expression> of_several(const SeveralBounds& bound) {
    std::vector<Expression> known;
    for (const BoundMember& member : bound.members) {
      const auto* several = std::get_if<SeveralBounds>(&member.bound);
      if (auto line = several == nullptr ? of_single(member.bound) : of_several(*several)) {
        known.push_back(*std::move(line));
      }
    }
    const bool greatest = bound.which == SeveralBounds::Which::kGreatest;
    return known.empty()       ? std::nullopt
           : known.size() == 1 ? std::optional{known.front()}
                               : std::optional{Expression::of(greatest ? Op::kAtLeast : Op::kAtMost,
                                                              std::move(known))};
  }

  std::optional<Expression> of_single(const Bound& bound) {
    const RuleWords rules{workings_.scenario(), workings_.scenario().decimals, workings_.words};
    std::string words = rules.bound(bound, workings_.prior_label());
    const std::optional<Fraction>& value = record_.of[next_++];
    if (!value) {
      skipped_.push_back(workings_.words(kSkippedMember, {words, workings_.prior_label()}));
      return std::nullopt;
    }
    known_.emplace_back(words, *value);
    BoundTerm term = std::visit(LimitTerm{kind_, *value, workings_}, bound);
    return term.formula ? workings_.add_once(std::move(words), *std::move(term.formula),
                                             {.is = *value, .origin = std::move(term.origin)})
                        : constant(*value);
  }

  const engine::BoundChosen& record_;
  const BoundKind& kind_;
  Workings& workings_;
  std::size_t next_ = 0;  ///< of the single ones, in the order of the file
  std::vector<std::pair<std::string, Fraction>> known_;
  std::vector<std::string> skipped_;
};

class BoundedLines {
 public:
  BoundedLines(const Bounded& record, Workings& workings)
      : record_{record}, workings_{workings}, words_{workings.words} {
    if (record.minimum && !reallocates_) {  // who has more than its claim keeps it
      minimum_ = minimum_term(record, workings);
    }
    if (record.maximum) {
      maximum_ = maximum_term(record, workings);
    }
  }

  void write() {
    const Expression before = workings_.so_far();
    const bool by_itself = scaled_ == record_.before || reallocates_;
    if (record_.after == record_.before && by_itself) {
      write_why_not();
    } else {
      workings_.set_so_far(
          workings_.add(label(), formula(before), {.is = record_.after, .notes = notes()}));
    }
    for (auto* bound : {&minimum_, &maximum_}) {
      if (*bound) {
        workings_.keep(std::move(**bound));
      }
    }
  }

 private:
  /// before × factor, within the bounds; where everybody is at a bound there is no factor.
  Expression formula(const Expression& before) {
    if (all_at_bounds_) {
      return workings_.bound(minimum_ && minimum_->value == record_.after ? *minimum_ : *maximum_);
    }
    Expression formula = record_.factor == Fraction{1} ? before : before * factor_line();
    if (minimum_) {
      formula = Expression::of(Op::kAtLeast, {formula, workings_.bound(*minimum_)});
    }
    if (maximum_) {
      formula = Expression::of(Op::kAtMost, {formula, workings_.bound(*maximum_)});
    }
    return formula;
  }

  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    if (all_at_bounds_) {
      notes.push_back(words_(kAllAtBounds));
    }
    if (!reallocates_) {
      append(notes, workings_.step_notes());
    }
    return notes;
  }

  [[nodiscard]] std::string label() const {
    const bool at_minimum = minimum_ && record_.after == minimum_->value && scaled_ < record_.after;
    const bool at_maximum = maximum_ && record_.after == maximum_->value && record_.after < scaled_;
    return words_(at_minimum                       ? minimum_->kind->held
                  : at_maximum                     ? maximum_->kind->held
                  : record_.after < record_.before ? kLabelPays
                                                   : kLabelReceives);
  }

  /// What the others get, over what they had: sums over districts.
  Expression factor_line() {
    invariant(record_.scaling.has_value(), "a factor comes from somewhere");
    const engine::Scaling& scaling = *record_.scaling;
    Expression others_get = sum_of_all(scaling.total);
    if (scaling.held_districts > 0) {
      others_get =
          others_get -
          workings_.input(words_(kLabelThoseHeld), scaling.held,
                          words_(those_held(), {workings_.districts(scaling.held_districts)}));
    }
    const Expression others_had =
        workings_.input(words_(kLabelOthersHad), scaling.others,
                        words_(kDistricts, {workings_.districts(scaling.other_districts)}));
    return workings_.add(
        words_(kLabelFactor), others_get / others_had,
        {.form = Form::kNumber, .is = record_.factor, .notes = {words_(kForOthers)}});
  }

  /// What all have in the end.
  Expression sum_of_all(const Fraction& total) {
    const auto* placed = workings_.effect<engine::Reallocated>();
    if (placed == nullptr) {
      return workings_.sum_of_all(total);
    }
    // Unclaimed money is given after all steps, by none of them.
    const Expression sum = workings_.input(words_(kLabelSumOfAll), total - placed->placed);
    return sum + workings_.input(words_(kLabelUnclaimed), placed->placed,
                                 placed->unplaced.sign() == 0 ? "" : words_(kRoomInClaims));
  }

  [[nodiscard]] Text those_held() const {
    switch (record_.kind) {
      case Bounded::Kind::kRatable:
        return kThoseAtFloor;
      case Bounded::Kind::kGainCap:
        return *workings_.step().get<std::string>("new") == "excluded" ? kThoseAtCeilingOrNew
                                                                       : kThoseAtCeiling;
      case Bounded::Kind::kReallocated:
        return kThoseWithoutRoom;
      case Bounded::Kind::kLimit:
        break;
    }
    return !minimum_ ? kThoseAtMaximum : maximum_ ? kThoseAtBounds : kThoseAtMinimum;
  }

  void write_why_not() {
    if (reallocates_) {
      const bool nothing = record_.before.sign() == 0 && record_.maximum->sign() > 0;
      workings_.remark(words_(kLabelUnclaimedMoney),
                       {words_(nothing ? kNoneAsNothingSoFar : kNoneAsClaimIsMet)});
    } else if (!minimum_ && !maximum_) {
      write_no_bound();
    } else {
      for (const auto& [bound, relation] : {std::pair{&minimum_, " ≥ "}, {&maximum_, " ≤ "}}) {
        if (*bound) {
          const std::string& words = (*bound)->words;
          workings_.remark(
              words_((*bound)->kind->not_met),
              {workings_.amount(record_.after) + relation + workings_.amount((*bound)->value) +
               (words.empty() ? "" : " (" + words + ")")});
        }
      }
    }
  }

  void write_no_bound() {
    if (record_.kind == Bounded::Kind::kLimit) {
      return;  // what it would be made of has been skipped, and that is said
    }
    const bool floor = record_.kind == Bounded::Kind::kRatable;
    workings_.remark(words_(floor ? kLabelNoFloor : kLabelNoCeiling),
                     {words_(kHadNothingBefore, {workings_.prior_label()})});
  }

  const Bounded& record_;
  Workings& workings_;
  const Words& words_;
  const bool reallocates_ = record_.kind == Bounded::Kind::kReallocated;
  const bool all_at_bounds_ = record_.scaling && record_.scaling->others.sign() == 0;
  const Fraction scaled_ = record_.factor * record_.before;
  std::optional<BoundTerm> minimum_ = {}, maximum_ = {};
};

}  // namespace

BoundTerm floor_term(const Fraction& floor, Workings& workings) {
  if (const auto bound = engine::floor_of(workings.step())) {
    return std::visit(LimitTerm{kFloor, floor, workings}, *bound);
  }
  const RuleWords rules{workings.scenario(), workings.scenario().decimals, workings.words};
  return {.kind = &kFloor,
          .value = floor,
          .formula = workings.made(true),
          .words = rules.floor(workings.step(), workings.prior_label())};
}

void write_down(const engine::BoundChosen& record, Workings& workings) {
  workings.settle_claims();
  const Step& step = workings.step();
  const auto floor = engine::floor_of(step);
  const auto* smallest = step.get<Bound>("amount");
  const Bound& bound = floor ? *floor
                       : smallest != nullptr
                           ? *smallest
                           : *step.get<Bound>(record.is_minimum ? "minimum" : "maximum");
  const BoundKind& kind = floor                 ? kFloor
                          : smallest != nullptr ? kSmallest
                          : record.is_minimum   ? kMinimum
                                                : kMaximum;
  SeveralLines lines{record, kind, workings};
  if (auto made = lines.write(std::get<SeveralBounds>(bound))) {
    workings.set_made(record.is_minimum, *std::move(made));
  } else if (!floor) {  // of a floor it is said with what came of it
    workings.remark(workings.words(smallest != nullptr ? kLabelNotDropped
                                   : record.is_minimum ? kLabelNoMinimum
                                                       : kLabelNoMaximum),
                    {workings.words(kHasNothingBefore, {workings.prior_label()})});
  }
}

void write_down(const engine::LossFloor& record, Workings& workings) {
  const Words& words = workings.words;
  const Expression before = workings.so_far();
  const Expression prior = prior_line(record.prior, workings);
  if (record.before >= record.prior) {
    workings.set_made(true, workings.add(words(kLabelFloor), prior,
                                         {.is = record.floor, .notes = {words(kFloorOfWhoGains)}}));
    return;
  }
  const Expression loss = workings.add(words(kLabelLoss), prior - before);
  workings.set_made(
      true, workings.add(words(kLabelFloor), before + constant(record.part, Form::kPercent) * loss,
                         {.is = record.floor}));
}

void write_down(const Bounded& record, Workings& workings) {
  workings.settle_claims();
  BoundedLines{record, workings}.write();
}

void write_down(const engine::DropChecked& record, Workings& workings) {
  workings.settle_claims();
  const Words& words = workings.words;
  const Expression before = workings.so_far();
  BoundTerm smallest = limit_term("amount", kSmallest, record.amount, workings);
  const std::string of = smallest.words.empty() ? "" : " (" + smallest.words + ")";
  const std::string there = workings.amount(record.before);
  const std::string amount = workings.amount(record.amount) + of;
  if (record.dropped) {
    std::vector<std::string> notes = workings.step_notes();
    notes.push_back(there + " < " + amount);
    workings.set_so_far(workings.add(words(kLabelDropped), before - before,
                                     {.is = record.after, .notes = std::move(notes)}));
    return;
  }
  if (record.before.sign() == 0) {
    workings.remark(words(kLabelNotDropped), {words(kNothingSoFar)});
    return;
  }
  if (smallest.formula || record.amount.sign() > 0) {  // else it is said why there is none
    workings.remark(words(kLabelNotDropped), {there + " ≥ " + amount});
  }
  if (record.factor != Fraction{1}) {
    const Expression all = workings.sum_of_all(record.total);
    const Expression theirs = workings.input(words(kLabelOthersHad), record.others,
                                             words(kDistricts, {workings.districts(record.count)}));
    const Expression factor =
        workings.add(words(kLabelFactor), all / theirs,
                     {.form = Form::kNumber, .is = record.factor, .notes = {words(kForOthers)}});
    workings.set_so_far(workings.add(words(kLabelReceives), before * factor,
                                     {.is = record.after, .notes = workings.step_notes()}));
  }
  workings.keep(std::move(smallest));
}

void write_down(const engine::BeyondBound& record, Workings& workings) {
  workings.settle_claims();
  const Words& words = workings.words;
  const std::string_view kind = engine::step_kinds()[workings.step().kind].name;
  const Text beyond = kind == "hold_harmless" ? kBelowFloor
                      : kind == "gain_cap"    ? kAboveCeiling
                      : kind == "drop_below"  ? kBelowSmallest
                      : record.is_minimum     ? kBelowMinimum
                                              : kAboveMaximum;
  const Step& later = workings.rules().steps[record.by];
  const std::string_view name =
      later.label.empty() ? engine::step_kinds()[later.kind].name : std::string_view{later.label};
  workings.remark(words(kLabelNotKept),
                  {words(kOneEndsBeyond, {workings.scenario().districts.ids[workings.district],
                                          workings.amount(record.ends), words(beyond),
                                          workings.amount(record.bound),
                                          words(kNamedStep, {words.count(record.by + 1), name})})});
}

}  // namespace allot::report::explain
