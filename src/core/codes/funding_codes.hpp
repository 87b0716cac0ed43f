#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// Periods, participation, and where the money of a pot comes from.
inline constexpr CodeInfo kFundingCodes[] = {
    {.code = Code::kPotCycle,
     .id = "E080",
     .name = "pot_cycle",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A pot is, by way of other pots, a part of itself.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: p, amount: {part: 50 %, of: q}, steps: [{share: {by: weight}}]}
  - {id: q, amount: {part: 50 %, of: p}, steps: [{share: {by: weight}}]}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: p, amount: {part: 50 %, of: q}, steps: [{share: {by: weight}}]}
  - {id: q, amount: 100, steps: [{share: {by: weight}}]}
)"},
    {.code = Code::kPartsExceedPot,
     .id = "E081",
     .name = "parts_exceed_pot",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The parts that other pots take out of a pot are more than all of it.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: p, amount: 100, steps: [{share: {by: weight}}]}
  - {id: q, amount: {part: 60 %, of: p}, steps: [{share: {by: weight}}]}
  - {id: r, amount: {part: 50 %, of: p}, steps: [{share: {by: weight}}]}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: p, amount: 100, steps: [{share: {by: weight}}]}
  - {id: q, amount: {part: 60 %, of: p}, steps: [{share: {by: weight}}]}
  - {id: r, amount: {part: 30 %, of: p}, steps: [{share: {by: weight}}]}
)"},
    {.code = Code::kPartNotWhole,
     .id = "E082",
     .name = "part_not_whole",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A part of a pot is no whole number of the units in which it is paid.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: p, amount: 100, steps: [{share: {by: weight}}]}
  - {id: q, amount: {part: 1/3, of: p}, steps: [{share: {by: weight}}]}
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - {id: p, amount: 100, steps: [{share: {by: weight}}]}
  - {id: q, amount: {part: 30 %, of: p}, steps: [{share: {by: weight}}]}
)"},
    {.code = Code::kContributions,
     .id = "E083",
     .name = "contributions",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The contributions to a pot do not say what it amounts to.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: contributors
    contributors: [{id: land, amount: 50}, {id: federal, percent: 100 %}]
    steps: [{share: {by: weight}}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: contributors
    contributors: [{id: land, amount: 50}, {id: federal, percent: 50 %}]
    steps: [{share: {by: weight}}]
)"},
    {.code = Code::kAmountUnknown,
     .id = "E084",
     .name = "amount_unknown",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The amount of a pot is given by date, and there is none for the scenario's date.",
     .wrong = R"(allot: 1
title: Example
year: 2027
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: {by_date: {2025-01-01: 100, 2027-01-01: unknown}}
    steps: [{share: {by: weight}}]
)",
     .right = R"(allot: 1
title: Example
year: 2026
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots:
  - id: p
    amount: {by_date: {2025-01-01: 100, 2027-01-01: unknown}}
    steps: [{share: {by: weight}}]
)"},
    {.code = Code::kPeriod,
     .id = "E085",
     .name = "period",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The period ends before it begins or is longer than 1000 years, or `until` is its "
                "last day and not the day after it.",
     .wrong = R"(allot: 1
title: Example
period: {from: 2026-01-01, until: 2026-12-31}
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
period: {from: 2026-01-01, until: 2027-01-01}
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kDateWithinPeriod,
     .id = "E086",
     .name = "date_within_period",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district joins or leaves within the period, and nothing says whether it gets "
                "the full amount.",
     .wrong = R"(allot: 1
title: Example
period: {from: 2026-01-01, until: 2027-01-01}
districts: [{id: a}, {id: b}]
pots:
  - id: p
    amount: 100
    participation: {default: all, from: {2026-07-01: [b]}}
    steps: [{flat: {amount: 40}}]
)",
     .right = R"(allot: 1
title: Example
period: {from: 2026-01-01, until: 2027-01-01}
districts: [{id: a}, {id: b}]
pots:
  - id: p
    amount: 100
    participation: {default: all, from: {2026-07-01: [b]}}
    prorate: {unit: day}
    steps: [{flat: {amount: 40}}]
)"},
    {.code = Code::kParticipationDates,
     .id = "E087",
     .name = "participation_dates",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "A district joins twice without leaving in between, or joins and leaves on one day.",
     .wrong = R"(allot: 1
title: Example
period: {from: 2026-01-01, until: 2027-01-01}
districts: [{id: a}, {id: b}]
pots:
  - id: p
    amount: 100
    participation:
      default: all
      from: {2026-01-01: [b], 2026-09-01: [b]}
    prorate: {unit: day}
    steps: [{flat: {amount: 40}}]
)",
     .right = R"(allot: 1
title: Example
period: {from: 2026-01-01, until: 2027-01-01}
districts: [{id: a}, {id: b}]
pots:
  - id: p
    amount: 100
    participation:
      default: all
      from: {2026-01-01: [b], 2026-09-01: [b]}
      until: {2026-05-01: [b]}
    prorate: {unit: day}
    steps: [{flat: {amount: 40}}]
)"},
};

}  // namespace allot
