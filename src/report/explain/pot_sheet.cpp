
#include <algorithm>
#include <variant>

#include "allot/core/error.hpp"
#include "report/columns/splits.hpp"
#include "report/document/document.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {
namespace {

std::string absence_of(const Workings& workings) {
  std::string text = workings.words(Text::kTakesNoPart);
  const std::optional<Participation>& participation = workings.rules().participation;
  const std::string origin =
      participation ? origin_text(workings.origin(participation->provenance), workings.words) : "";
  return origin.empty() ? text : text + workings.words(Text::kColon) + " " + origin;
}

std::vector<BudgetPart> parts_of_budget(const Workings& workings, RowsBy by) {
  const engine::SplitTable* split = split_of(workings.result(), by);
  if (split == nullptr) {
    return {};
  }
  std::vector<BudgetPart> parts;
  for (const PartName& part : part_names(workings.rules(), by)) {
    parts.push_back(
        {.name = std::string{part.name}, .amount = split->cells[part.index][workings.district]});
  }
  return parts;
}

}  // namespace

PotSheet pot_sheet(const RunView& view, const engine::Recorder& recorder, std::size_t pot,
                   DistrictId district, const Words& words) {
  Workings workings{view, pot, district, words};
  PotSheet sheet{.pot = pot,
                 .budget = view.result.pots[pot].budgets[index_of(district)],
                 .contributors = parts_of_budget(workings, RowsBy::kContributor),
                 .years = parts_of_budget(workings, RowsBy::kYear)};
  const std::vector<bool>& flags = view.result.pots[pot].takes_part;
  const bool takes_part = flags.empty() || flags[index_of(district)];
  if (!takes_part && sheet.budget == Money{}) {
    sheet.absent = absence_of(workings);
    return sheet;
  }
  const engine::Records records = recorder.records_of(pot, district);
  if (takes_part) {
    for (const engine::StepRecord& record : records.steps) {
      workings.begin(record.step);
      std::visit([&](const auto& what) { write_down(what, workings); }, record.what);
    }
  } else {
    // It can take what rounding leaves all the same.
    workings.remark(absence_of(workings), {});
  }
  write_down_rounding(records.rounding, workings);
  sheet.lines = workings.take();
  const Fraction budget = in_currency(sheet.budget, view.scenario.decimals);
  const auto last = std::find_if(sheet.lines.rbegin(), sheet.lines.rend(),
                                 [](const SheetLine& line) { return line.formula.has_value(); });
  invariant(last != sheet.lines.rend() && last->value.value == budget,
            "a sheet ends in the budget");
  return sheet;
}

namespace {

/// The budget, what is settled of earlier years, and what that makes payable.
std::vector<SheetLine> payment_lines(const RunView& view, DistrictId district, const Words& words) {
  if (!view.result.settlements) {
    return {};
  }
  const std::size_t i = index_of(district);
  const Scenario& scenario = view.scenario;
  std::vector<SheetLine> lines;
  const auto add = [&](SheetLine line, Expression formula, const Fraction& value) {
    line.formula = std::move(formula);
    line.value = {.value = value, .form = Form::kAmount};
    lines.push_back(std::move(line));
    return Expression::of_line(lines.size() - 1);
  };
  const auto add_input = [&](SheetLine line, const Fraction& value) {
    return add(std::move(line), Expression::of(Figure{.value = value, .form = Form::kAmount}),
               value);
  };
  const auto column = [&](std::string_view name) {
    return std::string{words.named(NamesOf::kColumn, name)};
  };
  Fraction payable = in_currency(view.result.budgets[i], scenario.decimals);
  std::vector<Expression> parts{
      add_input({.label = view.result.pots.size() > 1
                              ? words(Text::kAllPots, {words.count(view.result.pots.size())})
                              : words(Text::kLabelBudget)},
                payable)};
  for (const Pot& pot : scenario.pots) {
    const Column* settled = pot.settle ? &scenario.column(pot.settle->column) : nullptr;
    if (settled == nullptr || (!settled->missing.empty() && settled->missing[i])) {
      continue;
    }
    SheetLine line{.label = pot.settle->label.empty() ? column("settlement") : pot.settle->label,
                   .is_change = true,
                   .notes = column_notes(*settled, words),
                   .origin = origin_of(scenario, settled->provenance)};
    if (view.result.pots.size() > 1) {
      line.notes.insert(line.notes.begin(), words(Text::kPotNamed, {pot.id}));
    }
    parts.push_back(add_input(std::move(line), settled->values.at(i)));
    payable += settled->values.at(i);
  }
  Expression sum =
      parts.size() == 1 ? parts.front() : Expression::of(Expression::Op::kSum, std::move(parts));
  Expression due = add({.label = column("payable")}, std::move(sum), payable);
  if (view.result.paid) {
    const Fraction paid = in_currency((*view.result.paid)[i], scenario.decimals);
    Expression less = add_input({.label = column("paid")}, paid);
    add({.label = column("open")},
        Expression::of(Expression::Op::kDifference, {std::move(due), std::move(less)}),
        payable - paid);
  }
  return lines;
}

}  // namespace
}  // namespace allot::report::explain

namespace allot::report {

Sheet sheet_of(const RunView& view, DistrictId district, const RunOptions& options) {
  const Words words = words_for_people(options);
  Sheet sheet{.district = district, .total = view.result.budgets[index_of(district)]};
  const engine::Recorder recorder{view.scenario};
  for (std::size_t pot = 0; pot < view.scenario.pots.size(); ++pot) {
    sheet.pots.push_back(explain::pot_sheet(view, recorder, pot, district, words));
  }
  sheet.payment = explain::payment_lines(view, district, words);
  sheet.shift = explain::shift_sheet(view, district, words);
  return sheet;
}

}  // namespace allot::report
