#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::engine {

/// A rule that two scenarios have otherwise: what can change exact amounts beside the amount of a
/// pot, its counts and who takes part. The names are those of the scenario `after`.
struct RuleChange {
  enum class What {
    kPotField,   ///< `name` of the pot
    kStepField,  ///< `name` of a step
    kKey,        ///< `name`; the same in all pots that use it
    kOrder,      ///< of the steps
    kGroups,     ///< who is in which group of a tier
  };
  What what;
  std::size_t pot = 0;  ///< not of kKey
  std::size_t step = 0;
  std::string name = {};
  bool operator==(const RuleChange&) const = default;
};

/// Of pots that are in both, and of steps that have one of the same kind in the other: the first
/// share is the first share, and so on. Each change once.
std::vector<RuleChange> rule_changes(const Scenario& before, const Scenario& after);

}  // namespace allot::engine
