#pragma once

#include <compare>
#include <string>

#include "allot/core/bigint.hpp"
#include "allot/core/divide.hpp"

namespace allot {

/// An exact rational number, always reduced, denominator > 0. It cannot overflow.
/// For single values (a pot, a rate, a share); for all districts at once there is `Quantities`.
class Fraction {
 public:
  Fraction() = default;
  Fraction(int whole) : numerator_{whole} {}                // NOLINT(google-explicit-constructor)
  Fraction(std::int64_t whole) : numerator_{whole} {}       // NOLINT(google-explicit-constructor)
  Fraction(BigInt whole) : numerator_{std::move(whole)} {}  // NOLINT(google-explicit-constructor)
  /// denominator != 0.
  Fraction(BigInt numerator, BigInt denominator);

  [[nodiscard]] const BigInt& numerator() const { return numerator_; }
  [[nodiscard]] const BigInt& denominator() const { return denominator_; }
  [[nodiscard]] int sign() const { return numerator_.sign(); }
  [[nodiscard]] bool is_whole() const { return denominator_ == BigInt{1}; }

  Fraction operator-() const;
  friend Fraction operator+(const Fraction& a, const Fraction& b);
  friend Fraction operator-(const Fraction& a, const Fraction& b);
  friend Fraction operator*(const Fraction& a, const Fraction& b);
  friend Fraction operator/(const Fraction& a, const Fraction& b);  ///< b != 0
  Fraction& operator+=(const Fraction& other) { return *this = *this + other; }
  Fraction& operator-=(const Fraction& other) { return *this = *this - other; }

  friend std::strong_ordering operator<=>(const Fraction& a, const Fraction& b);
  friend bool operator==(const Fraction& a, const Fraction& b) = default;

  /// The whole number next to it by the named rule.
  [[nodiscard]] BigInt rounded(Rounding rounding) const;

  /// The least d with 10^d * value whole, where there is one of at most 18.
  [[nodiscard]] std::optional<int> decimals() const;

  /// `1405000000/1623`, or `5` for whole numbers.
  [[nodiscard]] std::string to_string() const;

  /// `-12.50`: rounded half-even to that many decimals, with `.` and without grouping.
  [[nodiscard]] std::string to_decimal(int decimals) const;

 private:
  BigInt numerator_ = 0;
  BigInt denominator_ = 1;
};

}  // namespace allot
