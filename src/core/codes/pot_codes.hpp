#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// Pots, steps and rounding.
inline constexpr CodeInfo kPotCodes[] = {
    {.code = Code::kNegativeAmount,
     .id = "E050",
     .name = "negative_amount",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "An amount of money is below 0.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: -100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kPotNotMultiple,
     .id = "E051",
     .name = "pot_not_multiple",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "The pot is not a multiple of the rounding unit, and nothing says where the rest goes.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 1050
    steps: [{share: {by: weight}}]
    rounding: {unit: 100}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 1050
    steps: [{share: {by: weight}}]
    rounding: {unit: 100, residual: report}
)"},
    {.code = Code::kResidualRequired,
     .id = "E052",
     .name = "residual_required",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The rounding method need not add up, and nothing says where the difference goes.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: half_up}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: half_up, residual: largest}
)"},
    {.code = Code::kClaimsExceedPot,
     .id = "E053",
     .name = "claims_exceed_pot",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "Flat amounts and rates claim more than is left in the pot.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a}, {id: b}]
pots: [{id: p, amount: 100, steps: [{flat: {amount: 60}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a}, {id: b}]
pots: [{id: p, amount: 100, steps: [{flat: {amount: 50}}]}]
)"},
    {.code = Code::kTopSliceTooLarge,
     .id = "E054",
     .name = "top_slice_too_large",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A top-slice takes more than is left in the pot.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{top_slice: {amount: 120, to: reserve}}, {share: {by: weight}}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{top_slice: {amount: 20, to: reserve}}, {share: {by: weight}}]
)"},
    {.code = Code::kOpenPotStep,
     .id = "E055",
     .name = "open_pot_step",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "An open pot is the sum of its claims: there is nothing to share or to slice.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: open, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: open, steps: [{rate: {amount: 50, per: weight}}]}]
)"},
    {.code = Code::kStepAfterShare,
     .id = "E056",
     .name = "step_after_share",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A share comes after another one, which has handed out all that was left.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, need: 5}, {id: b, weight: 2, need: 3}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}, {share: {by: need}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, need: 5}, {id: b, weight: 2, need: 3}]
pots:
  - {id: p, amount: 60, steps: [{share: {by: weight}}]}
  - {id: q, amount: 40, steps: [{share: {by: need}}]}
)"},
    {.code = Code::kDivisorNeedsShare,
     .id = "E057",
     .name = "divisor_needs_share",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A divisor method rounds weights, so the pot's only step is one share among all "
                "participants.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{flat: {amount: 10}}, {share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague}
)"},
    {.code = Code::kTooFewUnits,
     .id = "E058",
     .name = "too_few_units",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The method gives everybody one unit first, and there are fewer units than that.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 5}, {id: b, weight: 3}, {id: c, weight: 1}]
pots:
  - id: p
    amount: 2
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: adams}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 5}, {id: b, weight: 3}, {id: c, weight: 1}]
pots:
  - id: p
    amount: 2
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague}
)"},
    {.code = Code::kMinimumsTooHigh,
     .id = "E059",
     .name = "minimums_too_high",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The minimums together need more than there is.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 9}, {id: b, weight: 1}]
pots:
  - id: p
    amount: 10
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague, minimum: 6}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 9}, {id: b, weight: 1}]
pots:
  - id: p
    amount: 10
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague, minimum: 3}
)"},
    {.code = Code::kMaximumsTooLow,
     .id = "E060",
     .name = "maximums_too_low",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The maximums together leave money that nobody may take.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 9}, {id: b, weight: 1}]
pots:
  - id: p
    amount: 10
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague, maximum: 4}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 9}, {id: b, weight: 1}]
pots:
  - id: p
    amount: 10
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague, maximum: 7}
)"},
    {.code = Code::kMinimumAboveMaximum,
     .id = "E061",
     .name = "minimum_above_maximum",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district's minimum is above its maximum.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 9, most: 2}, {id: b, weight: 1, most: 10}]
pots:
  - id: p
    amount: 10
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague, minimum: 3, maximum: most}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 9, most: 5}, {id: b, weight: 1, most: 10}]
pots:
  - id: p
    amount: 10
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: sainte_lague, minimum: 3, maximum: most}
)"},
    {.code = Code::kNotExact,
     .id = "E062",
     .name = "not_exact",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "`method: exact` refuses any rounding, and an amount would have to be rounded.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: exact}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 3}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: exact}
)"},
    {.code = Code::kResidualNegative,
     .id = "E063",
     .name = "residual_negative",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "Rounding gave out too much, and who is to take the difference has less than that.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 1}, {id: c, weight: 0}]
pots:
  - id: p
    amount: 3
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: up, residual: {district: c}}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 1}, {id: c, weight: 0}]
pots:
  - id: p
    amount: 3
    steps: [{share: {by: weight}}]
    rounding: {unit: 1, method: up, residual: {district: b}}
)"},
    {.code = Code::kFloorNotPayable,
     .id = "E064",
     .name = "floor_not_payable",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The floors of a hold-harmless need more than those who are to pay can give.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, before: 60}, {id: b, weight: 2, before: 60}]
prior: {column: before}
pots:
  - id: p
    amount: 100
    steps:
      - share: {by: weight}
      - hold_harmless: {percent_of_prior: 95 %, paid_by: scale_above_floor}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, before: 60}, {id: b, weight: 2, before: 60}]
prior: {column: before}
pots:
  - id: p
    amount: 100
    steps:
      - share: {by: weight}
      - hold_harmless: {percent_of_prior: 80 %, paid_by: scale_above_floor}
)"},
    {.code = Code::kBoundsAfterRounding,
     .id = "E065",
     .name = "bounds_after_rounding",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "Minimums and maximums can be kept by exact amounts, but not by whole units.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 1}, {id: c, weight: 1}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}, {limit: {minimum: 31}}]
    rounding: {unit: 10}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 1}, {id: c, weight: 1}]
pots:
  - id: p
    amount: 100
    steps: [{share: {by: weight}}, {limit: {minimum: 31}}]
    rounding: {unit: 1}
)"},
};

}  // namespace allot
