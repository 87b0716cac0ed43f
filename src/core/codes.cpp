#include <array>
#include <cstddef>

#include "allot/core/diagnostic.hpp"
#include "allot/core/error.hpp"

namespace allot {

namespace {

constexpr CodeInfo error(Code code, std::string_view id, std::string_view name, int exit_code,
                         std::string_view summary) {
  return {code, id, name, Severity::kError, exit_code, summary};
}

constexpr CodeInfo warning(Code code, std::string_view id, std::string_view name,
                           std::string_view summary) {
  return {code, id, name, Severity::kWarning, 0, summary};
}

// In the order of their ids: that of `allot help codes`. An example of each, which `allot help
// E012` shows, is tests/golden/errors/E012_unknown_field/help.test.
constexpr std::array kCodes{
    error(Code::kNotUtf8, "E001", "not_utf8", 3,
          "A file holds bytes that are not UTF-8, as files saved by older spreadsheets do."),
    error(Code::kControlByte, "E002", "control_byte", 3,
          "A file holds a control character, which text never needs."),
    error(
        Code::kTooLarge, "E003", "too_large", 3,
        "A scenario file is larger than 8 MiB, a text in it or a cell of a table than 64 KiB (bulk "
        "data belongs in a table), or a spreadsheet is, unpacked, far larger than its file."),
    error(Code::kYamlSyntax, "E004", "yaml_syntax", 3, "The scenario is not well-formed YAML."),
    error(Code::kYamlFeature, "E005", "yaml_feature", 3,
          "The scenario uses a feature of YAML that hides what a file says: an anchor, an alias, a "
          "merge key, a tag or a second document."),
    error(Code::kDuplicateField, "E006", "duplicate_field", 3,
          "A field is there twice, so that one of the two would be lost."),
    error(Code::kTooDeep, "E007", "too_deep", 3,
          "The scenario is nested beyond 32 levels, has more than a million values, more than 64 "
          "keys within keys or tiers of a share, more than 10 million contributors × years × "
          "districts, or more than 300 million (steps + keys) × districts."),
    error(Code::kNotAScenario, "E010", "not_a_scenario", 3,
          "The file is empty, is no map of fields, or does not say which format it has."),
    error(Code::kMissingField, "E011", "missing_field", 3,
          "A field that has no default is not there."),
    error(Code::kUnknownField, "E012", "unknown_field", 3,
          "A field is not one that the format has at this place; often it is misspelt."),
    error(Code::kWrongKind, "E013", "wrong_kind", 3,
          "A field holds a list, a map or a single value where another of these belongs."),
    error(Code::kNotANumber, "E014", "not_a_number", 3,
          "A value is not a number as files write it: `58000000`, `58_000_000`, `-12.5`, `2/3`."),
    error(Code::kNumberOutOfRange, "E015", "number_out_of_range", 3,
          "A number is too large or too fine: amounts have at most 15 digits down to the smallest "
          "unit, numbers in files at most 18, exact fractions made of them 3 000."),
    error(Code::kAmbiguousPercentage, "E016", "ambiguous_percentage", 3,
          "A percentage carries neither `%` nor is it a fraction, and could mean either."),
    error(Code::kUnknownChoice, "E017", "unknown_choice", 3,
          "A field takes one of a few words, and this is none of them."),
    error(Code::kUnknownName, "E018", "unknown_name", 3,
          "A field names a key, column, district, pot or source that the file does not have."),
    error(Code::kDuplicateId, "E019", "duplicate_id", 3,
          "Two pots, contributors or keys have the same name."),
    error(Code::kNotADate, "E020", "not_a_date", 3,
          "A date is not one of the calendar, or not written as 2025-01-31."),
    error(Code::kNegativeWeight, "E021", "negative_weight", 3,
          "A district's count, share or weight is below 0."),
    error(Code::kFieldsClash, "E022", "fields_clash", 3,
          "Two fields say different things about the same, or one of several is needed."),
    error(Code::kEmptyValue, "E023", "empty_value", 3, "A field is there without a value."),
    error(Code::kChangeNotFound, "E024", "change_not_found", 3,
          "A path of `change` leads to nothing in the base that can be changed."),
    error(Code::kBaseCycle, "E025", "base_cycle", 3,
          "A file is its own base, or the base of its base."),
    error(Code::kIdDigits, "E026", "id_digits", 3,
          "An id has not as many digits as `id_digits` says, as those of higher levels and sums."),
    error(Code::kLostZeros, "E027", "lost_zeros", 3,
          "Ids of two tables differ by their leading zeros only."),
    error(Code::kAmbiguousScale, "E028", "ambiguous_scale", 3,
          "The head of a column of money says thousands or millions, and nothing says whether its "
          "numbers are to be multiplied."),
    error(Code::kIdLevels, "E029", "id_levels", 3,
          "The ids of two tables are of two levels: those of one begin those of the other."),
    error(Code::kTableSyntax, "E030", "table_syntax", 3,
          "A table is empty, has a row of another length or a quote that does not fit, or is a "
          "spreadsheet that is damaged, protected or of a kind that is not read."),
    error(Code::kUnknownColumn, "E031", "unknown_column", 3,
          "The scenario names a column that its table does not have."),
    error(Code::kDuplicateColumn, "E032", "duplicate_column", 3,
          "Two columns of the districts have the same name."),
    error(Code::kMissingCell, "E033", "missing_cell", 3,
          "A district has no value in a column that is used; empty is not 0."),
    error(Code::kMissingId, "E034", "missing_id", 3, "A district has no id."),
    error(Code::kDuplicateDistrict, "E035", "duplicate_district", 3,
          "Two districts have the same id."),
    error(
        Code::kAmbiguousDecimal, "E036", "ambiguous_decimal", 3,
        "A number, or a column of them, can be read in two ways: `1.034` is one or a thousand and "
        "more."),
    error(Code::kDistrictNotInTable, "E037", "district_not_in_table", 3,
          "A district of the first table is not in one of the others."),
    error(Code::kNoDistricts, "E038", "no_districts", 3,
          "There is no row of a district: none at all, or none that `where` and `except` keep."),
    error(
        Code::kTotalRow, "E039", "total_row", 3,
        "A row is the sum of others, by its name, its id or its numbers: it would receive money."),
    error(Code::kZeroWeight, "E040", "zero_weight", 3,
          "A key is 0 for everybody, so that nobody could get the money."),
    error(Code::kBlendWeights, "E041", "blend_weights", 3,
          "The weights of a blend do not add to exactly 1."),
    error(Code::kKeyNotClosed, "E042", "key_not_closed", 3,
          "A published or rounded key does not add up to what it should."),
    error(Code::kKeyCycle, "E043", "key_cycle", 3, "A key is made of itself."),
    error(
        Code::kKeyOfShares, "E044", "key_of_shares", 3,
        "A key of shares stands where counts are wanted: in a rate, an equalisation, a product, a "
        "gap or brackets."),
    error(Code::kBrackets, "E045", "brackets", 3,
          "The classes of brackets do not begin at 0, or do not ascend."),
    error(Code::kReservedName, "E046", "reserved_name", 3,
          "A key or a column is called `equal`, as the key that is always there."),
    error(Code::kMapSyntax, "E048", "map_syntax", 3,
          "A map is no GeoJSON of areas, some of which have no id, or none is a district."),
    error(Code::kForNobody, "E049", "for_nobody", 3,
          "A `where` means nobody who takes part: a step of a pot would do nothing."),
    error(Code::kNegativeAmount, "E050", "negative_amount", 3, "An amount of money is below 0."),
    error(Code::kPotNotMultiple, "E051", "pot_not_multiple", 3,
          "The pot is not a multiple of the rounding unit, and nothing says where the rest goes."),
    error(Code::kResidualRequired, "E052", "residual_required", 3,
          "The rounding method need not add up, and nothing says where the difference goes."),
    error(Code::kClaimsExceedPot, "E053", "claims_exceed_pot", 3,
          "Flat amounts, rates or an equalisation claim more than is left in the pot."),
    error(Code::kTopSliceTooLarge, "E054", "top_slice_too_large", 3,
          "A top-slice takes more than is left in the pot."),
    error(Code::kOpenPotStep, "E055", "open_pot_step", 3,
          "An open pot is the sum of its claims: there is nothing to share or to slice."),
    error(Code::kStepAfterShare, "E056", "step_after_share", 3,
          "A share comes after another one, which has handed out all that was left."),
    error(Code::kDivisorNeedsShare, "E057", "divisor_needs_share", 3,
          "A divisor method rounds weights, so the pot's only step is one share among all "
          "participants."),
    error(Code::kTooFewUnits, "E058", "too_few_units", 3,
          "The method gives everybody one unit first, and there are fewer units than that."),
    error(Code::kMinimumsTooHigh, "E059", "minimums_too_high", 3,
          "The minimums together need more than there is."),
    error(Code::kMaximumsTooLow, "E060", "maximums_too_low", 3,
          "The maximums together leave money that nobody may take."),
    error(Code::kMinimumAboveMaximum, "E061", "minimum_above_maximum", 3,
          "A district's minimum is above its maximum."),
    error(Code::kNotExact, "E062", "not_exact", 3,
          "`method: exact` refuses any rounding, and an amount would have to be rounded."),
    error(Code::kResidualNegative, "E063", "residual_negative", 3,
          "Rounding gave out too much, and who is to take the difference has less than that."),
    error(Code::kFloorNotPayable, "E064", "floor_not_payable", 3,
          "The floors of a hold-harmless need more than those who are to pay can give."),
    error(Code::kBoundsAfterRounding, "E065", "bounds_after_rounding", 3,
          "Minimums and maximums can be kept by exact amounts, but not by whole units."),
    error(Code::kNobodyReceives, "E068", "nobody_receives", 3,
          "All who have something are below the amount of a `drop_below`, and nobody is left to "
          "receive it."),
    error(Code::kRoundedAbovePot, "E069", "rounded_above_pot", 3,
          "What a step gives, rounded by its `round` or at a rounded rate, is more than there is."),
    error(Code::kVanishedDistrict, "E070", "vanished_district", 3,
          "A district of the prior year is not in this year's scenario."),
    error(Code::kNewDistrict, "E071", "new_district", 3,
          "A district of this year's scenario is not in the prior year."),
    error(Code::kPriorCycle, "E072", "prior_cycle", 3,
          "The scenario is, by way of its prior years, its own prior year."),
    error(Code::kUndefinedPrior, "E073", "undefined_prior", 3,
          "A rule needs the prior year of a district that has none."),
    error(Code::kPriorNeeded, "E074", "prior_needed", 3,
          "A rule works on the prior year, and the pot has none."),
    error(Code::kPriorParts, "E075", "prior_parts", 3,
          "The parts of a unit of the prior year do not add to 1, or its rows have different "
          "amounts."),
    error(Code::kPotCycle, "E080", "pot_cycle", 3,
          "A pot is, by way of other pots, a part of itself."),
    error(Code::kPartsExceedPot, "E081", "parts_exceed_pot", 3,
          "The parts that other pots take out of a pot are more than all of it."),
    error(Code::kPartNotWhole, "E082", "part_not_whole", 3,
          "A part of a pot is no whole number of the units in which it is paid."),
    error(Code::kContributions, "E083", "contributions", 3,
          "The contributions to a pot do not say what it amounts to."),
    error(Code::kAmountUnknown, "E084", "amount_unknown", 3,
          "The amount of a pot is given by date, and there is none for the scenario's date."),
    error(Code::kPeriod, "E085", "period", 3,
          "The period ends before it begins or is longer than 1000 years, or `until` is its last "
          "day and not the day after it."),
    error(Code::kDateWithinPeriod, "E086", "date_within_period", 3,
          "A district joins or leaves within the period, and nothing says whether it gets the full "
          "amount."),
    error(Code::kParticipationDates, "E087", "participation_dates", 3,
          "A district joins twice without leaving in between, or joins and leaves on one day."),
    error(Code::kCannotRead, "E090", "cannot_read", 4,
          "A file cannot be read: it is not there, is no file, or access is denied."),
    error(Code::kCannotWrite, "E091", "cannot_write", 4,
          "The result cannot be written, for example because the disk is full."),
    error(Code::kOutsideConfine, "E092", "outside_confine", 4,
          "A scenario names a file outside the folder that `--confine` allows."),
    error(Code::kUsage, "E100", "usage", 2,
          "The command line is wrong: an unknown command or option, or a wrong value."),
    error(Code::kPathNotFound, "E101", "path_not_found", 2,
          "A path of `--set`, `--adjust` or `--vary` leads to nothing that can be changed."),
    error(Code::kExpectationNotMet, "E110", "expectation_not_met", 1,
          "A figure differs from what the scenario's `expect:` says."),
    error(Code::kRequirementNotMet, "E111", "requirement_not_met", 1,
          "Money is left over, or data in use are not final, against what `--require` asks."),
    error(Code::kPublishedRowMissing, "E112", "row_missing", 1,
          "A published table has no row of a district that receives money, and says that it is "
          "complete."),
    error(Code::kPublishedRowSurplus, "E113", "row_surplus", 1,
          "A row of a published table is of no district of the scenario."),
    error(Code::kPublishedRowTwice, "E114", "row_twice", 1,
          "A published table has two rows of a district."),
    error(Code::kPublishedNameDiffers, "E115", "name_differs", 1,
          "A published table has another name beside an id, and no other spelling."),
    error(Code::kPublishedUnitDiffers, "E116", "unit_differs", 1,
          "All numbers of a column of a published table are off by the same power of ten."),
    error(Code::kPublishedSumDiffers, "E117", "sum_does_not_add_up", 1,
          "A sum of a published table is not what its rows, or the result, add to, and rounding "
          "cannot explain it."),
    error(Code::kNothingToCompare, "E118", "nothing_to_compare", 1,
          "The result has nothing that a column of a published table can be held against."),
    error(Code::kTableInconsistent, "E119", "table_inconsistent", 1,
          "A published table contradicts itself: its sums, rates, percentages or digits."),
    warning(Code::kUnquotedId, "W001", "unquoted_id",
            "An id with a leading zero is not quoted; other programs would drop the zero."),
    warning(Code::kUnusedColumn, "W002", "unused_column",
            "A column of the inline list is used by nothing; perhaps its name is misspelt."),
    warning(Code::kChangeWithoutEffect, "W003", "change_without_effect",
            "A change, in a file or on the command line, gives a field the value that it has."),
    warning(Code::kOtherBase, "W004", "other_base",
            "A file of `--overlay` has another base than the scenario that it changes."),
    warning(Code::kUnpaddedId, "W005", "unpadded_id",
            "An id lacks the leading zero that others have; spreadsheets drop it."),
    warning(Code::kInvisibleCharacter, "W006", "invisible_character",
            "An id, a name or another text has a character that is not seen, such as a zero-width "
            "space."),
    warning(Code::kSimilarIds, "W007", "similar_ids",
            "Two ids, groups, keys or columns differ only by case, by how an accent is stored, or "
            "by letters that look the same."),
    warning(Code::kSumDiffers, "W008", "sum_differs",
            "A row of sums that was left out says something else than the rows add to."),
    warning(Code::kLikelySum, "W009", "likely_sum",
            "A row has the sum of all others in the only column in use, and may be no district."),
    warning(Code::kHiddenCells, "W010", "hidden_cells",
            "A sheet has hidden rows or columns, which are read like all others."),
    warning(Code::kLeftOutRow, "W011", "left_out_row",
            "A row with an id and numbers was left out, and is no sum of others."),
    warning(Code::kBoundNotKept, "W012", "bound_not_kept",
            "A minimum, maximum, floor or ceiling that a step has kept does not hold in the end, "
            "because of a later step."),
};

constexpr std::size_t rows_of(Code code) {
  std::size_t count = 0;
  for (const CodeInfo& row : kCodes) {
    count += row.code == code ? 1 : 0;
  }
  return count;
}

constexpr bool each_code_has_one_row() {
  const auto last = static_cast<std::size_t>(Code::kBoundNotKept);
  for (std::size_t code = 0; code <= last; ++code) {
    if (rows_of(static_cast<Code>(code)) != 1) {
      return false;
    }
  }
  return kCodes.size() == last + 1;
}
static_assert(each_code_has_one_row());

}  // namespace

std::span<const CodeInfo> codes() { return kCodes; }

const CodeInfo& describe(Code code) {
  for (const CodeInfo& row : kCodes) {
    if (row.code == code) {
      return row;
    }
  }
  invariant_failed("each code has a row");
}

}  // namespace allot
