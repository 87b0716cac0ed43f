#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot::load::xlsx {

/// A number as a sheet stores it, `-1.25E-3`, kept as its digits: exact.
class StoredNumber {
 public:
  /// Nothing where it is no number, or beyond the range of a double.
  static std::optional<StoredNumber> parse(std::string_view text);

  [[nodiscard]] bool is_negative() const { return negative_; }
  [[nodiscard]] bool is_zero() const { return significant().empty(); }
  /// How many decimals it has; zeros at the end are none.
  [[nodiscard]] int decimals() const;
  /// The digits before the point without leading zeros; empty: 0.
  [[nodiscard]] std::string whole() const;
  /// The first `count` decimals, with zeros behind them where there are fewer.
  [[nodiscard]] std::string decimals(std::size_t count) const;

  /// To the 15 significant digits that Excel keeps, half to even; false: it had no more.
  bool round_to_15();
  /// Times 100.
  void make_percentage() { point_ += 2; }

  /// `-0.00125`. Without zeros at the end: Google Sheets and Java write the id 8111 as `8111.0`.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] std::string_view significant() const;

  bool negative_ = false;
  std::string digits_;  ///< does not begin with 0
  int point_ = 0;       ///< how many of the digits stand before the point; may be beyond them
};

/// Whether the text is one that StoredNumber::text() would not change: `-12.50`, at most 15 digits.
struct PlainNumber {
  bool is_plain = false;
  int decimals = 0;
};
PlainNumber plain_number(std::string_view text);

}  // namespace allot::load::xlsx
