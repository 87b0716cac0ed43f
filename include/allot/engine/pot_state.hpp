#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/keys.hpp"
#include "allot/engine/record.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// What a step reads.
struct StepInput {
  const Scenario& scenario;
  const Keys& keys;
  const Pot& pot;
  const Step& step;
  std::optional<DistrictId> watched;  ///< the district whose records are asked for
};

struct ExactReserve {
  std::string name;
  Fraction amount;
};

/// A pot while its steps work on it. Always: amount = left + reserves + not assigned + the sum of
/// `so_far`; asserted after every step (`assert_closed`).
struct PotState {
  bool open = false;
  Fraction amount;        ///< the pot; of an open one what has been claimed so far
  Fraction left;          ///< not yet given out
  Fraction not_assigned;  ///< the part of a share that belongs to nobody here
  std::vector<ExactReserve> reserves;
  Quantities so_far;              ///< exact, in the scenario's currency
  Quantities claims;              ///< of the block of flat and rate steps under way
  std::optional<KeyId> last_key;  ///< of the last share step: decides ties
  std::vector<Record> records;    ///< of the watched district only
  bool blocked = false;           ///< a step lacks a key whose failure has been reported

  PotState(std::size_t districts, const std::optional<Fraction>& pot_amount);

  /// Adds claims to the block under way.
  void claim(const Quantities& amounts);
  /// Hands out `amounts`, whose sum is `sum`, of what is left.
  void give(const Quantities& amounts, const Fraction& sum);
  void assert_closed() const;
};

/// A step comes after a share that has handed out all there was.
void report_nothing_left(const StepInput& input, Problems& problems);

}  // namespace allot::engine
