// What the steps give: shares, flat amounts and rates, and what is taken out before.

#include <algorithm>

#include "allot/core/date.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

/// What the file calls the step.
std::vector<std::string> label_notes(const Step& step) {
  return step.label.empty() ? std::vector<std::string>{}
                            : std::vector<std::string>{"`" + step.label + "`"};
}

std::string spans_text(const std::vector<Span>& spans, const Words& words) {
  std::string text;
  for (const Span& span : spans) {
    text += text.empty() ? "" : "; ";
    text += words(kFromTo, {date_text(span.from), date_text(span.until - std::chrono::days{1})});
  }
  return text;
}

std::int64_t months_of_period(const Period& period) {
  const auto month_of = [](Date date) {
    const std::chrono::year_month_day parts{date};
    return parts.year() / parts.month();
  };
  return (month_of(period.until) - month_of(period.from)).count();
}

const Prorate& prorate_rule(const Workings& workings) {
  const auto* own = workings.step().get<std::optional<Prorate>>("prorate");
  return own == nullptr ? *workings.rules().prorate : own->value();
}

/// What a step gives, as a product; times the part of the period.
std::size_t granted_line(std::string label, std::vector<Expression> factors, const Fraction& amount,
                         const Fraction& part, std::vector<std::string> notes, Origin origin,
                         Workings& workings) {
  if (part != Fraction{1}) {
    factors.push_back(Expression::of_line(part_line(part, workings)));
  }
  return workings.add({.label = std::move(label),
                       .formula = product_of(std::move(factors)),
                       .value = {amount},
                       .notes = std::move(notes),
                       .origin = std::move(origin)});
}

/// The key that groups share by; of several tiers it is the one for the group at hand.
std::string group_key_words(const Workings& workings) {
  const Tier& tier = (*workings.step().get<std::vector<Tier>>("tiers"))[workings.tier()];
  const Scenario& scenario = workings.scenario();
  const Scenario& of_key = tier.upper.empty() ? scenario : *scenario.groups;
  return workings.words(kByKey, {of_key.key(tier.by).name});
}

/// weight / whole of a group, sums over its members unless the table of groups has the key.
std::size_t group_key_line(const engine::GroupShared& record, Workings& workings) {
  return workings.add({.label = workings.words(kLabelKeyOf, {record.group}),
                       .formula = quotient_of(constant(record.weight, Form::kNumber),
                                              constant(record.whole, Form::kNumber)),
                       .value = {.value = record.weight / record.whole, .form = Form::kPercent},
                       .notes = {group_key_words(workings), workings.words(kOfAllGroups)}});
}

/// Rounding among the groups is not this district's: what it adds to the rounded amount is given.
std::size_t rounded_group_line(std::size_t exact, const engine::GroupShared& record,
                               Workings& workings) {
  const RoundingRule& rule = workings.rules().rounding;
  const std::optional<Rounding> each = engine::rounding_methods()[rule.method].each;
  const Rounding rounding = each.value_or(Rounding::kDown);
  const Fraction rounded =
      Fraction{(workings.value(exact) / rule.unit).rounded(rounding)} * rule.unit;
  const Fraction added = record.total - rounded;
  // Left-over units are whole ones; what is less than a unit is the residual rule's.
  const Fraction unit =
      each ? Fraction{} : Fraction{(added / rule.unit).rounded(Rounding::kDown)} * rule.unit;
  const Fraction rest = added - unit;
  std::vector<Expression> parts{
      Expression::rounded(Expression::of_line(exact), rounding, rule.unit)};
  std::vector<std::string> notes;
  if (unit.sign() != 0) {
    parts.push_back(constant(unit));
    notes.push_back(workings.words(kWithGroupsUnit));
  }
  if (rest.sign() != 0) {
    parts.push_back(constant(rest));
    notes.push_back(
        rule.residual->to == Residual::To::kDistrict
            ? workings.words(kWithRestOfDistrict,
                             {workings.scenario().districts.ids[index_of(rule.residual->district)]})
            : workings.words(kWithRestOfGroups));
  }
  return workings.add({.label = "`" + record.group + "`",
                       .formula = sum_of(std::move(parts)),
                       .value = {record.total},
                       .notes = std::move(notes)});
}

}  // namespace

std::size_t part_line(const Fraction& factor, Workings& workings) {
  const Participation& participation = *workings.rules().participation;
  const Period& period = *workings.scenario().period;
  const bool days = prorate_rule(workings).unit == Prorate::Unit::kDay;
  const Fraction whole = days ? Fraction{std::int64_t{(period.until - period.from).count()}}
                              : Fraction{months_of_period(period)};
  SheetLine line{.label = workings.words(kLabelPartOfPeriod),
                 .formula = quotient_of(constant(factor * whole, Form::kNumber),
                                        constant(whole, Form::kNumber)),
                 .value = {.value = factor, .form = Form::kNumber},
                 .notes = {workings.words(days ? kInDays : kInMonths),
                           spans_text(participation.spans[workings.district], workings.words)},
                 .origin = workings.origin(participation.provenance)};
  const auto said = workings.find(line);
  return said ? *said : workings.add(std::move(line));
}

void write_down(const engine::Shared& record, Workings& workings) {
  const Step& step = workings.step();
  workings.settle_claims();
  if (record.left.sign() == 0 || record.whole.sign() == 0) {
    workings.remark(workings.words(kLabelShare), {workings.words(kNothingLeft)});
    return;
  }
  const Expression left = workings.left(record.left);
  const std::size_t key = key_line(record.key, record.weight, record.whole, workings);
  std::vector<std::string> notes = label_notes(step);
  for (std::string& note : workings.pot_notes(left)) {
    notes.push_back(std::move(note));
  }
  const bool first = !workings.has_amount();
  workings.give(granted_line(workings.words(first ? kLabelExact : kLabelShare),
                             {left, Expression::of_line(key)}, record.amount, record.part_year,
                             std::move(notes), {}, workings));
}

void write_down(const engine::GroupShared& record, Workings& workings) {
  if (!workings.in_group()) {
    workings.settle_claims();
  }
  if (record.left.sign() == 0 || record.whole.sign() == 0) {
    const std::size_t exact =
        workings.add({.label = workings.words(kLabelExactOf, {record.group}),
                      .formula = workings.input(workings.words(kLabelGivenBefore), record.had,
                                                workings.words(kToTheGroup)),
                      .value = {record.had},
                      .notes = {workings.words(kNothingLeft)}});
    workings.set_group(rounded_group_line(exact, record, workings));
    return;
  }
  const Expression left = workings.left(record.left);
  const std::size_t key = group_key_line(record, workings);
  const Fraction share = record.left * record.weight / record.whole;
  std::vector<Expression> operands{product_of({left, Expression::of_line(key)})};
  if (record.had.sign() != 0) {
    operands.push_back(
        workings.input(workings.words(kLabelGivenBefore), record.had, workings.words(kToTheGroup)));
  }
  const std::size_t exact = workings.add({.label = workings.words(kLabelExactOf, {record.group}),
                                          .formula = sum_of(std::move(operands)),
                                          .value = {share + record.had},
                                          .notes = workings.pot_notes(left)});
  workings.set_group(rounded_group_line(exact, record, workings));
}

void write_down(const engine::FlatGranted& record, Workings& workings) {
  const Step& step = workings.step();
  std::vector<Expression> factors{constant(record.each)};
  if (record.times != Fraction{1}) {
    factors.push_back(constant(record.times, Form::kNumber));
  }
  workings.claim(granted_line(workings.words(kLabelFlat), std::move(factors), record.amount,
                              record.part_year, label_notes(step), {}, workings));
}

void write_down(const engine::RateGranted& record, Workings& workings) {
  const Step& step = workings.step();
  const Column& column = workings.scenario().column(record.column);
  std::vector<std::string> notes = label_notes(step);
  notes.push_back(column.label);
  if (!column.as_of.empty()) {
    notes.push_back(workings.words(kAsOf, {column.as_of}));
  }
  workings.claim(granted_line(workings.words(kLabelRate),
                              {constant(record.rate), constant(record.count, Form::kNumber)},
                              record.amount, record.part_year, std::move(notes),
                              workings.origin(column.provenance), workings));
}

void write_down(const engine::Reduced& record, Workings& workings) {
  const std::size_t claims = workings.take_claims();
  const auto* effect = workings.effect<engine::ClaimsReduced>();
  const std::size_t factor =
      workings.add({.label = workings.words(kLabelFactor),
                    .formula = effect == nullptr ? constant(record.factor, Form::kNumber)
                                                 : quotient_of(constant(effect->available),
                                                               constant(effect->claims)),
                    .value = {.value = record.factor, .form = Form::kNumber},
                    .notes = {workings.words(kLeftOverClaims)}});
  workings.give(workings.add(
      {.label = workings.words(kLabelReduced),
       .formula = product_of({Expression::of_line(claims), Expression::of_line(factor)}),
       .value = {record.amount}}));
}

void write_down(const engine::TopSliced& record, Workings& workings) {
  const Step& step = workings.step();
  workings.settle_claims();
  Expression formula = constant(record.amount);
  if (const auto* percent = step.get<Fraction>("percent")) {
    formula = Expression::rounded(
        product_of({constant(*percent, Form::kPercent), Expression::of_line(workings.pot_line())}),
        Rounding::kHalfUp, workings.rules().rounding.unit);
  }
  std::vector<std::string> notes = label_notes(step);
  notes.push_back(workings.words(kTakenOutFor, {record.to}));
  workings.take_out(workings.add({.label = workings.words(kLabelTopSlice),
                                  .formula = std::move(formula),
                                  .value = {record.amount},
                                  .notes = std::move(notes)}));
}

}  // namespace allot::report::explain
