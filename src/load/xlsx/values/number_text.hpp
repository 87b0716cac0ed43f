#pragma once

#include <string>
#include <string_view>

#include "load/xlsx/values/number_format.hpp"
#include "load/xlsx/values/serial_date.hpp"

namespace allot::load::xlsx {

/// What stands in a cell whose value is stored as a number.
struct NumberText {
  std::string text;
  bool is_number = false;  ///< else a percentage, a date, an id, or no number after all
  bool rounded = false;    ///< it had more than 15 significant digits
  bool shorter = false;    ///< its format shows fewer decimals than it has
  bool scaled = false;     ///< its format shows thousands
};

NumberText number_text(std::string_view stored, const NumberFormat& format, DateSystem dates);

}  // namespace allot::load::xlsx
