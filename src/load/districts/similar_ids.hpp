#pragma once

#include "allot/core/diagnostic.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// Warns of ids that are alike (see core/text.hpp) and not the same: two districts that were one?
/// Ids of digits, and of letters of one case, are looked at once and no more.
void warn_of_similar_ids(const Districts& districts, Problems& problems);

}  // namespace allot::load
