#pragma once

#include <span>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/engine/facts/split_table.hpp"
#include "allot/model/scenario.hpp"
#include "engine/pot/pot_state.hpp"

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

}  // namespace allot::engine
