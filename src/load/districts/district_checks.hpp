#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// Reports districts that are hardly meant: rows of totals, ids with invisible ends, ids and names
/// with invisible characters, ids that look like others.
void check_districts(const Districts& districts, Problems& problems);

/// Whether it begins or ends with a blank or an invisible character.
bool has_invisible_end(std::string_view id);

/// The word of a row of totals, such as `Summe` or `Total:`.
bool looks_like_total(std::string_view text);

}  // namespace allot::load
