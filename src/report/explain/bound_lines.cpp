// Minimum and maximum, floors and ceilings against the prior year, transitions: what held, who
// paid, and why something did not happen.

#include <fmt/core.h>

#include <algorithm>
#include <variant>

#include "report/explain/workings.hpp"
#include "report/wording.hpp"

namespace allot::report::explain {
namespace {

using engine::Bounded;

/// An amount that a rule computes, in a line; one that the file gives needs none.
struct BoundTerm {
  Expression formula;
  std::string in_words;  ///< "95 % of 2024"; empty: an amount of the file
};

class BoundWords {
 public:
  BoundWords(const Argument* argument, const Fraction& value, std::string label, Workings& workings)
      : argument_{argument}, value_{value}, label_{std::move(label)}, workings_{workings} {}

  BoundTerm term() const {
    if (argument_ == nullptr) {
      return fixed();
    }
    return std::visit(*this, std::get<Bound>(argument_->value));
  }

  BoundTerm operator()(const FixedBound& /*bound*/) const { return fixed(); }

  BoundTerm operator()(const PriorBound& bound) const {
    if (bound.share.sign() == 0) {
      return fixed();
    }
    const Fraction prior = value_ / bound.share;
    return line({constant(bound.share, Form::kPercent), constant(prior)},
                percent_text(bound.share, workings_.numbers) + " of " + workings_.prior_label(),
                workings_.prior_origin());
  }

  BoundTerm operator()(const PotBound& bound) const {
    if (bound.share.sign() == 0) {
      return fixed();
    }
    return line({constant(bound.share, Form::kPercent), constant(value_ / bound.share)},
                percent_text(bound.share, workings_.numbers) + " of the pot", {});
  }

  BoundTerm operator()(const RateBound& bound) const {
    const Column& column = workings_.scenario().column(bound.per);
    return line(
        {constant(bound.amount), constant(column.values.at(workings_.district), Form::kNumber)},
        "for each of " + column.label, workings_.origin(column.provenance));
  }

  BoundTerm operator()(const ColumnBound& bound) const {
    const Column& column = workings_.scenario().column(bound.column);
    return line({constant(value_)}, column.label, workings_.origin(column.provenance));
  }

 private:
  [[nodiscard]] BoundTerm fixed() const { return {.formula = constant(value_), .in_words = {}}; }

  [[nodiscard]] BoundTerm line(std::vector<Expression> factors, const std::string& words,
                               Origin origin) const {
    const std::size_t index = workings_.add({.label = label_,
                                             .formula = product_of(std::move(factors)),
                                             .value = {value_},
                                             .notes = {words},
                                             .origin = std::move(origin)});
    return {.formula = Expression::of_line(index), .in_words = words};
  }

  const Argument* argument_;
  const Fraction& value_;
  std::string label_;
  Workings& workings_;
};

/// "382.00 ≥ 371.25 (95 % of 2024)".
std::string comparison(const Fraction& had, std::string_view relation, const Fraction& bound,
                       const std::string& words, Workings& workings) {
  std::string text =
      fmt::format("{} {} {}", workings.amount(had), relation, workings.amount(bound));
  return words.empty() ? text : text + " (" + words + ")";
}

/// The bounds of one record in words and terms.
struct BoundNames {
  std::string_view minimum, maximum;  ///< "minimum", "floor"
};

BoundNames names_of(Bounded::Kind kind) {
  switch (kind) {
    case Bounded::Kind::kRatable:
      return {"floor", ""};
    case Bounded::Kind::kGainCap:
      return {"", "ceiling"};
    case Bounded::Kind::kReallocated:
      return {"", "claim"};
    case Bounded::Kind::kLimit:
      break;
  }
  return {"minimum", "maximum"};
}

const Step* step_of(Bounded::Kind kind, Workings& workings) {
  switch (kind) {
    case Bounded::Kind::kLimit:
      return &workings.step("limit");
    case Bounded::Kind::kRatable:
      return &workings.step("hold_harmless");
    case Bounded::Kind::kGainCap:
      return &workings.step("gain_cap");
    case Bounded::Kind::kReallocated:
      break;
  }
  return nullptr;
}

class BoundedLines {
 public:
  BoundedLines(const Bounded& record, Workings& workings)
      : record_{record},
        workings_{workings},
        step_{step_of(record.kind, workings)},
        names_{names_of(record.kind)} {}

  void write() {
    const std::size_t before = workings_.so_far();
    const bool by_itself = record_.factor * record_.before == record_.before ||
                           record_.kind == Bounded::Kind::kReallocated;
    if (record_.after == record_.before && by_itself) {
      write_why_not();
      return;
    }
    std::vector<Expression> factors{Expression::of_line(before)};
    if (record_.factor != Fraction{1}) {
      factors.push_back(Expression::of_line(factor_line()));
    }
    Expression formula = product_of(std::move(factors));
    if (record_.minimum) {
      formula = Expression::of(Op::kAtLeast, {std::move(formula), minimum().formula});
    }
    if (record_.maximum) {
      formula = Expression::of(Op::kAtMost, {std::move(formula), maximum().formula});
    }
    workings_.set_so_far(workings_.add({.label = label(),
                                        .formula = std::move(formula),
                                        .value = {record_.after},
                                        .notes = label_note()}));
  }

 private:
  [[nodiscard]] std::vector<std::string> label_note() const {
    return step_ == nullptr || step_->label.empty()
               ? std::vector<std::string>{}
               : std::vector<std::string>{"`" + step_->label + "`"};
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
      return fmt::format("held at the {}", names_.minimum);
    }
    if (at_maximum()) {
      return fmt::format("held at the {}", names_.maximum);
    }
    return record_.after < record_.before ? "pays for others" : "receives";
  }

  /// Of kRatable and kGainCap the bound is no argument of its own.
  BoundTerm minimum() {
    if (record_.kind == Bounded::Kind::kRatable) {
      return of_prior(*step_->get<Fraction>("percent_of_prior"), *record_.minimum, "floor");
    }
    if (record_.kind == Bounded::Kind::kReallocated) {
      return {.formula = Expression::of_line(workings_.so_far()), .in_words = {}};
    }
    return BoundWords{step_->find("minimum"), *record_.minimum, "minimum", workings_}.term();
  }

  BoundTerm maximum() {
    if (record_.kind == Bounded::Kind::kGainCap) {
      return of_prior(Fraction{1} + *step_->get<Fraction>("percent"), *record_.maximum, "ceiling");
    }
    if (record_.kind == Bounded::Kind::kReallocated) {
      return claim();
    }
    return BoundWords{step_->find("maximum"), *record_.maximum, "maximum", workings_}.term();
  }

  /// Who has more already keeps it.
  BoundTerm claim() {
    const Column& column = workings_.scenario().column(*workings_.rules().claims);
    const std::size_t index = workings_.add({.label = "claim",
                                             .formula = constant(*record_.maximum),
                                             .value = {*record_.maximum},
                                             .notes = {column.label},
                                             .origin = workings_.origin(column.provenance)});
    return {.formula = Expression::of_line(index), .in_words = column.label};
  }

  BoundTerm of_prior(const Fraction& share, const Fraction& bound, std::string label) {
    const std::string words =
        percent_text(share, workings_.numbers) + " of " + workings_.prior_label();
    if (share.sign() == 0) {
      return {.formula = constant(bound), .in_words = words};
    }
    const std::size_t index = workings_.add(
        {.label = std::move(label),
         .formula = product_of({constant(share, Form::kPercent), constant(bound / share)}),
         .value = {bound},
         .notes = {words},
         .origin = workings_.prior_origin()});
    return {.formula = Expression::of_line(index), .in_words = words};
  }

  std::size_t factor_line() {
    return workings_.add({.label = "factor",
                          .formula = constant(record_.factor, Form::kNumber),
                          .value = {.value = record_.factor, .form = Form::kNumber},
                          .notes = {"of all who are within their bounds, so that the sum stays"}});
  }

  void write_why_not() {
    if (record_.kind == Bounded::Kind::kReallocated) {
      workings_.remark("unclaimed money", {"none for this district: its claim is met"});
      return;
    }
    if (!record_.minimum && !record_.maximum) {
      workings_.remark(
          fmt::format("no {}", names_.minimum.empty() ? names_.maximum : names_.minimum),
          {no_bound_reason()});
    }
    write_bounds_not_met();
  }

  [[nodiscard]] std::string no_bound_reason() const {
    return record_.kind == Bounded::Kind::kLimit
               ? "none for this district"
               : "the district had nothing in " + workings_.prior_label();
  }

  /// "no floor paid: 1 823 049.00 ≥ 1 790 112.00".
  void write_bounds_not_met() {
    if (record_.minimum && !names_.minimum.empty()) {
      workings_.remark(
          fmt::format("no {} paid", names_.minimum),
          {comparison(record_.after, "≥", *record_.minimum, words_of_minimum(), workings_)});
    }
    if (record_.maximum && !names_.maximum.empty()) {
      workings_.remark(
          fmt::format("not cut at the {}", names_.maximum),
          {comparison(record_.after, "≤", *record_.maximum, words_of_maximum(), workings_)});
    }
  }

  [[nodiscard]] std::string words_of_minimum() const {
    return record_.kind == Bounded::Kind::kRatable
               ? share_words(*step_->get<Fraction>("percent_of_prior"))
               : words_of(step_->find("minimum"));
  }
  [[nodiscard]] std::string words_of_maximum() const {
    return record_.kind == Bounded::Kind::kGainCap
               ? share_words(Fraction{1} + *step_->get<Fraction>("percent"))
               : words_of(step_->find("maximum"));
  }
  [[nodiscard]] std::string words_of(const Argument* argument) const {
    const auto* bound = argument == nullptr ? nullptr : std::get_if<Bound>(&argument->value);
    const auto* prior = bound == nullptr ? nullptr : std::get_if<PriorBound>(bound);
    return prior == nullptr ? "" : share_words(prior->share);
  }
  [[nodiscard]] std::string share_words(const Fraction& share) const {
    return percent_text(share, workings_.numbers) + " of " + workings_.prior_label();
  }

  const Bounded& record_;
  Workings& workings_;
  const Step* step_;
  BoundNames names_;
};

}  // namespace

void write_down(const Bounded& record, Workings& workings) {
  workings.settle_claims();
  BoundedLines{record, workings}.write();
}

}  // namespace allot::report::explain
