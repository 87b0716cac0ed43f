// The units of a divisor method: the weight over the divisor that all have in common, rounded.

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "allot/core/error.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

using engine::Signpost;

Expression rounded_quotient(Signpost signpost, std::size_t quotient) {
  Expression line = Expression::of_line(quotient);
  const auto to_whole = [&](Rounding rounding) {
    Expression rounded = Expression::rounded(std::move(line), rounding, 1);
    rounded.constant.form = Form::kNumber;
    return rounded;
  };
  switch (signpost) {
    case Signpost::kMiddle:
      return to_whole(Rounding::kHalfUp);
    case Signpost::kUpper:
      return to_whole(Rounding::kDown);
    case Signpost::kLower:
      return to_whole(Rounding::kUp);
    case Signpost::kHarmonic:
      return Expression::of(Op::kRoundedAtHarmonicMean, {std::move(line)});
    case Signpost::kGeometric:
      return Expression::of(Op::kRoundedAtGeometricMean, {std::move(line)});
    case Signpost::kNone:
      break;
  }
  invariant(false, "only divisor methods have a divisor");
  return line;
}

class DivisorLines {
 public:
  DivisorLines(const engine::DivisorUnits& record, Workings& workings)
      : record_{record},
        workings_{workings},
        words_{workings.words},
        rule_{workings.rules().rounding},
        method_{engine::rounding_methods()[rule_.method]} {}

  std::vector<std::size_t> write() {
    std::vector<std::size_t> parts{units_line()};
    const Fraction by_tie = Fraction{record_.units} - workings_.value(parts.front());
    if (by_tie.sign() != 0) {
      parts.push_back(workings_.add(
          {.label = words_(by_tie.sign() > 0 ? kLabelLeftOverUnit : kLabelUnitNotGiven),
           .formula = constant(by_tie, Form::kNumber),
           .in_words = words_(kByTie),
           .value = {.value = by_tie, .form = Form::kNumber},
           .is_change = true}));
    }
    if (rule_.unit == Fraction{1}) {
      return parts;
    }
    std::vector<Expression> units;
    units.reserve(parts.size());
    for (const std::size_t part : parts) {
      units.push_back(Expression::of_line(part));
    }
    return {workings_.add({.label = words_(kLabelInUnitsOf, {workings_.number(rule_.unit)}),
                           .formula = product_of({sum_of(std::move(units)), constant(rule_.unit)}),
                           .value = {Fraction{record_.units} * rule_.unit}})};
  }

 private:
  std::size_t units_line() {
    const std::size_t quotient = quotient_line();
    Expression formula = rounded_quotient(method_.signpost, quotient);
    const Fraction rounded = evaluated(formula, workings_.lines());
    const Fraction units = record_.tied ? rounded : Fraction{record_.units};
    std::vector<std::string> notes{std::string{words_.method(method_.name)}};
    if (rounded != units) {
      const bool raised = rounded < units;
      formula = Expression::of(raised ? Op::kAtLeast : Op::kAtMost,
                               {std::move(formula), constant(units, Form::kNumber)});
      notes.push_back(words_(raised ? kMinimumOfFile : kMaximumOfFile));
    } else if (const std::string mean = mean_words(quotient); !mean.empty()) {
      notes.push_back(mean);
    }
    return workings_.add({.label = words_(kLabelUnits),
                          .formula = std::move(formula),
                          .value = {.value = units, .form = Form::kNumber},
                          .notes = std::move(notes)});
  }

  std::size_t quotient_line() {
    const auto& ties = workings_.result().ties;
    const bool tied = std::ranges::count(ties, engine::Stake::kUnits, &engine::Tie::stake) > 0;
    const std::size_t divisor = workings_.add(
        {.label = words_(kLabelDivisor),
         .formula = constant(record_.divisor, Form::kNumber),
         .in_words = all_decimals(record_.divisor),
         .value = {.value = record_.divisor, .form = Form::kNumber},
         .notes = {words_(!tied                                      ? kUnitsAddUp
                          : method_.signpost == Signpost::kGeometric ? kUnitsAndTiesAddUp
                                                                     : kWhereRoundingTurns)}});
    Expression weight = workings_.weight();
    if (evaluated(weight, workings_.lines()) != record_.weight) {
      weight = constant(record_.weight, Form::kNumber);  // nothing was left to share by it
    }
    return workings_.add(
        {.label = words_(kLabelQuotient),
         .formula = quotient_of(std::move(weight), Expression::of_line(divisor)),
         .value = {.value = record_.weight / record_.divisor, .form = Form::kNumber}});
  }

  /// Where the value of a line does not show them; a fraction where there are too many.
  [[nodiscard]] std::string all_decimals(const Fraction& divisor) const {
    if (!workings_.number(divisor).ends_with("…")) {
      return "";
    }
    const std::optional<int> decimals = divisor.decimals();
    return decimals ? fraction_text(divisor, *decimals, workings_.numbers) : divisor.to_string();
  }

  /// Where between two whole numbers rounding up begins, if that is no matter of course.
  [[nodiscard]] std::string mean_words(std::size_t line) const {
    const Fraction& quotient = workings_.value(line);
    const Fraction n{quotient.rounded(Rounding::kDown)};
    const Fraction next = n + Fraction{1};
    if (method_.signpost == Signpost::kHarmonic) {
      return words_(kMeanIs, {workings_.number(n), workings_.number(next),
                              workings_.number(Fraction{2} * n * next / (n + next))});
    }
    if (method_.signpost != Signpost::kGeometric) {
      return "";
    }
    if (quotient.sign() == 0) {
      return "";  // no weight, no unit
    }
    const Fraction square = quotient * quotient;
    return fmt::format("{}² = {} {} {} × {}", workings_.letter(line), workings_.number(square),
                       square < n * next ? "<" : ">", workings_.number(n), workings_.number(next));
  }

  const engine::DivisorUnits& record_;
  Workings& workings_;
  const Words& words_;
  const RoundingRule& rule_;
  const engine::RoundingMethod& method_;
};

}  // namespace

std::vector<std::size_t> divisor_lines(const engine::DivisorUnits& record, Workings& workings) {
  return DivisorLines{record, workings}.write();
}

}  // namespace allot::report::explain
