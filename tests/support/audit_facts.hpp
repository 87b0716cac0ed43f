#pragma once

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "allot/engine/audit/audit.hpp"
#include "allot/engine/rounding/rounding.hpp"

namespace allot::test {

/// The findings of one kind.
template <class Fact>
std::vector<std::pair<engine::AuditVerdict, Fact>> facts_of(const engine::Audit& audit) {
  std::vector<std::pair<engine::AuditVerdict, Fact>> facts;
  for (const engine::AuditFinding& finding : audit.findings) {
    if (const auto* fact = std::get_if<Fact>(&finding.fact)) {
      facts.emplace_back(finding.verdict, *fact);
    }
  }
  return facts;
}

using Names = std::set<std::string>;

/// `half_up 1 report`: method, unit, residual.
inline std::string name_of(const engine::RuleFound& rule) {
  using enum engine::RuleFound::Residual;
  return std::string{engine::rounding_methods()[rule.method].name} + " " + rule.unit.to_string() +
         (rule.residual == kNone     ? ""
          : rule.residual == kReport ? " report"
                                     : " largest");
}

inline Names names_of(const std::vector<engine::RuleFound>& rules) {
  Names names;
  for (const engine::RuleFound& rule : rules) {
    names.insert(name_of(rule));
  }
  return names;
}

}  // namespace allot::test
