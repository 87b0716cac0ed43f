#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/blocks.hpp"
#include "allot/engine/keys/keys.hpp"
#include "allot/engine/pot/result.hpp"
#include "allot/model/scenario.hpp"
#include "engine/facts/facts.hpp"
#include "engine/pot/kept_bounds.hpp"
#include "engine/pot/ledger.hpp"
#include "engine/rounding/bounds_in_units.hpp"

namespace allot::engine {

class Participants;

/// The prior year, exact, for steps that hold a district against it.
struct PriorAmounts {
  Quantities amounts;               ///< 0 where undefined
  std::vector<bool> missing;        ///< undefined: a new district; empty: none
  std::string label;                ///< "2024", or "prior"
  std::vector<NamedTie> ties = {};  ///< of a rule that makes it

  [[nodiscard]] bool defined(std::size_t district) const {
    return missing.empty() || !missing[district];
  }
};

/// What a step reads.
struct StepInput {
  const Scenario& scenario;
  const Keys& keys;
  const Pot& pot;
  const Step& step;
  std::size_t index;  ///< of the step in the pot
  const Participants& participants;
  const PriorAmounts* prior;  ///< null: the pot has no prior year
};

/// A pot while its steps work on it.
struct PotState {
  Ledger ledger;
  Quantities claims = {};  ///< of the block of flat and rate steps under way; empty: none
  std::optional<LastShare> last_share = {};  ///< its key decides ties
  /// The kind of the last step that hands out all that is left; empty: none came yet.
  std::string_view gave_rest = {};
  std::optional<TierOfGroups> tier_of_groups = {};
  /// Of the last share step, of those who take part, where they are not those of its key.
  std::optional<Quantities> last_weights = {};
  BoundsInUnits bounds = {};
  KeptBounds kept = {};
  Blocks blocks = {};               ///< after a share in tiers; empty: all districts are one
  std::vector<NamedTie> ties = {};  ///< of the prior year, of its keys, of the groups of tiers
  Facts facts;
  bool blocked = false;  ///< a step lacks a key whose failure has been reported

  /// Hands out `amounts`, whose sum is `sum`, of what is left. Bounds before it do not hold any
  /// more.
  void give(const Quantities& amounts, const Fraction& sum) {
    ledger.give(amounts, sum);
    bounds = {};
  }
  /// What the districts have, in blocks or not. The state has it no more.
  [[nodiscard]] ExactAmounts take_exact();
};

/// Whether an earlier step that hands out what is left has left nothing.
bool nothing_is_left(const PotState& state);
/// A step comes after one of these.
void report_nothing_left(const StepInput& input, const PotState& state, Problems& problems);

}  // namespace allot::engine
