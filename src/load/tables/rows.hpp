#pragma once

#include "load/tables/tables.hpp"

namespace allot::load {

/// Which rows of the table are meant: those that are wanted, without other rows; gives ids their
/// zeros and cells what is above them on the way. False where something is wrong, which is
/// reported.
bool choose_rows(Draft& draft, const TableSpec& spec, const RowConditions& conditions,
                 OpenTable& open);

/// The same, with all rows but those that are not wanted: other rows are not told apart.
bool find_rows(Draft& draft, const TableSpec& spec, const RowConditions& conditions,
               OpenTable& open);

/// By what rows of districts and others are told apart.
struct RowRules {
  std::size_t id;             ///< the column of the ids
  std::size_t id_digits = 0;  ///< 0: ids are as written
  bool has_sums = true;       ///< an id such as `Summe` is one of a sum
};

/// Whether the row is of no district: it has no id, or one that is a word for a sum or has not as
/// many digits as ids have, or no other cell is filled.
bool is_other_row(const Table& table, std::uint32_t row, const RowRules& rules);

/// Whether the id has all of its digits but a leading zero.
bool lacks_zero(std::string_view id, std::size_t id_digits);

/// Whether the row is the first and numbers the columns: `1;2;3;4`, `(1);(2);(3)`, `a;b;1;2`.
bool numbers_columns(const Table& table, std::uint32_t row, std::size_t id);

/// Whether a cell of the row calls it a sum, such as `Summe` or `Kreise zusammen`.
bool is_called_sum(const Table& table, std::uint32_t row);

}  // namespace allot::load
