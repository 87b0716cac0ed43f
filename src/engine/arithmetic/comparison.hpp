#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/core/quantities.hpp"

namespace allot::engine {

/// District by district.
Quantities larger_of(const Quantities& a, const Quantities& b);
Quantities smaller_of(const Quantities& a, const Quantities& b);

/// The first district for which a > b.
std::optional<std::size_t> first_above(const Quantities& a, const Quantities& b);

/// Which have a > b.
std::vector<bool> above(const Quantities& a, const Quantities& b);

/// How many have a > b.
std::size_t count_above(const Quantities& a, const Quantities& b);

}  // namespace allot::engine
