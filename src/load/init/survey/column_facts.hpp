#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "load/numbers/scale_words.hpp"

namespace allot::load {

/// A column as numbers, with one of the decimal marks.
struct ColumnReading {
  Fraction total;
  int decimals = 0;  ///< the most in a cell
  bool negative = false;
  std::size_t missing = 0;  ///< cells that are empty, or say that a value is unknown

  friend bool operator==(const ColumnReading&, const ColumnReading&) = default;
};

/// What the cells of a column say about what it may be for.
struct ColumnFacts {
  std::string_view name;   ///< as scenarios call it: with the prefix of its table
  std::size_t table = 0;   ///< the number of its table
  std::size_t column = 0;  ///< within the table
  std::size_t rows = 0;
  std::size_t empty = 0;
  std::size_t different = 0;    ///< texts, without the empty one
  std::size_t digits = 0;       ///< cells that begin like numbers
  std::size_t percentages = 0;  ///< cells that end in `%`
  std::size_t money = 0;        ///< cells with a currency
  std::size_t longest = 0;      ///< bytes of a cell
  std::string_view first = {};  ///< the first cell that is not empty
  /// With each of the decimal marks; nothing where some cell is no number then, or all are empty.
  std::optional<ColumnReading> point = {}, comma = {};
  bool needs_signs = false;  ///< they are numbers only with the signs of statistics
  /// What its head says of its numbers, or the lines above the head say of all amounts.
  std::optional<Scale> scale = {};

  [[nodiscard]] bool is_numeric() const { return point || comma; }
  /// `1.034` and `2.117` alone are numbers in two ways.
  [[nodiscard]] bool is_ambiguous() const { return point && comma && *point != *comma; }
  /// The mark without which it would be no number.
  [[nodiscard]] std::optional<DecimalMark> needed_mark() const;
  /// The mark with which its cells are whole numbers in groups; for an ambiguous column.
  [[nodiscard]] DecimalMark grouping_mark() const;
  /// The mark by which its numbers would be read if it stood alone.
  [[nodiscard]] DecimalMark likely_mark() const;
  /// Numbers, by `mark` where it is ambiguous.
  [[nodiscard]] const ColumnReading& reading(DecimalMark mark) const;
  [[nodiscard]] bool is_text() const { return digits == 0 && different > 0 && !is_numeric(); }
  /// Each row has a text of its own.
  [[nodiscard]] bool tells_apart() const { return empty == 0 && different == rows; }
  /// How many rows have no number.
  [[nodiscard]] std::size_t without_number() const {
    return point ? point->missing : comma ? comma->missing : rows;
  }
};

/// With one of the decimal marks at least.
bool reads_as_number(std::string_view text);

/// 1900 to 2099.
bool is_calendar_year(std::string_view text);

/// The columns that have a name, in the order of the table. `rules` has the currency, and the
/// column of the ids.
std::vector<ColumnFacts> facts_of_columns(const Table& table,
                                          const std::vector<std::uint32_t>& rows,
                                          const NumberRules& rules);

}  // namespace allot::load
