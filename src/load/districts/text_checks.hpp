#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/load/cells/table.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Reports districts that are hardly meant: rows of totals, ids with invisible ends, ids and names
/// with invisible characters, ids that look like others. Of the districts of the draft, or of its
/// groups.
void check_districts(const Draft& draft);

/// Warns of characters in the names of the columns that are not seen.
void warn_of_invisible_columns(const Table& table, Problems& problems);

// Warnings of texts that are alike (see core/text.hpp) and not the same: two districts that were
// one? Ids of digits, and of letters of one case, are looked at once and no more.

/// Of the ids of the districts, or of the groups, of the draft.
void warn_of_similar_districts(const Draft& draft);
/// Of the groups that the districts are in, where the file has no `groups`.
void warn_of_similar_groups(const Draft& draft);
void warn_of_similar_columns(const Draft& draft);
void warn_of_similar_pots(const Draft& draft);
void warn_of_similar_keys(const YamlNode& keys, Problems& problems);

}  // namespace allot::load
