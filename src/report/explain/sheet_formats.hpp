#pragma once

#include "allot/report/sheet.hpp"

namespace allot::report {

// One for each format that has sheets; the table is formats.cpp.
void write_sheet_as_table(const RunView& view, const Sheet& sheet, const RunOptions& options,
                          Writer& out);
void write_sheet_as_markdown(const RunView& view, const Sheet& sheet, const RunOptions& options,
                             Writer& out);
void write_sheet_as_json(const RunView& view, const Sheet& sheet, const RunOptions& options,
                         Writer& out);

}  // namespace allot::report
