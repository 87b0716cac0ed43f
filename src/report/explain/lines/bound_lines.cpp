// Bounds that all districts share one factor for (minimum and maximum, a floor that all pay for in
// proportion, a ceiling, claims): what held, who paid, and why something did not happen.

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/error.hpp"
#include "report/explain/lines/bound_terms.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

using engine::Bounded;

/// Of those who are at a bound of the record.
Text those_held(const Bounded& record, const Step* step) {
  switch (record.kind) {
    case Bounded::Kind::kRatable:
      return kThoseAtFloor;
    case Bounded::Kind::kGainCap:
      return *step->get<std::string>("new") == "excluded" ? kThoseAtCeilingOrNew : kThoseAtCeiling;
    case Bounded::Kind::kReallocated:
      return kThoseWithoutRoom;
    case Bounded::Kind::kLimit:
      break;
  }
  return !record.minimum ? kThoseAtMaximum : record.maximum ? kThoseAtBounds : kThoseAtMinimum;
}

class BoundedLines {
 public:
  BoundedLines(const Bounded& record, Workings& workings)
      : record_{record},
        workings_{workings},
        words_{workings.words},
        step_{record.kind == Bounded::Kind::kReallocated ? nullptr : &workings.step()},
        terms_{bound_terms(record, step_, workings)} {}

  void write() {
    const std::size_t before = workings_.so_far();
    const bool by_itself = record_.factor * record_.before == record_.before ||
                           record_.kind == Bounded::Kind::kReallocated;
    if (record_.after == record_.before && by_itself) {
      write_why_not();
    } else {
      workings_.set_so_far(workings_.add({.label = label(),
                                          .formula = formula(before),
                                          .value = {record_.after},
                                          .notes = label_note()}));
    }
    if (terms_.minimum) {
      workings_.keep(Workings::Bounds::kMinimum, std::move(*terms_.minimum));
    }
    if (terms_.maximum) {
      workings_.keep(Workings::Bounds::kMaximum, std::move(*terms_.maximum));
    }
  }

 private:
  /// before × factor, within the bounds; where everybody is at a bound there is no factor.
  Expression formula(std::size_t before) {
    if (record_.scaling && record_.scaling->others.sign() == 0) {
      BoundTerm& bound =
          record_.minimum == record_.after && terms_.minimum ? *terms_.minimum : *terms_.maximum;
      return workings_.bound(bound);
    }
    std::vector<Expression> factors{Expression::of_line(before)};
    if (record_.factor != Fraction{1}) {
      factors.push_back(Expression::of_line(factor_line()));
    }
    Expression formula = product_of(std::move(factors));
    if (terms_.minimum) {
      formula =
          Expression::of(Op::kAtLeast, {std::move(formula), workings_.bound(*terms_.minimum)});
    }
    if (terms_.maximum) {
      formula = Expression::of(Op::kAtMost, {std::move(formula), workings_.bound(*terms_.maximum)});
    }
    return formula;
  }

  [[nodiscard]] std::vector<std::string> label_note() const {
    std::vector<std::string> notes;
    if (record_.scaling && record_.scaling->others.sign() == 0) {
      notes.push_back(words_(kAllAtBounds));
    }
    if (step_ != nullptr && !step_->label.empty()) {
      notes.push_back("`" + step_->label + "`");
    }
    return notes;
  }

  [[nodiscard]] bool at_minimum() const {
    return record_.minimum && record_.after == *record_.minimum &&
           record_.factor * record_.before < record_.after;
  }
  [[nodiscard]] bool at_maximum() const {
    return record_.maximum && record_.after == *record_.maximum &&
           record_.after < record_.factor * record_.before;
  }

  [[nodiscard]] std::string label() const {
    if (at_minimum()) {
      return words_(terms_.minimum->texts->held);
    }
    if (at_maximum()) {
      return words_(terms_.maximum->texts->held);
    }
    return words_(record_.after < record_.before ? kLabelPays : kLabelReceives);
  }

  /// What the others get, over what they had: sums over districts.
  std::size_t factor_line() {
    invariant(record_.scaling.has_value(), "a factor comes from somewhere");
    const engine::Scaling& scaling = *record_.scaling;
    std::vector<Expression> others_get = all_lines(scaling);
    if (scaling.held_districts > 0) {
      others_get = {sum_of(std::move(others_get)),
                    workings_.input(words_(kLabelThoseHeld), scaling.held,
                                    words_(those_held(record_, step_),
                                           {workings_.districts(scaling.held_districts)}))};
      others_get = {difference_of(std::move(others_get))};
    }
    Expression others_had =
        workings_.input(words_(kLabelOthersHad), scaling.others,
                        words_(kDistricts, {workings_.districts(scaling.other_districts)}));
    return workings_.add(
        {.label = words_(kLabelFactor),
         .formula = quotient_of(sum_of(std::move(others_get)), std::move(others_had)),
         .value = {.value = record_.factor, .form = Form::kNumber},
         .notes = {words_(kForOthers)}});
  }

  /// What all have in the end.
  std::vector<Expression> all_lines(const engine::Scaling& scaling) {
    const auto* placed = workings_.effect<engine::Reallocated>();
    if (placed == nullptr) {
      return {workings_.input(words_(kLabelSumOfAll), scaling.total, "")};
    }
    return {workings_.input(words_(kLabelSumOfAll), scaling.total - placed->placed, ""),
            workings_.input(words_(kLabelUnclaimed), placed->placed,
                            placed->unplaced.sign() == 0 ? "" : words_(kRoomInClaims))};
  }

  void write_why_not() {
    if (record_.kind == Bounded::Kind::kReallocated) {
      const bool nothing = record_.before.sign() == 0 && record_.maximum->sign() > 0;
      workings_.remark(words_(kLabelUnclaimedMoney),
                       {words_(nothing ? kNoneAsNothingSoFar : kNoneAsClaimIsMet)});
      return;
    }
    if (!record_.minimum && !record_.maximum) {
      write_no_bound();
    }
    if (terms_.minimum) {
      workings_.remark(words_(terms_.minimum->texts->not_met), {comparison("≥", *terms_.minimum)});
    }
    if (terms_.maximum) {
      workings_.remark(words_(terms_.maximum->texts->not_met), {comparison("≤", *terms_.maximum)});
    }
  }

  void write_no_bound() {
    if (record_.kind == Bounded::Kind::kLimit) {
      workings_.remark(words_(kLabelNoMinimum), {words_(kNoneForDistrict)});
      return;
    }
    workings_.remark(
        words_(record_.kind == Bounded::Kind::kRatable ? kLabelNoFloor : kLabelNoCeiling),
        {words_(kHadNothingBefore, {workings_.prior_label()})});
  }

  /// "382.00 ≥ 371.25 (95 % of 2024)".
  [[nodiscard]] std::string comparison(std::string_view relation, const BoundTerm& bound) const {
    std::string text = fmt::format("{} {} {}", workings_.amount(record_.after), relation,
                                   workings_.amount(bound.value));
    return bound.words.empty() ? text : text + " (" + bound.words + ")";
  }

  const Bounded& record_;
  Workings& workings_;
  const Words& words_;
  const Step* step_;
  BoundTerms terms_;
};

}  // namespace

void write_down(const Bounded& record, Workings& workings) {
  workings.settle_claims();
  BoundedLines{record, workings}.write();
}

}  // namespace allot::report::explain
