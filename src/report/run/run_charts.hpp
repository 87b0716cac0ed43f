#pragma once

#include <vector>

#include "allot/report/run_report.hpp"
#include "report/charts/chart.hpp"
#include "report/words/words.hpp"

namespace allot::report::pictures {

/// With a prior year the shifts, else the budgets; who pays them, and when; where asked for, why
/// they shift.
std::vector<charts::Chart> run_charts(const RunView& view, const RunOptions& options,
                                      const Words& words);

}  // namespace allot::report::pictures
