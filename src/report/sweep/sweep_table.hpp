#pragma once

#include "allot/report/sweep.hpp"
#include "report/document/table.hpp"

namespace allot::report {

/// A row for each point, or for each district of each point. It reads `sweep` whenever a cell is
/// asked for. It has no totals: points do not add up.
Table sweep_table(const Sweep& sweep, Audience audience);

}  // namespace allot::report
