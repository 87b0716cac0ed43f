#pragma once

#include <optional>
#include <string_view>

#include "allot/load/cells/column_numbers.hpp"

namespace allot::load {

/// A cell that is a sign of statistics, or has one at its value.
struct SignReading {
  CellSign sign;
  std::string_view value;  ///< what the sign marks; empty where it stands alone
  bool is_word = false;    ///< `k. A.`, `*`: no sign of the standard, but as plain
};

std::optional<SignReading> read_sign(std::string_view text);

/// Whether there is no value in the cell.
bool is_without_value(CellSign sign);

/// "a value that is not known or is secret".
std::string_view sign_meaning(CellSign sign);

}  // namespace allot::load
