#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "load/districts/text_cells.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Reports districts that are hardly meant: rows of totals, ids with invisible ends, ids and names
/// with invisible characters, ids that look like others. Of the districts of the draft, or of its
/// groups.
void check_districts(const Draft& draft, const DistrictTexts& texts);

/// The word of a row of totals, such as `Summe` or `Total:`.
bool looks_like_total(std::string_view text);

}  // namespace allot::load
