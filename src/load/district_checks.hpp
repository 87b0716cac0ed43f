#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// Reports districts that are hardly meant: rows of totals, and ids with invisible ends.
void check_districts(const Districts& districts, Problems& problems);

/// The word of a row of totals, such as `Summe` or `Total:`.
bool looks_like_total(std::string_view text);

}  // namespace allot::load
