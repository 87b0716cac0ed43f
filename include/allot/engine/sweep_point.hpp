#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/money.hpp"

namespace allot::engine {

/// One combination of the varied values, and what came of it.
struct SweepPoint {
  std::optional<Code> problem;  ///< why there is no result; the rest is 0 then
  Money total, not_assigned;
  bool compared = false;  ///< with the prior year, or with the first point
  std::size_t winners = 0, losers = 0;
  Money gains, losses;                         ///< in all; losses are below 0
  Money largest_gain, largest_loss;            ///< of one district
  std::size_t most_gained = 0, most_lost = 0;  ///< whose; the first by id of equal ones
  std::vector<Money> budgets = {};             ///< only where they are asked for
};

/// Counts who has more and who has less. `before` has nothing for a district that cannot be
/// compared.
void count_movements(const std::vector<Money>& budgets,
                     const std::vector<std::optional<Money>>& before, SweepPoint& point);

}  // namespace allot::engine
