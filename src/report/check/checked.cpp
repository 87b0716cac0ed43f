#include <fmt/format.h>

#include <algorithm>

#include "report/check/check_report.hpp"

namespace allot::report {
namespace {

using engine::Deviation;

constexpr int kShareDecimals = 9;

int decimals_of(const Deviation& deviation, int of_amounts) {
  return deviation.of == Deviation::Of::kKey
             ? kShareDecimals
             : std::max(of_amounts, deviation.expected.decimals().value_or(of_amounts + 2));
}

WrongFigure figure_of(const Scenario& scenario, const Deviation& deviation) {
  WrongFigure figure{.of = deviation.of,
                     .expected = deviation.expected,
                     .computed = deviation.actual,
                     .decimals = decimals_of(deviation, scenario.decimals),
                     .where = deviation.where};
  if (deviation.of != Deviation::Of::kTotal) {
    figure.id = scenario.districts.ids[index_of(deviation.district)];
    figure.name = scenario.districts.names[index_of(deviation.district)];
  }
  if (deviation.of == Deviation::Of::kKey) {
    figure.key = scenario.key(deviation.key).name;
  }
  return figure;
}

std::string district_words(const WrongFigure& figure) {
  return figure.name == figure.id ? fmt::format("`{}`", figure.id)
                                  : fmt::format("`{}` ({})", figure.name, figure.id);
}

std::string message_of(const WrongFigure& figure, const FigureText& text) {
  switch (figure.of) {
    case Deviation::Of::kTotal:
      return fmt::format("the budgets add up to {}, not to {}", text.computed, text.expected);
    case Deviation::Of::kBudget:
      return fmt::format("the budget of {} is {}, not {}", district_words(figure), text.computed,
                         text.expected);
    case Deviation::Of::kKey:
      break;
  }
  return fmt::format("the share of {} in key `{}` is {}, not {}", district_words(figure),
                     figure.key, text.computed, text.expected);
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kHolds:
      return "holds";
    case Outcome::kDoesNotHold:
      return "does_not_hold";
    case Outcome::kRefused:
      return "refused";
    case Outcome::kNothingToCheck:
      break;
  }
  return "nothing_to_check";
}

FigureText text_of(const WrongFigure& figure, const NumberFormat& numbers) {
  const Fraction difference = figure.computed - figure.expected;
  FigureText text{fraction_text(figure.expected, figure.decimals, numbers),
                  fraction_text(figure.computed, figure.decimals, numbers),
                  fraction_text(difference, figure.decimals, numbers, Sign::kAlways), "–"};
  if (figure.expected.sign() != 0) {
    text.percent =
        fraction_text(difference / figure.expected * Fraction{100}, 2, numbers, Sign::kAlways);
  }
  return text;
}

void add_check(Checked& checked, const RunView& view, const engine::CheckResult& check) {
  checked.expectations += check.expectations;
  checked.called_recipients = view.scenario.districts.called_recipients;
  for (const Deviation& deviation : check.deviations) {
    checked.figures.push_back(figure_of(view.scenario, deviation));
  }
}

std::vector<Diagnostic> diagnostics_of(const Checked& checked) {
  const NumberFormat numbers = number_format(NumberStyle::kPlain);
  std::vector<Diagnostic> diagnostics;
  for (const WrongFigure& figure : checked.figures) {
    const FigureText text = text_of(figure, numbers);
    diagnostics.push_back({.code = Code::kExpectationNotMet,
                           .where = figure.where,
                           .message = message_of(figure, text),
                           .label = text.deviation});
  }
  return diagnostics;
}

}  // namespace allot::report
