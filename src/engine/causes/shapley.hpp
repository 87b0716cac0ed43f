#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/causes/worth.hpp"

namespace allot::engine {

/// A game of n <= 5 players: what each coalition is worth to a district, at the place that has the
/// bits of its players set. A player's Shapley value is what it adds to the coalition that is there
/// when it comes, on average over all orders (L. S. Shapley, A value for n-person games, 1953).
class Game {
 public:
  /// 2^n coalitions.
  explicit Game(std::vector<SharedWorth> coalitions);

  [[nodiscard]] std::size_t players() const { return players_; }

  [[nodiscard]] Fraction exact(std::size_t player, std::size_t district) const;

  /// The Shapley values of all players for a district as whole numbers of `unit`, rounded half up;
  /// `units` has a place for each player. The exact values are computed only where bounds on them
  /// leave the rounding undecided.
  void round(std::size_t district, const Fraction& unit, std::span<BigInt> units) const;

 private:
  [[nodiscard]] std::vector<Fraction> worths(std::size_t district) const;

  std::vector<SharedWorth> coalitions_;
  std::size_t players_;
};

}  // namespace allot::engine
