#include "report/numbers.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "allot/core/bigint.hpp"
#include "allot/core/divide.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202F";
constexpr std::string_view kMinusSign = "\u2212";

constexpr int kMostDecimals = 18;

constexpr auto kPowersOfTen = [] {
  std::array<std::uint64_t, kMostDecimals + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) {
    powers[i] = powers[i - 1] * 10;
  }
  return powers;
}();

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

std::size_t digit_count(uint128 magnitude) {
  std::size_t count = 1;
  if (magnitude > UINT64_MAX) {
    for (; magnitude > UINT64_MAX; magnitude /= 10) {
      ++count;
    }
  }
  for (auto rest = static_cast<std::uint64_t>(magnitude); rest >= 10; rest /= 10) {
    ++count;
  }
  return count;
}

bool has_sign(int128 value, Sign sign) { return value < 0 || (value > 0 && sign == Sign::kAlways); }

}  // namespace

NumberFormat number_format(NumberStyle style) {
  switch (style) {
    case NumberStyle::kGerman:
      return {".", ',', kMinusSign};
    case NumberStyle::kSwiss:
      return {"'", '.', kMinusSign};
    case NumberStyle::kPlain:
      break;
  }
  return {kNarrowNoBreakSpace, '.', kMinusSign};
}

void NumberText::prepend(char character) {
  text_[--begin_] = character;
  ++width_;
}

void NumberText::prepend(std::string_view separator) {
  begin_ -= separator.size();
  separator.copy(text_.data() + begin_, separator.size());
  ++width_;
}

void NumberText::prepend_decimals(std::uint64_t fraction, int decimals, char mark) {
  for (int i = 0; i < decimals; ++i, fraction /= 10) {
    prepend(static_cast<char>('0' + fraction % 10));
  }
  prepend(mark);
}

template <class Unsigned>
void NumberText::prepend_whole(Unsigned whole, std::string_view group) {
  for (; whole >= 1000; whole /= 1000) {
    const auto& triple = kTriples[static_cast<std::size_t>(whole % 1000)];
    begin_ -= triple.size();
    std::copy(triple.begin(), triple.end(), text_.begin() + static_cast<std::ptrdiff_t>(begin_));
    width_ += triple.size();
    if (!group.empty()) {
      prepend(group);
    }
  }
  auto last = static_cast<std::uint32_t>(whole);
  do {
    prepend(static_cast<char>('0' + last % 10));
    last /= 10;
  } while (last > 0);
}

template <class Unsigned>
void NumberText::prepend_magnitude(Unsigned magnitude, int decimals, const NumberFormat& format) {
  if (decimals == 0) {
    prepend_whole(magnitude, format.group);
    return;
  }
  const Unsigned scale = kPowersOfTen[static_cast<std::size_t>(decimals)];
  prepend_decimals(static_cast<std::uint64_t>(magnitude % scale), decimals, format.mark);
  prepend_whole(magnitude / scale, format.group);
}

NumberText number_text(int128 value, int decimals, const NumberFormat& format, Sign sign) {
  NumberText text;
  const uint128 magnitude = magnitude_of(value);
  if (magnitude <= UINT64_MAX) [[likely]] {
    text.prepend_magnitude(static_cast<std::uint64_t>(magnitude), decimals, format);
  } else {
    text.prepend_magnitude(magnitude, decimals, format);
  }
  if (has_sign(value, sign)) {
    text.prepend(value < 0 ? format.minus : std::string_view{"+"});
  }
  return text;
}

std::size_t number_width(int128 value, int decimals, const NumberFormat& format, Sign sign) {
  const auto places = static_cast<std::size_t>(decimals);
  const std::size_t digits = digit_count(magnitude_of(value));
  const std::size_t whole = digits > places ? digits - places : 1;
  const std::size_t groups = format.group.empty() ? 0 : (whole - 1) / 3;
  return whole + groups + (places > 0 ? places + 1 : 0) + (has_sign(value, sign) ? 1 : 0);
}

std::string amount_text(Money amount, int decimals, const NumberFormat& format, Sign sign) {
  return std::string{number_text(amount.minor(), decimals, format, sign).view()};
}

std::string fraction_text(const Fraction& value, int decimals, const NumberFormat& format,
                          Sign sign) {
  const Fraction scaled = value * Fraction{BigInt::power_of_ten(decimals)};
  const std::optional<int128> units = scaled.rounded(Rounding::kHalfEven).as_int128();
  if (!units) {
    return value.to_string();
  }
  return std::string{number_text(*units, decimals, format, sign).view()};
}

}  // namespace allot::report
