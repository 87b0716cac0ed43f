// A floor that others pay by scaling, and the transition from the prior year's distribution.

#include "report/explain/lines/bound_terms.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

/// With those who come down to their floor by it.
std::size_t all_payers(const engine::HeldHarmless& effect) {
  return effect.payers + effect.lowered.districts;
}

/// Of a district that is held.
std::vector<std::string> floor_notes(const engine::FloorKept& record, Workings& workings) {
  const auto* effect = workings.effect<engine::HeldHarmless>();
  if (effect == nullptr) {
    return {};
  }
  const Words& words = workings.words;
  const std::string cost = workings.amount(effect->cost);
  if (record.how == Payer::How::kTopUp) {
    std::vector<std::string> notes{words(kToppedUpBy, {effect->paid_by.name})};
    if (effect->released.sign() > 0) {
      notes.push_back(words(kLaterStepsCut, {workings.amount(effect->released), cost}));
    }
    return notes;
  }
  return {words(kFloorsCost, {cost}),
          words(kPaidByFactor, {workings.districts(all_payers(*effect))})};
}

std::size_t floor_line(const engine::FloorKept& record, std::size_t prior, const Fraction& share,
                       Workings& workings) {
  return workings.add(
      {.label = workings.words(kLabelFloor),
       .formula = product_of({constant(share, Form::kPercent), Expression::of_line(prior)}),
       .value = {record.floor}});
}

/// 1, less what the floors cost over what is above the lines of all payers.
std::size_t factor_of_payers(const engine::FloorKept& record, Workings& workings) {
  const auto* effect = workings.effect<engine::HeldHarmless>();
  const Words& words = workings.words;
  const bool gains = record.how == Payer::How::kScaleGains;
  Expression cost = workings.input(
      words(kLabelCostOfFloors), record.cost,
      effect == nullptr ? "" : words(kThoseHeld, {workings.districts(effect->held)}));
  Expression above = workings.input(
      words(gains ? kLabelAllGains : kLabelAllAboveFloors), record.above,
      effect == nullptr ? "" : words(kOfThoseWhoPay, {workings.districts(all_payers(*effect))}));
  return workings.add({.label = words(kLabelFactor),
                       .formula = difference_of({constant(1, Form::kNumber),
                                                 quotient_of(std::move(cost), std::move(above))}),
                       .value = {.value = record.factor, .form = Form::kNumber},
                       .notes = {words(gains ? kLeftOfGains : kLeftAboveFloors)}});
}

/// The line above which the district pays: its floor, or what it had before where that is more.
std::size_t line_of_payers(const engine::FloorKept& record, std::size_t prior, std::size_t floor,
                           Workings& workings) {
  if (record.from == record.floor) {
    return floor;
  }
  return workings.add({.label = workings.words(kLabelNotTouched),
                       .formula = Expression::of(
                           Op::kAtLeast, {Expression::of_line(prior), Expression::of_line(floor)}),
                       .value = {record.from},
                       .notes = {workings.words(kOnlyGainsPay)}});
}

void write_payer(const engine::FloorKept& record, std::size_t line, Workings& workings) {
  const std::size_t before = workings.so_far();
  const std::size_t above = workings.add(
      {.label =
           workings.words(record.how == Payer::How::kScaleGains ? kLabelGain : kLabelAboveFloor),
       .formula = difference_of({Expression::of_line(before), Expression::of_line(line)}),
       .value = {record.before - record.from}});
  const std::size_t factor = factor_of_payers(record, workings);
  workings.set_so_far(workings.add(
      {.label = workings.words(record.held ? kLabelHeldAtFloor : kLabelPays),
       .formula = sum_of({Expression::of_line(line),
                          product_of({Expression::of_line(factor), Expression::of_line(above)})}),
       .value = {record.after}}));
}

/// What brings the prior year to the total of this one; 0 where there is nothing to distribute.
std::size_t scale_line(const engine::Blended& record, Workings& workings) {
  const Words& words = workings.words;
  Expression total = workings.input(words(kLabelSumNow), record.total, words(kOfAll));
  Expression formula = constant(record.scale, Form::kNumber);
  if (record.prior_total.sign() != 0) {
    formula = quotient_of(std::move(total),
                          workings.input(words(kLabelSumOfPrior, {workings.prior_label()}),
                                         record.prior_total, words(kOfAll)));
  }
  return workings.add({.label = words(kLabelScale),
                       .formula = std::move(formula),
                       .value = {.value = record.scale, .form = Form::kNumber}});
}

}  // namespace

std::size_t prior_line(const Fraction& prior, Workings& workings) {
  const std::string label = workings.prior_label();
  return workings.add({.label = label.empty() ? workings.words(kLabelPriorYear)
                                              : workings.words(kLabelInYear, {label}),
                       .formula = constant(prior),
                       .value = {prior},
                       .notes = {},
                       .origin = workings.prior_origin()});
}

void write_down(const engine::FloorKept& record, Workings& workings) {
  const Fraction& share = *workings.step().get<Fraction>("percent_of_prior");
  const Words& words = workings.words;
  const std::size_t before = workings.so_far();
  if (record.after == record.before) {
    if (record.prior) {
      workings.keep(Workings::Bounds::kMinimum,
                    prior_term(kFloorTexts, share, record.floor, workings));
    }
    workings.remark(
        words(kLabelNoFloorPaid),
        {record.prior ? workings.amount(record.before) + " ≥ " + workings.amount(record.floor) +
                            " (" + workings.share_of_prior(share) + ")"
                      : words(kHasNothingBefore, {workings.prior_label()})});
    if (record.factor != Fraction{1}) {
      workings.remark(words(kLabelDoesNotPay), {words(kNothingAboveLine)});
    }
    return;
  }
  const std::size_t prior = prior_line(record.prior.value_or(Fraction{}), workings);
  const std::size_t floor = floor_line(record, prior, share, workings);
  BoundTerm kept = prior_term(kFloorTexts, share, record.floor, workings);
  kept.line = floor;
  workings.keep(Workings::Bounds::kMinimum, std::move(kept));
  if (record.floor < record.before) {
    write_payer(record, line_of_payers(record, prior, floor, workings), workings);
    return;
  }
  workings.set_so_far(
      workings.add({.label = words(kLabelHeldAtFloor),
                    .formula = Expression::of(
                        Op::kAtLeast, {Expression::of_line(before), Expression::of_line(floor)}),
                    .value = {record.after},
                    .notes = floor_notes(record, workings)}));
}

void write_down(const engine::Blended& record, Workings& workings) {
  const std::size_t before = workings.so_far();
  const std::size_t prior = prior_line(record.prior, workings);
  const std::size_t scale = scale_line(record, workings);
  workings.drop_bounds();
  const std::size_t old =
      workings.add({.label = workings.words(kLabelScaled),
                    .formula = product_of({Expression::of_line(prior), Expression::of_line(scale)}),
                    .value = {record.prior * record.scale}});
  workings.set_so_far(workings.add(
      {.label = workings.words(kLabelMixed),
       .formula = sum_of(
           {product_of({constant(record.new_weight, Form::kPercent), Expression::of_line(before)}),
            product_of({constant(Fraction{1} - record.new_weight, Form::kPercent),
                        Expression::of_line(old)})}),
       .value = {record.after},
       .notes = {workings.words(kNewAndOld)}}));
}

}  // namespace allot::report::explain
