#pragma once

#include <optional>
#include <span>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/pot_state.hpp"
#include "engine/participants.hpp"
#include "engine/split.hpp"

namespace allot::engine {

/// A pot whose amount is known.
struct PotTask {
  struct Passed {
    PotId to;
    Fraction amount;
  };

  const Scenario& scenario;
  const Keys& keys;
  const Pot& pot;
  Fraction amount;                ///< 0 of an open pot
  std::vector<Passed> passed_on;  ///< to pots that are parts of this one
  const PriorAmounts* prior;      ///< null: none
  std::span<const DistrictId> watched;
  SplitDetail splits = SplitDetail::kNone;
};

/// Runs the steps of a pot in order, then what `unclaimed` says. Nothing: reported.
std::optional<PotState> apply_steps(const PotTask& task, const Participants& participants,
                                    Problems& problems);

}  // namespace allot::engine
