#pragma once

#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/run.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// Whether a step of the pot is held against its prior year.
bool reads_any_prior(const Pot& pot);

/// The prior years of a scenario: its own, and those of pots that have one. Each is read once.
class PriorYears {
 public:
  /// Reports what a prior scenario or rule meets.
  PriorYears(const Scenario& scenario, const Keys& keys, Problems& problems);

  /// What a pot's steps are held against: its own, or the scenario's where there is one pot.
  [[nodiscard]] const PriorAmounts* of_pot(std::size_t pot) const;

  /// What the budgets of all pots are compared with; nothing where a pot has no prior year.
  [[nodiscard]] std::optional<PriorYear> in_all() const;

 private:
  const Scenario& scenario_;
  std::optional<PriorAmounts> whole_;
  std::vector<std::optional<PriorAmounts>> of_pots_;
};

}  // namespace allot::engine
