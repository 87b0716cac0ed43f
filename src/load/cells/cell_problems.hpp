#pragma once

#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/load/cells/column_numbers.hpp"

namespace allot::load {

/// A cell of a table that should be a number.
struct WrongCell {
  std::string_view text;
  std::string column;  ///< its name as messages show it, in backquotes
  Location where;
  DecimalMark mark;  ///< of the column; kFind: it has both, or none
  const NumberRules& rules;
};

/// The message for a cell that does not fit into a column of numbers.
Diagnostic wrong_cell(const WrongCell& cell);

/// What is wrong with it, whatever number it has: cells with the same fault are one mistake.
std::string fault_of(const WrongCell& cell);

/// Whether it is a sign of statistics, which is not read here.
bool is_unread_sign(std::string_view cell, DecimalMark mark, const NumberRules& rules);

}  // namespace allot::load
