#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "report/document/document.hpp"
#include "report/formats/workbook/styles.hpp"

namespace allot::report::workbook {

/// A row and a column, from 0.
struct Place {
  std::size_t row = 0, column = 0;
};

/// What a sheet says of itself before and behind its rows.
struct Frame {
  std::vector<std::size_t> widths = {};  ///< of its columns, in characters
  bool is_first = false;                 ///< which is seen when the workbook is opened
  Place frozen = {};                     ///< above and left of it nothing moves; none: all does
  std::size_t header = 0;                ///< the row of the header
  std::size_t rows = 0;                  ///< below it, without sums
  bool filters = false;                  ///< by the header
};

/// A part of a workbook: some rows, made once all of it is known.
struct SheetPart {
  std::string name;  ///< as it is wanted
  Frame frame = {};
  std::function<void(Writer& out)> rows = {};
};

/// Below the last row that a sheet can have a table goes on in another one.
std::vector<SheetPart> sheets_of(const Table& table, Styles& styles);
/// With what stands above it.
SheetPart sheet_of(const WorkSheet& sheet, Styles& styles);

/// The part `xl/worksheets/sheet1.xml`.
void write_sheet(const SheetPart& sheet, Writer& out);

/// "$A$1:$F$45": the header and the rows.
std::string filtered_range(const Frame& frame);
/// "$1:$1": what a printer repeats on each page.
std::string repeated_rows(const Frame& frame);

}  // namespace allot::report::workbook
