#pragma once

#include <optional>

#include "allot/core/source.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// The weakest status among the data in use, and the datum that has it. In use are the pots, the
/// keys and columns that their steps and roundings reach, and the prior year.
struct WeakestStatus {
  std::optional<Status> status;
  Location where;
};

WeakestStatus weakest_status(const Scenario& scenario);

}  // namespace allot::engine
