#pragma once

#include <cstddef>

#include "allot/report/run_report.hpp"

namespace allot::report {

/// The members of a pot, without the braces around them.
void write_json_pot(const RunView& view, const RunOptions& options, std::size_t pot, Writer& out);

}  // namespace allot::report
