#pragma once

#include "allot/core/diagnostic.hpp"

namespace allot {

/// Tables.
inline constexpr CodeInfo kTableCodes[] = {
    {.code = Code::kTableSyntax,
     .id = "E030",
     .name = "table_syntax",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A table is empty, has a row of another length, or a quote that does not fit.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,2,3
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,2
)"},
    {.code = Code::kUnknownColumn,
     .id = "E031",
     .name = "unknown_column",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "The scenario names a column that its table does not have.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: ags}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,2
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,2
)"},
    {.code = Code::kDuplicateColumn,
     .id = "E032",
     .name = "duplicate_column",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "Two columns of the districts have the same name.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight,weight
a,1,3
b,2,3
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight,weight_2024
a,1,3
b,2,3
)"},
    {.code = Code::kMissingCell,
     .id = "E033",
     .name = "missing_cell",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district has no value in a column that is used; empty is not 0.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,0
)"},
    {.code = Code::kMissingId,
     .id = "E034",
     .name = "missing_id",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district has no id.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
,2
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,2
)"},
    {.code = Code::kDuplicateDistrict,
     .id = "E035",
     .name = "duplicate_district",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "Two districts have the same id.",
     .wrong = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: a, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)",
     .right = R"(allot: 1
title: Example
districts: [{id: a, weight: 1}, {id: b, weight: 2}]
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
)"},
    {.code = Code::kAmbiguousDecimal,
     .id = "E036",
     .name = "ambiguous_decimal",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary =
         "The numbers of a column can be read in two ways: `1.034` is one or a thousand and more.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id;weight
a;1.034
b;2.117
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id, decimal: ","}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id;weight
a;1.034
b;2.117
)"},
    {.code = Code::kDistrictNotInTable,
     .id = "E037",
     .name = "district_not_in_table",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A district of the first table is not in one of the others.",
     .wrong = R"(allot: 1
title: Example
districts: {tables: [names.csv, counts.csv], id: id, name: name}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- names.csv
id,name
a,North
b,South
--- counts.csv
id,weight
a,1
)",
     .right = R"(allot: 1
title: Example
districts: {tables: [names.csv, counts.csv], id: id, name: name}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- names.csv
id,name
a,North
b,South
--- counts.csv
id,weight
a,1
b,2
)"},
    {.code = Code::kNoDistricts,
     .id = "E038",
     .name = "no_districts",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "There is nobody who could receive: no row, or none that `where` keeps.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: id, where: {land: Hesse}}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,land,weight
a,Hessen,1
b,Hessen,2
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id, where: {land: Hessen}}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,land,weight
a,Hessen,1
b,Hessen,2
)"},
    {.code = Code::kTotalRow,
     .id = "E039",
     .name = "total_row",
     .severity = Severity::kError,
     .exit_code = 3,
     .summary = "A row is called Summe, Total or the like: it would receive money as a district.",
     .wrong = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,2
Summe,3
)",
     .right = R"(allot: 1
title: Example
districts: {table: table.csv, id: id}
pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]
--- table.csv
id,weight
a,1
b,2
)"},
};

}  // namespace allot
