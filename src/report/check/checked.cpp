#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "report/check/check_report.hpp"
#include "report/check/table_diagnostics.hpp"
#include "report/check/table_remarks.hpp"
#include "report/words/name_told_apart.hpp"
#include "report/words/words.hpp"

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

bool is_percentage(PrintedRole role) {
  return role == PrintedRole::kPercent || role == PrintedRole::kChange;
}

/// With the decimals of the scenario, or those that were printed if they are more.
int decimals_of(const engine::CellOff& cell, int of_amounts) {
  const Fraction unit = cell.printed.half * Fraction{is_percentage(cell.role) ? 200 : 2};
  const int printed = unit.decimals().value_or(0);
  const bool is_money = !is_percentage(cell.role) && cell.role != PrintedRole::kKey;
  if (is_money) {
    return std::max(of_amounts, printed);
  }
  // A digit more than was printed shows what rounding would hide.
  const Fraction computed = cell.computed * Fraction{is_percentage(cell.role) ? 100 : 1};
  const bool has_more = computed.decimals().value_or(printed + 1) > printed;
  return printed + (has_more ? 1 : 0);
}

WrongFigure figure_of(const Scenario& scenario, const PrintedTable& table,
                      const engine::CellOff& cell) {
  const Fraction scale = is_percentage(cell.role) ? 100 : 1;
  WrongFigure figure{.of = Deviation::Of::kBudget,
                     .id = std::string{scenario.districts.ids[index_of(cell.district)]},
                     .name = std::string{scenario.districts.names[index_of(cell.district)]},
                     .role = cell.role,
                     .expected = cell.printed.value * scale,
                     .computed = cell.computed * scale,
                     .decimals = decimals_of(cell, scenario.decimals),
                     .where = cell.printed.where};
  figure.printed = cell.printed.text;
  figure.printed_decimals =
      (cell.printed.half * Fraction{is_percentage(cell.role) ? 200 : 2}).decimals().value_or(0);
  figure.slip = cell.slip;
  const auto column = std::ranges::find(table.columns, cell.role, &PrintedColumn::role);
  if (cell.role != PrintedRole::kAmount && column != table.columns.end()) {
    figure.column = column->name;
  }
  return figure;
}

/// What a table told besides its figures, with names instead of what belongs to the scenario.
class RemarkMaker {
 public:
  RemarkMaker(const Scenario& scenario, const engine::TableCheck& check) : scenario_{scenario} {
    for (const engine::TableReason& reason : check.reasons) {
      std::visit([&](const auto& one) { add(one); }, reason);
    }
    for (const engine::TableNote& note : check.notes) {
      std::visit([&](const auto& one) { add(one); }, note);
    }
  }

  std::vector<TableRemark> remarks() && { return std::move(remarks_); }

 private:
  [[nodiscard]] std::string name_of(DistrictId district) const {
    const Districts& districts = scenario_.districts;
    return name_told_apart(districts.ids, districts.names, index_of(district));
  }
  [[nodiscard]] std::vector<std::string> names_of(const std::vector<DistrictId>& districts) const {
    std::vector<std::string> names;
    std::ranges::transform(districts, std::back_inserter(names),
                           [&](DistrictId district) { return name_of(district); });
    return names;
  }

  /// Those to one unit are one remark.
  void add(const engine::OtherRounding& reason) {
    std::string method{engine::rounding_methods()[reason.method].name};
    if (reason.residual == Residual::To::kLargest) {
      method += " + residual: largest";
    } else if (reason.residual == Residual::To::kOneEachToLargest) {
      method += " + residual: one_each_to_largest";
    }
    const auto same = std::ranges::find_if(remarks_, [&](const TableRemark& remark) {
      const auto* others = std::get_if<OtherRoundings>(&remark);
      return others != nullptr && others->unit == reason.unit;
    });
    if (same == remarks_.end()) {
      remarks_.emplace_back(OtherRoundings{{std::move(method)}, reason.unit});
      return;
    }
    std::vector<std::string>& methods = std::get<OtherRoundings>(*same).methods;
    // Without anything left over it does not matter who would take it.
    if (!method.starts_with(methods.back() + " ")) {
      methods.push_back(std::move(method));
    }
  }
  void add(const engine::OtherColumn& reason) { remarks_.emplace_back(reason); }
  void add(const engine::Exchanged& reason) {
    remarks_.emplace_back(ExchangedRows{name_of(reason.a), name_of(reason.b)});
  }
  void add(const engine::TieOtherwise& note) {
    remarks_.emplace_back(OtherTie{names_of(note.printed), names_of(note.computed)});
  }
  void add(const engine::ReadingChosen& note) {
    remarks_.emplace_back(ChosenReading{note.column, note.first.text, note.first.value});
  }
  void add(const engine::SumDrifts& note) {
    const bool percent = is_percentage(note.role);
    const Fraction scale = percent ? 100 : 1;
    remarks_.emplace_back(DriftingSum{note.label, note.column, percent, note.printed.value * scale,
                                      note.added * scale, note.slack * scale});
  }

  const Scenario& scenario_;
  std::vector<TableRemark> remarks_;
};

std::string district_words(const WrongFigure& figure) {
  return figure.name == figure.id ? fmt::format("`{}`", figure.id)
                                  : fmt::format("`{}` ({})", figure.name, figure.id);
}

std::string message_of(const WrongFigure& figure, const FigureText& text) {
  if (!figure.column.empty()) {
    return fmt::format("{} of {} is {}, not {}", in_ticks(figure.column), district_words(figure),
                       text.computed, text.expected);
  }
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

std::string in_ticks(std::string_view text) { return fmt::format("`{}`", without_controls(text)); }

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

void add_check(Checked& checked, const RunView& view, const engine::CheckResult& check,
               Problems& problems) {
  checked.expectations += check.expectations;
  checked.called_recipients = view.scenario.districts.called_recipients;
  checked.currency = view.scenario.currency;
  for (const Deviation& deviation : check.deviations) {
    checked.figures.push_back(figure_of(view.scenario, deviation));
  }
  if (!check.table) {
    return;
  }
  for (const engine::TableFinding& finding : check.table->findings) {
    if (const auto* cell = std::get_if<engine::CellOff>(&finding)) {
      checked.figures.push_back(figure_of(view.scenario, *view.scenario.expect.table, *cell));
    }
  }
  checked.remarks = RemarkMaker{view.scenario, *check.table}.remarks();
  for (Diagnostic& problem : table_diagnostics(view.scenario, *check.table)) {
    ++checked.other_figures;
    // Sums are among the numbers that were compared.
    checked.expectations += problem.code == Code::kPublishedSumDiffers ? 0U : 1U;
    problems.add(std::move(problem));
  }
}

std::vector<Diagnostic> diagnostics_of(const Checked& checked) {
  const NumberFormat numbers = number_format(NumberStyle::kPlain);
  const Words words{kEnglish, numbers};
  std::vector<Diagnostic> diagnostics;
  for (const WrongFigure& figure : checked.figures) {
    const FigureText text = text_of(figure, numbers);
    diagnostics.push_back({.code = Code::kExpectationNotMet,
                           .where = figure.where,
                           .message = message_of(figure, text),
                           .label = text.deviation});
    if (figure.slip != engine::Slip::kNone) {
      diagnostics.back().help.push_back(joined(slip_sentence(figure, words)));
    }
  }
  if (!diagnostics.empty()) {
    for (const TableRemark& remark : checked.remarks) {
      diagnostics.front().help.push_back(joined(sentence_of(remark, words)));
    }
  }
  return diagnostics;
}

}  // namespace allot::report
