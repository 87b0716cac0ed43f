#pragma once

#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// A key evaluated over all districts of the file: district i has weights.at(i) / whole of it.
/// `whole` is the sum of the weights, except where a published or rounded key does not close: then
/// it is what the key should add to, and the gap belongs to nobody.
struct KeyValues {
  Quantities weights;
  Fraction whole;
  bool closes = true;
  std::optional<Fraction> whole_before_rounding = {};  ///< of a rounded key, like its ties
  std::vector<Tie> ties = {};
};

/// All keys of a scenario, evaluated once; also those that nothing uses: a file with a key that
/// cannot be evaluated is wrong.
class Keys {
 public:
  /// Reports kZeroWeight, kKeyNotClosed and what rounding a key can meet.
  static Keys evaluate(const Scenario& scenario, Problems& problems);

  /// Nothing if its evaluation failed (the problem has been reported).
  [[nodiscard]] const KeyValues* find(KeyId key) const;

 private:
  std::vector<std::optional<KeyValues>> values_;
};

}  // namespace allot::engine
