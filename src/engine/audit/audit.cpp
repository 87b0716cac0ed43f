#include "allot/engine/audit/audit.hpp"

#include <algorithm>
#include <iterator>

#include "allot/engine/rounding/rounding.hpp"
#include "engine/audit/checks.hpp"

namespace allot::engine {

AuditVerdict Audit::verdict() const {
  const auto has = [&](AuditVerdict verdict) {
    return std::ranges::any_of(
        findings, [&](const AuditFinding& finding) { return finding.verdict == verdict; });
  };
  return has(AuditVerdict::kInconsistent) ? AuditVerdict::kInconsistent
         : has(AuditVerdict::kConsistent) ? AuditVerdict::kConsistent
                                          : AuditVerdict::kCannotTell;
}

Audit audit(const PrintedTable& table, const AuditKnowledge& known) {
  AuditTask task{.table = table,
                 .known = known,
                 .unit_of_rule = std::vector<Fraction>(table.columns.size()),
                 .pots_of_rules = std::vector<std::vector<Fraction>>(table.columns.size()),
                 .to_nearest = std::vector<bool>(table.columns.size())};
  Audit result{find_rules(task)};
  for (const AuditFinding& finding : result.findings) {
    if (const auto* rules = std::get_if<Reproduced>(&finding.fact)) {
      for (const RuleFound& rule : rules->rules) {
        Fraction& unit = task.unit_of_rule[rules->column];
        unit = std::max(unit, rule.unit);
        task.pots_of_rules[rules->column].push_back(rule.pot);
        const std::optional<Rounding> each = rounding_methods()[rule.method].each;
        if (each == Rounding::kHalfUp || each == Rounding::kHalfEven) {
          task.to_nearest[rules->column] = true;
        }
      }
    }
  }
  for (const auto check :
       {&check_sums, &check_percentages, &check_pots, &check_rates, &check_shifts, &check_digits}) {
    Findings findings = check(task);
    std::ranges::move(findings, std::back_inserter(result.findings));
  }
  return result;
}

}  // namespace allot::engine
