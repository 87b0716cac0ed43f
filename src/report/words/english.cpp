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
    {kCausesOfAmountsOnly,
     "causes: of {0?the prior year} there are only amounts,|so that counts, rules and who takes "
     "part cannot be told apart:|all of them are the share."},
    {kNoCauseSums,
     "causes have no sums where own count and the others' counts are told apart:|each district is "
     "alone against all others."},
    {kNoCauseSumsOfNew, "causes have no sums where a district is new:|it has none."},

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
    {kOfPot, "pot `{0}`:"},
    {kLeftOutNoContributors, "pot `{0}` has no contributors and is left out."},
    {kLeftOutNoTranches, "pot `{0}` has no tranches and is left out."},
    {kLeftOutNotOfYear, "pot `{0}` has no tranche of {1} and is left out."},
    {kLeftOutTopUp, "what tops up pot `{0}` belongs to no year and is left out."},
    {kTakePart, "{0} of {1#} {0:takes|take} part."},
    {kTakeNoPart, "{0} of {1#} {0:takes|take} no part."},
    {kTakeNoPartHad,
     "{0} of {1#} {0:takes|take} no part;|{0:it|they} had {2} in {3?the prior year}."},
    {kOneOfYears,
     "{0} is one of the years {1};|the rules and the rounding of the whole are shown without "
     "`--year`."},
    {kToNoDistrict, "to no district (reserved, passed on, not assigned or left over):|{0}."},
    {kContributed, "contributed:"},
    {kContributedBy, "{0} by {1}"},
    {kInKind, "in kind, not in the totals:"},
    {kTranches, "tranches:"},
    {kTrancheIn, "{0} in {1}"},
    {kMoreItems, "and {0} more"},
    {kSplitBy, "split by {0};|off that path a sum is at most {1} units from its exact value."},
    {kSplitByDistrict, "district"},
    {kSplitByContributor, "contributor"},
    {kSplitByYear, "year"},
    {kNothingRounded, "every amount is a multiple of {0}: nothing was rounded."},
    {kRounded, "rounded to {0} {1}"},
    {kUnitsLeft, "{0} {0:unit|units} of {1} left over after rounding down, {2}"},
    {kUnitsLeftWithinBounds,
     "{0} {0:unit|units} of {1} left over after rounding down within the bounds, {2}"},
    {kUnitsTo, "to {0}"},
    {kUnitsOneByOneTo, "one by one to {0}"},
    {kDifferenceToNobody, "the difference is not given to anybody"},
    {kDifferenceToLargest, "the largest amount takes the difference"},
    {kDifferenceToDistrict, "{0} takes the difference"},
    {kDifferenceToReserve, "the difference goes to `{0}`"},
    {kDifferenceTo, "({0} to {1})"},
    {kDifferenceInAll, "({0} in all)"},
    {kTieForUnits, "tie for {0} {0:unit|units} between {1}:"},
    {kTieToTakeBack, "tie for {0} {0:unit|units} to take back between {1}:"},
    {kTieForDifference, "tie for the difference between {1}:"},
    {kTieOfContributors, "tie for {0} {0:unit|units} between the contributors {1}:"},
    {kUnitsGivenTo, "given to {0}, {1}."},
    {kUnitsTakenFrom, "taken from {0}, the last {1}."},
    {kDifferenceTakenBy, "taken by {0}, {1}."},
    {kUnitsPaidBy, "paid by {0}, {1}."},
    {kTieInYear, "{0?the prior year}:"},
    {kTieInTier, "tier `{0}`:"},
    {kTieInKey, "key `{0}`:"},
    {kTieInKeyOfGroups, "key `{0}` of the groups:"},
    {kTieRules, "by {0}"},
    {kTieRulesThen, "{0}, then {1}"},
    {kTieLargestKey, "largest key"},
    {kTieSmallestKey, "smallest key"},
    {kTieId, "id"},
    {kTieContributors, "by largest amount, then id"},
    {kMoreTies, "{0} more {0:tie|ties}."},
    {kToppedUpInAll, "topped up by `{1}`, with rounding:|{0}."},
    {kPassedOn, "passed on to pot `{1}`:|{0}."},
    {kReserved, "reserved for `{1}`:|{0}."},
    {kReturned, "not assigned, returned to who gave it:|{0}."},
    {kCarriedOver, "not assigned, carried over to the next year:|{0}."},
    {kNotAssigned, "not assigned to anybody:|{0}."},
    {kLeftOver, "left over by rounding:|{0}."},
    {kGivenBeyond, "given beyond the pot by rounding:|{0}."},
    {kNewDistricts, "the shift of the sum counts {0#} that {0:is|are} new, with {1}."},
    {kNewGroups, "the shift of the sum counts {0} {0:group|groups} that {0:is|are} new, with {1}."},
    {kElsewhere, "elsewhere: reserved, passed on, not assigned or left over by rounding."},
    {kSharesNeedNotAdd, "displayed percentages need not add to 100."},
    {kShowing, "showing {0} of {1}; the sum is over all."},

    // Sheets of explain: labels, formulas in words, notes.

    // Sheets of explain: the shift and its causes.

    // Comparisons.

    // Sweeps.

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
