#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Notes what a table was taken for: once, however often it is read.
void tell_reading(Draft& draft, TableReading::Kind kind, const Table& table,
                  std::string_view column, const std::vector<std::uint32_t>& rows,
                  std::string what = {});

}  // namespace allot::load
