#include "allot/core/bigint.hpp"

#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>
#include <type_traits>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/core/width.hpp"

namespace allot {

namespace {

using Integer = boost::multiprecision::cpp_int;

// The most negative int128 has no counterpart; keeping it out makes negation safe everywhere.
constexpr int128 kLargestSmall = static_cast<int128>(~uint128{0} >> 1);

// Division of 64 bits is many times faster.
constexpr int128 kLargestNarrow = std::numeric_limits<std::int64_t>::max();

int bits_of(const Integer& value) {
  const auto& parts = value.backend();
  const auto top = parts.limbs()[parts.size() - 1];
  constexpr std::size_t kBitsOfPart = std::numeric_limits<std::remove_cv_t<decltype(top)>>::digits;
  return static_cast<int>((parts.size() - 1) * kBitsOfPart) + static_cast<int>(std::bit_width(top));
}

bool in_range(int128 value) { return value >= -kLargestSmall; }

}  // namespace

struct BigInt::Big {
  Integer value;
};

void BigInt::Delete::operator()(Big* big) const { delete big; }

BigInt::BigInt(int128 value) : small_{value} {
  if (!in_range(value)) {
    assign(Big{Integer{value}});
  }
}

BigInt::Big* BigInt::copy_of(const Big& big) { return new Big{big}; }

BigInt& BigInt::operator=(const BigInt& other) {
  if (this != &other) {
    *this = BigInt{other};
  }
  return *this;
}

BigInt BigInt::power_of_ten(int exponent) {
  invariant(exponent >= 0, "a power of ten has an exponent of 0 or more");
  BigInt result{1};
  for (int i = 0; i < exponent; ++i) {
    result *= BigInt{10};
  }
  return result;
}

BigInt::Big BigInt::widened(const BigInt& value) {
  return value.big_ ? *value.big_ : Big{Integer{value.small_}};
}

void BigInt::assign(Big&& value) {
  const int bits = bits_of(value.value);
  if (bits > kMostBits) {
    throw ArithmeticError{"exact fractions grow beyond 3 000 digits",
                          "write decimals, or fractions with smaller or equal denominators"};
  }
  if (bits <= kWideBits) {
    small_ = static_cast<int128>(value.value);
    big_.reset();
  } else {
    small_ = 0;
    big_.reset(new Big{std::move(value)});
  }
}

BigInt BigInt::operator-() const {
  BigInt result;
  if (big_) {
    result.assign(Big{Integer{-big_->value}});
  } else {
    result.small_ = -small_;
  }
  return result;
}

BigInt& BigInt::operator+=(const BigInt& other) {
  int128 sum = 0;
  if (!big_ && !other.big_ && !__builtin_add_overflow(small_, other.small_, &sum) &&
      in_range(sum)) {
    small_ = sum;
  } else {
    assign(Big{widened(*this).value + widened(other).value});
  }
  return *this;
}

BigInt& BigInt::operator-=(const BigInt& other) {
  int128 difference = 0;
  if (!big_ && !other.big_ && !__builtin_sub_overflow(small_, other.small_, &difference) &&
      in_range(difference)) {
    small_ = difference;
  } else {
    assign(Big{widened(*this).value - widened(other).value});
  }
  return *this;
}

BigInt& BigInt::operator*=(const BigInt& other) {
  int128 product = 0;
  if (!big_ && !other.big_ && !__builtin_mul_overflow(small_, other.small_, &product) &&
      in_range(product)) {
    small_ = product;
  } else {
    assign(Big{widened(*this).value * widened(other).value});
  }
  return *this;
}

BigInt& BigInt::operator/=(const BigInt& other) {
  invariant(other.sign() != 0, "nothing is divided by zero");
  if (!big_ && !other.big_) {
    small_ /= other.small_;
  } else {
    assign(Big{widened(*this).value / widened(other).value});
  }
  return *this;
}

BigInt& BigInt::operator%=(const BigInt& other) {
  invariant(other.sign() != 0, "nothing is divided by zero");
  if (!big_ && !other.big_) {
    small_ %= other.small_;
  } else {
    assign(Big{widened(*this).value % widened(other).value});
  }
  return *this;
}

std::strong_ordering BigInt::compare(const BigInt& a, const BigInt& b) {
  if (!a.big_ && !b.big_) {
    return a.small_ <=> b.small_;
  }
  const int order = widened(a).value.compare(widened(b).value);
  return order <=> 0;
}

int BigInt::bit_length() const { return big_ ? bits_of(big_->value) : allot::bit_length(small_); }

int BigInt::sign() const {
  if (big_) {
    return big_->value.sign();
  }
  return small_ < 0 ? -1 : static_cast<int>(small_ > 0);
}

std::string BigInt::to_string() const {
  return big_ ? big_->value.str() : allot::to_string(small_);
}

std::optional<int128> BigInt::as_int128() const {
  return big_ ? std::nullopt : std::optional{small_};
}

std::optional<std::int64_t> BigInt::as_int64() const {
  const auto narrow = static_cast<std::int64_t>(small_);
  return big_ || narrow != small_ ? std::nullopt : std::optional{narrow};
}

BigInt gcd(const BigInt& a, const BigInt& b) {
  BigInt result;
  if (a.big_ || b.big_) {
    result.assign(BigInt::Big{
        boost::multiprecision::gcd(BigInt::widened(a).value, BigInt::widened(b).value)});
    return result;
  }
  int128 x = a.small_ < 0 ? -a.small_ : a.small_;
  int128 y = b.small_ < 0 ? -b.small_ : b.small_;
  while (y != 0 && (x > kLargestNarrow || y > kLargestNarrow)) {
    x = std::exchange(y, x % y);
  }
  result.small_ = y == 0 ? x : std::gcd(static_cast<std::int64_t>(x), static_cast<std::int64_t>(y));
  return result;
}

}  // namespace allot
