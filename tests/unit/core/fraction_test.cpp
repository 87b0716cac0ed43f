#include "allot/core/fraction.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string_view>

#include "support/numbers.hpp"

namespace allot {
namespace {

using test::number;

TEST_CASE("a fraction is reduced and its denominator positive") {
  struct Row {
    int numerator, denominator;
    std::string_view text;
  };
  const Row rows[] = {{6, 4, "3/2"}, {6, -4, "-3/2"}, {-6, -4, "3/2"}, {0, -7, "0"}, {8, 4, "2"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Fraction fraction{row.numerator, row.denominator};
    CHECK(fraction.to_string() == row.text);
    CHECK(fraction.denominator() > BigInt{0});
  }
}

TEST_CASE("fractions are computed without loss") {
  CHECK(number("1/3") + number("1/6") == number("1/2"));
  CHECK(number("1/3") - number("1/2") == number("-1/6"));
  CHECK(number("2/3") * number("9/4") == number("3/2"));
  CHECK(number("2/3") / number("-4/9") == number("-3/2"));
  CHECK(number("0.1") + number("0.2") == number("0.3"));
  CHECK(-number("1/3") == number("-1/3"));
}

TEST_CASE("fractions whose cross products need more than 127 bits are told apart") {
  const Fraction a{BigInt::power_of_ten(40) + BigInt{1}, BigInt::power_of_ten(40)};
  const Fraction b{BigInt::power_of_ten(41) + BigInt{11}, BigInt::power_of_ten(41)};
  CHECK(a < b);
  CHECK(a > Fraction{1});
  CHECK((b - a).to_string() == "1/100000000000000000000000000000000000000000");
}

TEST_CASE("a fraction is rounded by the named rule") {
  struct Row {
    std::string_view value;
    int down, up, half_up, half_even;
  };
  const Row rows[] = {{"5/2", 2, 3, 3, 2},     {"-5/2", -3, -2, -3, -2}, {"7/2", 3, 4, 4, 4},
                      {"1/3", 0, 1, 0, 0},     {"-1/3", -1, 0, 0, 0},    {"2/3", 0, 1, 1, 1},
                      {"-2/3", -1, 0, -1, -1}, {"4", 4, 4, 4, 4},        {"1/2", 0, 1, 1, 0},
                      {"-1/2", -1, 0, -1, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const Fraction value = number(row.value);
    CHECK(value.rounded(Rounding::kDown) == BigInt{row.down});
    CHECK(value.rounded(Rounding::kUp) == BigInt{row.up});
    CHECK(value.rounded(Rounding::kHalfUp) == BigInt{row.half_up});
    CHECK(value.rounded(Rounding::kHalfEven) == BigInt{row.half_even});
  }
  CHECK_THROWS_AS(static_cast<void>(number("1/2").rounded(Rounding::kExact)), ArithmeticError);
  CHECK(number("12/3").rounded(Rounding::kExact) == BigInt{4});
}

TEST_CASE("decimals are the least that show the value in full, if any do") {
  struct Row {
    std::string_view value;
    std::optional<int> decimals;
  };
  const Row rows[] = {{"5", 0},
                      {"0.5", 1},
                      {"12.50", 1},
                      {"1/8", 3},
                      {"-0.01", 2},
                      {"1/3", std::nullopt},
                      {"0.000000000000000001", 18},
                      {"0.0000000000000000001", std::nullopt}};
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(number(row.value).decimals() == row.decimals);
  }
}

TEST_CASE("a decimal is written half-even, with a point and without grouping") {
  struct Row {
    std::string_view value;
    int decimals;
    std::string_view text;
  };
  const Row rows[] = {{"-12.5", 2, "-12.50"}, {"1/3", 3, "0.333"},
                      {"0.125", 2, "0.12"},   {"0.375", 2, "0.38"},
                      {"2.5", 0, "2"},        {"3.5", 0, "4"},
                      {"-0.005", 2, "0.00"},  {"1234567", 1, "1234567.0"}};
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(number(row.value).to_decimal(row.decimals) == row.text);
  }
}

}  // namespace
}  // namespace allot
