#pragma once

#include <cstddef>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// An expectation that does not hold: |actual - expected| > tolerance. Amounts in the currency.
struct Deviation {
  enum class Of { kTotal, kBudget, kKey };
  Of of;
  DistrictId district{};  ///< of kBudget and kKey
  KeyId key{};            ///< of kKey
  Fraction expected, actual, tolerance;
  Location where;
};

struct CheckResult {
  std::size_t expectations = 0;
  std::vector<Deviation> deviations;  ///< in the order of the file
};

/// Holds a result against the scenario's `expect:` (all of it but `exit`).
CheckResult check(const Scenario& scenario, const Result& result);

}  // namespace allot::engine
