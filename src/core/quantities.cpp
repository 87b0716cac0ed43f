#include "allot/core/quantities.hpp"

#include <algorithm>
#include <numeric>
#include <type_traits>

#include "allot/core/error.hpp"
#include "allot/core/width.hpp"

namespace allot {

namespace {

template <class To, class From>
std::vector<To> scaled(const std::vector<From>& values, const BigInt& factor) {
  std::vector<To> result;
  result.reserve(values.size());
  const To multiplier = widened<To>(factor);
  for (const From& value : values) {
    result.push_back(widened<To>(value) * multiplier);
  }
  return result;
}

template <class To, class From>
void add_scaled(std::vector<To>& sums, const std::vector<From>& values, const BigInt& factor) {
  const To multiplier = widened<To>(factor);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i] += widened<To>(values[i]) * multiplier;
  }
}

int bits_of_count(std::size_t count) { return bit_length(static_cast<std::int64_t>(count)); }

template <class Int>
auto sum_over(const std::vector<Int>& values, std::span<const std::uint32_t> districts) {
  // 2^32 numbers of 64 bits add up within 128.
  std::conditional_t<std::is_same_v<Int, std::int64_t>, int128, BigInt> sum{0};
  for (const std::uint32_t district : districts) {
    sum += values[district];
  }
  return sum;
}

/// The greatest number that divides `divisor` and all values; divisors settle early, so that most
/// values cost one division.
template <class Int>
BigInt common_divisor(const std::vector<Int>& values, const BigInt& divisor) {
  if (std::is_same_v<Int, BigInt> || divisor.bit_length() > kWideBits) {
    BigInt common = divisor;
    for (const Int& value : values) {
      common = common == BigInt{1} ? common : gcd(common, BigInt{value});
    }
    return common;
  }
  if constexpr (!std::is_same_v<Int, BigInt>) {
    int128 common = *divisor.as_int128();
    for (const Int value : values) {
      int128 other = value;
      // Where 64 bits hold both, the division is many times faster.
      if (common != 0 && std::is_same_v<Int, std::int64_t> && bit_length(common) <= kNarrowBits &&
          value % static_cast<std::int64_t>(common) == 0) {
        continue;
      }
      while (other != 0) {
        common = std::exchange(other, common % other);
      }
      common = common < 0 ? -common : common;
      if (common == 1) {
        break;
      }
    }
    return common;
  }
}

}  // namespace

const Quantities::Numerators Quantities::kNone;

Quantities Quantities::constant(std::size_t size, const Fraction& value) {
  return with_width(value.numerator().bit_length(), [&](auto width) {
    using Int = decltype(width);
    return Quantities{std::vector<Int>(size, widened<Int>(value.numerator())), value.denominator()};
  });
}

Quantities Quantities::from(Narrow numerators, BigInt denominator) {
  invariant(denominator.sign() > 0, "a common denominator is positive");
  return {std::move(numerators), std::move(denominator)};
}

Quantities Quantities::from(Wide numerators, BigInt denominator) {
  if (most_bits(numerators) <= kNarrowBits) {
    return from(scaled<std::int64_t>(numerators, 1), std::move(denominator));
  }
  invariant(denominator.sign() > 0, "a common denominator is positive");
  return {std::move(numerators), std::move(denominator)};
}

Quantities Quantities::from(Big numerators, BigInt denominator) {
  const int bits = most_bits(numerators);
  if (bits <= kNarrowBits) {
    return from(scaled<std::int64_t>(numerators, 1), std::move(denominator));
  }
  if (bits <= kWideBits) {
    return from(scaled<int128>(numerators, 1), std::move(denominator));
  }
  invariant(denominator.sign() > 0, "a common denominator is positive");
  return {std::move(numerators), std::move(denominator)};
}

Quantities Quantities::from(std::span<const Fraction> values) {
  BigInt denominator{1};
  for (const Fraction& value : values) {
    denominator *= value.denominator() / gcd(denominator, value.denominator());
  }
  Big numerators;
  numerators.reserve(values.size());
  for (const Fraction& value : values) {
    numerators.push_back(value.numerator() * (denominator / value.denominator()));
  }
  return from(std::move(numerators), std::move(denominator));
}

std::size_t Quantities::size() const {
  return visit([](const auto& values) { return values.size(); });
}

BigInt Quantities::numerator(std::size_t index) const {
  return visit([&](const auto& values) { return BigInt{values[index]}; });
}

Fraction Quantities::at(std::size_t index) const { return {numerator(index), denominator_}; }

int Quantities::sign_at(std::size_t index) const {
  return visit([&](const auto& values) {
    using Int = typename std::remove_cvref_t<decltype(values)>::value_type;
    const auto order = values[index] <=> Int{0};
    return order < 0 ? -1 : static_cast<int>(order > 0);
  });
}

std::strong_ordering Quantities::order(std::size_t a, std::size_t b) const {
  return visit([&](const auto& values) -> std::strong_ordering { return values[a] <=> values[b]; });
}

bool Quantities::is_zero() const {
  return visit([](const auto& values) {
    using Int = typename std::remove_cvref_t<decltype(values)>::value_type;
    return std::all_of(values.begin(), values.end(),
                       [](const Int& value) { return value == Int{0}; });
  });
}

BigInt Quantities::total_numerator() const {
  return visit([&](const auto& values) {
    using Int = typename std::remove_cvref_t<decltype(values)>::value_type;
    const int bits = most_bits(values) + bits_of_count(values.size());
    if constexpr (std::is_same_v<Int, std::int64_t>) {
      if (bits <= kNarrowBits) {
        return BigInt{std::accumulate(values.begin(), values.end(), std::int64_t{0})};
      }
    }
    if constexpr (!std::is_same_v<Int, BigInt>) {
      if (bits <= kWideBits) {
        int128 sum = 0;
        for (const Int value : values) {
          sum += value;
        }
        return BigInt{sum};
      }
    }
    BigInt sum;
    for (const Int& value : values) {
      sum += BigInt{value};
    }
    return sum;
  });
}

Fraction Quantities::total() const { return {total_numerator(), denominator_}; }

Fraction Quantities::sum_of(std::span<const std::uint32_t> districts) const {
  return visit([&](const auto& values) {
    return Fraction{BigInt{sum_over(values, districts)}, denominator_};
  });
}

Quantities Quantities::sums_of(std::span<const std::span<const std::uint32_t>> groups) const {
  return visit([&](const auto& values) {
    std::vector<decltype(sum_over(values, {}))> sums;
    sums.reserve(groups.size());
    for (const std::span districts : groups) {
      sums.push_back(sum_over(values, districts));
    }
    return from(std::move(sums), denominator_);
  });
}

int Quantities::bits() const {
  return visit([](const auto& values) { return most_bits(values); });
}

Quantities Quantities::times(const Fraction& factor) const {
  const BigInt common = gcd(factor.numerator(), denominator_);
  const BigInt cancelled = common.sign() == 0 ? BigInt{1} : common;
  const BigInt multiplier = factor.numerator() / cancelled;
  const BigInt denominator = denominator_ / cancelled * factor.denominator();
  return with_width(bits() + multiplier.bit_length(), [&](auto width) {
    using Int = decltype(width);
    return visit([&](const auto& values) {
      return Quantities{scaled<Int>(values, multiplier), denominator};
    });
  });
}

Quantities Quantities::times(const Quantities& factors) const {
  invariant(size() == factors.size(), "both have a value for each district");
  return with_width(bits() + factors.bits(), [&](auto width) {
    using Int = decltype(width);
    auto products = visit([&](const auto& values) { return scaled<Int>(values, 1); });
    factors.visit([&](const auto& values) {
      for (std::size_t i = 0; i < products.size(); ++i) {
        products[i] *= widened<Int>(values[i]);
      }
    });
    return Quantities{std::move(products), denominator_ * factors.denominator_};
  });
}

Quantities Quantities::of(std::span<const std::uint32_t> districts) const {
  return visit([&](const auto& values) {
    std::remove_cvref_t<decltype(values)> chosen;
    chosen.reserve(districts.size());
    for (const std::uint32_t district : districts) {
      chosen.push_back(values[district]);
    }
    return Quantities{std::move(chosen), denominator_};
  });
}

Quantities Quantities::plus(const Quantities& other) const {
  invariant(size() == other.size(), "both have a value for each district");
  const BigInt common = gcd(denominator_, other.denominator_);
  const BigInt mine = other.denominator_ / common;
  const BigInt theirs = denominator_ / common;
  const int needed = 1 + std::max(bits() + mine.bit_length(), other.bits() + theirs.bit_length());
  return with_width(needed, [&](auto width) {
    using Int = decltype(width);
    auto sums = visit([&](const auto& values) { return scaled<Int>(values, mine); });
    other.visit([&](const auto& values) { add_scaled(sums, values, theirs); });
    return Quantities{std::move(sums), denominator_ * mine};
  });
}

Quantities Quantities::only(const std::vector<bool>& kept) const {
  return visit([&](const auto& values) {
    auto result = values;
    for (std::size_t i = 0; i < result.size(); ++i) {
      if (!kept[i]) {
        result[i] = {};
      }
    }
    return Quantities{std::move(result), denominator_};
  });
}

Quantities Quantities::divided(const BigInt& divisor, BigInt denominator) const {
  return visit([&](const auto& values) {
    using Int = typename std::remove_cvref_t<decltype(values)>::value_type;
    // A divisor wider than every numerator divides them all only if all are 0.
    if (divisor == BigInt{1} || divisor.bit_length() > most_bits(values)) {
      if constexpr (std::is_same_v<Int, std::int64_t>) {
        Quantities same = *this;
        same.denominator_ = std::move(denominator);
        return same;
      } else {
        return from(values, std::move(denominator));
      }
    }
    std::vector<Int> result = values;
    const Int by = widened<Int>(divisor);
    for (Int& value : result) {
      value /= by;
    }
    return from(std::move(result), std::move(denominator));
  });
}

Quantities Quantities::reduced() const {
  const BigInt divisor =
      visit([&](const auto& values) { return common_divisor(values, denominator_); });
  return divided(divisor, denominator_ / divisor);
}

Quantities Quantities::proportions() const {
  const BigInt divisor = visit([&](const auto& values) { return common_divisor(values, 0); });
  return divided(divisor.sign() == 0 ? BigInt{1} : divisor, 1);
}

}  // namespace allot
