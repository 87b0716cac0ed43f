#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/money.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/effect.hpp"
#include "allot/engine/facts/exact_amounts.hpp"
#include "allot/engine/facts/record.hpp"
#include "allot/engine/facts/split_table.hpp"
#include "allot/engine/keys/keys.hpp"
#include "allot/engine/pot/result.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

// Amounts are in minor units: 10^-decimals of the currency, Scenario::decimals.

/// What a result keeps of each pot. Districts times pots is more than a file that names each once.
enum class PotDetail : std::uint8_t {
  kTotals,     ///< no list of districts but those of ties
  kDistricts,  ///< also what each district has of it: `budgets`, `exact`, the cells of its splits
};

/// The prior year. Undefined for a district that has none.
struct PriorYear {
  std::vector<std::optional<Money>> budgets;
  Money total;
  std::string label;
};

/// What is paid besides the budgets, over all pots that settle an earlier year. Payable is the
/// budget and this; with any sum of either, or less what has been paid, it is in the range of
/// Money.
struct Settlements {
  std::vector<Money> amounts;  ///< one for each district, of either sign
  Money total;
};

struct Result {
  std::vector<PotResult> pots;  ///< as in the scenario
  std::vector<Money> budgets;   ///< over all pots
  Money total;
  std::optional<PriorYear> prior;
  std::vector<bool> takes_part;            ///< in any pot; empty: all do
  std::optional<std::vector<Money>> paid;  ///< already paid out, over all pots that say so
  std::optional<Settlements> settlements;  ///< nothing: no pot settles anything
  Keys keys;
  /// The weakest status of the data in use; nothing if none of it says.
  std::optional<Status> status;
  Location status_where;  ///< of the datum that is
};

/// Distributes all pots. Nothing is returned if a pot is infeasible or a number out of range: the
/// reasons, for all pots, are in `problems`. Throws nothing.
std::optional<Result> run(const Scenario& scenario, Problems& problems,
                          PotDetail detail = PotDetail::kDistricts);

struct Basis;  // what all pots are computed from

/// Makes records on demand. `scenario` outlives it.
class Recorder {
 public:
  explicit Recorder(const Scenario& scenario);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Of some districts in one pot, one after the other; none where the scenario is infeasible.
  [[nodiscard]] std::vector<Records> records_of(std::size_t pot,
                                                std::span<const DistrictId> districts) const;
  /// Those of one district.
  [[nodiscard]] Records records_of(std::size_t pot, DistrictId district) const;

 private:
  const Scenario& scenario_;
  std::unique_ptr<const Basis> basis_;  ///< null: infeasible
};

}  // namespace allot::engine
