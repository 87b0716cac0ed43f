#pragma once

#include <cstdint>
#include <type_traits>
#include <vector>

#include "allot/core/money.hpp"
#include "allot/core/quantities.hpp"

namespace allot::engine {

/// A count of units as it is kept: within the range of Money, or an ArithmeticError.
inline std::int64_t whole_units(const BigInt& units) { return Money::from_minor(units).minor(); }
inline std::int64_t whole_units(int128 units) {
  if (units > Money::kMaxMinor || units < -Money::kMaxMinor) {
    throw ArithmeticError{"an amount is beyond 15 digits of its smallest unit"};
  }
  return static_cast<std::int64_t>(units);
}

inline std::int64_t whole_units(std::int64_t units) { return Money::from_minor(units).minor(); }

/// Calls `use(numerators, denominator)` with the denominator as int128 where all the numbers fit
/// (with a bit to spare: `divide` doubles remainders), else as BigInt; numerators convert to it.
template <class Use>
auto with_quotas(const Quantities& quotas, Use&& use) {
  return quotas.visit([&](const auto& numerators) {
    using Stored = typename std::remove_cvref_t<decltype(numerators)>::value_type;
    if constexpr (!std::is_same_v<Stored, BigInt>) {
      const auto denominator = quotas.denominator().as_int128();
      if (denominator && bit_length(*denominator) < 127) {
        return use(numerators, *denominator);
      }
    }
    return use(numerators, quotas.denominator());
  });
}

}  // namespace allot::engine
