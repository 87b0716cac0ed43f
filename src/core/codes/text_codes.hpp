#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// Bytes and YAML.
inline constexpr CodeInfo kTextCodes[] = {
    {.code = Code::kNotUtf8,
     .id = "E001",
     .name = "not_utf8",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A file holds bytes that are not UTF-8, as files saved by older spreadsheets do.",
     .wrong = R"($ allot run cologne.yaml          # saved as Windows-1252: ö is the byte f6
)",
     .right = R"($ iconv -f WINDOWS-1252 -t UTF-8 cologne.yaml > utf8.yaml && allot run utf8.yaml

A table may stay as it is if the scenario says so:
`districts: {table: counts.csv, encoding: windows-1252}`
)"},
    {.code = Code::kControlByte,
     .id = "E002",
     .name = "control_byte",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A file holds a control character, which text never needs.",
     .wrong = R"($ printf 'allot: 1\ntitle: A\033B\n' | allot run -
)",
     .right = R"($ printf 'allot: 1\ntitle: A B\n' | allot run -
)"},
    {.code = Code::kTooLarge,
     .id = "E003",
     .name = "too_large",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "A scenario file is larger than 8 MiB, or a text in it or a cell of a table than 64 KiB: "
         "bulk data belongs in a table.",
     .wrong = R"($ allot run million-districts-inline.yaml
)",
     .right = R"($ allot run scenario.yaml          # with `districts: {table: million.csv, id: id}`
)"},
    {.code = Code::kYamlSyntax,
     .id = "E004",
     .name = "yaml_syntax",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The scenario is not well-formed YAML.",
     .wrong = R"(allot: 1
title: Integration: the programme of 2025
)",
     .right = R"(allot: 1
title: "Integration: the programme of 2025"
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kYamlFeature,
     .id = "E005",
     .name = "yaml_feature",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "The scenario uses a feature of YAML that hides what a file says: an anchor, an alias, a "
         "merge key, a tag or a second document.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: &count 1}, {id: b, weight: *count}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 1}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kDuplicateField,
     .id = "E006",
     .name = "duplicate_field",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A field is there twice, so that one of the two would be lost.",
     .wrong = R"(allot: 1
title: Example
title: Another example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kTooDeep,
     .id = "E007",
     .name = "too_deep",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "The scenario is nested beyond 32 levels, has more than a million values, more than "
         "64 keys within keys or tiers of a share, more than 10 million contributors × years × "
         "districts, or more than 300 million (steps + keys) × districts.",
     .wrong = R"(allot: 1
title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[deep]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
)",
     .right = R"(allot: 1
title: deep
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
};

}  // namespace allot
