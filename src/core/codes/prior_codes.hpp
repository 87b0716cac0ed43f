#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// The prior year.
inline constexpr CodeInfo kPriorCodes[] = {
    {.code = Code::kVanishedDistrict,
     .id = "E070",
     .name = "vanished_district",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district of the prior year is not in this year's scenario.",
     .wrong = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}]
prior: {scenario: prior.yaml}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- prior.yaml
allot: 1
title: Example 2025
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 90, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}, {id: b, weight: 0}]
prior: {scenario: prior.yaml}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- prior.yaml
allot: 1
title: Example 2025
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 90, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kNewDistrict,
     .id = "E071",
     .name = "new_district",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district of this year's scenario is not in the prior year.",
     .wrong = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
prior: {scenario: prior.yaml}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- prior.yaml
allot: 1
title: Example 2025
districts: [{id: a, weight: 1}]
pots: [{id: p, amount: 90, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
prior: {scenario: prior.yaml}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- prior.yaml
allot: 1
title: Example 2025
districts: [{id: a, weight: 1}, {id: b, weight: 0}]
pots: [{id: p, amount: 90, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kPriorCycle,
     .id = "E072",
     .name = "prior_cycle",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The scenario is, by way of its prior years, its own prior year.",
     .wrong = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
prior: {scenario: scenario.yaml}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
prior: {scenario: prior.yaml}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- prior.yaml
allot: 1
title: Example 2025
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 90, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kUndefinedPrior,
     .id = "E073",
     .name = "undefined_prior",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A rule needs the prior year of a district that has none.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, before: 30}, {id: b, weight: 2}]
prior: {column: before}
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}, {limit: {minimum: {percent_of_prior: 90 %}}}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, before: 30}, {id: b, weight: 2, before: 40}]
prior: {column: before}
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}, {limit: {minimum: {percent_of_prior: 90 %}}}]
)"},
    {.code = Code::kPriorNeeded,
     .id = "E074",
     .name = "prior_needed",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A rule works on the prior year, and the pot has none.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps:
      - share: {by: weight}
      - hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, before: 30}, {id: b, weight: 2, before: 40}]
prior: {column: before}
pots:
  - id: p
    amount: 100
    steps:
      - share: {by: weight}
      - hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}
)"},
    {.code = Code::kPriorParts,
     .id = "E075",
     .name = "prior_parts",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The parts of a unit of the prior year do not add to 1, or its rows have different "
                "amounts.",
     .wrong = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
prior: {table: prior.csv, amount: amount, becomes: now, part: part}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- prior.csv
id,now,part,amount
old,a,1/2,90
old,b,1/3,90
)",
     .right = R"(allot: 1
title: Example 2026
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
prior: {table: prior.csv, amount: amount, becomes: now, part: part}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- prior.csv
id,now,part,amount
old,a,1/2,90
old,b,1/2,90
)"},
};

}  // namespace allot
