#pragma once

#include <optional>

#include "allot/core/fraction.hpp"
#include "allot/core/int128.hpp"

namespace allot::engine {

/// A rational number in two built-in numbers, not in lowest terms: many times faster than a
/// Fraction, which takes their greatest common divisor.
struct Quotient {
  int128 numerator = 0;
  int128 denominator = 1;  ///< > 0
};

/// `value` times `factor`; nothing where 127 bits might not hold a term.
inline std::optional<Quotient> times(const Quotient& value, const Fraction& factor) {
  const BigInt& by = factor.numerator();
  const BigInt& over = factor.denominator();
  if (bit_length(value.numerator) + by.bit_length() > 127 ||
      bit_length(value.denominator) + over.bit_length() > 127) {
    return std::nullopt;
  }
  return Quotient{.numerator = value.numerator * *by.as_int128(),
                  .denominator = value.denominator * *over.as_int128()};
}

}  // namespace allot::engine
