#include "report/numbers.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

#include "allot/core/bigint.hpp"
#include "allot/core/divide.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202F";
constexpr std::string_view kMinusSign = "\u2212";

/// The digits of a number, without leading zeros.
struct DigitRun {
  std::array<char, 40> text;
  std::size_t size = 0;

  [[nodiscard]] std::string_view view() const { return {text.data(), size}; }
};

void append(DigitRun& run, std::uint64_t value, std::size_t at_least) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const auto count = static_cast<std::size_t>(end - digits.data());
  for (std::size_t zeros = count; zeros < at_least; ++zeros) {
    run.text[run.size++] = '0';
  }
  for (std::size_t i = 0; i < count; ++i) {
    run.text[run.size++] = digits[i];
  }
}

void append_all(DigitRun& run, uint128 value) {
  constexpr std::uint64_t kChunk = 1'000'000'000'000'000'000;
  if (value < kChunk) {
    append(run, static_cast<std::uint64_t>(value), 1);
    return;
  }
  append_all(run, value / kChunk);
  append(run, static_cast<std::uint64_t>(value % kChunk), 18);
}

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

void NumberText::prepend_digits(std::string_view digits, int decimals, const NumberFormat& format) {
  int place = -decimals;  // of the digit to come: 0 is the first before the mark
  for (; !digits.empty() || place <= 0; ++place) {
    if (place == 0 && decimals > 0) {
      prepend(format.mark);
    }
    if (place > 0 && place % 3 == 0 && !format.group.empty()) {
      prepend(format.group);
    }
    prepend(digits.empty() ? '0' : digits.back());
    digits.remove_suffix(digits.empty() ? 0 : 1);
  }
}

NumberText number_text(int128 value, int decimals, const NumberFormat& format, Sign sign) {
  DigitRun run;
  append_all(run, magnitude_of(value));
  NumberText text;
  text.prepend_digits(run.view(), decimals, format);
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
