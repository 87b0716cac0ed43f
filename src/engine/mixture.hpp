#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/core/quantities.hpp"
#include "allot/engine/exact_amounts.hpp"
#include "allot/engine/keys.hpp"
#include "allot/model/scenario.hpp"
#include "engine/prior.hpp"

namespace allot::engine {

/// Which of two scenarios gives a factor.
enum class Side : std::uint8_t { kBefore, kAfter };

struct MixtureSides {
  Side pot, counts, rule, participation;
};

/// Which factors may differ; the others are surely the same.
struct MixtureChanges {
  bool pot, counts, rule, participation;
  bool prior;  ///< with the rule: steps of both are held against prior years that differ
};

/// A scenario whose factors come from two: evaluated on exact amounts.
struct MixedRun {
  Scenario scenario;
  Keys keys;
  std::vector<Fraction> pot_amounts;
  Quantities exact;                     ///< over all pots but those that share in tiers
  std::vector<ExactAmounts> in_groups;  ///< of each of those

  /// Of a district, over all pots.
  [[nodiscard]] Fraction exact_of(std::size_t district) const;
};

/// Mixes two scenarios with the same districts. Pots pair by id, or where each has one; columns
/// pair through keys of the same name, else by name, else by their place in the steps of a pot.
class Mixture {
 public:
  /// `by_steps`: columns pair by their place in the steps first; of a rule on the same table.
  Mixture(const Scenario& before, const Scenario& after, bool by_steps);

  [[nodiscard]] MixtureChanges changes() const;

  /// Nothing if what comes out cannot be paid.
  [[nodiscard]] std::optional<MixedRun> run(const MixtureSides& sides) const;

  [[nodiscard]] const Scenario& side(Side side) const {
    return side == Side::kBefore ? before_ : after_;
  }

 private:
  /// For each column of one side the column of the other.
  using ColumnPairs = std::vector<std::optional<ColumnId>>;

  void take_amounts(Scenario& mixed, Side rule) const;
  void take_counts(Scenario& mixed, Side rule) const;
  void take_participation(Scenario& mixed, Side rule) const;

  const Scenario& before_;
  const Scenario& after_;
  ColumnPairs partner_of_before_, partner_of_after_;
  std::vector<PriorYears> priors_;  ///< before, after
};

}  // namespace allot::engine
