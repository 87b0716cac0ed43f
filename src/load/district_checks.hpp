#pragma once

#include "allot/core/diagnostic.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// Reports districts that are hardly meant: rows of totals, and ids with invisible ends.
void check_districts(const Districts& districts, Problems& problems);

}  // namespace allot::load
