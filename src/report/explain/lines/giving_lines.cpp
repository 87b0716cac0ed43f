// What the steps give: shares, flat amounts and rates, and what is taken out before.

#include <algorithm>

#include "allot/core/date.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

std::string spans_text(const std::vector<Span>& spans, const Words& words) {
  std::string text;
  for (const Span& span : spans) {
    const std::string last = words.date(date_text(span.until - std::chrono::days{1}));
    add_item(text, words(kFromTo, {words.date(date_text(span.from)), last}),
             words(kSemicolon) + " ");
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

/// What a step gives, times the part of the period.
Expression granted_line(std::string label, Expression formula, const Fraction& amount,
                        const Fraction& part, Workings& workings,
                        std::vector<std::string> more_notes = {}, Origin origin = {}) {
  if (part != Fraction{1}) {
    formula = formula * part_line(part, workings);
  }
  std::vector<std::string> notes = workings.step_notes();
  append(notes, std::move(more_notes));
  return workings.add(std::move(label), std::move(formula),
                      {.is = amount, .notes = std::move(notes), .origin = std::move(origin)});
}

/// What an equalisation counts, in a line of its own.
Expression column_line(ColumnId id, const Fraction& value, Text what, Workings& workings) {
  const Column& column = workings.scenario().column(id);
  std::vector<std::string> notes{workings.words(what)};
  append(notes, column_notes(column, workings.words));
  return workings.add_once(in_code(column.name), constant(value, Form::kNumber),
                           {.form = Form::kNumber,
                            .notes = std::move(notes),
                            .origin = workings.origin(column.provenance)});
}

Expression side_line(KeyId id, Text what, Workings& workings) {
  const Key& key = workings.scenario().key(id);
  if (key.column) {
    return column_line(*key.column,
                       workings.view.result.keys.find(id)->weights.at(workings.district), what,
                       workings);
  }
  return count_line(id, workings).count;
}

/// The base amount: what is left, and what those have of their own who receive, over their needs.
Expression base_line(const engine::Equalised& record, Workings& workings) {
  if (!record.solved) {
    return constant(record.base);
  }
  const Words& words = workings.words;
  const engine::SolvedBase& solved = *record.solved;
  const std::string who = words(kOfReceivers, {workings.districts(solved.receivers)});
  const Expression left = workings.left(solved.left);
  Expression gaps = left;
  if (record.rate != Fraction{1}) {
    gaps = gaps / constant(record.rate, Form::kPercent);
  }
  const Expression capacities =
      workings.input(words(kLabelCapacitiesOfReceivers), solved.capacities, who);
  const Expression needs =
      workings.add_once(words(kLabelNeedsOfReceivers), constant(solved.needs, Form::kNumber),
                        {.form = Form::kNumber, .notes = {who}});
  Expression base = workings.add_once(words(kLabelBase), (gaps + capacities) / needs,
                                      {.is = solved.base, .notes = workings.pot_notes(left)});
  return record.rule ? workings.add_once(
                           words(kLabelBaseRounded),
                           Expression::rounded(base, record.rule->rounding, record.rule->unit),
                           {.is = record.base})
                     : base;
}

/// The key that groups share by; of several tiers it is the one for the group at hand.
std::string group_key_words(const Workings& workings) {
  const Tier& tier = (*workings.step().get<std::vector<Tier>>("tiers"))[workings.tier()];
  const Scenario& scenario = workings.scenario();
  const Scenario& of_key = tier.upper.empty() ? scenario : *scenario.groups;
  return workings.words(kByKey, {of_key.key(tier.by).name});
}

/// weight / whole of a group, sums over its members unless the table of groups has the key.
Expression group_key_line(const engine::GroupShared& record, Workings& workings) {
  return workings.add(
      workings.words(kLabelKeyOf, {record.group}),
      constant(record.weight, Form::kNumber) / constant(record.whole, Form::kNumber),
      {.form = Form::kPercent, .notes = {group_key_words(workings), workings.words(kOfAllGroups)}});
}

/// Rounding among the groups is not this district's: what it adds to the rounded amount is given.
Expression rounded_group_line(const Expression& exact, const engine::GroupShared& record,
                              Workings& workings) {
  const RoundingRule& rule = workings.rules().rounding;
  const std::optional<Rounding> each = engine::rounding_methods()[rule.method].each;
  Expression formula = Expression::rounded(exact, each.value_or(Rounding::kDown), rule.unit);
  const Fraction added = record.total - workings.value(formula);
  // Left-over units are whole ones; what is less than a unit is the residual rule's.
  const Fraction unit =
      each ? Fraction{} : Fraction{(added / rule.unit).rounded(Rounding::kDown)} * rule.unit;
  const Fraction rest = added - unit;
  std::vector<std::string> notes;
  if (unit.sign() != 0) {
    formula = formula + constant(unit);
    notes.push_back(workings.words(kWithGroupsUnit));
  }
  if (rest.sign() != 0) {
    formula = formula + constant(rest);
    const bool to_district = rule.residual->to == Residual::To::kDistrict;
    const bool one_each = rule.residual->to == Residual::To::kOneEachToLargest;
    const auto& ids = workings.scenario().districts.ids;
    notes.push_back(one_each ? workings.words(rest.sign() > 0 ? kWithUnitOfGroup : kLessUnitOfGroup)
                    : to_district ? workings.words(kWithRestOfDistrict,
                                                   {ids[index_of(rule.residual->district)]})
                                  : workings.words(kWithRestOfGroups));
  }
  return workings.add(in_code(record.group), std::move(formula),
                      {.is = record.total, .notes = std::move(notes)});
}

}  // namespace

Expression part_line(const Fraction& factor, Workings& workings) {
  const Participation& participation = *workings.rules().participation;
  const Period& period = *workings.scenario().period;
  const bool days = prorate_rule(workings).unit == Prorate::Unit::kDay;
  const Fraction whole = days ? Fraction{std::int64_t{(period.until - period.from).count()}}
                              : Fraction{months_of_period(period)};
  return workings.add_once(
      workings.words(kLabelPartOfPeriod),
      constant(factor * whole, Form::kNumber) / constant(whole, Form::kNumber),
      {.form = Form::kNumber,
       .notes = {workings.words(days ? kInDays : kInMonths),
                 spans_text(participation.spans[workings.district], workings.words)},
       .origin = workings.origin(participation.provenance)});
}

void write_down(const engine::Shared& record, Workings& workings) {
  workings.settle_claims();
  if (record.left.sign() == 0 || record.whole.sign() == 0) {
    workings.remark(workings.words(kLabelShare), {workings.words(kNothingLeft)});
    return;
  }
  const Expression left = workings.left(record.left);
  const Expression key = key_line(record.key, record.weight, record.whole, workings);
  workings.give(granted_line(workings.words(workings.has_amount() ? kLabelShare : kLabelExact),
                             left * key, record.amount, record.part_year, workings,
                             workings.pot_notes(left)));
}

void write_down(const engine::SharedByRate& record, Workings& workings) {
  workings.settle_claims();
  const Words& words = workings.words;
  const Expression left = workings.left(record.left);
  const Expression exact = workings.add(
      words(kLabelLeftForEach), left / constant(record.whole, Form::kNumber),
      {.form = Form::kNumber,
       .notes = {words(record.whole == workings.view.result.keys.find(record.key)->whole
                           ? kOfAll
                           : kOfParticipants)}});
  const Expression rate = workings.add(
      words(kLabelRateRounded), Expression::rounded(exact, record.rule.rounding, record.rule.unit),
      {.form = Form::kNumber, .is = record.rate});
  CountLine counted = count_line(record.key, workings);
  Expression formula = rate * std::move(counted.count);
  const Fraction for_all =
      workings.view.result.keys.find(record.key)->weights.at(workings.district);
  if (record.weight != for_all) {
    // The key is prorated: its weight counts for a part of the period.
    formula = formula * part_line(record.weight / for_all, workings);
  }
  std::vector<std::string> notes = workings.pot_notes(left);
  append(notes, std::move(counted.notes));
  workings.give(granted_line(words(workings.has_amount() ? kLabelShare : kLabelExact),
                             std::move(formula), record.amount, record.part_year, workings,
                             std::move(notes), std::move(counted.origin)));
}

void write_down(const engine::Equalised& record, Workings& workings) {
  const Words& words = workings.words;
  if (record.solved) {
    workings.settle_claims();
  }
  const auto give = [&](const Expression& line) {
    record.solved ? workings.give(line) : workings.claim(line);
  };
  const auto* column = std::get_if<ColumnId>(&record.capacity_by);
  const Expression base = base_line(record, workings);
  const Expression need = side_line(record.need_by, kIsNeed, workings);
  if (record.need.sign() == 0) {
    give(workings.add(words(kLabelEqualised), need * base,
                      {.is = record.amount, .notes = {words(kHasNoNeed)}}));
    return;
  }
  const Expression capacity =
      column == nullptr ? side_line(std::get<KeyId>(record.capacity_by), kIsCapacity, workings)
                        : column_line(*column, record.capacity, kIsCapacity, workings);
  Expression formula = Expression::of(Op::kAtLeast, {base * need - capacity, constant(0)});
  if (record.rate != Fraction{1}) {
    formula = constant(record.rate, Form::kPercent) * formula;
  }
  give(granted_line(words(kLabelEqualised), std::move(formula), record.amount, record.part_year,
                    workings));
}

void write_down(const engine::GroupShared& record, Workings& workings) {
  if (!workings.in_group()) {
    workings.settle_claims();
  }
  const std::string label = workings.words(kLabelExactOf, {record.group});
  if (record.left.sign() == 0 || record.whole.sign() == 0) {
    workings.set_group(rounded_group_line(workings.add(label, workings.given_before(record.had),
                                                       {.notes = {workings.words(kNothingLeft)}}),
                                          record, workings));
    return;
  }
  const Expression left = workings.left(record.left);
  Expression formula = left * group_key_line(record, workings);
  if (record.had.sign() != 0) {
    formula = formula + workings.given_before(record.had);
  }
  workings.set_group(rounded_group_line(
      workings.add(label, std::move(formula), {.notes = workings.pot_notes(left)}), record,
      workings));
}

void write_down(const engine::FlatGranted& record, Workings& workings) {
  Expression formula = constant(record.each);
  if (record.times != Fraction{1}) {
    formula = formula * constant(record.times, Form::kNumber);
  }
  workings.claim(granted_line(workings.words(kLabelFlat), std::move(formula), record.amount,
                              record.part_year, workings));
}

void write_down(const engine::RateGranted& record, Workings& workings) {
  CountLine counted = count_line(record.key, workings);
  workings.claim(granted_line(
      workings.words(kLabelRate), constant(record.rate) * std::move(counted.count), record.amount,
      record.part_year, workings, std::move(counted.notes), std::move(counted.origin)));
}

void write_down(const engine::Reduced& record, Workings& workings) {
  const Expression claims = workings.take_claims();
  const auto* effect = workings.effect<engine::ClaimsReduced>();
  const Expression factor = workings.add(
      workings.words(kLabelFactor),
      effect == nullptr ? constant(record.factor, Form::kNumber)
                        : constant(effect->available) / constant(effect->claims),
      {.form = Form::kNumber, .is = record.factor, .notes = {workings.words(kLeftOverClaims)}});
  workings.give(
      workings.add(workings.words(kLabelReduced), claims * factor, {.is = record.amount}));
}

void write_down(const engine::TopSliced& record, Workings& workings) {
  workings.settle_claims();
  Expression formula = constant(record.amount);
  if (const auto* percent = workings.step().get<Fraction>("percent")) {
    formula = Expression::rounded(constant(*percent, Form::kPercent) * workings.pot_line(),
                                  Rounding::kHalfUp, workings.rules().rounding.unit);
  }
  workings.take_out(granted_line(workings.words(kLabelTopSlice), std::move(formula), record.amount,
                                 1, workings, {workings.words(kTakenOutFor, {record.to})}));
}

void write_down(const engine::ForOthers& /*record*/, Workings& workings) {
  const Step& step = workings.step();
  const std::string name = in_code(step.label.empty() ? engine::step_kinds()[step.kind].name
                                                      : std::string_view{step.label});
  workings.remark(workings.words(kLabelNotForIt),
                  {name, workings.words(kNotForIt, {workings.whom()})});
}

}  // namespace allot::report::explain
