#include "load/xlsx/values/stored_number.hpp"

#include <algorithm>
#include <cstddef>

#include "load/numbers/decimal_text.hpp"

namespace allot::load::xlsx {

namespace {

constexpr std::size_t kKeptDigits = 15;
constexpr int kMostExponent = 400;  // a double goes from 5E-324 to 1.8E308

/// The digits at the beginning, which it loses.
std::string_view take_digits(std::string_view& text) {
  const auto* const end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative || text.starts_with('+') ? 1 : 0);
  return negative;
}

/// `E+05`; nothing where it is none or too large.
std::optional<int> read_exponent(std::string_view text) {
  text.remove_prefix(1);
  const bool negative = take_sign(text);
  const std::string_view digits = take_digits(text);
  int value = 0;
  for (const char digit : digits) {
    value = std::min(value * 10 + (digit - '0'), kMostExponent + 1);
  }
  if (digits.empty() || !text.empty() || value > kMostExponent) {
    return std::nullopt;
  }
  return negative ? -value : value;
}

}  // namespace

std::optional<StoredNumber> StoredNumber::parse(std::string_view text) {
  StoredNumber number;
  number.negative_ = take_sign(text);
  number.digits_ = take_digits(text);
  number.point_ = static_cast<int>(number.digits_.size());
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    number.digits_ += take_digits(text);
  }
  if (number.digits_.empty() || number.digits_.size() > kMostExponent) {
    return std::nullopt;
  }
  if (!text.empty()) {
    const std::optional<int> exponent =
        text.front() == 'E' || text.front() == 'e' ? read_exponent(text) : std::nullopt;
    if (!exponent) {
      return std::nullopt;
    }
    number.point_ += *exponent;
  }
  const std::size_t zeros = std::min(number.digits_.find_first_not_of('0'), number.digits_.size());
  number.digits_.erase(0, zeros);
  number.point_ -= static_cast<int>(zeros);
  number.negative_ = number.negative_ && !number.digits_.empty();
  return number;
}

std::string_view StoredNumber::significant() const {
  const std::size_t last = digits_.find_last_not_of('0');
  return std::string_view{digits_}.substr(0, last == std::string::npos ? 0 : last + 1);
}

int StoredNumber::decimals() const {
  return is_zero() ? 0 : std::max(0, static_cast<int>(significant().size()) - point_);
}

std::string StoredNumber::whole() const {
  if (point_ <= 0 || digits_.empty()) {
    return {};
  }
  const auto count = static_cast<std::size_t>(point_);
  std::string whole = digits_.substr(0, count);
  whole.resize(count, '0');
  return whole;
}

std::string StoredNumber::decimals(std::size_t count) const {
  std::string decimals;
  if (point_ < 0) {
    decimals.assign(std::min(static_cast<std::size_t>(-point_), count), '0');
  }
  const std::size_t from = std::min(static_cast<std::size_t>(std::max(point_, 0)), digits_.size());
  decimals += digits_.substr(from, count - decimals.size());
  decimals.resize(count, '0');
  return decimals;
}

bool StoredNumber::round_to_15() {
  const std::string_view all = significant();
  if (all.size() <= kKeptDigits) {
    return false;
  }
  const std::string_view cut = all.substr(kKeptDigits);
  const bool is_half = cut == "5";
  const bool is_odd = (all[kKeptDigits - 1] - '0') % 2 != 0;
  const bool up = is_half ? is_odd : cut.front() >= '5';
  digits_.resize(kKeptDigits);
  if (up) {
    const std::size_t last = digits_.find_last_not_of('9');
    if (last == std::string::npos) {  // 999… becomes 1000…
      digits_ = "1";
      ++point_;
    } else {
      ++digits_[last];
      digits_.resize(last + 1);
    }
  }
  digits_ = significant();
  return true;
}

std::string StoredNumber::text() const {
  std::string text = negative_ ? "-" : "";
  const std::string before = whole();
  text += before.empty() ? "0" : before;
  if (const int count = decimals(); count > 0) {
    text += '.';
    text += decimals(static_cast<std::size_t>(count));
  }
  return text;
}

PlainNumber plain_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  if (text.size() > kKeptDigits + 1) {
    return {};
  }
  const std::string_view whole = take_digits(text);
  const bool is_zero = whole.starts_with('0');
  if (whole.empty() || (is_zero && (negative || whole.size() > 1))) {
    return {};
  }
  if (text.empty()) {
    return {.is_plain = whole.size() <= kKeptDigits};
  }
  const bool has_point = text.front() == '.';
  text.remove_prefix(1);
  const std::string_view decimals = take_digits(text);
  const bool ends_in_digit = !decimals.empty() && decimals.back() != '0' && text.empty();
  return {.is_plain = has_point && ends_in_digit && whole.size() + decimals.size() <= kKeptDigits,
          .decimals = static_cast<int>(decimals.size())};
}

}  // namespace allot::load::xlsx
