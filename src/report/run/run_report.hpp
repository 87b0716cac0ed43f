#pragma once

#include "allot/report/run_report.hpp"

namespace allot::report {

void write_run_as_json(const RunView& view, const RunOptions& options, Writer& out);

}  // namespace allot::report
