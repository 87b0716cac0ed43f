#include "report/words/language.hpp"

namespace allot::report {
namespace {

using enum Text;

constexpr TextRow kTexts[] = {
    {kAndMore, "{0} and {1} more"},
    {kUnits, "{0} {0:unit|units}"},
    {kDistricts, "{0} {0:district|districts|recipient|recipients}"},

    // Titles, heads, changes.

    // Heads of columns, and rows below the table.

    // Causes of a shift.

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
