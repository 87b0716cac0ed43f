#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/cells/table.hpp"
#include "allot/model/printed_table.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// A column and what it says of each district.
struct RoleColumn {
  PrintedRole role;
  std::size_t column;
};

/// A published table, and what is known of it before it is read.
struct PublishedSource {
  Table& table;
  std::optional<std::size_t> id, name;  ///< one of them at least
  std::vector<std::uint32_t> rows;      ///< that are wanted, in the order of the file
  std::vector<RoleColumn> columns;      ///< at least one
  NumberRules rules = {};
  std::optional<Fraction> in = {}, printed_to = {};  ///< of its amounts
  const Districts* known = nullptr;  ///< of the scenario that it is held against; null: of none
  bool skips_others = false;         ///< rows of no district of the scenario are left out
};

/// Tells the table's own sums, titles and notes from its districts, and reads the numbers of both.
/// A row of sums knows what it adds up: the rows whose ids it begins, all rows, or those up to the
/// next sum, whichever its numbers fit. Rows of averages and parts ("davon") are left out. Nothing
/// where a number cannot be read, which is reported.
std::optional<PrintedTable> read_published(const PublishedSource& source, Problems& problems);

}  // namespace allot::load
