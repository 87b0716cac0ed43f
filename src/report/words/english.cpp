#include "report/words/language.hpp"

namespace allot::report {
namespace {

using enum Text;

constexpr TextRow kTexts[] = {
    {kAndMore, "{0} and {1} more"},
    {kUnits, "{0} {0:unit|units}"},
    {kDistricts, "{0} {0:district|districts|recipient|recipients}"},
    {kOldAndNew, "{0?none} → {1?none}"},
    {kStatusFinal, "final"},
    {kStatusPreliminary, "preliminary"},
    {kStatusPlanned, "planned"},
    {kStatusEstimated, "estimated"},
    {kStatusInvented, "invented"},

    // Titles, heads, changes.
    {kChanged, "changed `{0}`:|{1?none} → {2?none}"},
    {kPots, "{0} {0:pot|pots}"},
    {kDistrictsOfAll, "{0} of {1#}"},
    {kMost, "most: {0}"},
    {kTotalChanged, "{0}, {1} against {2?the prior year}:"},
    {kTotalUnchanged, "{0}, unchanged against {1?the prior year}:"},
    {kGain, "{0} {0:gains|gain}"},
    {kLose, "{0} {0:loses|lose}"},
    {kUnchanged, "{0} unchanged"},
    {kNew, "{0} new"},
    {kTrancheOf, "tranche of {0}:"},
    {kTotalFor, "{0} for|{1}"},
    {kStatus, "status: {0}|(weakest of the data in use)"},
    {kNote, "note: {0}"},
    {kNoteOfPot, "pot `{0}`: {1}"},
    {kNoteOfParticipation, "participation in pot `{0}`: {1}"},

    // Heads of columns, and rows below the table.
    {kDistrictColumn, "{0:district|districts|recipient|recipients}"},
    {kShiftColumn, "shift"},
    {kPercentColumn, "%"},
    {kPerColumn, "per {0}"},

    // Causes of a shift.
    {kCausePot, "the pot"},
    {kCauseCounts, "the counts"},
    {kCauseOwnCount, "own count"},
    {kCauseOthersCounts, "the others' counts"},
    {kCauseRules, "the rules"},
    {kCauseParticipation, "who takes part"},
    {kCauseShare, "its share"},
    {kCauseRounding, "rounding"},
    {kCauseWithPrior, "{0} and the prior year"},
    {kCauses, "{0} and {1}"},
    {kNoCauseSums,
     "causes have no sums where own count and the others' counts are told apart:|each district is "
     "alone against all others."},

    // Notes below the table: what a rule did to a pot.
    {kClaimsReduced, "claims of {0} on {1}:|all reduced by factor {2}."},
    {kPartOfPeriod, "{0#} for part of the period:|the key counts for that part."},
    {kPartOfPeriodSaves, "{0#} for part of the period:|{1} less than for all of it."},
    {kAtMinimum, "{0#} at the minimum (raised by {1}),"},
    {kAtMinimumComesDown,
     "{0#} at the minimum (raised by {1};|{2} {2:comes|come} down to it, by {3}),"},
    {kAtMaximum, "{0#} at the maximum (cut by {1}),"},
    {kAtMaximumToo, "{0} at the maximum (cut by {1}),"},
    {kAtMaximumComesUp, "{0#} at the maximum (cut by {1};|{2} {2:comes|come} up to it, by {3}),"},
    {kAtMaximumTooComesUp, "{0} at the maximum (cut by {1};|{2} {2:comes|come} up to it, by {3}),"},
    {kOthersWithFactor, "{0} {0:other|others} with factor {1},"},
    {kHeldAtFloor, "{0#} held at {1} of {2?the prior year};|cost {3},"},
    {kFloorPaidInTwoWays, "{0#} held at {1} of {2?the prior year};|cost {3}:"},
    {kToppedUp, "paid by `{0}`."},
    {kToppedUpCut, "of which `{0}` pays {1}:|later steps cut {2}."},
    {kToppedUpAllCut, "of which `{0}` pays nothing:|later steps cut {1}."},
    {kPaidByFactor, "paid by {0#},"},
    {kPartPaidByFactor, "{1} paid by {0#},"},
    {kFactorOfAll, "factor {0},"},
    {kFactorAboveFloors, "factor {0} of what is above their floors,"},
    {kFactorOfGains, "factor {0} of their gains,"},
    {kPaidByComingDown, "paid by {0#} that {0:comes down to its floor|come down to their floors},"},
    {kPartPaidByComingDown,
     "{1} by {0} that {0:comes down to its floor|come down to their floors},"},
    {kHeldAtCap, "{0#} held at {1} above {2?the prior year};"},
    {kHeldAtCapSomeRaised,
     "{0#} held at {1} above {2?the prior year},|{3} of them raised to it by {4};"},
    {kCutNotGiven, "{0} cut,|not given to others."},
    {kCutGivenToOthers, "{0} cut,|given to others; {1} {1:other|others} with factor {2}."},
    {kPhasedIn,
     "{0} new and {1} of {2?the prior year}, scaled to the same sum:|{3} moved between "
     "{4:districts|districts|recipients|recipients}."},
    {kReallocated, "unclaimed {0} given to {1#} below {1:its|their} claims,"},
    {kNotPlaced, "{0} could not be placed,"},
    {kTierRounded, "tier `{0}`: {1} {1:unit|units} left over after rounding down:|to {2}."},

    // Notes below the table: contributions, rounding, ties, money that nobody got, what is not
    // shown.
    {kTieRules, "by {0}"},
    {kTieRulesThen, "{0}, then {1}"},
    {kTieLargestKey, "largest key"},
    {kTieSmallestKey, "smallest key"},
    {kTieId, "id"},
    {kTieContributors, "by largest amount, then id"},

    // Sheets of explain: labels, formulas in words, notes.

    // Sheets of explain: the shift and its causes.

    // Comparisons.
    {kAsItIs, "`{0}`,|as it is"},
    {kTotalInYear, "{0} in {1}"},
    {kGainInAll, "{0} {0:gains|gain} {1}"},
    {kLoseInAll, "{0} {0:loses|lose} {1}"},
    {kSameInAll, "{0} against {1}:|the same in all;"},
    {kOtherInAll, "{0} against {1}:|{2} in all;"},
    {kAllTheSame, "{0} against {1}:|all budgets are the same"},
    {kMoneyMoved, "money moved: {0}"},
    {kWhyTheyGain, "why: the {0} of those who gain are"},
    {kWhyTheyLose, "why: the {0} of those who lose are"},
    {kResultWithoutCounts, "{0} is a result:|it has no counts to divide by"},
    {kResultWithoutInputs, "{0} is a result:|what differs in the inputs is not known, nor why"},
    {kDiffers, "{0} differs: {1}"},
    {kDiffersInNothing, "{0} differs: in no input"},
    {kRowsShown, "{0} of {1} rows shown,|the sums are of all"},
    {kDifferencesElsewhere,
     "the differences to {0} are in columns of their own:"
     "|`--columns id,name,difference_b,difference_c`,|or `-f csv`"},

    // Comparisons: what differs in the inputs.
    {kCellsDiffer, "column `{0}`: {1} {1:cell differs|cells differ}, most: {2} {3} → {4}"},
    {kEmptyCell, "empty"},
    {kColumnNotUsed, "column `{0}`: is not used any more"},
    {kColumnUsedNow, "column `{0}`: is used now"},
    {kFromUntil, "{0} until {1}"},
    {kPotNamed, "pot `{0}`"},
    {kPotGone, "pot `{0}` ({1}): is not there any more"},
    {kPotNew, "pot `{0}` ({1}): is new"},
    {kStepTakenOut, "step taken out: {0}"},
    {kStepPutIn, "step put in: {0}"},
    {kStepAt, "step {0}:"},
    {kStepNamed, "step {0} ({1}):"},
    {kTakePartNow, "{0#} {0:takes|take} part now: {1}"},
    {kTakeNoPartAnyMore, "{0#} {0:takes|take} no part any more: {1}"},
    {kTakePartAtOtherTimes, "{0#} {0:takes|take} part at other times: {1}"},
    {kKeyNamed, "key `{0}`"},
    {kKeyGone, "key `{0}`: is not there any more"},
    {kKeyNew, "key `{0}`: is new: {1}"},

    // Comparisons: rules, nearly as the file has them.
    {kNone, "none"},
    {kOfColumn, "column {0}"},
    {kPaidByWhom, "{0} by {1}"},
    {kPartOfOtherPot, "{0} of pot `{1}`"},
    {kPartOfPriorYear, "{0} of the prior year"},
    {kPartOfThePot, "{0} of the pot"},
    {kRatePer, "{0} per {1}"},
    {kTierBy, "by {0}"},
    {kTierTo, "to {0} by {1}"},
    {kTierThen, "{0}, then {1}"},
    {kByDay, "by day"},
    {kByMonthCounted, "by month, a started one counts"},
    {kByMonthIgnored, "by month, a started one is ignored"},
    {kByMonthHalved, "by month, a started one is half"},
    {kProratesKey, "{0}, of the key"},
    {kShares, "shares in {0} that add to {1}"},
    {kSharesAsPublished, "shares in {0} that add to {1}, as published"},
    {kSharesNormalised, "shares in {0} that add to {1}, normalised"},
    {kBlendOf, "blend of {0}"},
    {kSumOf, "sum of {0}"},
    {kAverageOfShares, "average of shares of {0}"},
    {kAverageOfCounts, "average of counts of {0}"},
    {kMissingAreZero, "{0}, missing ones are zero"},
    {kMissingSkipped, "{0}, missing ones skipped"},
    {kKeyRoundedTo, "rounded to {0} {1}"},
    {kResidualTo, "to {0}"},
    {kResidualToReserve, "to reserve {0}"},
    {kPriorScenario, "scenario {0}"},
    {kPriorRule, "amount {0}"},
    {kPriorTable, "a table of {0} in all"},
    {kReallocatedUpTo, "reallocate up to {0}"},
    {kReallocatedNowhere, "reallocate up to nothing"},
    {kNoCash, "no cash"},
    {kAtMost, "{0}, at most {1}"},
    {kAndInKind, "{0}, in kind {1}"},

    // Sweeps.
    {kSweepTotal, "total"},
    {kSweepNotAssigned, "not assigned"},
    {kSweepWinners, "winners"},
    {kSweepGains, "gains"},
    {kSweepLosers, "losers"},
    {kSweepLosses, "losses"},
    {kSweepMost, "most"},
    {kPoints, "{0} {0:point|points}:"},
    {kValuesOfPath, "{0} {0:value|values} of `{1}`"},
    {kWinnersAndLosers, "winners and losers are|against {0}"},
    {kFirstPoint, "the first point"},
    {kPriorYear, "{0?the prior year}"},
    {kPriorOfEachPoint, "the prior year that each point has"},
    {kNoFirstPoint,
     "winners and losers would be|against the first point|({0}),|which has no "
     "result:|{1};|begin with a value that has one"},

    // Checks.
};
static_assert(is_complete(kTexts));

constexpr NameRow kMethods[] = {
    {"largest_remainder", "by largest remainder"},
    {"sainte_lague", "by Sainte-Laguë"},
    {"dhondt", "by D’Hondt"},
    {"adams", "by Adams"},
    {"dean", "by Dean"},
    {"huntington_hill", "by Huntington-Hill"},
    {"half_up", "half up"},
    {"half_even", "half to even"},
    {"down", "down"},
    {"up", "up"},
    {"exact", ""},
};

}  // namespace

extern const Language kEnglish = {.name = "en", .texts = kTexts, .methods = kMethods};

}  // namespace allot::report
