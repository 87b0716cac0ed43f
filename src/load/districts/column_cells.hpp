#pragma once

#include "load/districts/columns.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Reads a column that is used as numbers, with the cells that were changed, and checks
/// them by its uses.
void read_column(Draft& draft, const AvailableColumn& available);

/// Changes of cells that are not there, or that nothing uses.
void apply_cell_changes_of_unused(Draft& draft);

}  // namespace allot::load
