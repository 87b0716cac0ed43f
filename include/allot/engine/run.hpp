#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/money.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/keys.hpp"
#include "allot/engine/record.hpp"
#include "allot/engine/rounding.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

// Amounts are in minor units: 10^-decimals of the currency, Scenario::decimals.

struct Reserve {
  std::string name;
  Money amount;
};

/// What became of one pot. amount = sum of budgets + reserves + not_assigned + left_over.
struct PotResult {
  Money amount;
  std::vector<Money> budgets;  ///< one for each district
  Money budget;                ///< their sum
  Quantities exact;            ///< before rounding, in the currency
  std::vector<Reserve> reserves;
  Money not_assigned;  ///< what no step gave to anybody
  Money left_over;     ///< what rounding left (`residual: report`); negative where it gave too much
  std::optional<DistrictId> residual_to;  ///< who took what rounding left or gave too much
  Money residual;                         ///< and how much; negative where it gave too much
  std::optional<KeyId> key;               ///< of the last share step
  std::vector<Tie> ties;
  std::int64_t extra_units = 0;   ///< units left over after rounding down (largest remainder)
  std::vector<DistrictId> extra;  ///< the first ten who got one of them, in rank order
  std::int64_t unit = 1;          ///< the rounding unit in minor units
};

/// The prior year. Undefined for a district that has none.
struct PriorYear {
  std::vector<std::optional<Money>> budgets;
  Money total;
  std::string label;
};

struct Result {
  std::vector<PotResult> pots;  ///< as in the scenario
  std::vector<Money> budgets;   ///< over all pots
  Money total;
  std::optional<PriorYear> prior;
  Keys keys;
  /// The weakest status of the data in use; nothing if none of it says.
  std::optional<Status> status;
  Location status_where;  ///< of the datum that is
};

/// Distributes all pots. Nothing is returned if a pot is infeasible or a number out of range: the
/// reasons, for all pots, are in `problems`. Throws nothing.
std::optional<Result> run(const Scenario& scenario, Problems& problems);

/// The records of one district in one pot, made on demand.
std::vector<Record> records_of(const Scenario& scenario, std::size_t pot, DistrictId district);

}  // namespace allot::engine
