// The bounds of a step for one district, in words and factors.

#include "report/explain/lines/bound_terms.hpp"

#include <utility>
#include <variant>

namespace allot::report::explain {

using enum Text;

namespace {

using engine::Bounded;

/// The forms of a bound that `limit` has.
class BoundWords {
 public:
  BoundWords(const BoundTexts& texts, const Fraction& value, const Workings& workings)
      : texts_{texts}, value_{value}, workings_{workings} {}

  BoundTerm operator()(const FixedBound& /*bound*/) const { return fixed(); }

  BoundTerm operator()(const PriorBound& bound) const {
    return prior_term(texts_, bound.share, value_, workings_);
  }

  BoundTerm operator()(const PotBound& bound) const {
    if (bound.share.sign() == 0) {
      return fixed();
    }
    return term({constant(bound.share, Form::kPercent), constant(value_ / bound.share)},
                workings_.words(kPartOfPot, {percent_text(bound.share, workings_.numbers)}), {});
  }

  BoundTerm operator()(const RateBound& bound) const {
    const Column& column = workings_.scenario().column(bound.per);
    return term(
        {constant(bound.amount), constant(column.values.at(workings_.district), Form::kNumber)},
        workings_.words(kForEachOf, {column.label}), workings_.origin(column.provenance));
  }

  BoundTerm operator()(const ColumnBound& bound) const {
    const Column& column = workings_.scenario().column(bound.column);
    return term({constant(value_)}, column.label, workings_.origin(column.provenance));
  }

 private:
  [[nodiscard]] BoundTerm fixed() const { return {.texts = &texts_, .value = value_}; }

  [[nodiscard]] BoundTerm term(std::vector<Expression> factors, std::string words,
                               Origin origin) const {
    return {.texts = &texts_,
            .value = value_,
            .factors = std::move(factors),
            .words = std::move(words),
            .origin = std::move(origin)};
  }

  const BoundTexts& texts_;
  const Fraction& value_;
  const Workings& workings_;
};

BoundTerm limit_term(const Argument& argument, const BoundTexts& texts, const Fraction& value,
                     const Workings& workings) {
  return std::visit(BoundWords{texts, value, workings}, std::get<Bound>(argument.value));
}

/// Who has more than its claim already keeps it.
BoundTerm claim_term(const Bounded& record, const Workings& workings) {
  const Column& column = workings.scenario().column(*workings.rules().claims);
  const bool above = column.values.at(workings.district) < *record.maximum;
  return {.texts = &kClaimTexts,
          .value = *record.maximum,
          .factors = {constant(*record.maximum)},
          .words = above ? workings.words(kHasAboveClaim, {column.label}) : column.label,
          .origin = workings.origin(column.provenance),
          .above_claim = above};
}

}  // namespace

extern const BoundTexts kMinimumTexts{kLabelMinimum, kLabelHeldAtMinimum, kLabelNoMinimumPaid};
extern const BoundTexts kFloorTexts{kLabelFloor, kLabelHeldAtFloor, kLabelNoFloorPaid};
extern const BoundTexts kMaximumTexts{kLabelMaximum, kLabelHeldAtMaximum, kLabelNotCutAtMaximum,
                                      kMaximumAllowsNoMore};
extern const BoundTexts kCeilingTexts{kLabelCeiling, kLabelHeldAtCeiling, kLabelNotCutAtCeiling,
                                      kCeilingAllowsNoMore};
extern const BoundTexts kClaimTexts{
    .label = kLabelClaim, .held = kLabelHeldAtClaim, .no_more = kClaimAllowsNoMore};

BoundTerm prior_term(const BoundTexts& texts, const Fraction& share, const Fraction& value,
                     const Workings& workings) {
  BoundTerm term{.texts = &texts,
                 .value = value,
                 .words = workings.share_of_prior(share),
                 .origin = workings.prior_origin()};
  if (share.sign() != 0) {
    term.factors = {constant(share, Form::kPercent), constant(value / share)};
  }
  return term;
}

BoundTerms bound_terms(const Bounded& record, const Step* step, const Workings& workings) {
  BoundTerms terms;
  switch (record.kind) {
    case Bounded::Kind::kRatable:
      if (record.minimum) {
        terms.minimum = prior_term(kFloorTexts, *step->get<Fraction>("percent_of_prior"),
                                   *record.minimum, workings);
      }
      return terms;
    case Bounded::Kind::kGainCap:
      if (record.maximum) {
        terms.maximum = prior_term(kCeilingTexts, Fraction{1} + *step->get<Fraction>("percent"),
                                   *record.maximum, workings);
      }
      return terms;
    case Bounded::Kind::kReallocated:
      terms.maximum = claim_term(record, workings);
      return terms;
    case Bounded::Kind::kLimit:
      break;
  }
  if (record.minimum) {
    terms.minimum = limit_term(*step->find("minimum"), kMinimumTexts, *record.minimum, workings);
  }
  if (record.maximum) {
    terms.maximum = limit_term(*step->find("maximum"), kMaximumTexts, *record.maximum, workings);
  }
  return terms;
}

}  // namespace allot::report::explain
