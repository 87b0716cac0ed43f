#pragma once

#include <vector>

#include "allot/report/sheet.hpp"
#include "report/charts/chart.hpp"
#include "report/words/words.hpp"

namespace allot::report::pictures {

/// Why the district has more or less than the year before, and of several pots what it has of each.
std::vector<charts::Chart> explain_charts(const RunView& view, const Sheet& sheet,
                                          const Words& words);

}  // namespace allot::report::pictures
