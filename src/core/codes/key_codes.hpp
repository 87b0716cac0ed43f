#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// Keys (`negative_weight` is among the codes of the scenario file).
inline constexpr CodeInfo kKeyCodes[] = {
    {.code = Code::kZeroWeight,
     .id = "E040",
     .name = "zero_weight",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A key is 0 for everybody, so that nobody could get the money.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 0}, {id: b, weight: 0}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 0}, {id: b, weight: 1}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kBlendWeights,
     .id = "E041",
     .name = "blend_weights",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The weights of a blend do not add to exactly 1.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, tax: 1, people: 3}, {id: b, tax: 2, people: 1}]
keys:
  mixed: {blend: [{weight: 0.66, of: tax}, {weight: 0.33, of: people}]}
pots: [{id: p, amount: 100, steps: [{share: {by: mixed}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, tax: 1, people: 3}, {id: b, tax: 2, people: 1}]
keys:
  mixed: {blend: [{weight: 2/3, of: tax}, {weight: 1/3, of: people}]}
pots: [{id: p, amount: 100, steps: [{share: {by: mixed}}]}]
)"},
    {.code = Code::kKeyNotClosed,
     .id = "E042",
     .name = "key_not_closed",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A published or rounded key does not add up to what it should.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, percent: 33.3}, {id: b, percent: 66.6}]
keys:
  published: {shares: percent, adds_to: 100}
pots: [{id: p, amount: 100, steps: [{share: {by: published}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, percent: 33.3}, {id: b, percent: 66.6}]
keys:
  published: {shares: percent, adds_to: 100, if_not_closed: as_published}
pots: [{id: p, amount: 100, steps: [{share: {by: published}}]}]
)"},
    {.code = Code::kKeyCycle,
     .id = "E043",
     .name = "key_cycle",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A key is made of itself.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, tax: 1}, {id: b, tax: 2}]
keys:
  first: {sum: [{weight: 1, of: second}]}
  second: {sum: [{weight: 1, of: first}]}
pots: [{id: p, amount: 100, steps: [{share: {by: first}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, tax: 1}, {id: b, tax: 2}]
keys:
  first: {sum: [{weight: 1, of: second}]}
  second: {sum: [{weight: 1, of: tax}]}
pots: [{id: p, amount: 100, steps: [{share: {by: first}}]}]
)"},
};

}  // namespace allot
