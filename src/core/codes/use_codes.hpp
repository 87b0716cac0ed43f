#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// The machine, the command line, answers that are no, and warnings.
inline constexpr CodeInfo kUseCodes[] = {
    {.code = Code::kCannotRead,
     .id = "E090",
     .name = "cannot_read",
     .severity = Severity::kError,
     .exit_code = 4,
     .summary = "A file cannot be read: it is not there, is no file, or access is denied.",
     .wrong = R"($ allot run missing.yaml
)",
     .right = R"($ allot run scenario.yaml
)"},
    {.code = Code::kCannotWrite,
     .id = "E091",
     .name = "cannot_write",
     .severity = Severity::kError,
     .exit_code = 4,
     .summary = "The result cannot be written, for example because the disk is full.",
     .wrong = R"($ allot run scenario.yaml > /dev/full
)",
     .right = R"($ allot run scenario.yaml > result.txt
)"},
    {.code = Code::kOutsideConfine,
     .id = "E092",
     .name = "outside_confine",
     .severity = Severity::kError,
     .exit_code = 4,
     .summary = "A scenario names a file outside the folder that `--confine` allows.",
     .wrong = R"($ allot run --confine scenarios scenarios/a.yaml     # names ../counts.csv
)",
     .right = R"($ allot run --confine . scenarios/a.yaml
)"},
    {.code = Code::kUsage,
     .id = "E100",
     .name = "usage",
     .severity = Severity::kError,
     .exit_code = 2,
     .summary = "The command line is wrong: an unknown command or option, or a wrong value.",
     .wrong = R"($ allot run scenario.yaml --formt csv
)",
     .right = R"($ allot run scenario.yaml --format csv
)"},
    {.code = Code::kPathNotFound,
     .id = "E101",
     .name = "path_not_found",
     .severity = Severity::kError,
     .exit_code = 2,
     .summary = "A path of `--set`, `--adjust` or `--vary` leads to nothing that can be changed.",
     .wrong = R"($ allot run scenario.yaml --set pot.im.amount=61_000_000
)",
     .right = R"($ allot run scenario.yaml --set pots.im.amount=61_000_000
)"},
    {.code = Code::kExpectationNotMet,
     .id = "E110",
     .name = "expectation_not_met",
     .severity = Severity::kError,
     .exit_code = 1,
     .summary = "A figure differs from what the scenario's `expect:` says.",
     .wrong = R"($ allot check scenario.yaml     # expect: {total: 99}, and the budgets add to 100
)",
     .right = R"($ allot check scenario.yaml     # expect: {total: 100}
)"},
    {.code = Code::kRequirementNotMet,
     .id = "E111",
     .name = "requirement_not_met",
     .severity = Severity::kError,
     .exit_code = 1,
     .summary = "Money is left over, or data in use are not final, against what `--require` asks.",
     .wrong =
         R"($ allot run scenario.yaml --require closed     # a top-slice is more than is given out
)",
     .right = R"($ allot run scenario.yaml
)"},
    {.code = Code::kUnquotedId,
     .id = "W001",
     .name = "unquoted_id",
     .severity = Severity::kWarning,
     .exit_code = 0,
     .summary = "An id with a leading zero is not quoted; other programs would drop the zero.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: 01001, weight: 1}, {id: "01002", weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: "01001", weight: 1}, {id: "01002", weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kUnusedColumn,
     .id = "W002",
     .name = "unused_column",
     .severity = Severity::kWarning,
     .exit_code = 0,
     .summary = "A column of the inline list is used by nothing; perhaps its name is misspelt.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1, wieght: 3}, {id: b, weight: 2, wieght: 3}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kChangeWithoutEffect,
     .id = "W003",
     .name = "change_without_effect",
     .severity = Severity::kWarning,
     .exit_code = 0,
     .summary = "A change, in a file or on the command line, gives a field the value that it has.",
     .wrong = R"($ allot run scenario.yaml --set pots.p.amount=100     # it is 100
)",
     .right = R"($ allot run scenario.yaml --set pots.p.amount=110
)"},
    {.code = Code::kOtherBase,
     .id = "W004",
     .name = "other_base",
     .severity = Severity::kWarning,
     .exit_code = 0,
     .summary = "A file of `--overlay` has another base than the scenario that it changes.",
     .wrong = R"($ allot run south.yaml --overlay more-in-the-north.yaml     # base: north.yaml
)",
     .right = R"($ allot run north.yaml --overlay more-in-the-north.yaml
)"},
    {.code = Code::kUnpaddedId,
     .id = "W005",
     .name = "unpadded_id",
     .severity = Severity::kWarning,
     .exit_code = 0,
     .summary = "An id lacks the leading zero that others have; spreadsheets drop it.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: "1001", weight: 1}, {id: "05315", weight: 2}, {id: "09162", weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: "01001", weight: 1}, {id: "05315", weight: 2}, {id: "09162", weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kInvisibleCharacter,
     .id = "W006",
     .name = "invisible_character",
     .severity = Severity::kWarning,
     .exit_code = 0,
     .summary = "An id, a name or another text has a character that is not seen, such as a "
                "zero-width space.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: "north\u200beast", weight: 1}, {id: south, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: northeast, weight: 1}, {id: south, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kSimilarIds,
     .id = "W007",
     .name = "similar_ids",
     .severity = Severity::kWarning,
     .exit_code = 0,
     .summary =
         "Two ids, groups, keys or columns differ only by case, by how an accent is stored, or "
         "by letters that look the same.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: North, weight: 1}, {id: north, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: north, weight: 1}, {id: south, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
};

}  // namespace allot
