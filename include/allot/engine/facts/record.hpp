#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/engine/facts/tie.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

// Facts about one district in one pot: ids and numbers, never words. Amounts are exact, in the
// scenario's currency. Replaying a district's records in order gives its budget.

// What steps did.

/// A proportional share of what was left: amount = left * weight / whole * part_year.
/// `weight` carries the part-year factor where it is the key that is prorated.
struct Shared {
  KeyId key;
  Fraction left, weight, whole, amount;
  Fraction part_year = 1;
};
/// The district's group in a share in tiers got `total`, rounded, of which its members had `had`
/// already: what is left for them is the difference.
struct GroupShared {
  std::string group;
  Fraction left, weight, whole;  ///< of the group among the groups
  Fraction had, total;
};
/// amount = each * times * part_year.
struct FlatGranted {
  Fraction each, times, amount;
  Fraction part_year = 1;
};
/// amount = rate * count * part_year.
struct RateGranted {
  KeyId key;
  Fraction rate, count, amount;
  Fraction part_year = 1;
};
/// A share by a rounded rate: amount = rate * weight * part_year, rate = left / whole by the rule.
struct SharedByRate {
  KeyId key;
  Fraction left, weight, whole, rate, amount;
  FactorRounding rule;
  Fraction part_year = 1;
};
/// The base that gives out all of `left`: (left / rate + capacities) / needs, of those who receive.
struct SolvedBase {
  Fraction left, base;
  Fraction needs = {}, capacities = {};
  std::size_t receivers = 0;
};
/// amount = rate * max(0, base * need - capacity) * part_year; 0 without a need.
struct Equalised {
  KeyId need_by;
  std::variant<ColumnId, KeyId> capacity_by;
  Fraction need, capacity, rate, base, amount;
  std::optional<SolvedBase> solved = {};  ///< `base` is it, or what `rule` makes of it
  std::optional<FactorRounding> rule = {};
  Fraction part_year = 1;
};
/// The claims of the steps before, which came to `claimed` for this district, times the factor.
struct Reduced {
  Fraction claimed, factor, amount;
};
/// What a common factor comes from, as sums over districts: factor = (total - held) / others.
struct Scaling {
  Fraction total;   ///< what all have in the end
  Fraction held;    ///< what those of them have who are at a bound
  Fraction others;  ///< what the others had before; 0: everybody is at a bound
  std::size_t held_districts, other_districts;
};
/// after = min(maximum, max(minimum, factor * before)).
struct Bounded {
  enum class Kind { kLimit, kRatable, kGainCap, kReallocated };
  Kind kind;
  std::optional<Fraction> minimum, maximum;
  Fraction before, factor, after;
  std::optional<Scaling> scaling;  ///< nothing where each is bounded by itself
};
/// What the bound of the step that follows is made of, where it is the greatest or the least of
/// several: each single one, in the order of the file; nothing where it is a part of a prior year
/// that the district does not have.
struct BoundChosen {
  bool is_minimum;
  std::vector<std::optional<Fraction>> of;
};
/// The floor of the step that follows: floor = min(before, prior) + part * max(0, prior - before).
struct LossFloor {
  Fraction part, prior, before, floor;
};
/// A floor that others pay by scaling what is above it, or above last year. Held: after = floor;
/// else after = from + factor * (before - from), where from is the floor (0 without one), or what
/// is not touched (before itself, where there is nothing to take). factor = 1 - cost / above.
struct FloorKept {
  Payer::How how;
  std::optional<Fraction> prior;  ///< nothing: undefined, or not asked for
  std::optional<Fraction> floor;  ///< nothing: a part of a prior year that it does not have
  Fraction before, from, factor, after;
  bool held;
  Fraction cost, above;  ///< of all: what the floors cost, and what is above the payers' lines
};
/// after = new_weight * before + (1 - new_weight) * prior * scale, scale = total / prior_total.
struct Blended {
  Fraction new_weight, prior, scale, before, after;
  Fraction total, prior_total;  ///< of all
};
/// Dropped: more than 0 and less than `amount`; after = 0. Else after = factor * before.
struct DropChecked {
  Fraction amount, before;
  bool dropped;
  Fraction factor, after;
  Fraction total;     ///< what all had
  Fraction others;    ///< what those of them had who are not dropped: factor = total / others
  std::size_t count;  ///< of these, who have something
};
/// What the district has after the step, or claims by it, rounded by itself, within the bounds that
/// the step keeps, which are in units of the rule.
struct RoundedByStep {
  FactorRounding rule;
  bool of_claim;
  std::optional<std::int64_t> minimum, maximum;
  Fraction before, after;
};
/// Money taken out of the pot before; changes nothing for the district.
struct TopSliced {
  std::string to;
  Fraction amount;
};
/// The step is for others (`where`), and changes nothing for the district.
struct ForOthers {};
/// After all steps the district is beyond a bound of the step: below its minimum, or above its
/// maximum, which it was not before a later step.
struct BeyondBound {
  bool is_minimum;
  Fraction bound, ends;
  std::size_t by;  ///< the later step
};

/// What a step did, written down by the step itself.
struct StepRecord {
  using What = std::variant<Shared, SharedByRate, GroupShared, Equalised, FlatGranted, RateGranted,
                            Reduced, BoundChosen, LossFloor, Bounded, FloorKept, DropChecked,
                            Blended, TopSliced, ForOthers, RoundedByStep, BeyondBound>;

  std::size_t step;  ///< index into Pot::steps; their number for what is no step (unclaimed money)
  What what;
};

// What rounding did.

/// The quota in units and what rounding made of it: `units` whole ones, `remainder` below 1.
struct Quota {
  Fraction exact;  ///< in units
  std::int64_t units;
  Fraction remainder;
};
/// A district of a better rank than some who got a unit, and none for it: it is at its maximum. Of
/// units given back by the largest amounts: it is at its minimum.
struct PassedOver {
  std::uint64_t rank;
  DistrictId district;
};
/// One more (or, `units` < 0, fewer) unit by rank of the remainder, counted from 1. Of all who were
/// rounded with the district `given` units were left over, or `taken` were too many.
struct LeftoverUnit {
  std::int64_t units;
  std::uint64_t rank, given, taken;
  std::uint64_t last_rank = 0;  ///< the last that got a unit; 0: nobody did
  bool one_each = true;         ///< nobody got more than one
  std::uint64_t passed_over = 0;
  std::vector<PassedOver> first_passed_over = {};  ///< by rank, the first ten
  /// `residual: one_each_to_largest`: the rank is that of the exact amount, and `last_rank` the
  /// last that got, or gave back, a unit.
  bool by_amount = false;
};
/// The units of a divisor method: weight / divisor, rounded as the method says, within the bounds;
/// of the tied, as the tie says. `divisor` is the claim of the tied; without a tie, and by
/// geometric means, of all numbers with which the units of all (less those by a tie) add up the one
/// with the fewest digits.
struct DivisorUnits {
  std::int64_t units;
  Fraction weight, divisor;
  std::optional<std::int64_t> minimum, maximum;
  bool tied, by_tie;  ///< by_tie: tied, and its last unit is one of those that the tie gave
};
/// The district took what rounding left over (`residual`), in minor units.
struct ResidualTaken {
  Money amount;
};
/// A tie at the cut, and whether the district, or its group, is of those who were chosen.
struct TieBroken {
  std::uint64_t tied, chosen;
  bool is_chosen;
  TieAbout about = {};
};

/// Rounding within bounds in units: what the district has instead of `units` rounded down.
struct KeptInUnits {
  std::optional<std::int64_t> minimum, maximum;
  std::int64_t start;  ///< the quota rounded down, clamped
};

/// Floors hold in whole units: so many more than largest remainder would give without them, or,
/// below 0, fewer.
struct MovedByFloors {
  std::int64_t units;
};

using RoundingRecord = std::variant<Quota, KeptInUnits, LeftoverUnit, DivisorUnits, MovedByFloors,
                                    ResidualTaken, TieBroken>;

/// Of one district, both in the order in which they happened.
struct Records {
  std::vector<StepRecord> steps;
  std::vector<RoundingRecord> rounding;
};

/// The amount that a district's records add up to, in minor units of 10^-decimals, when rounded to
/// `unit`: what the budget must be.
Money replay(const Records& records, const Fraction& unit, int decimals);

}  // namespace allot::engine
