#include "report/words/scaled.hpp"

#include <array>
#include <limits>
#include <vector>

#include "allot/core/divide.hpp"

namespace allot::report {
namespace {

// `divide` doubles a remainder: one bit is kept free.
constexpr int kNarrowBits = 62;
constexpr int kWideBits = 126;

int128 whole_of(const BigInt& value) {
  const std::optional<int128> small = value.as_int128();
  if (!small) {
    throw ArithmeticError{"a figure is too large to be shown"};
  }
  return *small;
}

/// 100 * 10^decimals, and the largest amount that is still narrow when multiplied by it.
struct PercentScale {
  std::int64_t factor, most;
};

constexpr auto kPercentScales = [] {
  std::array<PercentScale, 10> scales{};
  std::int64_t factor = 100;
  for (PercentScale& scale : scales) {
    scale = {factor, (std::numeric_limits<std::int64_t>::max() >> 1) / factor};
    factor *= 10;
  }
  return scales;
}();

}  // namespace

ScaledQuantities::ScaledQuantities(const Quantities& values, const Fraction& factor)
    : values_{&values} {
  const Fraction per_numerator = factor / Fraction{values.denominator()};
  multiplier_ = per_numerator.numerator();
  divisor_ = per_numerator.denominator();
  const int product_bits = values.bits() + multiplier_.bit_length();
  if (product_bits > kWideBits || divisor_.bit_length() > kWideBits) {
    return;
  }
  wide_multiplier_ = *multiplier_.as_int128();
  wide_divisor_ = *divisor_.as_int128();
  width_ = Width::kWide;
  values.visit([&](const auto& numerators) {
    if constexpr (std::is_same_v<decltype(numerators), const Quantities::Narrow&>) {
      narrow_ = numerators.data();
    }
  });
  if (narrow_ != nullptr && product_bits <= kNarrowBits && divisor_.bit_length() <= kNarrowBits) {
    width_ = Width::kNarrow;
  }
}

int128 ScaledQuantities::at(std::size_t index) const {
  switch (width_) {
    case Width::kNarrow:
      return divide(narrow_[index] * static_cast<std::int64_t>(wide_multiplier_),
                    static_cast<std::int64_t>(wide_divisor_), Rounding::kHalfEven);
    case Width::kWide: {
      const int128 numerator =
          narrow_ != nullptr ? narrow_[index] : *values_->numerator(index).as_int128();
      return divide(numerator * wide_multiplier_, wide_divisor_, Rounding::kHalfEven);
    }
    case Width::kBig:
      break;
  }
  return whole_of(divide(values_->numerator(index) * multiplier_, divisor_, Rounding::kHalfEven));
}

std::optional<int128> per_unit(Money amount, int amount_decimals, const Fraction& value,
                               int decimals) {
  if (value.sign() == 0) {
    return std::nullopt;
  }
  return rounded_units(in_currency(amount, amount_decimals) / value, decimals);
}

int128 rounded_units(const Fraction& value, int decimals) {
  const Fraction units = value * Fraction{BigInt::power_of_ten(decimals)};
  return whole_of(units.rounded(Rounding::kHalfEven));
}

std::optional<int128> percent_change(Money budget, Money prior, int decimals) {
  if (prior.minor() == 0) {
    return std::nullopt;
  }
  const std::int64_t sign = prior.minor() < 0 ? -1 : 1;
  const std::int64_t shift = sign * (budget.minor() - prior.minor());  // safe: below 2 * 10^15
  const std::int64_t base = sign * prior.minor();
  const PercentScale& scale = kPercentScales.at(static_cast<std::size_t>(decimals));
  if (shift <= scale.most && shift >= -scale.most) {
    return divide(shift * scale.factor, base, Rounding::kHalfEven);
  }
  return divide(int128{shift} * scale.factor, int128{base}, Rounding::kHalfEven);
}

}  // namespace allot::report
