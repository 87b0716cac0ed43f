#include "report/explain/workings.hpp"

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"
#include "report/explain/formula.hpp"
#include "report/notes/head.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

const Provenance* provenance_of(const Scenario& scenario, const Prior& prior) {
  const auto* column = std::get_if<PriorColumn>(&prior.from);
  return column == nullptr ? nullptr : &scenario.column(column->column).provenance;
}

}  // namespace

Expression sum_of(std::vector<Expression> operands) {
  return operands.size() == 1 ? std::move(operands.front())
                              : Expression::of(Op::kSum, std::move(operands));
}

Expression difference_of(std::vector<Expression> operands) {
  return operands.size() == 1 ? std::move(operands.front())
                              : Expression::of(Op::kDifference, std::move(operands));
}

Expression product_of(std::vector<Expression> operands) {
  return operands.size() == 1 ? std::move(operands.front())
                              : Expression::of(Op::kProduct, std::move(operands));
}

Expression quotient_of(Expression dividend, Expression divisor) {
  return Expression::of(Op::kQuotient, {std::move(dividend), std::move(divisor)});
}

Expression constant(const Fraction& value, Form form) {
  return Expression::of({.value = value, .form = form});
}

Workings::Workings(const RunView& of_view, std::size_t of_pot, DistrictId of_district,
                   const Words& in_words)
    : view{of_view},
      pot{of_pot},
      district{index_of(of_district)},
      words{in_words},
      numbers{in_words.numbers} {}

std::size_t Workings::add(SheetLine line) {
  invariant(line.formula && evaluated(*line.formula, lines_) == line.value.value,
            "a line of a sheet is what its formula says");
  lines_.push_back(std::move(line));
  return lines_.size() - 1;
}

void Workings::remark(std::string label, std::vector<std::string> notes) {
  SheetLine line;
  line.label = std::move(label);
  line.notes = std::move(notes);
  lines_.push_back(std::move(line));
}

std::optional<std::size_t> Workings::find(const SheetLine& line) const {
  const auto same = std::find_if(lines_.begin(), lines_.end(), [&](const SheetLine& before) {
    return before.label == line.label && before.value.value == line.value.value &&
           before.notes == line.notes;
  });
  return same == lines_.end() ? std::nullopt
                              : std::optional{static_cast<std::size_t>(same - lines_.begin())};
}

Expression Workings::input(std::string label, const Fraction& given, const std::string& note) {
  SheetLine line{.label = std::move(label),
                 .formula = constant(given),
                 .value = {given},
                 .notes = note.empty() ? std::vector<std::string>{} : std::vector{note}};
  const auto said = find(line);
  return Expression::of_line(said ? *said : add(std::move(line)));
}

Expression Workings::bound(BoundTerm& term) {
  if (term.factors.empty()) {
    return constant(term.value);
  }
  if (!term.line) {
    SheetLine line{.label = words(term.texts->label),
                   .formula = product_of(term.factors),
                   .value = {term.value},
                   .notes = {term.words},
                   .origin = term.origin};
    const auto said = find(line);
    term.line = said ? *said : add(std::move(line));
  }
  return Expression::of_line(*term.line);
}

void Workings::keep(Bounds side, BoundTerm term) { kept_.emplace_back(side, std::move(term)); }

bool Workings::holds(Bounds side, const BoundTerm& term) const {
  const Fraction& amount = value(*so_far_);
  return side == Bounds::kMinimum ? term.value <= amount : amount <= term.value;
}

Expression Workings::bound_in_units(Bounds side, const Fraction& value_in_units) {
  const Rounding rounding = side == Bounds::kMinimum ? Rounding::kUp : Rounding::kDown;
  const Fraction& unit = rules().rounding.unit;
  for (auto& [kept_side, term] : kept_) {
    const Fraction whole = Fraction{(term.value / unit).rounded(rounding)} * unit;
    if (kept_side == side && whole == value_in_units && holds(side, term)) {
      Expression exact = bound(term);
      return whole == term.value ? exact : Expression::rounded(std::move(exact), rounding, unit);
    }
  }
  return constant(value_in_units);
}

const BoundTerm* Workings::maximum_in_units(const Fraction& value_in_units) const {
  const Fraction& unit = rules().rounding.unit;
  for (const auto& [side, term] : kept_) {
    if (side == Bounds::kMaximum && holds(side, term) &&
        Fraction{(term.value / unit).rounded(Rounding::kDown)} * unit == value_in_units) {
      return &term;
    }
  }
  return nullptr;
}

std::size_t Workings::so_far() {
  settle_claims();
  if (!so_far_) {
    so_far_ = add({.label = words(kLabelExact),
                   .formula = constant(0),
                   .value = {},
                   .notes = {words(result().amount == Money{} ? kNothingInPot : kNothingSoFar)}});
  }
  return *so_far_;
}

void Workings::give(std::size_t index) {
  drop_bounds();
  if (!so_far_) {
    so_far_ = index;
    return;
  }
  so_far_ = add({.label = words(kLabelTogether),
                 .formula = sum_of({Expression::of_line(*so_far_), Expression::of_line(index)}),
                 .value = {value(*so_far_) + value(index)}});
}

std::size_t Workings::take_claims() {
  std::vector<Expression> operands;
  Fraction sum;
  for (const std::size_t claimed : claims_) {
    operands.push_back(Expression::of_line(claimed));
    sum += value(claimed);
  }
  invariant(!operands.empty(), "only claims are reduced");
  const std::size_t last = claims_.back();
  const bool one = claims_.size() == 1;
  claims_.clear();
  return one ? last
             : add({.label = words(kLabelClaims),
                    .formula = sum_of(std::move(operands)),
                    .value = {sum}});
}

void Workings::settle_claims() {
  if (!claims_.empty()) {
    give(take_claims());
  }
}

std::size_t Workings::pot_line() {
  if (!pot_line_) {
    const Fraction whole = in_currency(result().amount, scenario().decimals);
    pot_line_ = add({.label = words(kLabelPot),
                     .formula = constant(whole),
                     .value = {whole},
                     .notes = {pot_words()},
                     .origin = origin(rules().provenance)});
  }
  return *pot_line_;
}

Expression Workings::left(const Fraction& value_left) {
  if (group_) {
    const Fraction had = value(*group_) - value_left;
    return had.sign() == 0
               ? Expression::of_line(*group_)
               : difference_of({Expression::of_line(*group_),
                                input(words(kLabelGivenBefore), had, words(kToTheGroup))});
  }
  const int decimals = scenario().decimals;
  const Fraction whole = in_currency(result().amount, decimals);
  if (value_left == whole) {
    return constant(whole);
  }
  std::vector<Expression> operands{Expression::of_line(pot_line())};
  Fraction rest = whole - value_left;
  for (const std::size_t taken : taken_out_) {
    operands.push_back(Expression::of_line(taken));
    rest -= value(taken);
  }
  for (const engine::PassedOn& passed : result().passed_on) {
    const Fraction part = in_currency(passed.amount, decimals);
    operands.push_back(
        input(words(kLabelIntoPot, {pot_name(view, passed.to)}), part, words(kBeforeFirstStep)));
    rest -= part;
  }
  if (rest.sign() != 0) {
    operands.push_back(input(words(kLabelUsedBefore), rest, words(kByStepsSoFar)));
  }
  return Expression::of_line(add({.label = words(kLabelLeft),
                                  .formula = difference_of(std::move(operands)),
                                  .value = {value_left}}));
}

std::vector<std::string> Workings::pot_notes(const Expression& left_in_pot) const {
  std::string text = pot_words();
  const std::string from = origin_text(origin(rules().provenance), words);
  text += text.empty() || from.empty() ? from : ", " + from;
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

std::string Workings::amount(const Fraction& value_of) const {
  return figure_text({.value = value_of}, scenario().decimals, numbers, Sign::kMinusOnly);
}

std::string Workings::number(const Fraction& value_of) const {
  return figure_text({.value = value_of, .form = Form::kNumber}, 0, numbers, Sign::kMinusOnly);
}

std::string Workings::prior_label() const {
  const std::optional<Prior>& prior = rules().prior ? rules().prior : scenario().prior;
  return prior ? prior_year(prior->label) : "";
}

std::string Workings::share_of_prior(const Fraction& share) const {
  return words(kPartOfPriorYear, {percent_text(share, numbers), prior_label()});
}

Origin Workings::origin(const Provenance& provenance) const {
  Origin result{.source = {}, .status = provenance.status};
  if (provenance.source) {
    const Source& source = scenario().sources[index_of(*provenance.source)];
    result.source = source.title.empty() ? source.id : source.title;
    result.status = result.status ? result.status : source.provenance.status;
  }
  return result;
}

Origin Workings::prior_origin() const {
  const std::optional<Prior>& prior = rules().prior ? rules().prior : scenario().prior;
  const Provenance* provenance = prior ? provenance_of(scenario(), *prior) : nullptr;
  return provenance == nullptr ? Origin{} : origin(*provenance);
}

}  // namespace allot::report::explain
