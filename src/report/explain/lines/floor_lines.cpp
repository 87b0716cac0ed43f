// A floor that others pay by scaling, and the transition from the prior year's distribution.

#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

/// With those who come down to their floor by it.
TextArgument all_payers(const engine::HeldHarmless& effect, const Workings& workings) {
  return workings.districts(effect.payers + effect.lowered.districts);
}

/// Of a district that is held.
std::vector<std::string> floor_notes(const engine::FloorKept& record, const Workings& workings) {
  const Words& words = workings.words;
  const auto* effect = workings.effect<engine::HeldHarmless>();
  if (effect == nullptr) {
    return {};
  }
  const std::string cost = workings.amount(effect->cost);
  if (record.how != Payer::How::kTopUp) {
    return {words(kFloorsCost, {cost}), words(kPaidByFactor, {all_payers(*effect, workings)})};
  }
  std::vector<std::string> notes{words(kToppedUpBy, {effect->paid_by.name})};
  if (effect->released.sign() > 0) {
    notes.push_back(words(kLaterStepsCut, {workings.amount(effect->released), cost}));
  }
  return notes;
}

/// 1, less what the floors cost over what is above the lines of all payers.
Expression factor_of_payers(const engine::FloorKept& record, bool gains, Workings& workings) {
  const Words& words = workings.words;
  const auto* effect = workings.effect<engine::HeldHarmless>();
  const Expression cost = workings.input(
      words(kLabelCostOfFloors), record.cost,
      effect == nullptr ? "" : words(kThoseHeld, {workings.districts(effect->held)}));
  const Expression above = workings.input(
      words(gains ? kLabelAllGains : kLabelAllAboveFloors), record.above,
      effect == nullptr ? "" : words(kOfThoseWhoPay, {all_payers(*effect, workings)}));
  return workings.add(words(kLabelFactor), constant(1, Form::kNumber) - cost / above,
                      {.form = Form::kNumber,
                       .is = record.factor,
                       .notes = {words(gains ? kLeftOfGains : kLeftAboveFloors)}});
}

/// `line`: above it the district pays.
void write_payer(const engine::FloorKept& record, const Expression& line, Workings& workings) {
  const bool gains = record.how == Payer::How::kScaleGains;
  const Expression above =
      workings.add(workings.words(gains ? kLabelGain : kLabelAboveFloor), workings.so_far() - line,
                   {.is = record.before - record.from});
  const Expression factor = factor_of_payers(record, gains, workings);
  workings.set_so_far(workings.add(workings.words(record.held ? kLabelHeldAtFloor : kLabelPays),
                                   line + factor * above, {.is = record.after}));
}

void write_why_not(const engine::FloorKept& record, Workings& workings) {
  const Words& words = workings.words;
  std::string reason = words(kHasNothingBefore, {workings.prior_label()});
  if (record.floor) {
    BoundTerm kept = floor_term(*record.floor, workings);
    reason = workings.amount(record.before) + " ≥ " + workings.amount(*record.floor);
    reason += kept.words.empty() ? "" : " (" + kept.words + ")";
    workings.keep(std::move(kept));
  }
  workings.remark(words(kLabelNoFloorPaid), {std::move(reason)});
  if (record.factor != Fraction{1}) {
    workings.remark(words(kLabelDoesNotPay), {words(kNothingAboveLine)});
  }
}

/// What brings the prior year to the total of this one; 0 where there is nothing to distribute.
Expression scale_line(const engine::Blended& record, Workings& workings) {
  const Words& words = workings.words;
  Expression formula = workings.input(words(kLabelSumNow), record.total, words(kOfAll));
  formula = record.prior_total.sign() == 0
                ? constant(record.scale, Form::kNumber)
                : formula / workings.input(words(kLabelSumOfPrior, {workings.prior_label()}),
                                           record.prior_total, words(kOfAll));
  return workings.add(words(kLabelScale), std::move(formula),
                      {.form = Form::kNumber, .is = record.scale});
}

}  // namespace

Expression prior_line(const Fraction& prior, Workings& workings) {
  const std::string label = workings.prior_label();
  return workings.add_once(
      label.empty() ? workings.words(kPriorYear, {label}) : workings.words(kLabelInYear, {label}),
      constant(prior), {.origin = workings.prior_origin()});
}

/// In a line of its own; 0 where there is none.
Expression floor_line(const engine::FloorKept& record, Workings& workings) {
  const Words& words = workings.words;
  if (const auto* share = workings.step().get<Fraction>("percent_of_prior")) {
    const Expression prior = prior_line(record.prior.value_or(Fraction{}), workings);
    const Expression floor = workings.add(
        words(kLabelFloor), constant(*share, Form::kPercent) * prior, {.is = record.floor});
    BoundTerm kept = floor_term(record.floor.value_or(Fraction{}), workings);
    kept.formula = floor;
    workings.keep(std::move(kept));
    return floor;
  }
  if (!record.floor) {
    return workings.add(words(kLabelNoFloor), constant(0),
                        {.notes = {words(kHasNothingBefore, {workings.prior_label()})}});
  }
  BoundTerm kept = floor_term(*record.floor, workings);
  kept.formula = kept.formula ? workings.bound(kept)
                              : workings.add_once(words(kLabelFloor), constant(kept.value));
  const Expression floor = *kept.formula;
  workings.keep(std::move(kept));
  return floor;
}

void write_down(const engine::FloorKept& record, Workings& workings) {
  const Words& words = workings.words;
  const Expression before = workings.so_far();
  if (record.after == record.before) {
    write_why_not(record, workings);
    return;
  }
  const Expression floor = floor_line(record, workings);
  if (record.floor && record.before <= *record.floor) {
    workings.set_so_far(workings.add(words(kLabelHeldAtFloor),
                                     Expression::of(Op::kAtLeast, {before, floor}),
                                     {.is = record.after, .notes = floor_notes(record, workings)}));
  } else if (record.from == record.floor.value_or(Fraction{})) {
    write_payer(record, floor, workings);
  } else {
    const Expression prior = prior_line(record.prior.value_or(Fraction{}), workings);
    write_payer(record,
                workings.add(words(kLabelNotTouched), Expression::of(Op::kAtLeast, {prior, floor}),
                             {.is = record.from, .notes = {words(kOnlyGainsPay)}}),
                workings);
  }
}

void write_down(const engine::Blended& record, Workings& workings) {
  const Words& words = workings.words;
  const Expression before = workings.so_far();
  const Expression prior = prior_line(record.prior, workings);
  const Expression scale = scale_line(record, workings);
  workings.drop_bounds();
  const Expression old = workings.add(words(kLabelScaled), prior * scale);
  const Fraction& weight = record.new_weight;
  workings.set_so_far(workings.add(words(kLabelMixed),
                                   constant(weight, Form::kPercent) * before +
                                       constant(Fraction{1} - weight, Form::kPercent) * old,
                                   {.is = record.after, .notes = {words(kNewAndOld)}}));
}

}  // namespace allot::report::explain
