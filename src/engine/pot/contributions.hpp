#pragma once

#include <cstddef>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// What the contributors of a pot pay in cash, in the currency and in the order of the file.
/// In-kind contributions are in none of these.
struct Contributions {
  Fraction amount;                 ///< of the pot: the sum of `exact`, rounded half up to its unit
  std::vector<Fraction> exact;     ///< 0 for one who gives nothing in cash
  std::vector<Fraction> rounded;   ///< whole units by largest remainder; they add up to `amount`
  std::vector<std::size_t> by_id;  ///< their places, in the order of the ids' bytes
  /// Equal remainders go by the largest exact amount, then by the id's bytes.
  std::vector<NamedTie> ties;
};

/// Of a pot whose amount is that of its contributors: P = (fixed + matches) / (1 - percentages).
/// The percentages are below 1, and no chain of matches is a circle.
Contributions contributions(const Pot& pot);

}  // namespace allot::engine
