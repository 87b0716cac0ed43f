#pragma once

#include <optional>

#include "allot/core/diagnostic.hpp"
#include "allot/core/quantities.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// `round` of a step, as statutes have it that are rounded at each step: what each district has
/// after the step, or claims by it, is rounded by itself, within the bounds that the step keeps. Of
/// what there is for districts the difference stays in the pot, or comes out of it; in an open pot
/// it makes the pot. Made before the step does its work.
class RoundedStep {
 public:
  /// Nothing where the step has no `round`.
  static std::optional<RoundedStep> of(const StepInput& input, const PotState& state);

  /// After it. `claims`: the step has added to the claims of the block under way. Reports
  /// kRoundedAbovePot, and kBoundsAfterRounding.
  void round(const StepInput& input, bool claims, PotState& state, Problems& problems) const;

 private:
  RoundedStep(const FactorRounding& rule, const PotState& state)
      : rule_{&rule}, claims_before_{state.claims}, bounds_before_{state.bounds.count()} {}

  void round_claims(const StepInput& input, PotState& state) const;
  void round_amounts(const StepInput& input, PotState& state, Problems& problems) const;

  const FactorRounding* rule_;
  Quantities claims_before_;
  BoundsInUnits::Count bounds_before_;
};

}  // namespace allot::engine
