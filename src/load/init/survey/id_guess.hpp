#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "load/init/survey/column_facts.hpp"

namespace allot::load {

/// Rows with more than one filled cell that no cell calls a sum: they say what the columns are.
std::vector<std::uint32_t> typical_rows(const Table& table);

/// The column of the ids, where one will do: never a constant, and a running number only where
/// there is nothing else. `facts` are of the typical rows.
const ColumnFacts* guess_id(const Table& table, const std::vector<std::uint32_t>& rows,
                            const std::vector<ColumnFacts>& facts);

}  // namespace allot::load
