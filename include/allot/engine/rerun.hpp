#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/money.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// What a result comes down to.
struct Outcome {
  std::vector<Money> budgets;  ///< over all pots
  Money total, not_assigned;
};

Outcome outcome_of(const Result& result);

/// Runs one scenario again and again, each time with other numbers in its pots. Keys and prior
/// years, which do not depend on those, are computed once. Several threads may share it.
class Rerun {
 public:
  /// `scenario` outlives it. Nothing: reported.
  static std::optional<Rerun> of(const Scenario& scenario, Problems& problems);

  /// Of a copy of the scenario in which only amounts of pots and numbers of steps are others: what
  /// `run` would come to. Throws nothing.
  [[nodiscard]] std::optional<Outcome> run(const Scenario& varied, Problems& problems) const;

  [[nodiscard]] const std::optional<PriorYear>& prior() const;

 private:
  struct Fixed;

  explicit Rerun(std::shared_ptr<const Fixed> fixed) : fixed_{std::move(fixed)} {}

  std::shared_ptr<const Fixed> fixed_;
};

}  // namespace allot::engine
