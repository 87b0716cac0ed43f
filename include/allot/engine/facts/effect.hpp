#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/model/funding.hpp"
#include "allot/model/ids.hpp"

namespace allot::engine {

// What a rule did to a pot, where it did anything: facts for one line of a report. Amounts are
// exact, in the scenario's currency.

/// Claims above what was there, all multiplied by factor = available / claims.
struct ClaimsReduced {
  Fraction claims, available, factor;
};
/// Participation or a part-year factor below 1: what the claims would have been for the full
/// period, less what they are; 0 where a key was multiplied.
struct PartYear {
  std::size_t districts;
  Fraction saved;
};
/// Districts that come to a bound from its other side, because they pay for others, or receive: a
/// minimum from above, a maximum from below.
struct BoundReached {
  std::size_t districts = 0;
  Fraction amount = {};  ///< what they lose, or gain, by it
};
/// Those that a step has held at a bound, and how many of them are still there after all steps.
struct HeldAtEnd {
  std::size_t held, still;
};
/// Minimum and maximum. The others have `factor` times what they had.
struct Limited {
  std::size_t at_minimum, at_maximum, others;
  Fraction raised;            ///< given to those at their minimum
  Fraction cut;               ///< taken from those at their maximum
  Fraction factor;            ///< 1 where nobody else pays or receives
  BoundReached lowered = {};  ///< of those at their minimum
  BoundReached lifted = {};   ///< of those at their maximum
  std::optional<HeldAtEnd> minimum_at_end = {}, maximum_at_end = {};  ///< where steps follow
};
/// A floor. `factor`: of the allocation (ratable), of what is above the floor (scale_above_floor),
/// of the gains (scale_gains); 1 for a top-up.
struct HeldHarmless {
  Payer paid_by;
  std::size_t held;    ///< who ends at its floor, and would not without it
  std::size_t payers;  ///< who pays by the factor
  Fraction cost;       ///< given to those that were below: what all others lose together
  Fraction factor;
  BoundReached lowered = {};  ///< of those held: who pays by coming down to its floor
  Fraction released = {};     ///< of a top-up: what later cuts have taken back of the cost
  std::optional<HeldAtEnd> at_end = {};  ///< where steps follow
};
/// A ceiling on growth; what was cut went to the others, by `factor`, or is not assigned.
struct GainsCapped {
  Fraction share;  ///< of growth
  std::size_t capped, receivers;
  Fraction cut, factor;
  bool to_others;
  BoundReached lifted = {};              ///< of those capped: who receives, up to its ceiling
  std::optional<HeldAtEnd> at_end = {};  ///< where steps follow
};
/// Those with more than 0 and less than an amount have nothing now.
struct SmallDropped {
  std::optional<Fraction> amount;  ///< where it is the same for all
  std::size_t dropped;
  std::size_t receivers;  ///< the others that have something
  Fraction released;      ///< what those dropped had
  Fraction factor;        ///< of the receivers; 1 where it does not go to them
  Released to;
  Fraction out;  ///< of what is released what leaves the pot; the rest was topped up
};
struct PhasedIn {
  Fraction new_weight;
  Fraction moved;  ///< to those who have more by it, which is what the others have less
};
/// Unclaimed money given to those below their claims.
struct Reallocated {
  std::size_t receivers;
  Fraction placed, unplaced;
};
/// A tier of a share: single units that its groups got after rounding down, or, by their largest
/// amounts, got or gave back after rounding each by itself; and which groups (the first ten, by
/// rank).
struct TierRounded {
  enum class How : std::uint8_t { kLargestRemainder, kOneEach, kGivenBack };
  How how;
  std::string group;  ///< the column that names the groups
  std::int64_t units;
  std::vector<std::string> groups;
};
/// What each district has after the step, or claims by it, was rounded by itself.
struct StepRounded {
  FactorRounding rule;
  std::size_t districts;   ///< whose amount it changed
  Fraction before, after;  ///< of all
  bool of_claims;
};
/// What an equalisation gave: base * need, less the capacity, of which a rate, where that is above
/// 0. `base` is solved, or a number of the file.
struct Equalisation {
  Fraction base;
  std::optional<Fraction> solved;  ///< exact, all of what was left; where the file has no number
  std::size_t receivers;
  std::size_t abundant;  ///< who take part and receive nothing
  std::size_t negative;  ///< who have a need, and a capacity below 0
};
/// A share by one rate for each unit of the key, rounded: what it gave of what was left.
struct RateRounded {
  Fraction exact, rate;
  Fraction left, given;
};
/// Money that no step gave: where it goes by the rule of the file.
struct UnclaimedMoney {
  Unclaimed to;
  Fraction amount;
};
/// Districts that are beyond a bound of the step after all steps: below its minimum, or above its
/// maximum.
struct BoundUndone {
  bool is_minimum;
  std::vector<std::size_t> by;  ///< the steps that brought them there, ascending
  /// They have it by steps that give: a maximum bounded what they had before these.
  bool given;
  std::size_t districts;
  std::vector<DistrictId> first;  ///< the first ten of them
  Fraction beyond;                ///< by which they are, in all
  Fraction bound, ends;           ///< of the first: its bound, and what it has
};
/// Districts that the step has brought beyond a bound of an earlier one, and that stay there.
struct BoundBroken {
  std::size_t of;  ///< the earlier step
  bool is_minimum;
  std::size_t districts;
  std::vector<DistrictId> first;  ///< the first ten of them
};

/// `step` is an index into Pot::steps; none for what is no step (unclaimed money).
struct Effect {
  std::size_t step;
  std::variant<ClaimsReduced, PartYear, Limited, HeldHarmless, GainsCapped, SmallDropped, PhasedIn,
               Reallocated, TierRounded, StepRounded, Equalisation, RateRounded, UnclaimedMoney,
               BoundUndone, BoundBroken>
      what;
  std::optional<std::uint32_t> group = {};  ///< of the step's `within`; none: what it did in all
};

}  // namespace allot::engine
