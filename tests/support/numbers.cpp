#include "support/numbers.hpp"

#include <string>

namespace allot::test {
namespace {

BigInt digits(std::string_view text) {
  BigInt value = 0;
  for (const char digit : text) {
    invariant(digit >= '0' && digit <= '9', "a test's number consists of digits");
    value = value * BigInt{10} + BigInt{digit - '0'};
  }
  return value;
}

Fraction unsigned_number(std::string_view text) {
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    return Fraction{digits(text.substr(0, slash)), digits(text.substr(slash + 1))};
  }
  const auto point = text.find('.');
  if (point == std::string_view::npos) {
    return Fraction{digits(text)};
  }
  const std::string_view decimals = text.substr(point + 1);
  const BigInt scale = BigInt::power_of_ten(static_cast<int>(decimals.size()));
  return Fraction{digits(text.substr(0, point)) * scale + digits(decimals), scale};
}

}  // namespace

Whole whole(const BigInt& value) {
  if (const auto small = value.as_int64()) {
    return Whole{*small};
  }
  return Whole{value.to_string()};
}

BigInt big(const Whole& value) {
  const std::string text = value.str();
  const bool negative = text.front() == '-';
  const BigInt magnitude = digits(std::string_view{text}.substr(negative ? 1 : 0));
  return negative ? -magnitude : magnitude;
}

Exact exact(const Fraction& value) {
  return Exact{whole(value.numerator()), whole(value.denominator())};
}

Fraction fraction(const Exact& value) {
  return Fraction{big(boost::multiprecision::numerator(value)),
                  big(boost::multiprecision::denominator(value))};
}

std::vector<Exact> exact(const Quantities& values) {
  std::vector<Exact> result;
  result.reserve(values.size());
  const Whole denominator = whole(values.denominator());
  for (std::size_t i = 0; i < values.size(); ++i) {
    result.emplace_back(whole(values.numerator(i)), denominator);
  }
  return result;
}

std::vector<Exact> exact(const engine::ExactAmounts& values) {
  std::vector<Exact> result;
  result.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    result.push_back(exact(values.at(i)));
  }
  return result;
}

Whole floor_of(const Exact& value) {
  const Whole numerator = boost::multiprecision::numerator(value);
  const Whole denominator = boost::multiprecision::denominator(value);
  const Whole quotient = numerator / denominator;
  return numerator < 0 && quotient * denominator != numerator ? quotient - 1 : quotient;
}

Fraction number(std::string_view text) {
  return text.front() == '-' ? -unsigned_number(text.substr(1)) : unsigned_number(text);
}

std::vector<Fraction> numbers(const std::vector<std::string_view>& texts) {
  std::vector<Fraction> result;
  for (const std::string_view text : texts) {
    result.push_back(number(text));
  }
  return result;
}

}  // namespace allot::test
