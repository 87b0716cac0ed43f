#pragma once

#include <cstdint>

namespace allot::report {

/// All that a report can say, by what it is about. Behind each text stand its arguments, in order.
enum class Text : std::uint16_t {
  // Words that many texts share.
  kAndMore,          ///< a list, how many more
  kUnits,            ///< count
  kDistricts,        ///< districts
  kPotNamed,         ///< id
  kKeyNamed,         ///< key
  kKeyOfGroups,      ///< key
  kTierNamed,        ///< tier
  kPriorYear,        ///< its label
  kInYear,           ///< amount, year
  kPartOfPot,        ///< percentage
  kPartOfOtherPot,   ///< percentage, pot
  kPartOfPriorYear,  ///< percentage, prior year
  kPartOfLoss,       ///< percentage, prior year
  kGreatestOf,       ///< bounds
  kLeastOf,          ///< bounds
  kOldAndNew,        ///< what was there, what is
  kColon,            ///< stands behind what is spoken of
  kSemicolon,        ///< stands between parts
  kDate,             ///< year, month, day

  // Titles, heads, changes.
  kChanged,              ///< path, what was there, what is
  kPots,                 ///< count
  kDistrictsOfAll,       ///< some, of all districts
  kMost,                 ///< who gains or loses most, by what
  kTotalChanged,         ///< total, change, prior year
  kTotalUnchanged,       ///< total, prior year
  kGain,                 ///< how many
  kLose,                 ///< how many
  kUnchanged,            ///< how many
  kNew,                  ///< how many
  kTrancheOf,            ///< year
  kTotalFor,             ///< total, districts
  kWeakestStatus,        ///< status
  kNote,                 ///< the file's words
  kNoteOfPot,            ///< pot, the file's words
  kNoteOfParticipation,  ///< the same

  // Heads of columns, and rows below the table.
  kDistrictColumn,  ///< districts, only to say how the file calls them
  kPerColumn,       ///< what is counted

  // Causes of a shift.
  kCauseWithPrior,       ///< cause
  kCauses,               ///< causes, the last of them
  kCausesOfAmountsOnly,  ///< prior year
  kCausesByRule,         ///< prior year
  kCausesByScenario,     ///< prior year
  kNoCauseSums,
  kNoCauseSumsOfNew,

  // Notes below the table: how tables were read. All have table, count, lines, column, what.
  kReadOtherIds,  ///< what: one of them
  kReadOtherRows,
  kReadPaddedIds,
  kReadGuardedIds,  ///< what: one of them as it stands
  kReadFilledDown,
  kReadSigns,      ///< what: the signs
  kReadTableMark,  ///< what: a number as it was read
  kReadRounded,
  kReadShownShorter,
  kReadShownScaled,
  kReadTimes,  ///< what: the factor

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
  kHeldAtOtherFloor,      ///< districts, what the floor is, cost
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
  kDroppedBelow,          ///< districts, amount
  kDroppedBelowOwn,       ///< districts
  kDroppedToOthers,       ///< amount, how many others, factor
  kDroppedNotGiven,       ///< amount
  kDroppedForReserve,     ///< amount, reserve
  kDroppedToReserve,      ///< amount, what of it is reserved, reserve
  kEachRounded,           ///< method, unit
  kClaimsRounded,         ///< method, unit
  kRoundedLeft,           ///< amount
  kRoundedTaken,          ///< amount
  kRoundedLess,           ///< amount
  kRoundedMore,           ///< amount
  kRoundedNoDifference,
  kPhasedIn,        ///< new part, old part, prior year, amount moved, districts
  kReallocated,     ///< amount, districts
  kNotPlaced,       ///< amount
  kTierRounded,     ///< column of the groups, units, groups
  kTierOneEach,     ///< the same
  kTierGivenBack,   ///< the same
  kBaseFor,         ///< base, need, districts that receive, how many do not
  kExactly,         ///< decimals, fraction
  kRoundedFrom,     ///< number, number before, method
  kCapacityBelow0,  ///< districts
  kRateFor,         ///< rate, key, amount that is not given
  kRateGivesAll,    ///< rate, key
  kBeforeLaterSteps,

  // Notes below the table: bounds that do not hold in the end.
  kStepHead,           ///< number, kind: before a colon
  kNamedStep,          ///< number, its label or kind
  kWhatTheyHadBefore,  ///< a step
  kStillAtMinimum,     ///< how many, of those held
  kStillAtMaximum,     ///< the same
  kStillAtFloor,       ///< the same
  kStillAtCeiling,     ///< the same
  kBelowMinimum,
  kBelowFloor,
  kAboveMaximum,
  kAboveCeiling,
  kBelowSmallest,
  kOneEndsBeyond,    ///< district, amount, below or above what, bound, steps
  kSomeEndBeyond,    ///< districts, below or above what, amount, ids, steps
  kBroughtBeyond,    ///< districts, below or above what, step of the bound, ids
  kLabelNotKept,     ///< of a line that explains a budget
  kStepMayBeUndone,  ///< of a step that is described

  // For whom a step is.
  kOneOfTexts,      ///< the texts of a column so far, the next
  kTextInColumn,    ///< column, texts
  kAndInColumn,     ///< the conditions so far, the next
  kForSome,         ///< districts, conditions
  kForEachValue,    ///< column, how many values
  kMoreValues,      ///< how many, column
  kThoseWith,       ///< conditions
  kWithinValue,     ///< column, value
  kLabelNotForIt,   ///< of a line that explains a budget
  kNotForIt,        ///< conditions
  kStepOnlyFor,     ///< of a step that is described: conditions, districts
  kStepForEach,     ///< the same: column, how many values
  kTakePartWith,    ///< of a pot that is described: how many, of all districts, conditions
  kEqualsOfShares,  ///< the same, of ties

  // Notes below the table: contributions, rounding, ties, money that nobody got, what is not shown.
  kLeftOutNoContributors,  ///< pot
  kLeftOutNoTranches,      ///< pot
  kLeftOutNotOfYear,       ///< pot, year
  kLeftOutTopUp,           ///< pot
  kTakePart,               ///< how many, of all districts
  kTakeNoPart,             ///< how many, of all districts
  kTakeNoPartHad,          ///< the same, amount, prior year
  kOneOfYears,             ///< year, years
  kToNoDistrict,           ///< amount
  kContributed,
  kContributedBy,  ///< amount, contributor
  kInKind,
  kTranches,
  kMoreItems,              ///< how many
  kSplitBy,                ///< dimensions, units
  kNothingRounded,         ///< unit
  kRounded,                ///< unit, method
  kUnitsLeft,              ///< units, unit, method
  kUnitsLeftWithinBounds,  ///< the same
  kUnitsTo,                ///< districts that got them
  kUnitsOneByOneTo,        ///< the same, some more than one
  kMovedByFloors,          ///< unit, amount, districts
  kDifferenceToNobody,
  kDifferenceToLargest,
  kDifferenceToDistrict,  ///< district
  kDifferenceToReserve,   ///< reserve
  kUnitsOneEach,          ///< units, who got one
  kUnitsGivenBack,        ///< units, who gave one
  kNoUnitLeft,
  kDifferenceTo,        ///< amount, district
  kDifferenceInAll,     ///< amount
  kTieForUnits,         ///< units, who are tied
  kTieToTakeBack,       ///< the same
  kTieForDifference,    ///< the same
  kTieOfContributors,   ///< the same
  kUnitsGivenTo,        ///< who were chosen, rules
  kUnitsTakenFrom,      ///< the same
  kUnitsTakenInOrder,   ///< the same
  kDifferenceTakenBy,   ///< the same
  kUnitsPaidBy,         ///< the same
  kSettled,             ///< what it is called, parts, payable
  kSettledTo,           ///< amount, districts
  kSettledFrom,         ///< amount, districts
  kPayBack,             ///< districts, names with amounts
  kSettledWithoutPart,  ///< districts, names with amounts
  kTieRules,            ///< the first
  kTieRulesThen,        ///< the rules so far, the next
  kTieContributors,
  kMoreTies,       ///< how many
  kToppedUpInAll,  ///< amount, who pays
  kPassedOn,       ///< amount, pot
  kReserved,       ///< amount, for whom
  kReturned,       ///< amount
  kCarriedOver,    ///< amount
  kNotAssigned,    ///< amount
  kLeftOver,       ///< amount
  kGivenBeyond,    ///< amount
  kNewDistricts,   ///< districts, amount
  kNewGroups,      ///< count, amount
  kElsewhere,
  kSharesNeedNotAdd,
  kShowing,  ///< rows, of all

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
  kLabelShareOf,   ///< key
  kLabelFactorOf,  ///< key
  kLabelWeight,
  kLabelPartOfPeriod,
  kLabelFlat,
  kLabelRate,
  kLabelLeftForEach,
  kLabelRateRounded,
  kLabelNeedsOfReceivers,
  kLabelCapacitiesOfReceivers,
  kLabelBase,
  kLabelBaseRounded,
  kLabelEqualised,
  kLabelFactor,
  kLabelReduced,
  kLabelTopSlice,
  kLabelMinimum,
  kLabelMaximum,
  kLabelFloor,
  kLabelCeiling,
  kLabelSmallest,
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
  kLabelBoundsOfStep,
  kByTheStep,
  kLabelNotDropped,
  kLabelDropped,
  kLabelNoMinimum,
  kLabelNoMaximum,
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
  kLabelLoss,
  kLabelGain,
  kLabelAboveFloor,
  kLabelSumNow,
  kLabelSumOfPrior,  ///< prior year
  kLabelScale,
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
  kLabelMovedByFloors,
  kLabelUnits,
  kLabelInUnitsOf,  ///< unit
  kLabelDivisor,
  kLabelQuotient,
  kLabelRest,
  kLabelToGiveOut,
  kLabelAllRounded,
  kLabelTie,
  kLabelBudget,
  kFormulaAtLeast,   ///< formula, the least
  kFormulaAtMost,    ///< formula, the most
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
  kPotIs,  ///< where its amount comes from
  kFromContributors,
  kKeyRounded,  ///< key, method
  kByKey,       ///< key
  kAsOf,        ///< date
  kPublished,
  kPeriodsLeftOut,
  kFromThreshold,      ///< threshold
  kBetweenThresholds,  ///< threshold, the next one
  kWithWhatIsLeft,
  kWithLeftOver,  ///< units
  kWithinGroup,
  kOfParticipants,
  kOfReceivers,  ///< districts
  kIsNeed,
  kIsCapacity,
  kHasNoNeed,
  kOfAllGroups,
  kOfAll,
  kToAll,
  kWithGroupsUnit,
  kWithUnitOfGroup,
  kLessUnitOfGroup,
  kWithRestOfDistrict,  ///< district
  kWithRestOfGroups,
  kInDays,
  kInMonths,
  kFromTo,  ///< first day, last day
  kLeftOverClaims,
  kTakenOutFor,          ///< for whom
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
  kHadNothingBefore,  ///< prior year
  kHasNothingBefore,  ///< prior year
  kSkippedMember,     ///< a bound, prior year
  kDecidedBy,         ///< bounds
  kFloorOfWhoGains,
  kToppedUpBy,     ///< who
  kLaterStepsCut,  ///< how much, of what for all
  kFloorsCost,     ///< amount
  kOfThoseWhoPay,  ///< districts
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
  kMoreByFloors,           ///< amount
  kLessByFloors,           ///< amount
  kSheetTieBefore,         ///< the text of the tie
  kSheetTieInKey,          ///< key, the text of the tie
  kSheetTieInKeyOfGroups,  ///< the same
  kSheetTieOfGroups,       ///< tier, the text of the tie
  kSheetTieForUnits,       ///< tied, chosen, rule, outcome
  kSheetTieTakenBack,      ///< the same
  kSheetTieGivesBack,      ///< the same
  kSheetTieForRest,        ///< the same
  kItsGroup,
  kGotOne,               ///< who, else the district
  kGotNone,              ///< the same
  kLosesIt,              ///< the same
  kKeepsIt,              ///< the same
  kTakesIt,              ///< the same
  kDoesNotTakeIt,        ///< the same
  kRankOf,               ///< rank, of how many
  kRankInGroup,          ///< rank
  kRankOfAmount,         ///< rank, of how many
  kRankOfAmountInGroup,  ///< rank
  kUnitsTooMany,         ///< units
  kUnitsOneByOne,        ///< units
  kUnitsToRanks,         ///< units, list of ranks
  kUnitsFromRanks,       ///< units, list of ranks
  kUnitsOneEachTo,       ///< units
  kUnitsBackOneEach,     ///< units
  kRanksGotNone,         ///< list of ranks, how many
  kRanksGaveNone,        ///< the same
  kNothingAboveMinimum,
  kAboveClaim,           ///< amount
  kMaximumAllowsNoMore,  ///< amount
  kCeilingAllowsNoMore,  ///< amount
  kClaimAllowsNoMore,    ///< amount
  kSheetOfPot,           ///< district, pot
  kSheetOfPayment,       ///< district
  kAllPots,              ///< pots
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
  kAsItIs,
  kVariantAsItIs,         ///< what could have been changed
  kGainInAll,             ///< count, amount
  kLoseInAll,             ///< count, amount
  kSameInAll,             ///< one, the first
  kOtherInAll,            ///< one, the first, difference
  kAllTheSame,            ///< one, the first
  kGainBecause,           ///< one, amount, causes
  kLoseBecause,           ///< one, amount, causes
  kResultWithoutCounts,   ///< one
  kResultsWithoutInputs,  ///< some, how many
  kSaidOf,                ///< some, what
  kSameInputs,            ///< some, how many, the first
  kEqualNotShown,         ///< how many rows
  kDifferencesInColumns,  ///< the first, names of columns
  kVariants,              ///< how many
  kChangeOfPath,          ///< path, what was there, what is
  kColumnVariant,
  kColumnGain,
  kColumnLose,
  kColumnNew,
  kColumnMoved,
  kColumnGainsMost,
  kColumnLosesMost,

  // Charts of reports: titles, and what is said to who cannot see them.
  kPictureBudgets,
  kPictureFromTo,        ///< before, after
  kPictureInPercent,     ///< title
  kPictureDistribution,  ///< title
  kPictureByContributor,
  kPictureByYear,
  kPictureByPot,         ///< whose budget
  kPictureCauses,        ///< of what, before, after
  kPictureCausesOfEach,  ///< prior year
  kPictureDifference,    ///< who, against whom
  kPictureDifferences,   ///< against whom
  kPictureTotals,
  kPictureTotal,
  kPictureExtremes,
  kPictureGainsAndLosses,
  kPictureDeviations,
  kPictureShares,  ///< key
  kRowsCounted,    ///< how many
  kGainsMost,      ///< who, amount
  kNoneGainsMore,  ///< who, amount
  kNoneGains,
  kLosesMost,      ///< who, amount
  kNoneLosesMore,  ///< who, amount
  kNoneLoses,
  kHasMost,              ///< who, amount
  kNoneHasMore,          ///< who, amount
  kLargestShown,         ///< how many, of how many
  kLargestChangesShown,  ///< how many, of how many
  kMostMovingShown,      ///< how many, of how many
  kPointsShown,          ///< how many, of how many
  kNotComparable,        ///< how many
  kGoesFromTo,           ///< amount, amount, causes
  kPartInAll,            ///< parts, amount
  kSeriesFromTo,         ///< series, amount, at, amount, at
  kNoLargerDeviation,    ///< who, amount

  // Comparisons: what differs in the inputs.
  kCellsDiffer,  ///< column, count, district, cells before and now
  kEmptyCell,
  kColumnNotUsed,         ///< column
  kColumnUsedNow,         ///< column
  kFromUntil,             ///< two dates
  kPotGone,               ///< id, amount
  kPotNew,                ///< id, amount
  kStepTakenOut,          ///< the step
  kStepPutIn,             ///< the step
  kStepAt,                ///< position
  kStepNamed,             ///< position, name
  kTakePartNow,           ///< districts, ids
  kTakeNoPartAnyMore,     ///< districts, ids
  kTakePartAtOtherTimes,  ///< districts, ids
  kKeyGone,               ///< key
  kKeyNew,                ///< key, what it is

  // Comparisons: rules, nearly as the file has them.
  kNone,
  kOfColumn,    ///< column
  kPaidByWhom,  ///< how, payer
  kRatePer,     ///< amount, what is counted
  kTierBy,      ///< key
  kTierTo,      ///< groups, key
  kTierThen,    ///< tiers before, the next
  kByDay,
  kByMonthCounted,
  kByMonthIgnored,
  kByMonthHalved,
  kProratesKey,        ///< by what
  kShares,             ///< column, what they add to
  kSharesAsPublished,  ///< the same
  kSharesNormalised,   ///< the same
  kMixtureOf,          ///< kind of key, parts or what they are
  kMissingAreZero,     ///< average
  kMissingSkipped,     ///< average
  kResidualTo,         ///< district
  kResidualToReserve,  ///< reserve
  kPriorScenario,      ///< title
  kPriorRule,          ///< amount
  kPriorTable,         ///< amount
  kReallocatedUpTo,    ///< column
  kNoCash,
  kAtMost,     ///< what is matched, amount
  kAndInKind,  ///< what is given in cash, amount

  // Sweeps.
  kPoints,            ///< count
  kValuesOfPath,      ///< count, path
  kWinnersAndLosers,  ///< against what
  kFirstPoint,
  kPriorOfEachPoint,
  kNoFirstPoint,  ///< its values, why it has no result

  // Checks.
  kAsExpected,
  kRefusedAsExpected,  ///< exit code
  kSomeDoNotHold,      ///< how many, of all
  kAllHold,            ///< how many
  kInKey,              ///< district, key
  kReasonRounding,     ///< methods, unit
  kReasonColumn,       ///< column, key
  kReasonExchanged,    ///< both districts
  kReasonDigit,        ///< district, as printed, as computed
  kReasonDigits,       ///< the same
  kTieOtherwise,       ///< who has the unit in the table, who has it here
  kReadingChosen,      ///< column, as printed, as read
  kSumDrifts,          ///< label, column, as printed, what its rows add to, what rounding explains
  kUpdated,            ///< how many
  kTableStays,
  kOtherFormStays,     ///< how many
  kNoTextStays,        ///< how many
  kOtherExit,          ///< exit code, the one that is expected
  kRefusedWithErrors,  ///< how many
  kNothingToCheck,
  kErrors,            ///< how many
  kWarnings,          ///< how many
  kScenariosChecked,  ///< how many, of them so many so
  // How many scenarios.
  kCountThatHold,
  kCountThatDoNot,
  kCountRefused,
  kCountNothingToCheck,

  // Audits: the verdict, and how many findings of each.
  kAuditVerdict,   ///< table, verdict, counts
  kAuditNothing,   ///< table
  kBetweenTables,  ///< both tables
  kInconsistent,
  kConsistent,
  kCannotTell,
  kCountInconsistent,  ///< how many
  kCountConsistent,    ///< how many
  kCountCannotTell,    ///< how many
  kAuditPlace,         ///< finding's place

  // Audits: sums.
  kSumOfColumn,     ///< its label, column
  kGivenTotal,      ///< column
  kSumExact,        ///< sum, number, rows
  kSumExplained,    ///< sum, number, rows, what they add up to, difference, most that rounding
                    ///< explains
  kSumOneWay,       ///< the same
  kSumOfRule,       ///< the same
  kSumUnexplained,  ///< the same
  kWithoutNumber,   ///< rows
  kOfExcerpt,
  kMayBeSome,
  kWholeOf,  ///< column of percentages

  // Audits: percentages.
  kCountsPossible,    ///< column, of how many, least, most
  kCountsImpossible,  ///< the same
  kCountsOfCut,       ///< the same
  kNoCountGives,      ///< rows
  kPotCommon,         ///< amounts, percentages, pot, rows
  kPotOfMost,         ///< amounts, percentages, pot, rows that have it, rows
  kAddsUpTo,          ///< what amounts add up to

  // Audits: rates.
  kRateOfAll,   ///< amounts, key, rate, rows
  kRateOfMost,  ///< amounts, key, rate, rows that have it, rows
  kRoundedDown,
  kRoundedUp,
  kRoundedToOne,
  kKeyTakenAsRounded,  ///< key
  kStray,              ///< row, what it has, what would fit
  kStrayDigit,         ///< the same
  kStrayDigits,        ///< the same
  kStrayCopy,          ///< the same, another row

  // Audits: shifts.
  kShiftHolds,      ///< shift, amounts, year before, rows that hold, rows
  kShiftReversed,   ///< the same
  kChangeOfAmount,  ///< change, amounts, year before, rows that hold, rows
  kChangeOfShift,   ///< change, shift, year before, rows that hold, rows
  kCutRows,         ///< rows

  // Audits: rules.
  kRuleGives,         ///< column, key, rows, pot, whole, unit, methods
  kNoRoundingNeeded,  ///< column, key, rows, pot, whole
  kMethodReport,      ///< method, difference
  kMethodLargest,     ///< method, difference
  kTieEither,
  kCutColumn,    ///< column
  kNoRule,       ///< column, key
  kNearestRule,  ///< column, key, pot, whole, unit, method
  kWouldBe,      ///< row, what it has, what the rule gives

  // Audits: digits.
  kRowTwice,           ///< row
  kRowTwiceOtherwise,  ///< row
  kOtherRow,           ///< place
  kManyRowsEach,       ///< rows, ids
  kSharedAmount,       ///< two rows, amount, column
  kRepeated,           ///< row, what it has, column, the other column, rows that changed
  kRestores,           ///< column, what it adds up to, value, what it then adds up to

  // Audits: two tables.
  kRowsCame,    ///< how many, who
  kRowsWent,    ///< how many, who
  kRenamed,     ///< id, old name, new name
  kPriorHolds,  ///< column, column of the table before, rows that hold, rows

  // Descriptions: headings, what holds for all of it.
  kHeadingPot,        ///< id
  kHeadingPotTitled,  ///< id, title
  kHeadingKeys,
  kHeadingColumns,
  kHeadingPrior,       ///< prior year
  kHeadingPriorOfPot,  ///< prior year, pot
  kHeadingDistricts,   ///< districts
  kHeadingGroups,      ///< count
  kHeadingSources,
  kHeadingTables,
  kHeadingFiles,
  kExactUntilRounded,
  kPeriodCovers,  ///< first day, last day, days
  kRowsOfAll,     ///< rows, all rows, the same as an option takes it
  kMadeBy,        ///< program
  kFileHash,      ///< file, hash

  // Pages: headings, captions, verdicts that other forms do not need.
  kHeadingNotes,
  kHeadingRule,
  kNumbersOfChart,
  kAllRows,        ///< count
  kRowsElsewhere,  ///< count
  kFileOnly,       ///< file
  kWithAmounts,    ///< caption, currency
  kCaptionResult,
  kCaptionVariants,
  kCaptionCompared,
  kCaptionPoints,
  kCaptionScenarios,
  kCaptionFigures,
  kCaptionUpdated,
  kTablesAudited,        ///< how many, of them so many so
  kShiftOf,              ///< budget, change, prior year
  kTotalOfPoints,        ///< amount
  kTotalsOfPoints,       ///< least, most
  kGainAtPoints,         ///< least, most
  kLoseAtPoints,         ///< least, most
  kPointsWithoutResult,  ///< how many, of all

  // Descriptions: where money and figures come from.
  kPotHolds,  ///< amount
  kPotOpen,
  kPotContributed,        ///< amount, unit
  kPotPart,               ///< percentage, pot, amount
  kPotPassesOn,           ///< amount, pot
  kContributorFixed,      ///< who, amount
  kContributorPercent,    ///< who, percentage
  kContributorMatch,      ///< who, ratio, whom it follows
  kContributorMatchUpTo,  ///< who, ratio, whom it follows, amount
  kContributorNoCash,     ///< who
  kContributorInKind,     ///< who, amount
  kContributionsRounded,  ///< unit
  kYearsAre,              ///< years with their weights
  kYearsRounded,          ///< unit
  kSplitIn,               ///< dimensions
  kStatusOf,              ///< status
  kSourceOf,              ///< source
  kNoteOf,                ///< the file’s words
  kCheckedOn,             ///< date
  kPaidOut,               ///< column
  kSettledByColumn,       ///< column
  kSettledByColumnAs,     ///< column, label

  // Descriptions: who takes part, and for how long.
  kAllTakePart,   ///< districts
  kSomeTakePart,  ///< how many, of all districts
  kPartOfDays,
  kPartOfMonths,
  kStartedMonthCounts,
  kStartedMonthIgnored,
  kStartedMonthHalf,
  kFactorOnAmount,
  kFactorOnKey,
  kTakesPartFor,  ///< pot
  kWholePeriod,
  kNoPeriod,

  // Descriptions: steps. All have the fields of their step, in the order of its table, then the
  // prior year and the rounding unit.
  kStepHeading,           ///< number, name
  kStepHeadingLabelled,   ///< number, name, label
  kStepShare,             ///< key
  kStepShareOfAll,        ///< key
  kStepShareByRate,       ///< key
  kStepShareByRateOfAll,  ///< key
  kRateRounded,           ///< the first three fields, how
  kToMultiples,           ///< method, unit
  kStepEqualise,          ///< need, capacity, percentage
  kBaseCloses,
  kBaseClosesRounded,
  kBaseGiven,  ///< the first three fields, base
  kStepShareTiers,
  kTiersAfterSteps,
  kEarlierBoundsEnd,
  kTierOfMembers,     ///< number, column of the groups, key
  kTierOfGroups,      ///< the same
  kTierOfDistricts,   ///< number, key
  kStepFlat,          ///< amount
  kStepFlatTimes,     ///< amount, how often
  kStepRate,          ///< amount, column
  kStepSliceAmount,   ///< amount, percentage, for whom
  kStepSlicePercent,  ///< the same
  kPartOfItsPrior,    ///< percentage, prior year
  kTimesItsValue,     ///< amount, column
  kItsValue,          ///< column
  kStepMinimum,       ///< minimum
  kStepMaximum,       ///< minimum, maximum
  kStepBoundsSkipped,
  kStepLimitFactor,
  kStepLimitAlone,
  kStepFloor,        ///< percentage of the prior year, of the loss, floor, who pays, prior year
  kStepFloorOfLoss,  ///< the same
  kStepFloorIs,      ///< the same
  kStepRaisedToFloor,
  kStepPaidRatable,
  kStepPaidAboveFloor,
  kStepPaidByGains,  ///< as of the floor
  kStepToppedUp,     ///< the same
  kStepCeiling,      ///< percentage
  kStepNewUncapped,
  kStepNewExcluded,
  kStepCutToOthers,
  kStepCutKept,
  kStepRounds,        ///< method, unit
  kStepRoundsClaims,  ///< method, unit
  kStepRoundsWithinBounds,
  kStepDropBelow,  ///< bound
  kStepDroppedToOthers,
  kStepDroppedKept,
  kStepDroppedReserved,  ///< bound, reserve
  kStepPhasedIn,         ///< percentage
  kStepNotProrated,
  kStepProrated,
  kClaimsCut,

  // Descriptions: money that no step gives.
  kRestNotAssigned,
  kRestReturned,
  kRestCarriedOver,
  kRestReallocated,  ///< column

  // Descriptions: rounding. All methods have the unit.
  kUnitIs,              ///< unit
  kUnitIsInBounds,      ///< unit
  kUnitIsWithRest,      ///< unit
  kUnitIsPaid,          ///< unit
  kUnitIsAlone,         ///< unit
  kByLargestRemainder,  ///< unit
  kBySainteLague,       ///< unit
  kByDhondt,            ///< unit
  kByAdams,             ///< unit
  kByDean,              ///< unit
  kByHuntingtonHill,    ///< unit
  kByHalfUp,            ///< unit
  kByHalfEven,          ///< unit
  kByDown,              ///< unit
  kByUp,                ///< unit
  kByNothing,           ///< unit
  kUnitsAtLeast,        ///< bound
  kUnitsAtMost,         ///< bound
  kBoundsInRounding,
  kClaimGivesWay,
  kRemaindersInBounds,
  kRestReported,
  kRestToLargest,
  kRestOneEach,
  kRestToDistrict,  ///< district
  kRestToReserve,   ///< reserve
  kEqualsGo,        ///< rules
  kEqualsByKey,
  kEqualsById,

  // Descriptions: keys and the prior year.
  kKeyIsColumn,           ///< key, column
  kKeyIsSum,              ///< key, parts
  kKeyIsBlend,            ///< key, parts
  kKeyIsAverage,          ///< key, parts, sum of weights
  kKeyIsAverageOfShares,  ///< the same
  kKeyIsShares,           ///< key, column, sum
  kSharesAdjusted,
  kSharesWithGap,  ///< key, column, sum
  kEmptyIsZero,
  kEmptyIsSkipped,
  kKeyIsProduct,       ///< key, factors
  kKeyIsGap,           ///< key, difference
  kKeyIsOfClass,       ///< key, what is counted, (nothing), classes
  kKeyIsOfParts,       ///< the same
  kKeyIsInterpolated,  ///< the same
  kFactorRounded,      ///< the same, unit, method
  kKeyIsEqual,         ///< key
  kSharesRounded,      ///< key, unit, method
  kShareGapStays,
  kShareRestToLargest,
  kShareRestOneEach,
  kShareRestToDistrict,  ///< district
  kOfTheGroups,          ///< what a key is
  kPriorInColumn,        ///< prior year, column
  kPriorOfScenario,      ///< prior year, title
  kPriorByRule,          ///< prior year
  kPriorInTable,         ///< prior year

  // Workbooks: the names of sheets, and the sheet that computes again.
  kTabResult,
  kTabPot,  ///< pot
  kTabVariants,
  kTabComparison,
  kTabPoints,
  kTabFigures,
  kTabVerdicts,
  kTabUpdated,
  kTabInputs,
  kTabGroups,
  kTabExplanation,
  kTabNotes,
  kTabCalculation,
  kComputedByRemainder,
  kComputedByHalfUp,
  kComputedExactly,
  kNotComputedRule,  ///< most rows
  kNotComputedNumbers,
  kNotComputedPots,
  kGivenPot,
  kGivenUnit,
  kGivenInUnits,
  kGivenWhole,
  kGivenRest,
  kGivenPerCount,
  kGivenLeft,
  kGivenLeast,
  kGivenLarger,
  kGivenEqual,
  kHeadExact,
  kHeadFixed,
  kHeadProduct,
  kHeadRemainder,
  kHeadDown,
  kHeadEqual,
  kHeadUnit,
  kHeadDifference,
  // Charts.
  kChartLargestOf,  ///< how many are drawn, of all
  kChartEmpty,
  kChartUndefined,
  kChartMillions,     ///< number
  kChartBillions,     ///< number
  kChartPerClass,     ///< unit
  kChartUnder,        ///< number
  kChartUpTo,         ///< number
  kChartFromToUnder,  ///< number, number
  kChartAboveTo,      ///< number, number
  kChartFrom,         ///< number
  kChartAbove,        ///< number
  kChartNotOnMap,     ///< names

  kEnd,
};

}  // namespace allot::report
