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

/// Floors, and who pays for them. Districts that take no part have 0 in all of it.
struct FloorTask {
  const Quantities& so_far;  ///< y, >= 0
  const Quantities& floors;  ///< F, >= 0
  /// Of kScaleGains k, the line from which a payer pays: the larger of its prior year (0 without
  /// one) and its floor. Null with the other payers.
  const Quantities* lines = nullptr;
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

/// The payers cannot pay: what the floors cost all of them and what they have, or, with
/// kScaleGains, what those below lack and what the others gain.
struct FloorShortage {
  Fraction needed, there;
};

/// x_i = F_i for those below their floor, and for the others, exactly:
///   ratable            factor * y_i, but at least F_i
///   scale_above_floor  F_i + factor * (y_i - F_i)
///   scale_gains        k_i + factor * (y_i - k_i) above k_i, y_i up to it
///   top_up             y_i
std::variant<FloorsPaid, FloorShortage> pay_floors(const FloorTask& task);

/// The largest t with which the payers can pay t * F_i, t < 1. `prior`: of kScaleGains, 0 where
/// undefined.
Fraction highest_payable(const FloorTask& task, const Quantities& prior);

}  // namespace allot::engine
