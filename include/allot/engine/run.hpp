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
#include "allot/engine/keys/keys.hpp"
#include "allot/engine/facts/record.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/facts/split_table.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

// Amounts are in minor units: 10^-decimals of the currency, Scenario::decimals.

struct Reserve {
  std::string name;
  Money amount;
};

/// Money that went into another pot (`{part: 30 %, of: POT}`) before the first step.
struct PassedOn {
  PotId to;
  Money amount;
};

/// What a result keeps of each pot. Districts times pots is more than a file that names each once.
enum class PotDetail : std::uint8_t {
  kTotals,     ///< no list of districts but those of ties
  kDistricts,  ///< also what each district has of it: `budgets`, `exact`, the cells of its splits
};

/// What became of one pot. amount + top-ups = budget + reserves + passed on + not_assigned +
/// left_over.
struct PotResult {
  Money amount;
  std::vector<Money> budgets;  ///< one for each district
  Money budget;                ///< their sum
  ExactAmounts exact;          ///< before rounding, in the currency
  std::vector<Reserve> reserves;
  std::vector<Reserve> top_ups;  ///< from outside the pot, by who pays
  Quantities topped_up_for;      ///< exact, by district; of no districts: there are no top-ups
  std::vector<PassedOn> passed_on;
  Money not_assigned;  ///< what no step gave to anybody
  Money left_over;     ///< what rounding left (`residual: report`); negative where it gave too much
  std::optional<DistrictId> residual_to;  ///< who took what rounding left or gave too much
  Money residual;                         ///< and how much; negative where it gave too much
  std::optional<KeyId> key;               ///< of the last share step
  std::vector<NamedTie> earlier_ties;     ///< of contributors, rounded keys, groups, the prior year
  std::vector<Tie> ties;
  std::int64_t extra_units = 0;   ///< units left over after rounding down (largest remainder)
  std::vector<DistrictId> extra;  ///< the first ten who got one of them, in rank order
  std::int64_t extra_again = 0;   ///< units of these that went to who had got one before
  bool within_bounds = false;     ///< after rounding down and keeping bounds in units
  std::int64_t unit = 1;          ///< the rounding unit in minor units
  std::vector<bool> takes_part;   ///< empty: all do
  std::vector<Effect> effects;    ///< of the rules that did something, in order
  std::optional<SplitTable> contributors, years;
  std::optional<CubeDeviation> cube;  ///< where it has both
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
  std::vector<bool> takes_part;            ///< in any pot; empty: all do
  std::optional<std::vector<Money>> paid;  ///< already paid out, over all pots that say so
  Keys keys;
  /// The weakest status of the data in use; nothing if none of it says.
  std::optional<Status> status;
  Location status_where;  ///< of the datum that is
};

/// The rule, if the prior year of the pot is made by one: its own, else that of the scenario.
const Pot* prior_rule_of(const Scenario& scenario, const Pot& pot);

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

  /// Of some districts in one pot: one list for each; none where the scenario is infeasible.
  [[nodiscard]] std::vector<std::vector<Record>> records_of(
      std::size_t pot, std::span<const DistrictId> districts) const;
  /// Those of one district.
  [[nodiscard]] std::vector<Record> records_of(std::size_t pot, DistrictId district) const;

 private:
  const Scenario& scenario_;
  std::unique_ptr<const Basis> basis_;  ///< null: infeasible
};

/// The records of some districts in one pot: one list for each.
std::vector<std::vector<Record>> records_of(const Scenario& scenario, std::size_t pot,
                                            std::span<const DistrictId> districts);
/// Those of one district.
std::vector<Record> records_of(const Scenario& scenario, std::size_t pot, DistrictId district);

}  // namespace allot::engine
