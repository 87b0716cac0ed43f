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

// Warnings of characters that are not seen (see first_unseen), for the first ten of a kind.

/// In the names of fields, and in all texts but notes and the ids, names and groups of districts
/// and groups, of which `warn_of_invisible_districts` tells.
void warn_of_invisible(const YamlNode& root, Problems& problems);
/// In a value of the command line.
void warn_of_invisible_value(const YamlNode& value, Problems& problems);
/// Of the districts of the draft, or of its groups.
void warn_of_invisible_districts(const Draft& draft);
/// In the names of the columns.
void warn_of_invisible_columns(const CsvTable& table, Problems& problems);

}  // namespace allot::load
