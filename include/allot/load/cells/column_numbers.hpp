#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/load/cells/table.hpp"

namespace allot::load {

enum class DecimalMark : std::uint8_t { kFind, kPoint, kComma };

/// What a cell `12,5 %` is.
enum class PercentCells : std::uint8_t {
  kError,
  kParts,   ///< 0.125: of shares that add to 1
  kPoints,  ///< 12.5: of shares that add to 100, where a cell `12,5` is the same
};

/// What is known of a column before it is read.
struct NumberRules {
  DecimalMark mark = DecimalMark::kFind;  ///< of its texts; what is a number by type has a point
  std::string_view currency = {};         ///< of the scenario; empty: it has none
  bool may_be_money = true;               ///< false: it counts, and a currency is wrong
  PercentCells percentages = PercentCells::kError;
  bool signs_din55301 = false;         ///< `-`, `.`, `(12)`, `12 p` mean what statistics mean
  std::optional<std::size_t> id = {};  ///< a column that says nothing of the table's mark
};

/// The signs of DIN 55301 and of the statistical offices.
enum class CellSign : std::uint8_t {
  kNothing,      ///< `-`: exactly 0
  kUnknown,      ///< `.`: not known, or secret
  kLater,        ///< `…`: not known yet
  kUnreliable,   ///< `/`: not given, too uncertain
  kMeaningless,  ///< `x`: no value makes sense here
  kLimited,      ///< `(12)`: uncertain
  kPreliminary,  ///< `12 p`
  kRevised,      ///< `12 r`
  kEstimated,    ///< `12 s`, `12 e`
};

/// A cell whose value is unknown or marked.
struct SignedCell {
  std::size_t row;  ///< index into the rows that were asked for
  CellSign sign;

  friend bool operator==(const SignedCell&, const SignedCell&) = default;
};

/// A column of a table as numbers.
struct NumericColumn {
  Quantities values;          ///< 0 where the cell is empty
  std::vector<bool> missing;  ///< empty vector: no cell is empty
  int decimals = 0;           ///< the most decimals printed in a cell
  bool negative = false;      ///< some value is below 0
  /// The column alone could be read in two ways, and the numbers beside it decided.
  bool mark_from_table = false;
  std::vector<SignedCell> signs = {};  ///< in the order of the file
};

/// Reads the cells of `rows` (indices, in any order) as numbers. With `kFind` the mark is what
/// allows one reading of every cell: `1.034,5` and `12,5` decide for the comma, `0.5` for the
/// point; where `1.034` and `2.117` stand alone, the other columns decide if theirs are read in
/// one way only; else it is an error that names the field `districts.decimal` and shows both
/// readings. Grouping marks are accepted where they group by three (`1.234.567,8`, `1,234.5`,
/// `1 234`, `1'234`, U+00A0 and U+202F too), money also with the scenario's currency (`12,50 €`)
/// and with dashes for decimals (`500,--`); everything else is an error at the cell (first ten,
/// then a count). With point as mark a plain `1034.5` is the fast path: digits straight into a
/// scaled int64.
std::optional<NumericColumn> read_numbers(const Table& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows,
                                          const NumberRules& rules, Problems& problems);

/// Each value times `factor` > 0, exactly: with 1000 a cell `2.5` (Tsd. EUR) is 2500, without
/// decimals.
NumericColumn multiplied(NumericColumn column, const Fraction& factor);

}  // namespace allot::load
