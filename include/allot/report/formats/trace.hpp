#pragma once

#include "allot/report/run_report.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report {

/// What every step and the rounding did to every district, as JSON with a record to a line: two
/// traces can be compared line by line. Exact amounts are strings. Key order is part of the format.
void write_trace(const RunView& view, Writer& out);

}  // namespace allot::report
