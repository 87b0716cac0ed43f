#pragma once

#include <cstddef>
#include <vector>

#include "report/document/table.hpp"

namespace allot::report {

/// What a table is written on.
struct Page {
  NumberFormat numbers;
  std::size_t width = 80;
  bool folds = false;  ///< a table that is wider; else it is as wide as it is
  bool color = false;  ///< losses red, gains green, headings bold
};

/// A column where it stands.
struct PlacedColumn {
  std::size_t index;  ///< among those of the table
  std::size_t width;
};
/// From left to right.
using TablePart = std::vector<PlacedColumn>;

/// The parts of a table, one below the other. The columns that name the rows are in each of them,
/// or the ids alone.
/// Numbers are never cut. Where the table is wider than a page that folds, headings and names are
/// broken into lines, and if need be the table into parts. Bars take what room is left.
std::vector<TablePart> layout_of(const Table& table, const Page& page);

/// The blanks before a column that is not the first of its line.
std::size_t gap_before(const TableColumn& column);

}  // namespace allot::report
