#pragma once

#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "engine/pot/task.hpp"

namespace allot::engine {

/// The amounts of all pots, and what each passes on to pots that are parts of it.
struct PotAmounts {
  std::vector<Fraction> amounts;  ///< 0 of an open pot
  std::vector<std::vector<PotTask::Passed>> passed_on;
};

/// The loader has ruled out circles, parts of open pots, and parts that come to more than the
/// whole. Reports kPartNotWhole.
std::optional<PotAmounts> pot_amounts(const Scenario& scenario, Problems& problems);

}  // namespace allot::engine
