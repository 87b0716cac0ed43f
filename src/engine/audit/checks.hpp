#pragma once

#include <algorithm>
#include <vector>

#include "allot/engine/audit/audit.hpp"

namespace allot::engine {

// The checks of `audit`, a file for each, in the order in which they are made. None claims what an
// honest table may do, too: a difference that cutting, a floor or a column of another whole would
// explain is one that cannot be told.

struct AuditTask {
  const PrintedTable& table;
  const AuditKnowledge& known;
  /// For each column the largest unit of the rules that give it exactly; 0: there is none. Its rows
  /// are right, and its sums may drift by a unit each.
  std::vector<Fraction> unit_of_rule = {};
  /// For each column the pots that these rules share out, and whether one of them rounds each row
  /// to the nearest.
  std::vector<std::vector<Fraction>> pots_of_rules = {};
  std::vector<bool> to_nearest = {};

  [[nodiscard]] bool reproduced(std::size_t column) const {
    return unit_of_rule[column].sign() > 0;
  }
  /// Whether such a rule may leave this total of the column: that of some rows drifts from what
  /// they add up to, that of all is the pot.
  [[nodiscard]] bool may_leave(std::size_t column, std::size_t rows, const Range& total) const {
    return rows < table.rows.size()
               ? reproduced(column)
               : std::ranges::any_of(pots_of_rules[column], [&](const Fraction& pot) {
                   return total.low <= pot && pot <= total.high;
                 });
  }
};

using Findings = std::vector<AuditFinding>;

Findings find_rules(const AuditTask& task);         // (e)
Findings check_sums(const AuditTask& task);         // (a)
Findings check_percentages(const AuditTask& task);  // (a), (b)
Findings check_pots(const AuditTask& task);         // (b)
Findings check_rates(const AuditTask& task);        // (c)
Findings check_shifts(const AuditTask& task);       // (d)
Findings check_digits(const AuditTask& task);       // (f)

}  // namespace allot::engine
