#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "allot/core/fraction.hpp"
#include "allot/core/int128.hpp"
#include "allot/core/money.hpp"
#include "allot/report/words/number_style.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report {

/// How the digits of a number are set. Every separator and sign is one column wide.
struct NumberFormat {
  std::string_view group;  ///< between groups of three; empty: no groups
  char mark = '.';         ///< before the decimals
  std::string_view minus = "-";
};

/// For people: grouped, with a real minus sign.
NumberFormat number_format(NumberStyle style);

/// For programs: `-1234.50`.
inline constexpr NumberFormat kMachineNumbers{"", '.', "-"};

/// Gains carry a `+` where the sign is what matters.
enum class Sign { kMinusOnly, kAlways };

/// A number as it will be written: how much room it takes is known before there are digits.
class NumberText {
 public:
  /// `value` counts units of 10^-decimals; decimals is at most 18. Zero has no sign. `format` must
  /// outlive it.
  NumberText(int128 value, int decimals, const NumberFormat& format, Sign sign);

  /// In columns of the terminal.
  [[nodiscard]] std::size_t width() const { return width_; }
  void write(Writer& out) const { fill(out.room(size_)); }
  [[nodiscard]] std::string text() const;

 private:
  void fill(char* begin) const;

  uint128 magnitude_;
  int decimals_;
  const NumberFormat* format_;
  std::string_view sign_;
  std::size_t size_, width_;
};

/// For sentences.
std::string amount_text(Money amount, int decimals, const NumberFormat& format,
                        Sign sign = Sign::kMinusOnly);

/// Rounded half-even to `decimals`, at most 18; the exact fraction where it is out of all range.
std::string fraction_text(const Fraction& value, int decimals, const NumberFormat& format,
                          Sign sign = Sign::kMinusOnly);

/// An exact amount: `278.68…` where the decimals do not show it all.
std::string exact_text(const Fraction& amount, int decimals, const NumberFormat& numbers);

/// "58 000 000/72 857": a number whose decimals do not end, or are too many.
std::string ratio_text(const Fraction& value, const NumberFormat& numbers);

/// "95 %"; the fraction where no six decimals of a percent are all of it.
std::string percent_text(const Fraction& share, const NumberFormat& numbers);

}  // namespace allot::report
