#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Opens and reads the table whose path `path` holds.
std::optional<Table> open_table(Draft& draft, const YamlNode& path);

/// Index of a column that must be there.
std::optional<std::size_t> require_column(const Table& table, std::string_view name,
                                          const Location& where, Problems& problems);

/// `rows` in the order of their ids by bytes. Rows without an id and all but the first of several
/// with the same one are reported and left out.
std::vector<std::uint32_t> sorted_by_id(const Table& table, std::size_t id_column,
                                        std::vector<std::uint32_t> rows, Problems& problems);

/// Rows 0, 1, 2, ...
std::vector<std::uint32_t> all_rows(const Table& table);

}  // namespace allot::load
