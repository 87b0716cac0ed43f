#pragma once

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

  [[nodiscard]] bool reproduced(std::size_t column) const {
    return unit_of_rule[column].sign() > 0;
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
