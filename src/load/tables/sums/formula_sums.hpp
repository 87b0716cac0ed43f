#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "load/tables/sums/sum_finder.hpp"

namespace allot::load {

/// Those of the rows of a sheet whose formula in one of the columns adds up others of the rows.
std::vector<FoundSum> find_formula_sums(const Table& table, const SheetCells& sheet,
                                        std::span<const std::size_t> columns,
                                        std::span<const std::uint32_t> rows);

/// Adds those that are not among them. What is only likely goes where another one is certain.
void add_sums(std::vector<FoundSum>& sums, std::vector<FoundSum> others);

}  // namespace allot::load
