#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/blocks.hpp"
#include "allot/engine/facts/facts.hpp"
#include "allot/engine/keys/keys.hpp"
#include "allot/engine/pot/result.hpp"
#include "allot/engine/rounding/bounds_in_units.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"

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

struct ExactReserve {
  std::string name;
  Fraction amount;
};

/// Money from outside the pot.
struct ExactTopUp {
  std::string name;  ///< who pays
  Fraction amount;
  std::size_t effect;  ///< of the step that needed it, in PotState::facts
};

/// A pot while its steps work on it. Always: amount + top-ups = left + reserves + passed on + not
/// assigned + the sum of `so_far`; asserted after every step (`assert_closed`).
struct PotState {
  bool open = false;
  Fraction amount;        ///< the pot; of an open one what has been claimed so far
  Fraction left;          ///< not yet given out
  Fraction not_assigned;  ///< what belongs to nobody here
  Fraction passed_on;     ///< into other pots, before the first step
  std::vector<ExactReserve> reserves;
  Fraction reserved;                ///< their sum
  std::vector<ExactTopUp> top_ups;  ///< from outside the pot, in step order, none of 0
  Fraction topped_up;               ///< their sum
  Quantities topped_up_for;         ///< the same by district; of no districts: none
  Quantities so_far;                ///< exact, in the scenario's currency; 0 where blocks have it
  Quantities claims;                ///< of the block of flat and rate steps under way
  Fraction claims_saved;            ///< of that block: by part-year factors
  std::optional<LastShare> last_share;  ///< its key decides ties
  /// Of the last share step, of those who take part, where they are not those of its key.
  std::optional<Quantities> last_weights;
  BoundsInUnits bounds;
  /// What a share in tiers gives, with what the districts had before it: exact, before its first
  /// tier is rounded.
  std::optional<Fraction> in_tiers;
  Blocks blocks;               ///< after a share in tiers; empty: all districts are one
  std::vector<NamedTie> ties;  ///< of the prior year, of its keys, of the groups of tiers
  Facts facts;
  bool blocked = false;  ///< a step lacks a key whose failure has been reported

  PotState(std::size_t districts, bool is_open, const Fraction& pot_amount,
           const Fraction& parts_passed_on, std::span<const DistrictId> watched);

  /// Takes money that is left to a reserve.
  void reserve(std::string name, const Fraction& sum);
  /// Adds claims to the block under way.
  void claim(const Quantities& amounts);
  /// Hands out `amounts`, whose sum is `sum`, of what is left. Bounds before it do not hold any
  /// more.
  void give(const Quantities& amounts, const Fraction& sum);
  /// Other amounts for the districts, with the same sum.
  void replace(Quantities amounts);
  /// The same, with `raised` in all for some districts, by which an open pot becomes larger (a pot
  /// with an amount raises nobody by new money), and `cut` from others. The pot's own money is used
  /// first: what is cut releases top-ups, the last payer's first, and only then makes an open pot
  /// smaller, or is not assigned.
  void replace(Quantities amounts, const Fraction& raised, const Fraction& cut);
  /// Other amounts for the districts: `cost` more in all, and none less, paid from outside by
  /// `payer` for the floor that the last effect tells of.
  void top_up(const std::string& payer, Quantities amounts, const Fraction& cost);
  /// The bound holds besides those before.
  void keep_minimum(Quantities amounts, const Fraction& unit);
  void keep_maximum(ExactBound bound, const Fraction& unit);
  /// What a later step has undone does not come back in rounding: a bound is one in units where
  /// the exact amount keeps it.
  void forget_undone_bounds(const Fraction& unit);
  /// What the districts have: `so_far`, or the amounts of the blocks. The state has it no more.
  [[nodiscard]] ExactAmounts take_exact();
  void assert_closed() const;

 private:
  /// Takes `released` out of the top-ups: of districts first what these have lost since `before` of
  /// their own top-ups, then of all by one factor.
  void release(const Quantities& before, const Fraction& released);
};

/// A step comes after a share that has handed out all there was.
void report_nothing_left(const StepInput& input, Problems& problems);

}  // namespace allot::engine
