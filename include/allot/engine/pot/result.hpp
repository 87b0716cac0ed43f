#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/core/money.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/effect.hpp"
#include "allot/engine/facts/exact_amounts.hpp"
#include "allot/engine/facts/split_table.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

// Amounts are in minor units: 10^-decimals of the currency, Scenario::decimals.

struct Reserve {
  std::string name;
  Money amount;
};

/// Money that went into another pot (`{part: 30 %, of: POT}`) before the first step.
struct PassedOn {
  PotId to;
  Money amount;
};

/// The last share step of a pot; the key is the one of its last tier.
struct LastShare {
  std::size_t step;  ///< index into Pot::steps
  KeyId key;
};

/// The tier of a share that went by a key of the groups' table.
struct TierOfGroups {
  std::size_t step;  ///< index into Pot::steps
  std::size_t tier;
};

/// What became of one pot. amount + top-ups = budget + reserves + passed on + not_assigned +
/// left_over.
struct PotResult {
  Money amount;
  std::vector<Money> budgets;  ///< one for each district
  Money budget;                ///< their sum
  ExactAmounts exact;          ///< before rounding, in the currency
  std::vector<Reserve> reserves;
  std::vector<Reserve> top_ups;  ///< from outside the pot, by who pays
  Quantities topped_up_for;      ///< exact, by district; of no districts: there are no top-ups
  std::vector<PassedOn> passed_on;
  Money not_assigned;  ///< what no step gave to anybody
  Money left_over;     ///< what rounding left (`residual: report`); negative where it gave too much
  std::optional<DistrictId> residual_to;  ///< who took what rounding left or gave too much
  Money residual;                         ///< and how much; negative where it gave too much
  std::optional<LastShare> share;
  std::optional<TierOfGroups> tier_of_groups;
  std::vector<NamedTie> earlier_ties;  ///< of contributors, rounded keys, groups, the prior year
  std::vector<Tie> ties;
  /// Units left over after rounding: of largest remainder, and of one each to the largest.
  std::int64_t extra_units = 0;
  std::vector<DistrictId> extra;   ///< the first ten who got one of them, in rank order
  std::int64_t given_back = 0;     ///< units too many (one each to the largest)
  std::vector<DistrictId> givers;  ///< the first ten who gave one of them back, in rank order
  std::int64_t extra_again = 0;    ///< units of these that went to who had got one before
  bool within_bounds = false;      ///< after rounding down and keeping bounds in units
  UnitsMoved by_floors;            ///< what floors took that hold in whole units
  std::int64_t unit = 1;           ///< the rounding unit in minor units
  std::vector<bool> takes_part;    ///< empty: all do
  std::vector<Effect> effects;     ///< of the rules that did something, in order
  std::optional<SplitTable> contributors, years;
  std::optional<CubeDeviation> cube;  ///< where it has both
};

}  // namespace allot::engine
