#include "report/words/numbers.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

#include "allot/core/bigint.hpp"
#include "allot/core/divide.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202F";
constexpr std::string_view kMinusSign = "\u2212";

/// "000" to "999": digits are set three at a time, as they are grouped.
constexpr auto kTriples = [] {
  std::array<std::array<char, 3>, 1000> triples{};
  for (std::size_t i = 0; i < triples.size(); ++i) {
    triples[i] = {static_cast<char>('0' + i / 100), static_cast<char>('0' + i / 10 % 10),
                  static_cast<char>('0' + i % 10)};
  }
  return triples;
}();

uint128 magnitude_of(int128 value) {
  return value < 0 ? -static_cast<uint128>(value) : static_cast<uint128>(value);
}

constexpr auto kPowersOfTen = [] {
  std::array<std::uint64_t, 20> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) {
    powers[i] = powers[i - 1] * 10;
  }
  return powers;
}();

std::size_t digit_count(std::uint64_t magnitude) {
  // 1233 / 4096 is just above log10(2).
  const auto bits = static_cast<std::size_t>(std::bit_width(magnitude | 1));
  const std::size_t estimate = bits * 1233 >> 12;
  return estimate + (magnitude >= kPowersOfTen[estimate] ? 1 : 0);
}

std::size_t digit_count(uint128 magnitude) {
  if (magnitude <= UINT64_MAX) [[likely]] {
    return std::max<std::size_t>(digit_count(static_cast<std::uint64_t>(magnitude)), 1);
  }
  const uint128 upper = magnitude / kPowersOfTen.back();
  return digit_count(static_cast<std::uint64_t>(upper)) + kPowersOfTen.size() - 1;
}

std::string_view sign_of(int128 value, const NumberFormat& format, Sign sign) {
  if (value < 0) {
    return format.minus;
  }
  return value > 0 && sign == Sign::kAlways ? std::string_view{"+"} : std::string_view{};
}

/// Sets digits from the right. A local value: nothing that is written can be taken for it.
struct Digits {
  char* at;

  void prepend(char character) { *--at = character; }

  void prepend_triple(std::size_t below_thousand) {
    at -= 3;
    std::memcpy(at, kTriples[below_thousand].data(), 3);
  }

  /// Takes the decimals off; what is left is whole.
  template <class Unsigned>
  Unsigned prepend_decimals(Unsigned magnitude, int decimals, char mark) {
    if (decimals == 0) {
      return magnitude;
    }
    for (; decimals >= 3; decimals -= 3, magnitude /= 1000) {
      prepend_triple(static_cast<std::size_t>(magnitude % 1000));
    }
    for (; decimals > 0; --decimals, magnitude /= 10) {
      prepend(static_cast<char>('0' + static_cast<unsigned>(magnitude % 10)));
    }
    prepend(mark);
    return magnitude;
  }

  template <class Unsigned>
  void prepend_whole(Unsigned whole, std::string_view group) {
    for (; whole >= 1000; whole /= 1000) {
      prepend_triple(static_cast<std::size_t>(whole % 1000));
      at -= group.size();
      group.copy(at, group.size());
    }
    auto last = static_cast<std::uint32_t>(whole);
    do {
      prepend(static_cast<char>('0' + last % 10));
      last /= 10;
    } while (last > 0);
  }
};

}  // namespace

NumberFormat number_format(NumberStyle style) {
  switch (style) {
    case NumberStyle::kGerman:
      return {".", ',', kMinusSign};
    case NumberStyle::kSwiss:
      return {"'", '.', kMinusSign};
    case NumberStyle::kFrench:
      return {kNarrowNoBreakSpace, ',', kMinusSign};
    case NumberStyle::kPlain:
      break;
  }
  return {kNarrowNoBreakSpace, '.', kMinusSign};
}

NumberText::NumberText(int128 value, int decimals, const NumberFormat& format, Sign sign)
    : magnitude_{magnitude_of(value)},
      decimals_{decimals},
      format_{&format},
      sign_{sign_of(value, format, sign)} {
  const auto places = static_cast<std::size_t>(decimals);
  const std::size_t digits = digit_count(magnitude_);
  const std::size_t whole = digits > places ? digits - places : 1;
  const std::size_t groups = format.group.empty() ? 0 : (whole - 1) / 3;
  const std::size_t figures = whole + (places > 0 ? places + 1 : 0);
  size_ = sign_.size() + figures + groups * format.group.size();
  width_ = (sign_.empty() ? 0 : 1) + figures + groups;
}

void NumberText::fill(char* begin) const {
  sign_.copy(begin, sign_.size());
  Digits digits{begin + size_};
  if (magnitude_ <= UINT64_MAX) [[likely]] {
    const auto narrow = static_cast<std::uint64_t>(magnitude_);
    digits.prepend_whole(digits.prepend_decimals(narrow, decimals_, format_->mark), format_->group);
  } else {
    digits.prepend_whole(digits.prepend_decimals(magnitude_, decimals_, format_->mark),
                         format_->group);
  }
}

std::string NumberText::text() const {
  std::string text(size_, '\0');
  fill(text.data());
  return text;
}

std::string amount_text(Money amount, int decimals, const NumberFormat& format, Sign sign) {
  return NumberText{amount.minor(), decimals, format, sign}.text();
}

std::string fraction_text(const Fraction& value, int decimals, const NumberFormat& format,
                          Sign sign) {
  const Fraction scaled = value * Fraction{BigInt::power_of_ten(decimals)};
  const std::optional<int128> units = scaled.rounded(Rounding::kHalfEven).as_int128();
  if (!units) {
    return value.to_string();
  }
  return NumberText{*units, decimals, format, sign}.text();
}

std::string exact_text(const Fraction& amount, int decimals, const NumberFormat& numbers) {
  const Fraction scaled = amount * Fraction{BigInt::power_of_ten(decimals)};
  // Towards zero, so that the digits shown before the `…` are those of the number.
  const Rounding cut = amount.sign() < 0 ? Rounding::kUp : Rounding::kDown;
  const Fraction shown{scaled.rounded(cut), BigInt::power_of_ten(decimals)};
  return fraction_text(shown, decimals, numbers) + (scaled.is_whole() ? "" : "…");
}

std::string ratio_text(const Fraction& value, const NumberFormat& numbers) {
  return fraction_text(value.numerator(), 0, numbers) + "/" +
         fraction_text(value.denominator(), 0, numbers);
}

std::string percent_text(const Fraction& share, const NumberFormat& numbers) {
  constexpr int kMostDecimals = 6;
  const Fraction percent = share * Fraction{100};
  const std::optional<int> decimals = percent.decimals();
  if (!decimals || *decimals > kMostDecimals) {
    return share.to_string();
  }
  return fraction_text(percent, *decimals, numbers) + "\u202F%";
}

}  // namespace allot::report
