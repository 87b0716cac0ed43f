#include "allot/core/money.hpp"

namespace allot {

Money Money::from_minor(const BigInt& minor) {
  const auto value = minor.as_int64();
  if (!value) {
    throw ArithmeticError{"an amount is beyond 15 digits of its smallest unit"};
  }
  return from_minor(*value);
}

Money to_money(const Fraction& amount, int decimals) {
  const Fraction minor = amount * Fraction{BigInt::power_of_ten(decimals)};
  return Money::from_minor(minor.rounded(Rounding::kExact));
}

Fraction in_currency(Money amount, int decimals) {
  return {BigInt{amount.minor()}, BigInt::power_of_ten(decimals)};
}

}  // namespace allot
