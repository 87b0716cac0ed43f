#pragma once

#include <span>
#include <vector>

#include "allot/report/check.hpp"
#include "report/charts/chart.hpp"
#include "report/words/words.hpp"

namespace allot::report::pictures {

/// Where figures of districts deviate, by how much: a chart for each column of each scenario.
std::vector<charts::Chart> check_charts(std::span<const Checked> all, const Words& words);

}  // namespace allot::report::pictures
