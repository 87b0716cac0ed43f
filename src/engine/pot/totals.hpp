#pragma once

#include <cstdint>

#include "allot/core/fraction.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// What goes to districts in all, how many units a closing method gives of it, and what is named
/// otherwise: pot + top_up = to_districts + reserves + passed on + not_assigned.
struct Totals {
  Fraction pot;
  Fraction top_up;  ///< booked: what was added, and what rounding in its favour costs
  Fraction to_districts;
  Fraction not_assigned;
  std::int64_t units = 0;
};

/// `paid`: what the districts have, exact.
/// A pot that is given out in full has its whole units to give, and the part of a unit goes to
/// `residual`. Where named left-overs leave a part of a unit, the total is rounded half up, within
/// what the bounds in units need and allow and never above what is there; the left-over takes the
/// difference. An open pot, and what is paid with a top-up, is the exact sum, rounded so; who tops
/// up pays the difference. Of a share in tiers it is the first tier that gets this total, and those
/// below what it has rounded.
Totals totals_of(const PotState& state, const Fraction& paid, const Fraction& unit);

}  // namespace allot::engine
