#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace allot {

/// What a table was taken for where it might be taken for something else: it is told beside the
/// result.
struct TableReading {
  enum class Kind {
    kOtherRows,   ///< rows of no district were left out
    kPaddedIds,   ///< ids got their leading zeros back
    kFilledDown,  ///< empty cells of `column` continue the one above
    kSigns,       ///< cells of `column` have signs of statistics
    kTableMark,   ///< the decimal mark of `column` is that of other columns
    kRounded,     ///< numbers have more than 15 digits, as no spreadsheet keeps them
    kHidden,      ///< rows or columns are hidden, and read
  };
  Kind kind;
  std::string table;   ///< `zugang.xlsx:Kreise`
  std::string column;  ///< empty: of all
  std::size_t count = 0;
  std::vector<std::uint32_t> lines;  ///< where it is, the first few
};

}  // namespace allot
