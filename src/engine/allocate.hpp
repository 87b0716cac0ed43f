#pragma once

#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/run.hpp"
#include "engine/steps/apply_steps.hpp"

namespace allot::engine {

struct PotRun {
  PotResult result;
  std::vector<Records> records;  ///< one for each watched district
};

/// Runs the steps of one pot and rounds. Throws ArithmeticError where a number is out of range.
std::optional<PotRun> allocate(const PotTask& task, Problems& problems);

}  // namespace allot::engine
