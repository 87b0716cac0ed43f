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
  kLabelExact,
  kLabelExactOf,  ///< group
  kLabelTogether,
  kLabelClaims,
  kLabelPot,
  kLabelGivenBefore,
  kLabelIntoPot,  ///< pot
  kLabelUsedBefore,
  kLabelLeft,
  kLabelKey,
  kLabelKeyOf,  ///< group
  kLabelShare,
  kLabelShareOf,  ///< key
  kLabelWeight,
  kLabelPartOfPeriod,
  kLabelFlat,
  kLabelRate,
  kLabelFactor,
  kLabelReduced,
  kLabelTopSlice,
  kLabelMinimum,
  kLabelMaximum,
  kLabelFloor,
  kLabelCeiling,
  kLabelClaim,
  kLabelHeldAtMinimum,
  kLabelHeldAtMaximum,
  kLabelHeldAtFloor,
  kLabelHeldAtCeiling,
  kLabelHeldAtClaim,
  kLabelNoMinimumPaid,
  kLabelNoFloorPaid,
  kLabelNotCutAtMaximum,
  kLabelNotCutAtCeiling,
  kLabelNoMinimum,
  kLabelNoFloor,
  kLabelNoCeiling,
  kLabelPays,
  kLabelDoesNotPay,
  kLabelReceives,
  kLabelThoseHeld,
  kLabelOthersHad,
  kLabelSumOfAll,
  kLabelUnclaimed,
  kLabelUnclaimedMoney,
  kLabelCostOfFloors,
  kLabelAllGains,
  kLabelAllAboveFloors,
  kLabelNotTouched,
  kLabelGain,
  kLabelAboveFloor,
  kLabelSumNow,
  kLabelSumOfPrior,  ///< prior year
  kLabelScale,
  kLabelPriorYear,
  kLabelInYear,  ///< prior year
  kLabelScaled,
  kLabelMixed,
  kLabelWholeUnits,
  kLabelRoundedDown,
  kLabelRounded,  ///< method
  kLabelWithinBounds,
  kLabelLeftOverUnit,
  kLabelUnitTakenBack,
  kLabelUnitNotGiven,
  kLabelNoUnit,
  kLabelUnits,
  kLabelInUnitsOf,  ///< unit
  kLabelDivisor,
  kLabelQuotient,
  kLabelRest,
  kLabelToGiveOut,
  kLabelAllRounded,
  kLabelTie,
  kLabelBudget,
  kAtLeast,          ///< formula, the least
  kAtMost,           ///< formula, the most
  kDownTo,           ///< formula, unit
  kUpTo,             ///< formula, unit
  kHalfUpTo,         ///< formula, unit
  kHalfEvenTo,       ///< formula, unit
  kInUnitsOf,        ///< formula, unit
  kAtHarmonicMean,   ///< formula
  kAtGeometricMean,  ///< formula
  kToUnit,           ///< letter of a line, unit
  kTakesNoPart,
  kNothingInPot,
  kNothingSoFar,
  kNothingLeft,
  kToTheGroup,
  kBeforeFirstStep,
  kByStepsSoFar,
  kPotIs,      ///< where its amount comes from
  kPartOfPot,  ///< percentage, pot
  kFromContributors,
  kKey,         ///< key
  kKeyRounded,  ///< key, method
  kByKey,       ///< key
  kAsOf,        ///< date
  kPublished,
  kPeriodsLeftOut,
  kWithWhatIsLeft,
  kWithLeftOverUnit,
  kWithLeftOverUnits,
  kWithinGroup,
  kOfParticipants,
  kOfAllGroups,
  kOfAll,
  kToAll,
  kWithGroupsUnit,
  kWithRestOfDistrict,  ///< district
  kWithRestOfGroups,
  kInDays,
  kInMonths,
  kFromTo,  ///< first day, last day
  kLeftOverClaims,
  kTakenOutFor,          ///< for whom
  kShareOfPrior,         ///< percentage, prior year
  kShareOfPot,           ///< percentage
  kForEachOf,            ///< column
  kHasAboveClaim,        ///< column
  kThoseHeld,            ///< districts
  kThoseAtMinimum,       ///< districts
  kThoseAtMaximum,       ///< districts
  kThoseAtBounds,        ///< districts
  kThoseAtFloor,         ///< districts
  kThoseAtCeiling,       ///< districts
  kThoseAtCeilingOrNew,  ///< districts
  kThoseWithoutRoom,     ///< districts
  kAllAtBounds,
  kForOthers,
  kRoomInClaims,
  kNoneAsNothingSoFar,
  kNoneAsClaimIsMet,
  kNoneForDistrict,
  kHadNothingBefore,  ///< prior year
  kHasNothingBefore,  ///< prior year
  kToppedUpBy,        ///< who
  kLaterStepsCut,     ///< how much, of what for all
  kFloorsCost,        ///< amount
  kPaidBy,            ///< districts
  kOfThoseWhoPay,     ///< districts
  kLeftOfGains,
  kLeftAboveFloors,
  kOnlyGainsPay,
  kNothingAboveLine,
  kNewAndOld,
  kByTie,
  kMinimumOfFile,
  kMaximumOfFile,
  kUnitsAddUp,
  kUnitsAndTiesAddUp,
  kWhereRoundingTurns,
  kMeanIs,     ///< two numbers, their mean
  kRemainder,  ///< number
  kPotLessThanUnit,
  kGivenByFile,
  kTakenByLargest,
  kLeftInGroup,
  kBoundsInUnits,
  kSheetTieBefore,         ///< the text of the tie
  kSheetTieInKey,          ///< key, the text of the tie
  kSheetTieInKeyOfGroups,  ///< the same
  kSheetTieOfGroups,       ///< tier, the text of the tie
  kSheetTieForUnits,       ///< tied, chosen, rule, outcome
  kSheetTieTakenBack,      ///< the same
  kSheetTieForRest,        ///< the same
  kItsGroup,
  kGotOne,         ///< who, else the district
  kGotNone,        ///< the same
  kLosesIt,        ///< the same
  kKeepsIt,        ///< the same
  kTakesIt,        ///< the same
  kDoesNotTakeIt,  ///< the same
  kRankOf,         ///< rank, of how many
  kRankInGroup,    ///< rank
  kUnitsTooMany,   ///< units
  kUnitsOneByOne,  ///< units
  kUnitsToRanks,   ///< units, list of ranks
  kRanksGotNone,   ///< list of ranks, how many
  kNothingAboveMinimum,
  kAboveClaim,           ///< amount
  kMaximumAllowsNoMore,  ///< amount
  kCeilingAllowsNoMore,  ///< amount
  kClaimAllowsNoMore,    ///< amount
  kSheetOfPot,           ///< district, pot
  kContributed,
  kPartBy,  ///< amount, contributor
  kTranches,
  kPartIn,   ///< amount, year
  kAllPots,  ///< pots
  kColumnLine,
  kColumnWhat,
  kColumnHow,
  kColumnValue,
  kColumnNotes,

  // Sheets of explain: the shift and its causes.
  kShiftHeading,
  kShiftAgainst,  ///< prior year
  kColumnCause,
  kColumnFromTo,
  kColumnAmount,
  kParticipantsFromTo,  ///< how many before, districts after
  kPotGrew,
  kPotShrank,
  kPotSame,
  kPotsGrew,
  kPotsShrank,
  kPotsChanged,
  kPotsSame,
  kTotalGrew,
  kTotalShrank,
  kTotalSame,
  kPotCalled,     ///< pot
  kAndMoreParts,  ///< how many
  kNotOneByOne,
  kAllAsBefore,
  kItsOwn,
  kTheOthers,
  kItsGroups,
  kOtherGroups,
  kRulesNew,        ///< steps and pots
  kRulesWithout,    ///< steps and pots
  kRulesOther,      ///< what of them
  kSameStepsOther,  ///< what of them
  kFieldOfStep,     ///< field, step
  kRuleInPot,       ///< field, pot
  kOrderOfSteps,
  kDistrictsInGroups,
  kRuleOfPriorYear,
  kNewDistrict,  ///< prior year
  kOnlyAmounts,  ///< prior year

  // Comparisons.

  // Sweeps.

  // Checks.

  kEnd,
};

}  // namespace allot::report
