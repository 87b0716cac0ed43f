#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "allot/load/cells/table.hpp"

namespace allot::load {

/// A table whose ids others are to have, too.
struct JoinSide {
  const Table& table;
  std::size_t id;                          ///< the likeliest column
  const std::vector<std::uint32_t>& rows;  ///< that may be districts
  std::size_t id_digits = 0;
};

/// By which columns two tables are joined.
struct TableJoin {
  std::size_t first_id, second_id;
  std::size_t matches = 0;  ///< ids of the first that the second has
  /// With leading zeros that one of them has lost; 0: ids are the same as they are written.
  std::size_t digits = 0;
};

/// The columns that have most ids in common, those that are likeliest before others. Nothing where
/// none have half of the ids.
std::optional<TableJoin> find_join(const JoinSide& first, const JoinSide& second);

}  // namespace allot::load
