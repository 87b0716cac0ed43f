#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/effect.hpp"

namespace allot::engine {

/// What each district has, and the bounds that it is to be kept within. Districts that take no part
/// have 0 in all three.
struct FillingTask {
  const Quantities& weights;    ///< w: what it has so far, >= 0
  const Quantities& minimums;   ///< l
  const Quantities* maximums;   ///< c >= l; null: none has one
  std::vector<bool> unlimited;  ///< those without a maximum; empty: as `maximums` says
  Fraction total;               ///< sum of l <= total <= what `room_of` says
};

struct Filling {
  Quantities amounts = {};  ///< min(c, max(l, factor * w)): exact, adding up to the total
  Fraction factor = {};     ///< the smallest that does it
  std::size_t at_minimum = 0, at_maximum = 0;  ///< those that a bound keeps from factor * w
  std::size_t others = 0;                      ///< those with a weight that have factor * w
  std::size_t fixed = 0;                 ///< of those at a bound: whose minimum is their maximum
  Fraction raised = {};                  ///< given, beyond what they had, to those at their minimum
  Fraction cut = {};                     ///< taken, of what they had, from those at their maximum
  BoundReached lowered = {};             ///< of those at their minimum: who had more
  BoundReached lifted = {};              ///< of those at their maximum: who had less
  std::vector<std::uint32_t> held = {};  ///< at_minimum and at_maximum
};

/// What the maximums leave room for, or nothing where some district with a weight has none:
/// sum of c over w > 0 plus sum of l over w = 0.
std::optional<Fraction> room_of(const FillingTask& task);

/// The smallest factor with which max(l_i, factor * w_i) add up to the total. There are no
/// maximums; minimums may be below 0, where w > 0 and the factor is not.
Fraction factor_of(const FillingTask& task);

/// Minimum and maximum at once: x_i = min(c_i, max(l_i, factor * w_i)). Exact: the breakpoints l/w
/// and c/w are compared by cross-multiplication and found by median selection, so that a million
/// districts cost a few passes; there is no iteration towards a tolerance. (The loop of the
/// statutes gives the same with minimums only.)
Filling fill(const FillingTask& task);

}  // namespace allot::engine
