#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/load/csv/csv.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Reports districts that are hardly meant: rows of totals, ids with invisible ends, ids and names
/// with invisible characters, ids that look like others. Of the districts of the draft, or of its
/// groups.
void check_districts(const Draft& draft);

/// The word of a row of totals, such as `Summe` or `Total:`.
bool looks_like_total(std::string_view text);

/// Warns of characters in the names of the columns that are not seen.
void warn_of_invisible_columns(const CsvTable& table, Problems& problems);

}  // namespace allot::load
