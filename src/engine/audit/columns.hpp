#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/engine/audit/audit.hpp"
#include "allot/model/printed_table.hpp"

namespace allot::engine {

Fraction magnitude_of(const Fraction& value);
Fraction twice(const Fraction& value);

std::vector<std::size_t> columns_of(const PrintedTable& table, PrintedRole role);

/// Columns of two roles that speak of each other: the first of one with the first of the other
/// where there are as many; one with each where there is one. Else each may be meant with each,
/// and what does not fit is not said.
struct ColumnPairs {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  bool sure = true;
};
ColumnPairs pairs_of(const PrintedTable& table, PrintedRole one, PrintedRole other);

/// The least unit in which its numbers are printed: twice their half; of exact ones, that of the
/// last decimal that any of them has.
Fraction unit_of(const PrintedColumn& column);

/// The largest multiple by ten of it that divides all numbers: they may have been rounded to that.
/// `least`: how many of it the largest number has, so that 5 000 000 is not taken for rounded to
/// millions.
Fraction coarse_unit_of(const PrintedColumn& column, int least = 100);

/// How much a number may be off by having been rounded to the nearest: half of its own last digit,
/// and no less than half the unit.
Fraction half_of(const PrintedNumber& number, const Fraction& unit);

/// What some rows of a column add up to.
struct ColumnTotal {
  Fraction sum;
  Fraction halves, coarse_halves;  ///< of the units in which they are printed, of the coarse one
  std::size_t rows = 0, empty = 0;
};
ColumnTotal total_of(const PrintedColumn& column);
/// Of both units of the column, which are those of all its rows.
struct ColumnUnits {
  explicit ColumnUnits(const PrintedColumn& column)
      : printed{unit_of(column)}, coarse{coarse_unit_of(column)} {}

  Fraction printed, coarse;
};
ColumnTotal total_of(const PrintedColumn& column, std::span<const std::uint32_t> rows,
                     const ColumnUnits& units);

/// How far the sum may be off where all its numbers are rounded the same way, in units of the rule
/// that gives them, where there is one.
Fraction one_way(const ColumnTotal& total, const Fraction& unit_of_rule);

/// What the table prints as the sum of all rows.
const PrintedNumber* printed_total(const PrintedTable& table, std::size_t column);

/// A row that breaks a rule: what would have been printed, in that unit, for the middle of what
/// fits, or for any of it that a slip of the pen has made into what is printed.
StrayRow stray_row(std::size_t row, const PrintedNumber& printed, Range fits, const Fraction& unit);

/// Fewer than an eighth of the rows: those who keep a rule are then the rule.
inline bool are_few(std::size_t some, std::size_t rows) { return some * 8 < rows; }

/// The place of a cell, if there is one, else of the head of its column.
Location place_of_cell(const PrintedTable& table, std::size_t column, std::size_t row);

}  // namespace allot::engine
