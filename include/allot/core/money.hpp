#pragma once

#include <compare>
#include <cstdint>

#include "allot/core/bigint.hpp"
#include "allot/core/error.hpp"
#include "allot/core/fraction.hpp"

namespace allot {

/// An amount in whole minor units (cents, or whatever the scenario's smallest unit is),
/// |minor| <= 10^15 - 1: fifteen digits survive every JSON reader that uses doubles.
/// There is no product and no quotient of amounts; a share of money is made by `divide`.
class Money {
 public:
  static constexpr std::int64_t kMaxMinor = 999'999'999'999'999;

  constexpr Money() = default;

  /// Throws ArithmeticError beyond the range.
  static constexpr Money from_minor(std::int64_t minor) { return Money{checked(minor)}; }
  static Money from_minor(const BigInt& minor);

  [[nodiscard]] constexpr std::int64_t minor() const { return minor_; }

  constexpr Money operator-() const { return Money{-minor_}; }
  // No overflow before the check: both are below 10^15.
  friend constexpr Money operator+(Money a, Money b) { return from_minor(a.minor_ + b.minor_); }
  friend constexpr Money operator-(Money a, Money b) { return from_minor(a.minor_ - b.minor_); }
  constexpr Money& operator+=(Money other) { return *this = *this + other; }
  constexpr Money& operator-=(Money other) { return *this = *this - other; }
  friend constexpr auto operator<=>(Money a, Money b) = default;

 private:
  constexpr explicit Money(std::int64_t minor) : minor_{minor} {}

  static constexpr std::int64_t checked(std::int64_t minor) {
    if (minor > kMaxMinor || minor < -kMaxMinor) {
      throw ArithmeticError{"an amount is beyond 15 digits of its smallest unit"};
    }
    return minor;
  }

  std::int64_t minor_ = 0;
};

/// The amount in minor units of 10^-decimals. Throws ArithmeticError where it has more decimals, or
/// is beyond the range.
Money to_money(const Fraction& amount, int decimals);
/// The reverse, exact.
Fraction in_currency(Money amount, int decimals);

}  // namespace allot
