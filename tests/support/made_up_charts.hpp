#pragma once

#include <string>
#include <vector>

#include "report/charts/chart.hpp"

namespace allot::test {

/// A chart that is drawn to be looked at (allot_gallery) and in the unit tests.
struct MadeUpChart {
  std::string name;  ///< "bars-one-dwarfs-all"
  report::charts::Chart chart;
};

/// Every kind, and the cases in which a picture goes wrong: one value that dwarfs the others, all
/// equal, all negative, all zero, none, undefined, one row and forty with long names, amounts of 15
/// digits, percentages, one series and twelve, 11 000 rows, names that are markup.
std::vector<MadeUpChart> made_up_charts();

/// One of them.
report::charts::Chart made_up_chart(std::string_view name);

}  // namespace allot::test
