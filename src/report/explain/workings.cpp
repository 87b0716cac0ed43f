#include "report/explain/workings.hpp"

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/explain/formula.hpp"
#include "report/notes/head.hpp"
#include "report/rules/rule_words.hpp"
#include "report/words/sentences.hpp"

namespace allot::report::explain {

using enum Text;

Workings::Workings(const RunView& of_view, std::size_t of_pot, DistrictId of_district,
                   const Words& in_words)
    : view{of_view},
      pot{of_pot},
      district{index_of(of_district)},
      words{in_words},
      numbers{in_words.numbers} {}

Expression Workings::add(std::string label, Expression formula, Beside beside) {
  const Fraction value = evaluated(formula, lines_);
  invariant(!beside.is || *beside.is == value, "a line of a sheet is what its formula says");
  lines_.push_back({.label = std::move(label),
                    .formula = std::move(formula),
                    .in_words = std::move(beside.in_words),
                    .value = {.value = value, .form = beside.form},
                    .is_change = beside.is_change,
                    .notes = std::move(beside.notes),
                    .origin = std::move(beside.origin)});
  return Expression::of_line(lines_.size() - 1);
}

Expression Workings::add_once(std::string label, Expression formula, Beside beside) {
  const Fraction value = evaluated(formula, lines_);
  const auto same = std::ranges::find_if(lines_, [&](const SheetLine& before) {
    return before.label == label && before.value.value == value && before.notes == beside.notes;
  });
  return same != lines_.end() ? Expression::of_line(static_cast<std::size_t>(same - lines_.begin()))
                              : add(std::move(label), std::move(formula), std::move(beside));
}

Expression Workings::input(std::string label, const Fraction& given, std::string note) {
  Beside beside;
  if (!note.empty()) {
    beside.notes.push_back(std::move(note));
  }
  return add_once(std::move(label), constant(given), std::move(beside));
}

Expression Workings::sum_of_all(const Fraction& given) {
  return add_once(words(kLabelSumOfAll), constant(given), {.notes = scope_notes()});
}

Expression Workings::given_before(const Fraction& given) {
  return input(words(kLabelGivenBefore), given, words(kToTheGroup));
}

void Workings::remark(std::string label, std::vector<std::string> notes) {
  lines_.push_back({.label = std::move(label), .notes = std::move(notes)});
}

Expression Workings::bound(const BoundTerm& term) {
  if (!term.formula) {
    return constant(term.value);
  }
  return term.formula->op == Op::kLine
             ? *term.formula
             : add_once(words(term.kind->label), *term.formula,
                        {.is = term.value, .notes = {term.words}, .origin = term.origin});
}

Expression Workings::bound_in_units(bool is_minimum, const Fraction& value_in_units,
                                    const Fraction& unit) {
  const BoundTerm* term = kept_in_units(is_minimum, value_in_units, unit);
  if (term == nullptr) {
    return constant(value_in_units);
  }
  Expression whole = bound(*term);
  return term->value == value_in_units
             ? whole
             : Expression::rounded(std::move(whole), is_minimum ? Rounding::kUp : Rounding::kDown,
                                   unit);
}

const BoundTerm* Workings::kept_in_units(bool is_minimum, const Fraction& value_in_units,
                                         const Fraction& unit) const {
  const Fraction amount_so_far = value(*so_far_);
  const auto found = std::ranges::find_if(kept_, [&](const BoundTerm& term) {
    const bool holds = is_minimum ? term.value <= amount_so_far : amount_so_far <= term.value;
    const Rounding rounding = is_minimum ? Rounding::kUp : Rounding::kDown;
    return term.kind->is_minimum == is_minimum && holds &&
           Fraction{(term.value / unit).rounded(rounding)} * unit == value_in_units;
  });
  return found == kept_.end() ? nullptr : &*found;
}

Expression Workings::so_far() {
  settle_claims();
  if (!so_far_) {
    so_far_ = add(words(kLabelExact), constant(0),
                  {.notes = {words(result().amount == Money{} ? kNothingInPot : kNothingSoFar)}});
  }
  return *so_far_;
}

void Workings::give(Expression line) {
  drop_bounds();
  so_far_ = so_far_ ? add(words(kLabelTogether), *so_far_ + line) : std::move(line);
}

Expression Workings::take_claims() {
  const std::vector<Expression> claims = std::move(claims_);
  claims_.clear();
  invariant(!claims.empty(), "only claims are reduced");
  return claims.size() == 1 ? claims.front() : add(words(kLabelClaims), sum_of(claims));
}

void Workings::settle_claims() {
  if (!claims_.empty()) {
    give(take_claims());
  }
}

Expression Workings::pot_line() {
  return add_once(words(kLabelPot), constant(money(result().amount)),
                  {.notes = {pot_words()}, .origin = origin(rules().provenance)});
}

Expression Workings::left(const Fraction& value_left) {
  if (in_group()) {
    const Fraction had = value(group_) - value_left;
    return had.sign() == 0 ? group_ : group_ - given_before(had);
  }
  const Fraction whole = money(result().amount);
  if (value_left == whole) {
    return constant(whole);
  }
  Expression formula = pot_line();
  for (const Expression& taken : taken_out_) {
    formula = formula - taken;
  }
  for (const engine::PassedOn& passed : result().passed_on) {
    formula = formula - input(words(kLabelIntoPot, {pot_name(view, passed.to)}),
                              money(passed.amount), words(kBeforeFirstStep));
  }
  const Fraction used = value(formula) - value_left;
  if (used.sign() != 0) {
    formula = formula - input(words(kLabelUsedBefore), used, words(kByStepsSoFar));
  }
  return add(words(kLabelLeft), std::move(formula), {.is = value_left});
}

std::vector<std::string> Workings::pot_notes(const Expression& left_in_pot) const {
  std::string text = pot_words();
  add_item(text, origin_text(origin(rules().provenance), words));
  const bool whole_pot = left_in_pot.op == Op::kConstant;
  return whole_pot && !text.empty() ? std::vector{words(kPotIs, {text})}
                                    : std::vector<std::string>{};
}

std::string Workings::pot_words() const {
  if (const auto* part = std::get_if<PartOfPot>(&rules().amount)) {
    return words(kPartOfOtherPot, {percent_text(part->share, numbers), pot_name(view, part->of)});
  }
  return std::holds_alternative<ContributedAmount>(rules().amount) ? words(kFromContributors) : "";
}

std::vector<std::string> Workings::step_notes() const {
  std::vector<std::string> notes;
  if (!step().label.empty()) {
    notes.push_back(in_code(step().label));
  }
  append(notes, scope_notes());
  return notes;
}

std::vector<std::string> Workings::scope_notes() const {
  std::vector<std::string> notes;
  if (step().find(engine::kWhere) != nullptr) {
    notes.push_back(words(kThoseWith, {whom()}));
  }
  if (const auto* within = step().get<Within>(engine::kWithin.name)) {
    const Grouping& by = *within->by;
    notes.push_back(words(kWithinValue, {by.column, by.groups[by.group_of[district]]}));
  }
  return notes;
}

std::string Workings::whom() const {
  return RuleWords{scenario(), scenario().decimals, words}.where(
      *step().get<Where>(engine::kWhere));
}

std::string Workings::amount(const Fraction& value_of) const {
  return figure_text({.value = value_of}, scenario().decimals, numbers, Sign::kMinusOnly);
}

std::string Workings::number(const Fraction& value_of) const {
  return figure_text({.value = value_of, .form = Form::kNumber}, 0, numbers, Sign::kMinusOnly);
}

std::string Workings::share_of_prior(const Fraction& share) const {
  return words(kPartOfPriorYear, {percent_text(share, numbers), prior_label()});
}

Origin Workings::origin(const Provenance& provenance) const {
  return origin_of(scenario(), provenance);
}

Origin origin_of(const Scenario& scenario, const Provenance& provenance) {
  Origin result{.source = {}, .status = provenance.status};
  if (provenance.source) {
    const Source& source = scenario.sources[index_of(*provenance.source)];
    result.source = source.title.empty() ? source.id : source.title;
    result.status = result.status ? result.status : source.provenance.status;
  }
  return result;
}

Origin Workings::prior_origin() const {
  const std::optional<Prior>& prior = rules().prior ? rules().prior : scenario().prior;
  const auto* from = prior ? std::get_if<PriorColumn>(&prior->from) : nullptr;
  return from == nullptr ? Origin{} : origin(scenario().column(from->column).provenance);
}

}  // namespace allot::report::explain
