#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/format.hpp"
#include "allot/model/languages.hpp"
#include "load/fields/field_rules.hpp"
#include "load/fields/fields.hpp"
#include "load/fields/key_sections.hpp"

// The scenario format: all its sections and fields, in the order of FORMAT.md.

namespace allot::load {

namespace {

using enum FieldType;

constexpr std::array kForms{
    ValueForm{kText, "text"},
    ValueForm{kId, "id"},
    ValueForm{kInteger, "whole number"},
    ValueForm{kNumber, "number"},
    ValueForm{kAmount, "amount, 0 or more"},
    ValueForm{kRate, "number, 0 or more: any exact one, also a fraction `58_000_000/72_857`"},
    ValueForm{kPercentage, "percentage"},
    ValueForm{.type = kPriorPart,
              .words = "percentage, or `{column: NAME}`: a column of percentages",
              .map = true},
    ValueForm{kDate, "date, `2025-01-31`"},
    ValueForm{kChoice, ""},
    ValueForm{kKey, "key or column"},
    ValueForm{kCounts, "key of counts, or column"},
    ValueForm{kColumn, "column"},
    ValueForm{kCapacity, "column, or key of counts"},
    ValueForm{kDistrict, "id of a district"},
    ValueForm{kPath, "file"},
    ValueForm{.type = kTable, .words = "file, or see `districts.tables[]`", .map = true},
    ValueForm{.type = kMap, .words = "map", .value = false, .map = true},
    ValueForm{.type = kList, .words = "list", .value = false, .list = true},
    ValueForm{.type = kBound, .words = "bound: an amount, or see `bound`", .map = true},
    ValueForm{.type = kBounds, .words = "list of bounds", .value = false, .list = true},
    ValueForm{.type = kPayer, .words = "see `paid_by`", .map = true},
    ValueForm{.type = kReleased, .words = "see `released`", .map = true},
    ValueForm{.type = kProrate, .words = "`none`, or as `pots[].prorate`", .map = true},
    ValueForm{.type = kTiers, .words = "list of `tiers[]`", .value = false, .list = true},
    ValueForm{.type = kWhere,
              .words = "`{COLUMN: text}`, or a list of texts; several columns",
              .value = false,
              .map = true},
    ValueForm{kWithin, "column"},
    ValueForm{.type = kRound, .words = "see `round`", .value = false, .map = true},
    ValueForm{.type = kBase, .words = "number, 0 or more, or see `rate_rounding`", .map = true},
    ValueForm{.type = kRateRounding, .words = "see `rate_rounding`", .value = false, .map = true},
    ValueForm{.type = kBrackets,
              .words = "`{0: 100 %, 7_500: 109 %}`: numbers, and a percentage each",
              .value = false,
              .map = true},
    ValueForm{.type = kOther, .words = "", .value = false},
};

/// Where it is absent `fallback` holds; empty: nothing does.
constexpr Field field(std::string_view name, FieldType type = kText, std::string_view summary = {},
                      std::string_view fallback = {}) {
  return {.name = name, .type = type, .fallback = fallback, .summary = summary};
}

constexpr Field choice(std::string_view name, std::string_view choices,
                       std::string_view summary = {}, std::string_view fallback = {}) {
  return {
      .name = name, .type = kChoice, .choices = choices, .fallback = fallback, .summary = summary};
}

constexpr Field required(Field field) {
  field.required = true;
  return field;
}

constexpr Field kStatus = choice("status", "final, preliminary, planned, estimated, invented",
                                 "how far it can be trusted; reports print the weakest in use");
constexpr Field kSource = field("source", kId, "an id of `sources`");
constexpr Field kNote = field("note", kText, "a remark");

constexpr std::array kScenario{
    required(choice("allot", kScenarioVersion,
                    "the version of the format; the first field of the file")),
    required(field("title", kText, "what reports are headed with")),
    field("year", kText, "a label: `2025`, `2025/26`, `2026-2030`"),
    field("currency", kText,
          "ISO code; without it amounts are plain numbers (seats, posts, persons)"),
    field("note", kText, "printed in the head of every report"),
    choice("language", kLanguages, "of reports; numbers in them are written as it has them", "en"),
    field("period", kMap, "what the scenario covers; needed for participation and `prorate`"),
    field("sources", kMap, "where figures come from"),
    field("districts", kOther, "who can receive: a list, or a map that names tables; required"),
    field("recipients", kOther, "the same under another name"),
    field("groups", kOther, "the upper tier and its columns: a list, or a map that names a table"),
    field("keys", kMap, "keys of distribution (Verteilungsschlüssel)"),
    required(field("pots", kList, "the money to distribute")),
    field("prior", kMap, "the year before (Vorjahr)"),
    field("expect", kMap, "what the result must be: `allot check`"),
};

constexpr std::string_view kOverlaySummary =
    "A file with `base` is only a difference to another scenario (what if?), and a scenario like "
    "any: it may be the base of the next. Files that it names are relative to it, those that the "
    "base names to the base. `--overlay FILE` makes its changes in the scenario of the command "
    "line.\n\n"
    "```yaml\n"
    "allot: 1\n"
    "base: integration-2026.yaml\n"
    "title: 5 % more, nobody below 95 % of last year\n"
    "change:\n"
    "  pots.base.amount: {times: 1.05}\n"
    "  pots.base.steps: {append: [{hold_harmless: {percent_of_prior: 95 %, paid_by: "
    "scale_above_floor}}]}\n"
    "  districts.05315.intake_2025: 1_100\n"
    "```\n\n"
    "A path names a field with dots. Items of lists are named by id, by label, by the name of the "
    "step, or by position from 1 (`pots.base.steps.2`); a name that has a dot is quoted. Cells of "
    "tables are `districts.ID.COLUMN` and `groups.ID.COLUMN`. The value is the new one, or "
    "`{times: 1.05}`, or `{plus: -3}`. Of a list it may be, one beside the other: `{append: […]}`, "
    "`{prepend: […]}`, `{before: NAME, insert: […]}` and `{remove: NAME}`, or `[NAME, NAME]`. An "
    "empty value takes away a field that need not be there, or an item of a list; positions count "
    "the items that were there before, and what is prepended or inserted is there for the next "
    "file. Changes are made in the order of the file, each field once.";

constexpr std::array kOverlayFields{
    required(choice("allot", kScenarioVersion)),
    field("base", kPath,
          "the scenario that is changed, or another such file; required, except in a file for "
          "`--overlay`"),
    field("title", kText, "", "the base's"),
    field("year", kText, "", "the base's"),
    field("note", kText, "", "the base's"),
    choice("language", kLanguages, "", "the base's"),
    field("change", kMap, "paths, and what becomes of what is there"),
    field("expect", kMap, "of this result: what the base expects does not count here"),
};

constexpr std::array kPeriod{
    required(field("from", kDate, "the first day")),
    required(
        field("until", kDate, "the first day that is not covered: 2027-01-01 for the year 2026")),
};

constexpr std::array kSourceFields{
    field("title"),
    field("publisher"),
    field("date", kDate, "when it was published"),
    field("url"),
    field("locator", kText, "page, table, paragraph"),
    field("checked_on", kDate, "when somebody last compared"),
    kStatus,
    kNote,
};

/// The fields of a table that its map may have for all its tables.
constexpr std::array kOfTables{
    field("sheet", kText, "of an XLSX", "the only visible one"),
    field("header", kOther,
          "the line of the names of the columns, `5`; `[4, 5]` where two lines make a name, joined "
          "by ` / `: an empty cell continues the one to its left",
          "the first line that is not empty"),
    choice("decimal", "., ,", "the decimal mark",
           "found, where the numbers allow one reading only"),
    choice("encoding", "utf-8, windows-1252, macintosh", "of CSV", "utf-8"),
    field("id_digits", kInteger,
          "ids have so many digits: one that lacks a digit gets its leading zero back, all others "
          "are other rows"),
    choice("other_rows", "error, skip",
           "rows without an id, whose id has not `id_digits` digits or is a word such as `Summe`, "
           "or with one filled cell only: titles, notes, sums, rows of higher levels. What is "
           "skipped is noted; a sum among it "
           "is held against the rows",
           "error"),
    field("fill_down", kOther,
          "a column, or a list of columns, in which an empty cell continues the one above it: "
          "merged cells"),
    choice("signs", "din55301",
           "the signs of statistical tables: `-` is 0; `.` `…` `/` `x`, and what stands "
           "for them, such as `k. A.` `n. v.` `n/a` `*`, are unknown, which is empty; `( )` around "
           "a value and `p` `r` `s` `e` behind it mark it"),
    choice("sums", "none",
           "no row is the sum of others: rows that look like it are recipients beside the others"),
};

constexpr std::array kOneTable{
    required(field("file", kPath, "CSV, TSV or XLSX")),
    field("id", kColumn, "the column of the ids", "id"),
    field("name", kColumn, "the column of the names", "name, if there is one, else the id"),
    field("group", kColumn, "of the first table: the upper tier, for subtotals"),
    field("where", kMap, "keeps the rows whose text is this, or is in this list"),
    field("except", kMap, "leaves out the rows whose text is this, or is in this list"),
    field("prefix", kText,
          "stands before the names of its columns but those of the ids and names: of a long table "
          "each year is a table of its own, `{file: lang.csv, where: {jahr: 2024}, prefix: "
          "\"2024_\"}`"),
};

template <std::size_t A, std::size_t B>
constexpr std::array<Field, A + B> operator+(const std::array<Field, A>& own,
                                             const std::array<Field, B>& others) {
  std::array<Field, A + B> all{};
  std::ranges::copy(own, all.begin());
  std::ranges::copy(others, all.begin() + A);
  return all;
}

constexpr std::array kTableFields = kOneTable + kOfTables;

constexpr std::array kDistricts =
    std::array{
        field("table", kTable, "this or `tables` is required"),
        field("tables", kList,
              "each a file, or see `districts.tables[]`; the first says who there is, the others "
              "join "
              "by id: each id is in each"),
        field("id", kColumn, "the column of the ids", "id"),
        field("name", kColumn, "the column of the names", "name, if there is one, else the id"),
        field("group", kColumn, "the column of the upper tier, for subtotals"),
        field("where", kMap,
              "keeps the rows of the first table whose text is this, or is in this list"),
        field(
            "except", kMap,
            "leaves out the rows of the first table whose text is this, or is in this list: `{AGS: "
            "[\"08000\"]}`"),
        field("columns", kMap, "what is known about columns"),
    } +
    kOfTables;

constexpr std::array kDistrictItem{
    required(field("id", kId, "unique; quoted")),
    field("name", kText, "", "the id"),
    field("group", kText, "the upper tier, for subtotals"),
};

constexpr std::array kGroups =
    std::array{
        required(field("table", kTable)),
        field("id", kColumn, "the column of the ids: what the group column of the districts holds",
              "id"),
        field("name", kColumn, "the column of the names", "name, if there is one, else the id"),
        field("columns", kMap, "as of districts"),
    } +
    kOfTables;

constexpr std::array kGroupItem{
    required(field("id", kId, "unique; quoted")),
    field("name", kText, "", "the id"),
};

constexpr std::array kColumnFields{
    field("label", kText, "what reports call it: the head of its column", "the name"),
    field("unit", kText, "what it counts: persons"),
    field("times", kNumber,
          "what its numbers are multiplied by: 1000 of a table in Tsd. EUR; 1 says that the head "
          "is only a label"),
    field("as_of", kDate, "the day of the count"),
    kStatus,
    kSource,
    kNote,
};

/// Of every key; the others are those of its kind.
constexpr std::array kKeyFields{
    field("round", kMap, "rounds the key before money"),
    kStatus,
    kSource,
    kNote,
};

constexpr std::array kFactorRound{
    required(field("unit", kPercentage, "the factor is a multiple of it")),
    required(choice("method", "half_up, half_even, down, up")),
};

constexpr std::array kKeyRound{
    required(choice("unit", "percent, share")),
    required(field("decimals", kInteger, "0 to 12")),
    field("method", kOther, "see below", "largest_remainder"),
    field("residual", kOther,
          "`report`, `largest`, `one_each_to_largest` or `{district: ID}`; required where the "
          "method does not close"),
};

constexpr std::array kPot{
    required(field("id", kId, "unique")),
    field("title", kText, "", "the id"),
    required(field("amount", kOther,
                   "a number · `open`: the sum of its claims · `contributors`: what they give · "
                   "`{part: 30 %, of: POT}` · `{by_date: {DATE: amount}}`")),
    kStatus,
    kNote,
    kSource,
    field("contributors", kList,
          "who gives the money, with `amount: contributors`; of equal remainders the largest "
          "amount pays the unit, then the first by id"),
    field("participation", kMap, "who takes part, and when", "all take part"),
    field("prorate", kMap,
          "what those get who take part in a part of the period only; a step may say otherwise",
          "none"),
    required(field("steps", kList,
                   "in file order, each working on what those before it left; see below")),
    choice("if_claims_exceed", "error, reduce_pro_rata",
           "where steps that claim (`flat`, `rate`, `equalise` with a number as `base`) claim more "
           "than is left",
           "error"),
    choice("unclaimed", "not_assigned, return, carry_over, reallocate",
           "what becomes of money that no step gave; `reallocate` gives it to those below their "
           "`claims`, but neither what `of: all` or a key that does not close leaves nor what "
           "`gain_cap` with `released: keep` cuts; `return` and `carry_over` name all money that "
           "no district got, which is in *not assigned*, and `--require closed` accepts it",
           "not_assigned"),
    field("claims", kColumn,
          "most that a district may have after `reallocate`, unless it had more, or a minimum is "
          "more in whole units; required with it"),
    field("tranches", kMap, "the years of an envelope: `--by year`, `--year`"),
    field("split_order", kList,
          "in which a pot with contributors and tranches is split; contributors × years × "
          "districts of all pots are at most 10 million",
          "[district, contributor, year]"),
    field("rounding", kMap, "how exact amounts become payable ones"),
    field("paid", kMap, "what has been paid out already; reports add *paid* and *open*"),
    field("settle", kMap,
          "a correction of an earlier year, paid together with the budgets; reports add "
          "*settlement* and *payable*"),
    field("prior", kMap, "", "the scenario's, if there is one pot"),
};

constexpr std::array kPotAmount{
    field("part", kPercentage, "taken out of the other pot before its first step"),
    field("of", kId, "the id of the other pot"),
    field("by_date", kMap,
          "`{2025-01-01: 58_000_000, 2027-01-01: unknown}`: the latest that is not after the "
          "beginning of `period`, else of `year`"),
};

constexpr std::array kContributor{
    required(field("id", kId, "unique in the pot")),
    field("name", kText, "", "the id"),
    field("amount", kAmount, "what it gives"),
    field("percent", kPercentage, "of the whole pot"),
    field("match", kNumber, "what it gives for each unit of another contributor: `1/1`"),
    field("of", kId, "that contributor; required with `match`"),
    field("at_most", kAmount, "the ceiling of a match"),
    field("in_kind", kAmount, "what it gives in kind: shown, and kept out of all totals"),
};

constexpr std::array kTranches{
    required(field("years", kList, "labels: `[2024, 2025, 2026]`")),
    field("weights", kList, "one for each year, relative to each other", "equal"),
};

constexpr std::array kParticipation{
    choice("default", "all, none",
           "who takes part of those without a date; required unless `column` or `where` is there"),
    field("from", kMap, "`{DATE: [ID, ID]}`: who joins on that day"),
    field("until", kMap, "`{DATE: [ID, ID]}`: who takes no part from that day on"),
    field("column", kColumn, "instead: the day on which each joins; an empty cell takes no part"),
    field(
        "where", kWhere,
        "who takes part at all: `{typ: kreisfrei}`, as of a step; alone it needs no `period`, and "
        "of those whom it means the other fields say when"),
    kStatus,
    kSource,
    kNote,
};

constexpr std::array kProrateFields{
    required(choice("unit", "day, month", "what is counted")),
    choice("started_month", "counts, ignored, half",
           "a month that is covered in part; required with `unit: month`"),
    choice("applies_to", "amount, key",
           "of an amount the rest stays in the pot; of a key others receive more", "amount"),
};

constexpr std::array kPaid{
    required(field("column", kColumn, "amounts")),
};

constexpr std::array kSettle{
    required(field("column", kColumn,
                   "amounts of either sign, as they are to be paid or paid back; an empty cell is "
                   "none")),
    field("label", kText, "what reports call it"),
};

constexpr std::array kRounding{
    field("unit", kNumber, "amounts are multiples of it", "0.01 with a currency, else 1"),
    field("method", kOther, "see below", "largest_remainder"),
    field("residual", kOther,
          "where a difference goes: `report`, `largest`, `{district: ID}`, `{reserve: NAME}`, or, "
          "after `half_up`, `half_even` or `down`, `one_each_to_largest`: each unit that is left "
          "over to another district, by the largest exact amounts, and units too many back in the "
          "same order; required where the method does not close or the pot is no multiple of the "
          "unit"),
    field("ties", kList,
          "who goes first among equals: `largest_key`, `smallest_key`, `column: NAME`, and last "
          "`id`; where minimums in whole units make units too many, the last of the equals loses "
          "first",
          "[largest_key, id]"),
    field("minimum", kOther, "units, as a number or a column; divisor methods only"),
    field("maximum", kOther, "the same"),
};

constexpr std::array kResidual{
    field("district", kDistrict),
    field("reserve"),
};

constexpr std::array kPrior =
    std::array{
        field("column", kColumn, "amounts; an empty cell is a district that was not there"),
        field("scenario", kPath, "the file of the year before"),
        field("table", kTable,
              "with `amount`: for recipients that were merged, split or regrouped"),
        field("id", kColumn, "of the table", "id"),
        field("amount", kOther,
              "the column of a table; or, of a rule on this year's districts, the pot"),
        field("becomes", kColumn,
              "the column of this year's ids: one row for each pair of old and new"),
        field("part", kColumn,
              "the column of the part that goes there; the parts of one id add to 1", "1"),
        field("times", kNumber, "what the amounts of the table are multiplied by, as of a column",
              "1"),
        field("steps", kList, "of a rule"),
        field("rounding", kMap, "of a rule"),
    } +
    kOfTables;

constexpr std::array kBoundFields{
    field("percent_of_prior", kPriorPart, "of the district's prior year"),
    field("percent_of_pot", kPercentage, "of the pot's amount; not in an open pot"),
    field("per", kCounts, "with `amount`: for each unit that it counts"),
    field("amount", kRate, "with `per`"),
    field("column", kColumn, "an amount for each district"),
    field("greatest_of", kBounds, "of each district the greatest of several"),
    field("least_of", kBounds, "of each district the least of several"),
};

constexpr std::array kPriorPartFields{
    required(field("column", kColumn,
                   "a percentage for each district: its cells carry `%`, or its `unit` in "
                   "`districts.columns` is `percent`")),
};

constexpr std::array kPayerFields{
    required(
        field("top_up", kText,
              "who pays from outside the pot what its districts lack; a later step that cuts "
              "amounts releases this money first, the last payer's before those of steps before "
              "it, and only then the pot's own; money that no step has given is not touched; of "
              "what all districts get, rounded half up, it pays what the pot does not give")),
};

constexpr std::array kReleasedFields{
    required(field("reserve", kText,
                   "the name of the reserve that has it; where rounding leaves a part of a unit, "
                   "the reserve takes the difference")),
};

constexpr std::array kStepRoundFields{
    required(field("unit", kRate, "each amount is a multiple of it")),
    required(choice("method", "half_up, half_even, down, up",
                    "where it gives more than is there, that is an error")),
};

constexpr std::array kRateRoundingFields{
    required(field("unit", kRate, "the rate is a multiple of it")),
    required(choice("method", "half_up, half_even, down, up",
                    "one that gives more than is there is an error")),
};

constexpr std::array kTierFields{
    field("group", kColumn, "the column that names the groups; the last tier has none"),
    required(field("by", kKey, "read from `groups` where its columns are there")),
};

constexpr std::array kExpect{
    field("total", kAmount, "of the budgets"),
    field("budgets", kMap, "`{ID: amount}`"),
    field("key", kMap, "`{NAME: {ID: share}}`; a share is at most 1"),
    field("table", kMap, "a published table"),
    field("exit", kInteger, "the code that `allot run` ends with"),
};

constexpr std::array kExpectTable =
    std::array{
        required(field("file", kPath, "CSV, TSV or XLSX, as it was published")),
        field("id", kColumn, "the column of the ids", "id; without one districts go by `name`"),
        field("name", kColumn,
              "the column of the names, which are the scenario's but for their spelling",
              "name, if there is one"),
        field("amount", kColumn, "the budgets; an empty cell is skipped",
              "where no column is named, `budget`, `prior`, `shift` and `shift_percent`, as `allot "
              "run` writes them"),
        field("percent", kColumn, "the share of all budgets"),
        field("prior", kColumn, "the amounts of the year before"),
        field("shift", kColumn, "the budget less the amount of the year before"),
        field("change", kColumn, "the shift as a percentage of it"),
        field("key", kColumn, "the key that the only pot goes by: its values, or percentages"),
        field("in", kNumber,
              "what one is in the columns of money: 1_000_000; a unit in a cell, `1,4 Mio. €`, "
              "goes "
              "before it",
              "as the head says, else 1"),
        field("times", kNumber, "the same as `in`"),
        field("printed_to", kNumber,
              "the printed unit of the columns of money (0.01, 1000); half of it is the tolerance",
              "half a unit of the last digit that is printed"),
        choice("complete", "true, false", "whether all districts have to be there", "true"),
        field("where", kMap, "keeps the rows whose text is this, or is in this list"),
        field("except", kMap, "leaves out the rows whose text is this, or is in this list"),
    } +
    kOfTables;

constexpr std::array kBeforeKeys{
    Section{"", "the file", kScenario, "", false, kScenarioRules},
    Section{"overlay", "an overlay", kOverlayFields, kOverlaySummary},
    Section{"period", "the period", kPeriod},
    Section{"sources.ID", "a source", kSourceFields,
            "Every `source:` of the file names one of these."},
    Section{"districts", "districts", kDistricts, "Districts (or recipients) from tables.", false,
            kDistrictsRules, kOfTables.size()},
    Section{kTablePath, "a table", kTableFields,
            "A table that is more than the name of a file: of `districts`, of `groups` and of a "
            "prior year. From `sheet` on the fields may stand beside `table` or `tables`, too, and "
            "hold for all of them."},
    Section{"districts[]", "a district", kDistrictItem,
            "Districts as a list. Every further field is a column.", true},
    Section{"districts.columns.NAME", "a column", kColumnFields},
    Section{"groups",
            "groups",
            kGroups,
            "The upper tier from a table, read like those of the districts.",
            false,
            {},
            kOfTables.size()},
    Section{"groups[]", "a group", kGroupItem,
            "The upper tier as a list. Every further field is a column.", true},
};

constexpr std::array kAfterKeys{
    Section{"keys.NAME.brackets.round", "the rounding of a factor", kFactorRound},
    Section{"keys.NAME.round", "the rounding of a key", kKeyRound},
    Section{"pots[]", "a pot", kPot, "", false, kPotRules},
    Section{"pots[].amount", "an amount", kPotAmount,
            "Where it is no number and no word: `part` and `of`, or `by_date`.", false,
            kAmountRules},
    Section{"pots[].contributors[]", "a contributor", kContributor,
            "At most one of `amount`, `percent` and `match`. The pot is (amounts + matches) / (1 − "
            "percentages).",
            false, kContributorRules},
    Section{"pots[].tranches", "`tranches`", kTranches,
            "A budget is then the whole envelope, which is a multiple of the rounding unit."},
    Section{"pots[].participation", "participation", kParticipation,
            "The dates of a district alternate, and the first says what it did before. Where a "
            "date is within the period, `prorate` says what that means. Dates need `period`.",
            false, kParticipationRules},
    Section{"pots[].prorate", "`prorate`", kProrateFields, "", false, kProrateRules},
    Section{"pots[].paid", "`paid`", kPaid},
    Section{
        "pots[].settle", "`settle`", kSettle,
        "No part of the budgets: neither they nor the shift against the year before change. "
        "*Payable* is the budget and the settlement, and may be below 0; with `paid`, *open* is "
        "what is payable less what has been paid. Settlements of several pots are added up. An "
        "amount has no more decimals than those of the scenario."},
    Section{"pots[].rounding", "rounding", kRounding},
    Section{"pots[].rounding.residual", "residual", kResidual, "Where it is not a single word."},
    Section{"prior", "prior", kPrior,
            "One of `column`, `scenario`, `table` with `amount`, or `amount` with `steps`. In a "
            "table an empty amount says that the district is new. Causes take columns for the same "
            "counts a year apart in each place of a step, and in `claims`, by itself: where a key "
            "of the same name uses them, else where that place has names that are the same but for "
            "the year (`intake_2024`, `intake_2025`; `old`, `new`), else where a step uses one of "
            "the same name. Keys that no step uses decide nothing. Columns of `groups` are counts, "
            "too; who is in which group is a rule.",
            false, kPriorRules, kOfTables.size()},
    Section{"bound", "a bound", kBoundFields,
            "What `limit` takes, and `floor` of `hold_harmless`: an amount, or one of these. "
            "`greatest_of` and `least_of` take bounds of any form, also of their own, and skip a "
            "part of the prior year for a district that has none; where all are, it has no bound.",
            false, kBoundRules},
    Section{"bound.percent_of_prior", "`percent_of_prior`", kPriorPartFields,
            "Where it is not the same for all."},
    Section{"paid_by", "`paid_by`", kPayerFields,
            "Who pays for a floor: `ratable`, `scale_above_floor`, `scale_gains`, or this."},
    Section{"released", "`released`", kReleasedFields,
            "Where `drop_below` puts what it takes: `to_others`, `keep`, or this."},
    Section{"pots[].steps[].round", "`round` of a step", kStepRoundFields,
            "Each amount by itself. What a step claims (`flat`, `rate`, `equalise` with a number "
            "as `base`) is rounded before claims are "
            "summed and reduced; of other steps it is what each has after them, and what that "
            "takes stays in the pot, unclaimed if no later step gives it. Bounds of the step hold "
            "after it: a minimum is rounded up, a maximum down. Not with `tiers`, which are "
            "rounded by themselves, nor of `top_slice`."},
    Section{"rate_rounding", "the rounding of a rate", kRateRoundingFields,
            "Of the rate of a `share`, and of the base amount of `equalise`."},
    Section{"tiers[]", "a tier", kTierFields,
            "Of a share in tiers, 64 at most: first to the groups, rounded, then within each. A "
            "group gets what its members have already, topped up or not, and its share of the "
            "rest; minimums and maximums of earlier steps do not hold for what is shared."},
    Section{"expect", "expect", kExpect},
    Section{
        "expect.table", "the expected table", kExpectTable,
        "A published table that the result is held against. A number stands for all that it may "
        "have been rounded from: half a unit of its last digit to either side. Its head, its "
        "sums, titles and notes are found; sums are held against the rows, and against the "
        "result.",
        false, kExpectTableRules, kOfTables.size()},
};

}  // namespace

const ValueForm& form_of(FieldType type) {
  return *std::ranges::find(kForms, type, &ValueForm::type);
}

std::span<const Section> sections() {
  static const std::vector<Section> all = [] {
    std::vector<Section> made{kBeforeKeys.begin(), kBeforeKeys.end()};
    std::ranges::copy(key_sections(kKeyFields), std::back_inserter(made));
    std::ranges::copy(kAfterKeys, std::back_inserter(made));
    made.push_back({kEveryStepPath, "a step", engine::common_step_fields(),
                    "What every step may have, beside the fields of its kind."});
    return made;
  }();
  return all;
}

}  // namespace allot::load
