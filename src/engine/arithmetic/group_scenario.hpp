#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Groups of districts as the districts of a scenario: a column that breaks ties adds up.
class GroupScenario {
 public:
  GroupScenario(const Scenario& scenario, const RoundingRule& rule,
                std::span<const std::string_view> ids,
                std::span<const std::span<const std::uint32_t>> members);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// The rule with a residual that goes to the group of the named district, or to nobody.
  [[nodiscard]] const RoundingRule& rule() const { return rule_; }

 private:
  Scenario scenario_;
  RoundingRule rule_;
};

}  // namespace allot::engine
