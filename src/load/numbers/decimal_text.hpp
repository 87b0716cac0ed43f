#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace allot::load {

/// The most significant digits and the most decimals of a number in a file.
inline constexpr int kMaxDigits = 18;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A printed decimal number is digits / 10^decimals; |digits| < 10^18.
struct Decimal {
  std::int64_t digits = 0;
  int decimals = 0;  ///< as printed: of `12.50` it is 2

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// Puts a number together from its digits; it does not wrap, it says that there are too many.
class DigitCounter {
 public:
  void add(char digit) {
    ++count_;
    if (significant_ == 0 && digit == '0') {
      return;
    }
    ++significant_;
    if (significant_ <= kMaxDigits) {
      value_ = value_ * 10 + (digit - '0');
    }
  }
  [[nodiscard]] std::int64_t value() const { return value_; }
  /// With zeros in front.
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t significant() const { return significant_; }
  [[nodiscard]] bool too_many() const { return significant_ > kMaxDigits; }

 private:
  std::int64_t value_ = 0;
  std::size_t count_ = 0;
  std::size_t significant_ = 0;
};

/// What came of reading a text as a decimal number.
struct DecimalReading {
  enum class Fit : std::uint8_t { kNumber, kNotANumber, kOutOfRange };

  Decimal decimal = {};
  Fit fit = Fit::kNotANumber;
  bool either = false;  ///< by its form the mark may group as well: `1.034`

  [[nodiscard]] bool is_number() const { return fit == Fit::kNumber; }
  /// A number in its form, whether or not it is in range.
  [[nodiscard]] bool has_form() const { return fit != Fit::kNotANumber; }
};

/// Reads a number as tables print it, with `mark` (`.` or `,`) before the decimals and one kind of
/// grouping mark by threes: the other of `.` and `,`, a blank, `'`, U+2019, U+00A0 or U+202F.
/// Blanks around it do not count.
DecimalReading read_grouped(std::string_view text, char mark);

/// The quick way for most cells: `-1034.5`, ungrouped and short. What it does not know is
/// kNotANumber, and `read_grouped` has the last word.
DecimalReading read_plain(std::string_view text, char mark);

/// `-12.50`, with `mark` before the decimals.
std::string decimal_text(const Decimal& decimal, char mark);

/// `text` without blanks, tabs, U+00A0 and U+202F around it.
std::string_view without_outer_blanks(std::string_view text);

/// Without the dashes of any kind that `text` ends with.
std::string_view without_end_dashes(std::string_view text);

/// One dash of any kind, and nothing else.
bool is_one_dash(std::string_view text);

// Here for speed: it is called for each cell of a million rows.
inline DecimalReading read_plain(std::string_view text, char mark) {
  if (text.size() > static_cast<std::size_t>(kMaxDigits)) {
    return {};  // so that the digits cannot overflow
  }
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at != end && *at == '-';
  at += negative ? 1 : 0;
  const char* const whole = at;
  std::int64_t value = 0;
  for (; at != end && is_digit(*at); ++at) {
    value = value * 10 + (*at - '0');
  }
  const auto whole_digits = at - whole;
  if (whole_digits == 0) {
    return {};
  }
  int decimals = 0;
  if (at != end) {
    if (*at != mark) {
      return {};
    }
    const char* const part = ++at;
    for (; at != end && is_digit(*at); ++at) {
      value = value * 10 + (*at - '0');
    }
    decimals = static_cast<int>(at - part);
    if (at != end || decimals == 0) {
      return {};
    }
  }
  return {.decimal = {.digits = negative ? -value : value, .decimals = decimals},
          .fit = DecimalReading::Fit::kNumber,
          .either = decimals == 3 && whole_digits <= 3 && *whole != '0'};
}

}  // namespace allot::load
