#pragma once

#include <array>

#include "load/fields/common_fields.hpp"

namespace allot::load {

// The sections of a pot: rows of the table in fields.cpp.

inline constexpr std::array kPot{
    Field{.name = "id", .type = FieldType::kId, .required = true, .summary = "unique"},
    Field{.name = "title", .fallback = "the id"},
    Field{.name = "amount",
          .type = FieldType::kOther,
          .required = true,
          .summary = "a number · `open`: the sum of its claims · `contributors`: what they give · "
                     "`{part: 30 %, of: POT}` · `{by_date: {DATE: amount}}`"},
    kStatus,
    kNote,
    kSource,
    Field{.name = "contributors",
          .type = FieldType::kList,
          .summary = "who gives the money, with `amount: contributors`; of equal remainders the "
                     "largest amount pays the unit, then the first by id"},
    Field{.name = "participation",
          .type = FieldType::kMap,
          .fallback = "all take part",
          .summary = "who takes part, and when; needs `period`"},
    Field{.name = "prorate",
          .type = FieldType::kMap,
          .fallback = "none",
          .summary = "what those get who take part in a part of the period only; a step may say "
                     "otherwise"},
    Field{.name = "steps",
          .type = FieldType::kList,
          .required = true,
          .summary = "in file order, each working on what those before it left; see below"},
    Field{.name = "if_claims_exceed",
          .type = FieldType::kChoice,
          .choices = "error, reduce_pro_rata",
          .fallback = "error",
          .summary = "where `flat` and `rate` claim more than is left"},
    Field{.name = "unclaimed",
          .type = FieldType::kChoice,
          .choices = "not_assigned, return, carry_over, reallocate",
          .fallback = "not_assigned",
          .summary =
              "what becomes of money that no step gave; `reallocate` gives it to those below "
              "their `claims`, but neither what `of: all` or a key that does not close leaves "
              "nor what `gain_cap` with `released: keep` cuts; `return` and `carry_over` name all "
              "money that no district got, which is in *not assigned*, and `--require closed` "
              "accepts it"},
    Field{
        .name = "claims",
        .type = FieldType::kColumn,
        .summary =
            "most that a district may have after `reallocate`, unless it had more, or a minimum is "
            "more in whole units; "
            "required with it"},
    Field{.name = "tranches",
          .type = FieldType::kMap,
          .summary = "the years of an envelope: `--by year`, `--year`"},
    Field{.name = "split_order",
          .type = FieldType::kList,
          .fallback = "[district, contributor, year]",
          .summary = "in which a pot with contributors and tranches is split; contributors × years "
                     "× districts of all pots are at most 10 million"},
    Field{.name = "rounding",
          .type = FieldType::kMap,
          .summary = "how exact amounts become payable ones"},
    Field{.name = "paid",
          .type = FieldType::kMap,
          .summary = "what has been paid out already; reports add *paid* and *open*"},
    Field{.name = "prior",
          .type = FieldType::kMap,
          .fallback = "the scenario's, if there is one pot"},
};

inline constexpr std::array kPotAmount{
    Field{.name = "part",
          .type = FieldType::kPercentage,
          .summary = "taken out of the other pot before its first step"},
    Field{.name = "of", .type = FieldType::kId, .summary = "the id of the other pot"},
    Field{.name = "by_date",
          .type = FieldType::kMap,
          .summary =
              "`{2025-01-01: 58_000_000, 2027-01-01: unknown}`: the latest that is not after "
              "the beginning of `period`, else of `year`"},
};

inline constexpr std::array kContributor{
    Field{.name = "id", .type = FieldType::kId, .required = true, .summary = "unique in the pot"},
    Field{.name = "name", .fallback = "the id"},
    Field{.name = "amount", .type = FieldType::kAmount, .summary = "what it gives"},
    Field{.name = "percent", .type = FieldType::kPercentage, .summary = "of the whole pot"},
    Field{.name = "match",
          .type = FieldType::kNumber,
          .summary = "what it gives for each unit of another contributor: `1/1`"},
    Field{
        .name = "of", .type = FieldType::kId, .summary = "that contributor; required with `match`"},
    Field{.name = "at_most", .type = FieldType::kAmount, .summary = "the ceiling of a match"},
    Field{.name = "in_kind",
          .type = FieldType::kAmount,
          .summary = "what it gives in kind: shown, and kept out of all totals"},
};

inline constexpr std::array kTranches{
    Field{.name = "years",
          .type = FieldType::kList,
          .required = true,
          .summary = "labels: `[2024, 2025, 2026]`"},
    Field{.name = "weights",
          .type = FieldType::kList,
          .fallback = "equal",
          .summary = "one for each year, relative to each other"},
};

inline constexpr std::array kParticipation{
    Field{.name = "default",
          .type = FieldType::kChoice,
          .choices = "all, none",
          .summary = "who takes part of those without a date; required unless `column` is there"},
    Field{.name = "from",
          .type = FieldType::kMap,
          .summary = "`{DATE: [ID, ID]}`: who joins on that day"},
    Field{.name = "until",
          .type = FieldType::kMap,
          .summary = "`{DATE: [ID, ID]}`: who takes no part from that day on"},
    Field{.name = "column",
          .type = FieldType::kColumn,
          .summary = "instead: the day on which each joins; an empty cell takes no part"},
    kStatus,
    kSource,
    kNote,
};

inline constexpr std::array kProrateFields{
    Field{.name = "unit",
          .type = FieldType::kChoice,
          .required = true,
          .choices = "day, month",
          .summary = "what is counted"},
    Field{.name = "started_month",
          .type = FieldType::kChoice,
          .choices = "counts, ignored, half",
          .summary = "a month that is covered in part; required with `unit: month`"},
    Field{.name = "applies_to",
          .type = FieldType::kChoice,
          .choices = "amount, key",
          .fallback = "amount",
          .summary = "of an amount the rest stays in the pot; of a key others receive more"},
};

inline constexpr std::array kPaid{
    Field{.name = "column", .type = FieldType::kColumn, .required = true, .summary = "amounts"},
};

inline constexpr std::array kRounding{
    Field{.name = "unit",
          .type = FieldType::kNumber,
          .fallback = "0.01 with a currency, else 1",
          .summary = "amounts are multiples of it"},
    Field{.name = "method",
          .type = FieldType::kOther,
          .fallback = "largest_remainder",
          .summary = "see below"},
    Field{.name = "residual",
          .type = FieldType::kOther,
          .summary = "where a difference goes: `report`, `largest`, `{district: ID}`, "
                     "`{reserve: NAME}`; required where the method does not close or the pot is no "
                     "multiple of the unit"},
    Field{.name = "ties",
          .type = FieldType::kList,
          .fallback = "[largest_key, id]",
          .summary =
              "who goes first among equals: `largest_key`, `smallest_key`, `column: NAME`, "
              "and last `id`; where minimums in whole units make units too many, the last of "
              "the equals loses first"},
    Field{.name = "minimum",
          .type = FieldType::kOther,
          .summary = "units, as a number or a column; divisor methods only"},
    Field{.name = "maximum", .type = FieldType::kOther, .summary = "the same"},
};

inline constexpr std::array kResidual{
    Field{.name = "district", .type = FieldType::kDistrict},
    Field{.name = "reserve"},
};

inline constexpr std::array kPrior{
    Field{.name = "column",
          .type = FieldType::kColumn,
          .summary = "amounts; an empty cell is a district that was not there"},
    Field{.name = "scenario", .type = FieldType::kPath, .summary = "the file of the year before"},
    Field{.name = "table",
          .type = FieldType::kPath,
          .summary = "CSV, with `amount`: for recipients that were merged, split or regrouped"},
    Field{.name = "id", .type = FieldType::kColumn, .fallback = "id", .summary = "of the table"},
    Field{.name = "amount",
          .type = FieldType::kOther,
          .summary = "the column of a table; or, of a rule on this year's districts, the pot"},
    Field{.name = "becomes",
          .type = FieldType::kColumn,
          .summary = "the column of this year's ids: one row for each pair of old and new"},
    Field{.name = "part",
          .type = FieldType::kColumn,
          .fallback = "1",
          .summary = "the column of the part that goes there; the parts of one id add to 1"},
    Field{.name = "steps", .type = FieldType::kList, .summary = "of a rule"},
    Field{.name = "rounding", .type = FieldType::kMap, .summary = "of a rule"},
};

// Values of steps.

inline constexpr std::array kBoundFields{
    Field{.name = "percent_of_prior",
          .type = FieldType::kPercentage,
          .summary = "of the district's prior year"},
    Field{.name = "percent_of_pot",
          .type = FieldType::kPercentage,
          .summary = "of the pot's amount; not in an open pot"},
    Field{.name = "per",
          .type = FieldType::kColumn,
          .summary = "with `amount`: for each unit that the column counts"},
    Field{.name = "amount", .type = FieldType::kRate, .summary = "with `per`"},
    Field{.name = "column", .type = FieldType::kColumn, .summary = "an amount for each district"},
};

inline constexpr std::array kPayerFields{
    Field{.name = "top_up",
          .type = FieldType::kText,
          .required = true,
          .summary = "who pays from outside the pot what its districts lack; a later step that "
                     "cuts amounts releases this money first, the last payer's before those of "
                     "steps before it, and only then the pot's own; money that no step has given "
                     "is not touched; of what all districts get, rounded half up, it pays what "
                     "the pot does not give"},
};

inline constexpr std::array kTierFields{
    Field{.name = "group",
          .type = FieldType::kColumn,
          .summary = "the column that names the groups; the last tier has none"},
    Field{.name = "by",
          .type = FieldType::kKey,
          .required = true,
          .summary = "read from `groups` where its columns are there"},
};

}  // namespace allot::load
