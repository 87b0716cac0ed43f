#pragma once

#include "allot/core/diagnostic.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

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
