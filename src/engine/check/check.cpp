#include "allot/engine/check/check.hpp"

#include <algorithm>

#include "engine/check/printed_check.hpp"

namespace allot::engine {

namespace {

void compare(const Deviation& expectation, CheckResult& result) {
  ++result.expectations;
  if (expectation.actual != expectation.expected) {
    result.deviations.push_back(expectation);
  }
}

}  // namespace

CheckResult check(const Scenario& scenario, const Result& result) {
  const Expectations& expect = scenario.expect;
  CheckResult checked;
  if (expect.total) {
    compare({.of = Deviation::Of::kTotal,
             .expected = expect.total->amount,
             .actual = in_currency(result.total, scenario.decimals),
             .where = expect.total->where},
            checked);
  }
  for (const ExpectedAmount& budget : expect.budgets) {
    const Money actual = result.budgets[index_of(budget.district)];
    compare({.of = Deviation::Of::kBudget,
             .district = budget.district,
             .expected = budget.amount,
             .actual = in_currency(actual, scenario.decimals),
             .where = budget.where},
            checked);
  }
  for (const ExpectedShare& share : expect.keys) {
    // The run would not have succeeded had a key no values; a whole of 0 has no shares.
    const KeyValues& key = *result.keys.find(share.key);
    const Fraction weight = key.weights.at(index_of(share.district));
    compare({.of = Deviation::Of::kKey,
             .district = share.district,
             .key = share.key,
             .expected = share.share,
             .actual = key.whole.sign() == 0 ? Fraction{} : weight / key.whole,
             .where = share.where},
            checked);
  }
  if (expect.table) {
    checked.table = check_table(scenario, result, *expect.table);
    checked.expectations += checked.table->compared;
  }
  std::stable_sort(checked.deviations.begin(), checked.deviations.end(),
                   [](const Deviation& a, const Deviation& b) { return a.where < b.where; });
  return checked;
}

bool makes_table(const Scenario& scenario, const Result& result) {
  const PrintedTable& table = *scenario.expect.table;
  const auto column = std::ranges::find(table.columns, PrintedRole::kAmount, &PrintedColumn::role);
  return column != table.columns.end() &&
         admits({table, *column}, result.budgets, scenario.decimals);
}

}  // namespace allot::engine
