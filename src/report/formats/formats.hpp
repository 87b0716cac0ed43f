#pragma once

#include "allot/report/run_report.hpp"

namespace allot::report {

// One file each; the table is formats.cpp.
void write_run_as_table(const RunView& view, const RunOptions& options, Writer& out);
void write_run_as_csv(const RunView& view, const RunOptions& options, Writer& out);
void write_run_as_excel_csv(const RunView& view, const RunOptions& options, Writer& out);
void write_run_as_json(const RunView& view, const RunOptions& options, Writer& out);
void write_run_as_markdown(const RunView& view, const RunOptions& options, Writer& out);

}  // namespace allot::report
