#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/core/quantities.hpp"
#include "allot/engine/causes/column_pairs.hpp"
#include "allot/engine/facts/exact_amounts.hpp"
#include "allot/engine/keys/keys.hpp"
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

/// Mixes two scenarios with the same districts. Pots pair by id, or where each has one, columns as
/// `paired_columns` says.
class Mixture {
 public:
  Mixture(const Scenario& before, const Scenario& after);

  [[nodiscard]] MixtureChanges changes() const;

  /// Nothing if what comes out cannot be paid.
  [[nodiscard]] std::optional<MixedRun> run(const MixtureSides& sides) const;

 private:
  [[nodiscard]] const PairedScenario& paired(Side side) const {
    return side == Side::kBefore ? before_ : after_;
  }
  [[nodiscard]] const Scenario& side(Side side) const { return paired(side).scenario; }

  void take_amounts(Scenario& mixed, Side rule) const;
  /// Of districts and groups. Whether no cell is missing where the rule needs one.
  [[nodiscard]] bool take_counts(Scenario& mixed, Side rule) const;
  void take_participation(Scenario& mixed, Side rule) const;

  PairedScenario before_, after_;
  std::vector<PriorYears> priors_;  ///< before, after
};

}  // namespace allot::engine
