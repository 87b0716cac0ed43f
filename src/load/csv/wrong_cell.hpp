#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/load/csv/csv.hpp"

namespace allot::load {

/// A cell of a table that should be a number.
struct WrongCell {
  std::string_view text;
  std::string column;  ///< its name as messages show it, in backquotes
  Location where;
  DecimalMark mark;  ///< of the column; kFind: it has both
};

/// The message for a cell that does not fit into a column of numbers.
Diagnostic wrong_cell(const WrongCell& cell);

/// Of the wrong cells, numbers for which `cell_at` gives them, the most that have the same fault.
std::vector<std::size_t> most_alike(const std::vector<std::size_t>& wrong,
                                    const std::function<WrongCell(std::size_t)>& cell_at);

}  // namespace allot::load
