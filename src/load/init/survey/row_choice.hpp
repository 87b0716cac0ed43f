#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/cells/table.hpp"

namespace allot::load {

/// Which rows of a table are districts, and what its scenario says so that no others are.
struct RowChoice {
  std::vector<std::uint32_t> rows;  ///< of districts, in the order of the file
  std::size_t id_digits = 0;        ///< 0: nothing to say
  bool restores_zeros = false;      ///< some ids lack their leading zero
  bool skips = false;               ///< `other_rows: skip`
  std::optional<std::size_t>
      filter;  ///< `where`: a column, and the texts of the rows that are kept
  std::vector<std::string> kept = {};
  std::vector<std::uint32_t> filtered = {};  ///< rows that it leaves out, and nothing else would
};

/// What is known of a table before its rows are chosen.
struct RowSource {
  const Table& table;
  const SheetCells* sheet;  ///< null of a table that is no sheet
  std::size_t id;
  std::optional<std::size_t> name;
  /// Columns of numbers that will be in use; with the rules by which they are read.
  std::vector<std::size_t> numbers;
  std::vector<NumberRules> rules;
};

/// Tells districts from titles, notes, sums and higher levels, as the loader does.
RowChoice choose_rows_of(const RowSource& source);

}  // namespace allot::load
