#include <algorithm>
#include <cstdlib>
#include <string>

#include "engine/check/printed_check.hpp"

namespace allot::engine {

namespace {

/// The number in units of twice `half`, its last digit.
std::string digits_of(const Fraction& number, const Fraction& half) {
  return (number / (half * Fraction{2})).rounded(Rounding::kHalfUp).to_string();
}

}  // namespace

Slip slip_between(const PrintedNumber& printed, const Fraction& computed, const Fraction& unit) {
  // A number that is exact by `printed_to` or by nature is compared to the unit.
  const Fraction half = printed.half.sign() > 0 ? printed.half : unit / Fraction{2};
  const std::string a = digits_of(printed.value, half);
  const std::string b = digits_of(computed, half);
  constexpr std::size_t kFewest = 3;  // two digits that differ are two numbers
  if (a.size() != b.size() || a.size() < kFewest) {
    return Slip::kNone;
  }
  const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin());
  if (at == a.end()) {
    return Slip::kNone;
  }
  if (std::equal(at + 1, a.end(), other + 1)) {
    // A last digit that is off by one is another rounding.
    const bool is_rounding = at + 1 == a.end() && std::abs(*at - *other) == 1;
    return is_rounding ? Slip::kNone : Slip::kOneDigit;
  }
  const bool exchanged = at + 1 != a.end() && at[0] == other[1] && at[1] == other[0] &&
                         std::equal(at + 2, a.end(), other + 2);
  return exchanged ? Slip::kDigitsExchanged : Slip::kNone;
}

}  // namespace allot::engine
