#pragma once

#include "allot/report/compare.hpp"
#include "report/table.hpp"

namespace allot::report {

void write_comparison_as_json(const Comparison& comparison, const CompareOptions& options,
                              Writer& out);

/// As `csv-excel` has tables.
void write_excel(const Table& table, const RunOptions& options, Writer& out);

}  // namespace allot::report
