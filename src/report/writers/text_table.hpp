#pragma once

#include <cstddef>

#include "allot/report/words/writer.hpp"
#include "report/writers/table.hpp"

namespace allot::report {

struct TableLayout {
  NumberFormat numbers;
  std::size_t width = 80;  ///< names shrink to keep to it; numbers are never cut
  bool color = false;      ///< losses red, gains green, headings bold
  bool totals = true;      ///< a last row with the sums
};

/// A table for people, in columns.
void write_text_table(const Table& table, const TableLayout& layout, Writer& out);

}  // namespace allot::report
