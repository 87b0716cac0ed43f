#pragma once

#include <optional>
#include <string_view>

#include "allot/load/cells/column_numbers.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {

/// A cell as a number with each decimal mark.
struct CellReading {
  DecimalReading point = {};
  DecimalReading comma = {};
  bool empty = false;  ///< no value: blank, or the sign of an unknown one
  std::optional<CellSign> sign = {};

  [[nodiscard]] const DecimalReading& with(DecimalMark mark) const {
    return mark == DecimalMark::kComma ? comma : point;
  }
  /// A number with one of the marks only.
  [[nodiscard]] bool is_one_sided() const { return point.has_form() != comma.has_form(); }
};

/// Reads the text of a cell with all that the rules allow around its number.
CellReading read_cell(std::string_view text, const NumberRules& rules);
/// The cell of a table, which may be a number by its type.
CellReading read_cell(const Table& table, std::size_t row, std::size_t column,
                      const NumberRules& rules);

}  // namespace allot::load
