#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// The scenario file.
inline constexpr CodeInfo kScenarioCodes[] = {
    {.code = Code::kNotAScenario,
     .id = "E010",
     .name = "not_a_scenario",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The file is empty, is no map of fields, or does not say which format it has.",
     .wrong = R"(- title: Example
- pots: []
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kMissingField,
     .id = "E011",
     .name = "missing_field",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A field that has no default is not there.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kUnknownField,
     .id = "E012",
     .name = "unknown_field",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A field is not one that the format has at this place; often it is misspelt.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{shar: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kWrongKind,
     .id = "E013",
     .name = "wrong_kind",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A field holds a list, a map or a single value where another of these belongs.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: {id: p, amount: 100, steps: [{share: {by: weight}}]}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kNotANumber,
     .id = "E014",
     .name = "not_a_number",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "A value is not a number as files write it: `58000000`, `58_000_000`, `-12.5`, `2/3`.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: "1.234,50", steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
currency: EUR
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 1_234.50, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kNumberOutOfRange,
     .id = "E015",
     .name = "number_out_of_range",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "A number is too large or too fine: amounts have at most 15 digits down to the smallest "
         "unit, numbers in files at most 18, exact fractions made of them 3 000.",
     .wrong = R"(allot: 1
title: Example
currency: EUR
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 10_000_000_000_000, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
currency: EUR
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 9_999_999_999_999, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kAmbiguousPercentage,
     .id = "E016",
     .name = "ambiguous_percentage",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A percentage carries neither `%` nor is it a fraction, and could mean either.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{top_slice: {percent: 5, to: reserve}}, {share: {by: weight}}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{top_slice: {percent: 5 %, to: reserve}}, {share: {by: weight}}]
)"},
    {.code = Code::kUnknownChoice,
     .id = "E017",
     .name = "unknown_choice",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A field takes one of a few words, and this is none of them.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: hamilton}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: largest_remainder}
)"},
    {.code = Code::kUnknownName,
     .id = "E018",
     .name = "unknown_name",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A field names a key, column, district, pot or source that the file does not have.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, source: press, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
sources: {press: {title: Press release}}
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, source: press, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kDuplicateId,
     .id = "E019",
     .name = "duplicate_id",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "Two pots, contributors or keys have the same name.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: p, amount: 100, steps: [{share: {by: weight}}]}
  - {id: p, amount: 200, steps: [{share: {by: weight}}]}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: first, amount: 100, steps: [{share: {by: weight}}]}
  - {id: second, amount: 200, steps: [{share: {by: weight}}]}
)"},
    {.code = Code::kNotADate,
     .id = "E020",
     .name = "not_a_date",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A date is not one of the calendar, or not written as 2025-01-31.",
     .wrong = R"(allot: 1
title: Example
sources: {press: {title: Press release, date: 31.09.2024}}
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, source: press, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
sources: {press: {title: Press release, date: 2024-09-30}}
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, source: press, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kNegativeWeight,
     .id = "E021",
     .name = "negative_weight",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district's count, share or weight is below 0.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: -3}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 0}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kFieldsClash,
     .id = "E022",
     .name = "fields_clash",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "Two fields say different things about the same, or one of several is needed.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{top_slice: {amount: 5, percent: 5 %, to: reserve}}, {share: {by: weight}}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{top_slice: {amount: 5, to: reserve}}, {share: {by: weight}}]
)"},
    {.code = Code::kEmptyValue,
     .id = "E023",
     .name = "empty_value",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A field is there without a value.",
     .wrong = R"(allot: 1
title:
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kChangeNotFound,
     .id = "E024",
     .name = "change_not_found",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A path of `change` leads to nothing in the base that can be changed.",
     .wrong = R"(allot: 1
base: base.yaml
title: 5 % more
change:
  pots.q.amount: {times: 1.05}
--- base.yaml
allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
base: base.yaml
title: 5 % more
change:
  pots.p.amount: {times: 1.05}
--- base.yaml
allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kBaseCycle,
     .id = "E025",
     .name = "base_cycle",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A file is its own base, or the base of its base.",
     .wrong = R"(allot: 1
base: more.yaml
change: {pots.p.amount: 110}
--- more.yaml
allot: 1
base: scenario.yaml
change: {pots.p.amount: {plus: 5}}
)",
     .right = R"(allot: 1
base: more.yaml
change: {pots.p.amount: 110}
--- more.yaml
allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
};

}  // namespace allot
