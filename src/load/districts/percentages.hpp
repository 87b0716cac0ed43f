#pragma once

#include "load/draft/draft.hpp"

namespace allot::load {

/// Reports the cells of a column of percentages that carry no `%`, unless the unit of the column
/// says that they are: 95 is 95 % or 9500 %. To be called when its numbers have been read, where
/// 95 % is 95.
void check_percentages(Draft& draft, const AvailableColumn& available);

}  // namespace allot::load
