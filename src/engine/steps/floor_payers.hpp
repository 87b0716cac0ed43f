#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/effect.hpp"
#include "allot/model/funding.hpp"

namespace allot::engine {

/// Floors against the prior year. Who takes no part, or has no prior year, has 0 in `prior`.
struct FloorTask {
  const Quantities& so_far;
  const Quantities& prior;
  Quantities floors;  ///< share * prior
  Fraction share;
  Payer::How how;
};

struct FloorsPaid {
  Quantities amounts;
  std::size_t held = 0;       ///< districts at their floor that had less, or would have
  std::size_t payers = 0;     ///< districts that pay by the factor; none of a top-up
  BoundReached lowered = {};  ///< of those held: who pays by coming down to its floor
  Fraction cost;              ///< what those below their floor were given
  Fraction factor = 1;        ///< of what the payers pay from
  Fraction above = {};        ///< what they pay from, where factor = 1 - cost / above
  std::size_t others = 0;     ///< of `ratable`: who has factor times what it had; the rest are held
  std::vector<std::uint32_t> at_floor = {};  ///< of `ratable`
};

/// The payers cannot pay.
struct Shortage {
  Fraction needed, there;
  Fraction highest;  ///< the largest share of the prior year that they could
};

std::variant<FloorsPaid, Shortage> pay_floors(const FloorTask& task);

}  // namespace allot::engine
