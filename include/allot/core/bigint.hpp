#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "allot/core/int128.hpp"

namespace allot {

/// No number has more bits than this. Fractions multiply their denominators when they are added, so
/// that a thousand small ones would make numbers that take seconds: beyond it an ArithmeticError.
constexpr int kMostBits = 10'000;

/// A whole number of at most `kMostBits` bits. Up to 127 bits it is a plain `int128`; beyond, it
/// hands over to Boost.Multiprecision, which only bigint.cpp sees. Division truncates towards zero,
/// as for the built-in types, so that one template serves both: use `divide` to round.
class BigInt {
 public:
  BigInt() = default;
  BigInt(int value) : small_{value} {}           // NOLINT(google-explicit-constructor)
  BigInt(std::int64_t value) : small_{value} {}  // NOLINT(google-explicit-constructor)
  BigInt(int128 value);                          // NOLINT(google-explicit-constructor)
  BigInt(const BigInt& other)
      : small_{other.small_}, big_{other.big_ ? copy_of(*other.big_) : nullptr} {}
  BigInt(BigInt&& other) noexcept = default;
  BigInt& operator=(const BigInt& other);
  BigInt& operator=(BigInt&& other) noexcept = default;
  ~BigInt() = default;

  /// 10^exponent, exponent >= 0.
  static BigInt power_of_ten(int exponent);

  BigInt operator-() const;
  BigInt& operator+=(const BigInt& other);
  BigInt& operator-=(const BigInt& other);
  BigInt& operator*=(const BigInt& other);
  BigInt& operator/=(const BigInt& other);  ///< other != 0
  BigInt& operator%=(const BigInt& other);  ///< other != 0; has the sign of the dividend
  friend BigInt operator+(BigInt a, const BigInt& b) { return a += b; }
  friend BigInt operator-(BigInt a, const BigInt& b) { return a -= b; }
  friend BigInt operator*(BigInt a, const BigInt& b) { return a *= b; }
  friend BigInt operator/(BigInt a, const BigInt& b) { return a /= b; }
  friend BigInt operator%(BigInt a, const BigInt& b) { return a %= b; }

  friend std::strong_ordering operator<=>(const BigInt& a, const BigInt& b) {
    return compare(a, b);
  }
  friend bool operator==(const BigInt& a, const BigInt& b) { return compare(a, b) == 0; }

  [[nodiscard]] int bit_length() const;  ///< bits of the absolute value; 0 for 0
  [[nodiscard]] int sign() const;        ///< -1, 0 or 1
  [[nodiscard]] std::string to_string() const;

  /// The value, where it fits.
  [[nodiscard]] std::optional<int128> as_int128() const;
  [[nodiscard]] std::optional<std::int64_t> as_int64() const;

 private:
  struct Big;
  struct Delete {
    void operator()(Big* big) const;
  };

  static std::strong_ordering compare(const BigInt& a, const BigInt& b);
  static Big* copy_of(const Big& big);
  static Big widened(const BigInt& value);
  void assign(Big&& value);

  int128 small_ = 0;
  std::unique_ptr<Big, Delete> big_;  // set only for values beyond 127 bits

  friend BigInt gcd(const BigInt& a, const BigInt& b);
};

/// Greatest common divisor, never negative; gcd(0, 0) is 0.
BigInt gcd(const BigInt& a, const BigInt& b);

inline int bit_length(const BigInt& value) { return value.bit_length(); }

}  // namespace allot
