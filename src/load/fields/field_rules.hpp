#pragma once

#include <array>

#include "load/fields/fields.hpp"

namespace allot::load {

// What fields of one section say of each other: rows of the table in fields.cpp. What hangs on more
// than the words of the map, such as a method that closes, is in the reader of the section.

namespace rules {

using enum FieldRule::Kind;

inline constexpr std::string_view kDistrictsForms =
    "write `table: FILE`, or `tables: [FILE, FILE]`";
inline constexpr std::string_view kAmountForms =
    "write a number, `open`, `contributors`, `{part: 30 %, of: POT}` or `{by_date: {DATE: "
    "amount}}`";
inline constexpr std::string_view kBoundForms =
    "write an amount, or one of `{percent_of_prior: 90 %}`, `{percent_of_pot: 5 %}`, `{per: "
    "KEY, amount: 12}`, `{column: NAME}`, `{greatest_of: [BOUND, BOUND]}` and `{least_of: [BOUND, "
    "BOUND]}`";
inline constexpr std::string_view kPriorForms =
    "write one of `{column: NAME}`, `{scenario: FILE}`, `{table: FILE, amount: COLUMN}` and "
    "`{amount: …, steps: […]}`";
inline constexpr std::string_view kPriorTable = "write `{table: FILE, id: COLUMN, amount: COLUMN}`";
inline constexpr std::string_view kPriorRule =
    "write `{amount: …, steps: […]}`, or `{column: NAME}`, or `{scenario: FILE}`";
inline constexpr std::string_view kCashForms =
    "write one of `amount: 5_000`, `percent: 20 %` and `match: 1/1, of: ID`";

}  // namespace rules

inline constexpr std::array kScenarioRules{
    FieldRule{rules::kSome, "districts recipients", "", Code::kMissingField,
              "the file needs `districts`", "no `districts`",
              "add `districts:` (or `recipients:`), a list or a table"},
    FieldRule{rules::kExcludes, "recipients", "districts", Code::kFieldsClash,
              "`districts` and `recipients` are the same field", "the second one",
              "keep one of them", true, "the first one"},
};

inline constexpr std::array kDistrictsRules{
    FieldRule{rules::kSome, "table tables", "", Code::kMissingField, "districts need a `table`",
              "no table", rules::kDistrictsForms},
    FieldRule{rules::kOneForm, "table|tables", "", Code::kFieldsClash,
              "districts have `table` and `tables`", "one of the two", rules::kDistrictsForms},
};

inline constexpr std::array kPotRules{
    FieldRule{rules::kNeeds, "unclaimed=reallocate", "claims", Code::kMissingField,
              "`unclaimed: reallocate` needs `claims`", "up to what?",
              "add `claims: COLUMN`, the most that each district may have in the end", true},
    FieldRule{rules::kNeeds, "claims", "unclaimed=reallocate", Code::kFieldsClash,
              "`claims` is for `unclaimed: reallocate`", "without meaning here",
              "add `unclaimed: reallocate`, or remove `claims`", true},
    FieldRule{rules::kExcludes, "if_claims_exceed unclaimed", "amount=open", Code::kFieldsClash,
              "{1} is for a pot with an amount, and this one is `open`",
              "an open pot is the sum of its claims", "remove it, or give the pot an amount", true,
              "the amount"},
};

inline constexpr std::array kAmountRules{
    FieldRule{rules::kOneForm, "part of|by_date", "", Code::kFieldsClash,
              "`amount` is not one amount", "which of the two?", rules::kAmountForms},
    FieldRule{rules::kNeeds, "part", "of", Code::kMissingField, "`amount` has {1} without {2}",
              "not complete", rules::kAmountForms},
    FieldRule{rules::kNeeds, "of", "part", Code::kMissingField, "`amount` has {1} without {2}",
              "not complete", rules::kAmountForms},
};

inline constexpr std::array kContributorRules{
    FieldRule{rules::kOneForm, "amount|percent|match", "", Code::kFieldsClash,
              "{0} gives in more than one way", "which one?", rules::kCashForms},
    FieldRule{rules::kNeeds, "of at_most", "match", Code::kFieldsClash, "{0} has {1} without {2}",
              "without meaning here", rules::kCashForms},
    FieldRule{rules::kSome, "amount percent match of at_most in_kind", "", Code::kMissingField,
              "{0} contributes nothing", "how much?",
              "add `amount: 5_000`, `percent: 20 %`, `match: 1/1, of: ID` or `in_kind: 5_000`"},
    FieldRule{rules::kNeeds, "match", "of", Code::kMissingField, "the match of {0} needs {2}",
              "of whose contribution?", "add `of: ID`, the id of another contributor"},
};

inline constexpr std::array kParticipationRules{
    FieldRule{rules::kOneForm, "column|default from until", "", Code::kFieldsClash,
              "`participation` has a column, and dates of its own", "which of the two?",
              "write `{column: NAME}`, or `{default: none, from: {DATE: [ID]}}`", true},
    FieldRule{rules::kSome, "default column where", "", Code::kMissingField,
              "`participation` needs `default`", "what of those without a date?",
              "add `default: none` or `default: all`"},
    FieldRule{rules::kExcludes, "where", "default=none", Code::kFieldsClash,
              "`where` says who takes part, and `default: none` that nobody does without a date",
              "those of `where`, or those with a date?",
              "remove `default`, and all of `where` take part; or remove `where`", true,
              "the other one"},
};

inline constexpr std::array kProrateRules{
    FieldRule{rules::kNeeds, "unit=month", "started_month", Code::kMissingField,
              "`prorate` by month needs `started_month`",
              "what of a month that is covered in part?",
              "add `started_month: counts`, `ignored` or `half`"},
    FieldRule{rules::kOneForm, "started_month|unit=day", "", Code::kFieldsClash,
              "`started_month` is for `unit: month`, and the unit is `day`", "without meaning here",
              "remove it, or write `unit: month`", true},
};

inline constexpr std::array kPriorRules{
    FieldRule{rules::kSome, "column scenario table id becomes part amount steps rounding", "",
              Code::kMissingField, "`prior` does not say where last year's amounts are", "no form",
              rules::kPriorForms},
    FieldRule{rules::kOneForm, "column|scenario|table id becomes part|steps rounding", "",
              Code::kFieldsClash, "`prior` has more than one form", "which one?",
              rules::kPriorForms},
    FieldRule{rules::kOneForm, "column|scenario|amount", "", Code::kFieldsClash,
              "`prior` has more than one form", "which one?", rules::kPriorForms},
    FieldRule{rules::kNeeds, "id becomes part", "table", Code::kMissingField,
              "a table of the prior year needs {2}", "no `table`", rules::kPriorTable},
    FieldRule{rules::kNeeds, "table id becomes part", "amount", Code::kMissingField,
              "a table of the prior year needs {2}", "no `amount`", rules::kPriorTable},
    FieldRule{rules::kNeeds, "part", "becomes", Code::kFieldsClash,
              "{1} goes with {2}, and there is none", "the part of what?",
              "add `becomes: COLUMN`, the column of this year's ids", true},
    FieldRule{rules::kNeeds,
              "times sheet header decimal encoding id_digits other_rows fill_down signs sums",
              "table", Code::kFieldsClash, "{1} says how a table is read, and there is none",
              "of which table?", rules::kPriorTable, true},
    FieldRule{rules::kNeeds, "steps rounding", "amount", Code::kMissingField,
              "a prior rule needs {2}", "no `amount`", rules::kPriorRule},
    FieldRule{rules::kNeeds, "amount rounding", "steps table id becomes part", Code::kMissingField,
              "a prior rule needs {2}", "no `steps`", rules::kPriorRule},
};

inline constexpr std::array kBoundRules{
    FieldRule{rules::kOneForm,
              "percent_of_prior|percent_of_pot|column|per amount|greatest_of|least_of", "",
              Code::kFieldsClash, "{0} is not one bound", "which of them?", rules::kBoundForms},
    FieldRule{rules::kNeeds, "per", "amount", Code::kMissingField, "{0} is not one bound",
              "half of a rate", rules::kBoundForms},
    FieldRule{rules::kNeeds, "amount", "per", Code::kMissingField, "{0} is not one bound",
              "half of a rate", rules::kBoundForms},
};

inline constexpr std::array kExpectTableRules{
    FieldRule{rules::kExcludes, "times", "in", Code::kFieldsClash,
              "{1} and `in` of the expected table are the same", "the second one",
              "keep one of them", true, "the first one"},
};

}  // namespace allot::load
