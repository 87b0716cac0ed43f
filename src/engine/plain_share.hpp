#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "allot/engine/keys/keys.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// A pot that does nothing but share all of a fixed amount among all districts by a key, rounded by
/// largest remainder: most pots. Its amount can then be changed ten thousand times a moment.
class PlainShare {
 public:
  /// Nothing where the pot does more than that. `scenario` and `keys` outlive it.
  static std::optional<PlainShare> of(const Scenario& scenario, const Keys& keys, const Pot& pot);

  /// Adds what each district gets of `amount`, in minor units. False, and nothing is added, where
  /// the general way has to be gone: the amount is no whole number of units, or too large.
  bool add(const Fraction& amount, std::vector<std::int64_t>& minor) const;

 private:
  PlainShare(const Quantities::Narrow& weights, std::int64_t whole, Fraction unit,
             std::int64_t unit_minor, TieOrder ties);

  const Quantities::Narrow* weights_;
  std::int64_t whole_;
  int bits_;  ///< of the largest weight
  Fraction unit_;
  std::int64_t unit_minor_;
  TieOrder ties_;
};

}  // namespace allot::engine
