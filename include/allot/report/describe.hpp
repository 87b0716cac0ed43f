#pragma once

#include "allot/report/run_report.hpp"

namespace allot::report {

/// What a scenario assumes, in sentences: its pots, steps, keys, rounding and figures, so that the
/// budgets can be computed again by hand. `options.top`: rows of the table of districts; the first
/// 500 where absent. The result is of all pots and years.
void write_description(const RunView& view, const RunOptions& options, const Format& format,
                       Writer& out);

}  // namespace allot::report
