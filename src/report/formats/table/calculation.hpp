#pragma once

#include "report/document/document.hpp"

namespace allot::report {

// Blocks of the format `table`; `mark` stands before the decimals.
void write_as_text(const Calculation& calculation, const RunOptions& options, char mark,
                   Writer& out);
void write_as_text(const Breakdown& breakdown, const RunOptions& options, char mark, Writer& out);

}  // namespace allot::report
