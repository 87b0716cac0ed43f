#pragma once

#include <vector>

#include "allot/report/run_report.hpp"
#include "report/document/document.hpp"
#include "report/words/words.hpp"

namespace allot::report {

// What a workbook has besides the table of a result.

/// Of `--by pot`, `contributor` or `year`: what each of them gives to each district.
std::vector<WorkSheet> part_sheets(const RunView& view, RowsBy by, const Words& words);

/// Formulas that compute the budget of every district again, and what that differs by: nothing.
/// Where spreadsheets cannot do that, values, and why. It needs what districts have of each pot.
WorkSheet calculation_sheet(const RunView& view, const Words& words);

}  // namespace allot::report
