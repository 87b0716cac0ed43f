#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/report/run_report.hpp"
#include "report/words/numbers.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {

/// What the notes say besides the facts of the result.
struct Shown {
  std::size_t rows = 0, rows_in_all = 0;  ///< after `--top`, and before
  bool shares = false;                    ///< percentages of a whole are shown
  bool elsewhere = false;                 ///< money that goes to no district is
  std::optional<RowsBy> shifts_of = {};   ///< the rows whose shifts are shown
};

/// What stands below the table: who contributed, what the rules did, how each pot was rounded, who
/// got the left-over units, the ties that mattered, where money stayed that nobody got, and what is
/// not shown.
std::vector<Sentence> notes(const RunView& view, const Shown& shown, const NumberFormat& numbers);

}  // namespace allot::report
