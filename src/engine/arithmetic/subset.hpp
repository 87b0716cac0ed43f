#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Some districts of a scenario as a scenario of their own, with what rounding reads of it: names,
/// places, and the columns that break ties.
class SubsetScenario {
 public:
  SubsetScenario(const Scenario& scenario, const RoundingRule& rule,
                 const std::vector<std::uint32_t>& members);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// The rule with a residual that names one of the members, or that goes to nobody.
  [[nodiscard]] const RoundingRule& rule() const { return rule_; }

 private:
  Scenario scenario_;
  RoundingRule rule_;
};

/// Groups of districts as the districts of a scenario: a column that breaks ties adds up.
class GroupScenario {
 public:
  struct Group {
    std::string_view id;
    const std::vector<std::uint32_t>& members;
  };

  GroupScenario(const Scenario& scenario, const RoundingRule& rule,
                const std::vector<Group>& groups);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// The rule with a residual that goes to the group of the named district, or to nobody.
  [[nodiscard]] const RoundingRule& rule() const { return rule_; }

 private:
  Scenario scenario_;
  RoundingRule rule_;
};

}  // namespace allot::engine
