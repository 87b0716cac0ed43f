#pragma once

#include "allot/core/diagnostic.hpp"
#include "allot/load/csv/csv.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

// Warnings of characters that are not seen (see has_invisible), for the first ten of a kind.

/// In the names of fields, and in all texts but notes and the ids and names of districts and
/// groups, of which `warn_of_invisible_districts` tells.
void warn_of_invisible(const YamlNode& root, Problems& problems);
void warn_of_invisible_districts(const Districts& districts, Problems& problems);
/// In the names of the columns.
void warn_of_invisible_columns(const CsvTable& table, Problems& problems);

}  // namespace allot::load
