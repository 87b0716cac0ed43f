#pragma once

#include "report/document/document.hpp"

namespace allot::report {

// One writer each; the table is formats.cpp.
void write_as_table(const Report& report, const RunOptions& options, Writer& out);
void write_as_markdown(const Report& report, const RunOptions& options, Writer& out);
void write_as_csv(const Report& report, const RunOptions& options, Writer& out);
void write_as_excel_csv(const Report& report, const RunOptions& options, Writer& out);
void write_as_json(const Report& report, const RunOptions& options, Writer& out);

// Blocks of the format `table`; `mark` stands before the decimals.
void write_as_text(const Calculation& calculation, const RunOptions& options, char mark,
                   Writer& out);
void write_as_text(const Breakdown& breakdown, const RunOptions& options, char mark, Writer& out);

}  // namespace allot::report
