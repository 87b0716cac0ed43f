#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "allot/core/fraction.hpp"
#include "allot/core/int128.hpp"
#include "allot/core/money.hpp"
#include "allot/report/run_report.hpp"

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

/// A number as text; on the stack, because a table has millions of them.
class NumberText {
 public:
  [[nodiscard]] std::string_view view() const {
    return {text_.data() + begin_, text_.size() - begin_};
  }
  [[nodiscard]] std::size_t width() const { return width_; }

 private:
  friend NumberText number_text(int128, int, const NumberFormat&, Sign);

  void prepend(char character);
  void prepend(std::string_view separator);
  void prepend_decimals(std::uint64_t fraction, int decimals, char mark);
  template <class Unsigned>
  void prepend_whole(Unsigned whole, std::string_view group);
  template <class Unsigned>
  void prepend_magnitude(Unsigned magnitude, int decimals, const NumberFormat& format);

  // 39 digits, 13 separators of at most 3 bytes, mark and sign, up to 18 leading zeros.
  std::array<char, 128> text_;  // filled from its end
  std::size_t begin_ = 128;
  std::size_t width_ = 0;
};

/// `value` counts units of 10^-decimals; decimals is at most 18. Zero has no sign.
NumberText number_text(int128 value, int decimals, const NumberFormat& format, Sign sign);

/// The columns that `number_text` takes.
std::size_t number_width(int128 value, int decimals, const NumberFormat& format, Sign sign);

/// For sentences.
std::string amount_text(Money amount, int decimals, const NumberFormat& format,
                        Sign sign = Sign::kMinusOnly);

/// Rounded half-even to `decimals`, at most 18; the exact fraction where it is out of all range.
std::string fraction_text(const Fraction& value, int decimals, const NumberFormat& format,
                          Sign sign = Sign::kMinusOnly);

}  // namespace allot::report
