#include "allot/core/fraction.hpp"

#include <utility>

namespace allot {

Fraction::Fraction(BigInt numerator, BigInt denominator)
    : numerator_{std::move(numerator)}, denominator_{std::move(denominator)} {
  invariant(denominator_.sign() != 0, "a fraction has a denominator");
  if (denominator_.sign() < 0) {
    numerator_ = -numerator_;
    denominator_ = -denominator_;
  }
  if (is_whole()) {
    return;
  }
  const BigInt divisor = gcd(numerator_, denominator_);
  if (divisor != BigInt{1}) {
    numerator_ /= divisor;
    denominator_ /= divisor;
  }
}

Fraction Fraction::operator-() const {
  Fraction result{*this};
  result.numerator_ = -result.numerator_;
  return result;
}

Fraction operator+(const Fraction& a, const Fraction& b) {
  if (b.sign() == 0) {  // what most districts had before, what most rests are
    return a;
  }
  if (a.denominator_ == b.denominator_) {
    return {a.numerator_ + b.numerator_, a.denominator_};
  }
  const BigInt common = gcd(a.denominator_, b.denominator_);
  const BigInt mine = b.denominator_ / common;
  return {a.numerator_ * mine + b.numerator_ * (a.denominator_ / common), a.denominator_ * mine};
}

Fraction operator-(const Fraction& a, const Fraction& b) { return a + -b; }

Fraction operator*(const Fraction& a, const Fraction& b) {
  if (b == Fraction{1}) {  // what most units are
    return a;
  }
  return {a.numerator_ * b.numerator_, a.denominator_ * b.denominator_};
}

Fraction operator/(const Fraction& a, const Fraction& b) {
  invariant(b.sign() != 0, "nothing is divided by zero");
  return {a.numerator_ * b.denominator_, a.denominator_ * b.numerator_};
}

std::strong_ordering operator<=>(const Fraction& a, const Fraction& b) {
  return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
}

BigInt Fraction::rounded(Rounding rounding) const {
  return divide(numerator_, denominator_, rounding);
}

std::optional<int> Fraction::decimals() const {
  BigInt scale{1};
  for (int decimals = 0; decimals <= 18; ++decimals, scale *= BigInt{10}) {
    if (scale % denominator_ == BigInt{0}) {
      return decimals;
    }
  }
  return std::nullopt;
}

std::string Fraction::to_string() const {
  return is_whole() ? numerator_.to_string()
                    : numerator_.to_string() + "/" + denominator_.to_string();
}

std::string Fraction::to_decimal(int decimals) const {
  const BigInt scaled =
      (*this * Fraction{BigInt::power_of_ten(decimals)}).rounded(Rounding::kHalfEven);
  const bool negative = scaled.sign() < 0;
  std::string digits = (negative ? -scaled : scaled).to_string();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) {
    digits.insert(0, places + 1 - digits.size(), '0');
  }
  if (places > 0) {
    digits.insert(digits.size() - places, 1, '.');
  }
  return negative ? "-" + digits : digits;
}

}  // namespace allot
