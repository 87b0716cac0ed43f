#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/engine/check/findings.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// A single figure that does not hold. Amounts in the currency.
struct Deviation {
  enum class Of { kTotal, kBudget, kKey };
  Of of;
  DistrictId district{};  ///< of kBudget and kKey
  KeyId key{};            ///< of kKey
  Fraction expected, actual;
  Location where;
};

struct CheckResult {
  std::size_t expectations = 0;
  std::vector<Deviation> deviations;  ///< of single figures, in the order of the file
  std::optional<TableCheck> table;    ///< where a table is expected

  [[nodiscard]] bool holds() const {
    return deviations.empty() && (!table || table->findings.empty());
  }
};

/// Holds a result against the scenario's `expect:` (all of it but `exit`).
CheckResult check(const Scenario& scenario, const Result& result);

/// Whether the result of a scenario agrees with all amounts of its published table: with other
/// columns it may, where it did not.
bool makes_table(const Scenario& scenario, const Result& result);

}  // namespace allot::engine
