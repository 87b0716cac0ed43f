#pragma once

#include <memory>
#include <span>
#include <vector>

#include "allot/engine/causes/causes.hpp"
#include "engine/causes/shapley.hpp"

namespace allot::engine {

/// What changes sides together: one factor, or some that cannot change without each other.
using Player = std::vector<Factor>;

/// The factors by which two scenarios differ, as the players of a game.
struct FactorGame {
  std::vector<Player> players;  ///< those that may do something
  std::vector<Player> idle;     ///< those that are the same in both scenarios
  std::shared_ptr<const Game> game;
  bool prior_changes = false;  ///< with the rule: the amounts that steps are held against
};

/// Own and others' counts are players of their own where that can be told; where some mixture
/// cannot be paid, the fewest factors, the first such in their order, without which all others can
/// are one player. Both scenarios can be paid.
FactorGame factor_game(const Scenario& before, const Scenario& after,
                       std::span<const DistrictId> districts);

}  // namespace allot::engine
