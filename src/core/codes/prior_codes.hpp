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
};

}  // namespace allot
