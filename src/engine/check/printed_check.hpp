#pragma once

#include <vector>

#include "allot/core/money.hpp"
#include "allot/engine/check/findings.hpp"
#include "allot/engine/run.hpp"

namespace allot::engine {

/// Holds the table against the result.
TableCheck check_table(const Scenario& scenario, const Result& result, const PrintedTable& table);

/// The amounts of a table, and what they should be.
struct PrintedAmounts {
  const PrintedTable& table;
  const PrintedColumn& column;
};

/// Whether all of them may be these budgets.
bool admits(const PrintedAmounts& printed, const std::vector<Money>& budgets, int decimals);

/// Other rules, with which every amount of the table agrees.
std::vector<TableReason> reasons_for(const Scenario& scenario, const PrintedAmounts& printed);

/// How `printed` may have come from `computed`.
Slip slip_between(const PrintedNumber& printed, const Fraction& computed, const Fraction& unit);

}  // namespace allot::engine
