#pragma once

#include <cstddef>
#include <functional>

namespace allot {

/// Calls `work` in this thread and in as many others as can be had, up to `most_helpers` and one
/// for each processor; all have ended afterwards. `here` is true in this thread. What is thrown in
/// one of them is thrown again here, once `stop` has told the others that they may end.
void work_together(std::size_t most_helpers, const std::function<void(bool here)>& work,
                   const std::function<void()>& stop);

}  // namespace allot
