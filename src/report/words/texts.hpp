#pragma once

#include <cstdint>

namespace allot::report {

/// All that a report can say, by what it is about. Behind each text stand its arguments, in order.
enum class Text : std::uint16_t {
  // Words that many texts share.
  kAndMore,    ///< a list, how many more
  kUnits,      ///< count
  kDistricts,  ///< districts

  // Titles, heads, changes.

  // Heads of columns, and rows below the table.

  // Causes of a shift.

  // Notes below the table: what a rule did to a pot.
  kClaimsReduced,         ///< claims, what is there, factor
  kPartOfPeriod,          ///< districts
  kPartOfPeriodSaves,     ///< districts, amount
  kAtMinimum,             ///< districts, what they were given
  kAtMinimumComesDown,    ///< districts, what they were given, how many come down, by what
  kAtMaximum,             ///< districts, what they lose
  kAtMaximumToo,          ///< the same, behind those at the minimum
  kAtMaximumComesUp,      ///< districts, what they lose, how many come up, by what
  kAtMaximumTooComesUp,   ///< the same, behind those at the minimum
  kOthersWithFactor,      ///< count, factor
  kHeldAtFloor,           ///< districts, percentage, prior year, cost
  kFloorPaidInTwoWays,    ///< the same
  kToppedUp,              ///< who pays
  kToppedUpCut,           ///< who pays, what in the end, what later steps cut
  kToppedUpAllCut,        ///< who would pay, what later steps cut
  kPaidByFactor,          ///< districts
  kPartPaidByFactor,      ///< districts, amount
  kFactorOfAll,           ///< factor
  kFactorAboveFloors,     ///< factor
  kFactorOfGains,         ///< factor
  kPaidByComingDown,      ///< districts
  kPartPaidByComingDown,  ///< districts, amount
  kHeldAtCap,             ///< districts, percentage, prior year
  kHeldAtCapSomeRaised,   ///< the same, how many are raised to it, by what
  kCutNotGiven,           ///< amount
  kCutGivenToOthers,      ///< amount, how many others, factor
  kPhasedIn,              ///< new part, old part, prior year, amount moved, districts
  kReallocated,           ///< amount, districts
  kNotPlaced,             ///< amount
  kTierRounded,           ///< column of the groups, units, groups

  // Notes below the table: contributions, rounding, ties, money that nobody got, what is not shown.

  // Sheets of explain: labels, formulas in words, notes.

  // Sheets of explain: the shift and its causes.

  // Comparisons.

  // Sweeps.

  // Checks.

  kEnd,
};

}  // namespace allot::report
