#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "load/xlsx/sheet_columns.hpp"
#include "load/xlsx/summed_cells.hpp"

namespace allot::load::xlsx {

/// Collects the cells whose formulas add up other cells of their column.
class ColumnSums {
 public:
  /// `shared` is what all cells have in common into which one formula was filled, of which the
  /// first one has its text; empty of a formula of its own.
  void add(CellName cell, std::string_view formula, std::string_view shared);

  [[nodiscard]] std::vector<SheetSum> take() { return std::move(sums_); }

 private:
  struct Filled {
    CellName first;
    std::vector<SummedCells> summed;
  };

  void add_moved(CellName cell, const Filled& filled);

  std::map<std::uint32_t, Filled> filled_;
  std::vector<SheetSum> sums_;
};

}  // namespace allot::load::xlsx
