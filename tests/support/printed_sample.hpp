#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/model/printed_table.hpp"

namespace allot::test {

/// A column of a published table: numbers as they are printed, with `.`; empty: none. The last text
/// is that of the sum row, where there is one.
struct PrintedSampleColumn {
  PrintedRole role;
  std::string name;
  std::vector<std::string> cells;
  Fraction unit = 1;
};

/// `1.40` in units of 1/100: 0.014 and half of 0.0001.
PrintedNumber printed_number(std::string_view text, const Fraction& unit = 1);

/// Row i of the table stands in line i + 2, its column j in column j + 2 of the file. Labels are
/// ids where `ids`, else names. With `sum` the last cells are those of a row that adds up all.
PrintedTable printed_sample(const std::vector<std::string>& labels,
                            const std::vector<PrintedSampleColumn>& columns, bool sum = false,
                            bool ids = false);

}  // namespace allot::test
