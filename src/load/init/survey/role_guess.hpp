#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/init/scenario_template.hpp"

namespace allot::load {

/// A column as numbers, with one of the decimal marks.
struct ColumnReading {
  Fraction total;
  int decimals = 0;  ///< the most in a cell
  bool negative = false;

  friend bool operator==(const ColumnReading&, const ColumnReading&) = default;
};

/// What the cells of a column say about what it may be for.
struct ColumnFacts {
  std::string_view name;
  std::size_t rows = 0;
  std::size_t empty = 0;
  std::size_t different = 0;    ///< texts, without the empty one
  std::size_t digits = 0;       ///< cells that begin like numbers
  std::string_view first = {};  ///< the first cell that is not empty
  /// With each of the decimal marks; nothing where some cell is no number then, or all are empty.
  std::optional<ColumnReading> point = {}, comma = {};

  [[nodiscard]] bool is_numeric() const { return point || comma; }
  /// `1.034` and `2.117` alone are numbers in two ways.
  [[nodiscard]] bool is_ambiguous() const { return point && comma && *point != *comma; }
  /// The mark without which it would be no number.
  [[nodiscard]] std::optional<DecimalMark> needed_mark() const;
  /// The mark with which its cells are whole numbers in groups; for an ambiguous column.
  [[nodiscard]] DecimalMark grouping_mark() const;
  /// Numbers, by `mark` where it is ambiguous.
  [[nodiscard]] const ColumnReading& reading(DecimalMark mark) const;
  [[nodiscard]] bool is_text() const { return digits == 0 && different > 0; }
  /// Each row has a text of its own.
  [[nodiscard]] bool tells_apart() const { return empty == 0 && different == rows; }
};

/// The columns that have a name, in the order of the table.
std::vector<ColumnFacts> facts_of_columns(const Table& table);

/// A column for a role; none where the table has nothing for it.
struct ChosenColumn {
  const ColumnFacts* facts = nullptr;
  bool guessed = false;
};

/// One for each role, in the order of the enumerators.
using ChosenColumns = std::array<ChosenColumn, kColumnRoles.size()>;

inline const ChosenColumn& chosen(const ChosenColumns& columns, ColumnRole role) {
  return columns[static_cast<std::size_t>(role)];
}

/// Fills the roles that have no column yet, where the table has one that will do.
void guess_roles(const std::vector<ColumnFacts>& facts, ChosenColumns& columns);

/// A column of money by its name of which some cell is no amount, such as `5,00 €`; nullptr if
/// there is none.
const ColumnFacts* guess_unreadable_prior(const std::vector<ColumnFacts>& facts);

/// A text that several rows share, such as the Land; nullptr if there is none.
const ColumnFacts* guess_group(const std::vector<ColumnFacts>& facts, const ChosenColumns& columns);

/// `Zugang_2025` and `Zugang_2024` are alike: what is left without their digits.
std::string without_digits(std::string_view name);

}  // namespace allot::load
