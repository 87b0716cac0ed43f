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
    kOtherIds,      ///< rows of a further table, such as of `what`, that the first has not
    kOtherRows,     ///< rows of no district were left out
    kPaddedIds,     ///< ids got their leading zeros back
    kGuardedIds,    ///< ids stood as `what`, so that a spreadsheet keeps their zeros
    kFilledDown,    ///< empty cells of `column` continue the one above
    kSigns,         ///< cells of `column` have signs of statistics
    kTableMark,     ///< the decimal mark of `column` is that of other columns
    kRounded,       ///< numbers of more than 15 digits were rounded to those that Excel keeps
    kShownShorter,  ///< the sheet shows numbers of `column` with fewer decimals than they have
    kShownScaled,   ///< it shows them in thousands or millions
    kTimes,         ///< `column` was multiplied
  };
  Kind kind;
  std::string table;      ///< `zugang.xlsx:Kreise`
  std::string column;     ///< empty: of all
  std::string what = {};  ///< the factor of kTimes, the signs of kSigns, an example of the mark
  std::size_t count = 0;
  std::vector<std::uint32_t> lines;  ///< where it is, the first few

  friend bool operator==(const TableReading&, const TableReading&) = default;
};

}  // namespace allot
