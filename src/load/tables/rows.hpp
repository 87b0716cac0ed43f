#pragma once

#include "load/tables/tables.hpp"

namespace allot::load {

/// Which rows of the table are meant: those that are wanted, without other rows; gives ids their
/// zeros and cells what is above them on the way. False where something is wrong, which is
/// reported.
bool choose_rows(Draft& draft, const TableSpec& spec, const RowConditions& conditions,
                 OpenTable& open);

/// Whether a cell of the row calls it a sum, such as `Summe` or `Kreise zusammen`.
bool is_called_sum(const Table& table, std::uint32_t row);

}  // namespace allot::load
