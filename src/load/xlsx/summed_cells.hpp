#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace allot::load::xlsx {

/// A row or a column that a formula names, from 1.
struct NamedPlace {
  std::uint32_t at = 0;
  bool fixed = false;  ///< `$`: stays where the formula is filled into other cells

  friend bool operator==(const NamedPlace&, const NamedPlace&) = default;
};

/// Cells of one column that a formula adds up.
struct SummedCells {
  NamedPlace column, first, last;

  friend bool operator==(const SummedCells&, const SummedCells&) = default;
};

/// What a formula adds up that does nothing else: `SUM(C2:C9)`, `C2+C5`,
/// `ROUND(SUBTOTAL(9,C2:C9),0)`. Empty where it does, or names less than two cells, other sheets or
/// several columns at once.
std::vector<SummedCells> summed_cells(std::string_view formula);

}  // namespace allot::load::xlsx
