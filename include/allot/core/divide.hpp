#pragma once

#include "allot/core/error.hpp"

namespace allot {

/// How a quotient becomes a whole number. There is no default: every rounding is named.
enum class Rounding {
  kDown,      ///< towards minus infinity
  kUp,        ///< towards plus infinity
  kHalfUp,    ///< nearest; halves away from zero
  kHalfEven,  ///< nearest; halves to the even neighbour
  kExact,     ///< an ArithmeticError unless the division leaves no remainder
};

/// numerator / denominator, rounded. The only place of the program where anything is rounded.
/// `Int` is std::int64_t, int128 or BigInt; denominator > 0 and, as 2 * remainder is formed,
/// below half of the type's range.
template <class Int>
Int divide(const Int& numerator, const Int& denominator, Rounding rounding) {
  invariant(denominator > Int{0}, "a denominator is positive");
  Int quotient = numerator / denominator;
  Int remainder = numerator - quotient * denominator;
  if (remainder == Int{0}) {
    return quotient;
  }
  // `/` truncates towards zero: the remainder has the sign of the numerator.
  const bool negative = remainder < Int{0};
  const Int away = quotient + (negative ? Int{-1} : Int{1});
  const Int magnitude = negative ? Int{-remainder} : remainder;
  const Int twice = magnitude + magnitude;
  switch (rounding) {
    case Rounding::kDown:
      return negative ? away : quotient;
    case Rounding::kUp:
      return negative ? quotient : away;
    case Rounding::kHalfUp:
      return twice >= denominator ? away : quotient;
    case Rounding::kHalfEven:
      if (twice == denominator) {
        return quotient % Int{2} == Int{0} ? quotient : away;
      }
      return twice > denominator ? away : quotient;
    case Rounding::kExact:
      break;
  }
  throw ArithmeticError{"the division leaves a remainder"};
}

}  // namespace allot
