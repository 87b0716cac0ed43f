#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/money.hpp"
#include "engine/causes/own_counts.hpp"

namespace allot::engine {

/// What each district gets where some factors have changed sides and the others have not: the worth
/// of a coalition, exact. Nothing is stored for each district; it is computed when asked for.
class Worth {
 public:
  Worth() = default;
  Worth(const Worth&) = delete;
  Worth& operator=(const Worth&) = delete;
  virtual ~Worth() = default;

  /// In the currency.
  [[nodiscard]] virtual Fraction exact(std::size_t district) const = 0;
  /// The same, where its terms are small.
  [[nodiscard]] virtual std::optional<Quotient> quotient(std::size_t district) const = 0;
};

using SharedWorth = std::shared_ptr<const Worth>;

SharedWorth worth_of(std::shared_ptr<const MixedRun> run);

/// Nothing where one of the districts cannot be paid.
SharedWorth worth_of(std::shared_ptr<const OwnCounts> chain, std::span<const DistrictId> districts);

/// Amounts with so many decimals, all times `factor`.
SharedWorth worth_of(std::vector<Money> amounts, int decimals, const Fraction& factor);

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
