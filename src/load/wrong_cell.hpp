#pragma once

#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/load/csv.hpp"

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

}  // namespace allot::load
