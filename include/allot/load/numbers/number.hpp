#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/fraction.hpp"

namespace allot::load {

/// A number as a file wrote it.
struct Number {
  Fraction value;        ///< with `%` divided out: `12.5 %` is 1/8
  bool percent = false;  ///< carried a percent sign
  bool ratio = false;    ///< was written as a fraction: `2/3`
  int decimals = 0;      ///< digits after the point, as printed; of `12.5 %` it is 1
};

/// Why a text is not a number, and what it may have meant.
struct NotANumber {
  std::string reason;  ///< "`5 EUR` carries a currency"
  std::string label;   ///< the same without the text, for the caret: "carries a currency"
  /// Ways out, each a line of help: "write 1234.50", or, where the text allows several readings,
  /// "1234 (`,` groups by three): write 1234". Never empty.
  std::vector<std::string> readings;
  bool out_of_range = false;  ///< a number, but of more than 18 significant digits or decimals
};

/// Reads `58000000`, `58_000_000`, `-12.5`, `2/3`, `12.5 %` and nothing else: no exponent, no
/// leading `+` or `.`, no hex, no infinity; at most 18 significant digits and 18 decimals. A `_`
/// stands only between digits. U+2212 is not a minus here.
class ReadNumber {
 public:
  static ReadNumber from(std::string_view text);
  /// Whether `from` would give a number.
  static bool takes(std::string_view text);

  [[nodiscard]] const Number* number() const { return number_ ? &*number_ : nullptr; }
  [[nodiscard]] const NotANumber& error() const { return error_; }

 private:
  std::optional<Number> number_;
  NotANumber error_;
};

/// As a decimal where its decimals end, else as a fraction.
std::string number_text(const Fraction& number);

}  // namespace allot::load
