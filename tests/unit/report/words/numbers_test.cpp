#include "report/words/numbers.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "allot/core/text.hpp"
#include "report/words/scaled.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

int128 power_of_ten(int exponent) {
  int128 power = 1;
  for (; exponent > 0; --exponent) {
    power *= 10;
  }
  return power;
}

TEST_CASE("numbers are set with groups, mark and sign") {
  const struct {
    int128 value;
    int decimals;
    Sign sign;
    const char* machine;
    const char* plain;
    const char* german;
    const char* swiss;
  } rows[] = {
      {0, 0, Sign::kAlways, "0", "0", "0", "0"},
      {0, 2, Sign::kAlways, "0.00", "0.00", "0,00", "0.00"},
      {5, 2, Sign::kMinusOnly, "0.05", "0.05", "0,05", "0.05"},
      {-5, 2, Sign::kMinusOnly, "-0.05", "−0.05", "−0,05", "−0.05"},
      {999, 0, Sign::kAlways, "+999", "+999", "+999", "+999"},
      {1000, 0, Sign::kMinusOnly, "1000", "1_000", "1.000", "1'000"},
      {123456789, 2, Sign::kMinusOnly, "1234567.89", "1_234_567.89", "1.234.567,89",
       "1'234'567.89"},
      {-100000000, 2, Sign::kAlways, "-1000000.00", "−1_000_000.00", "−1.000.000,00",
       "−1'000'000.00"},
      {1, 18, Sign::kMinusOnly, "0.000000000000000001", "0.000000000000000001",
       "0,000000000000000001", "0.000000000000000001"},
      {power_of_ten(30) + 7, 6, Sign::kMinusOnly, "1000000000000000000000000.000007",
       "1_000_000_000_000_000_000_000_000.000007", "1.000.000.000.000.000.000.000.000,000007",
       "1'000'000'000'000'000'000'000'000.000007"},
  };
  for (const auto& row : rows) {
    const auto check = [&](const NumberFormat& format, const char* expected) {
      const NumberText number{row.value, row.decimals, format, row.sign};
      CHECK(number.text() == grouped(expected));
      CHECK(number.width() == display_width(number.text()));
      CHECK(written([&](Writer& out) { number.write(out); }) == number.text());
    };
    check(kMachineNumbers, row.machine);
    check(number_format(NumberStyle::kPlain), row.plain);
    check(number_format(NumberStyle::kGerman), row.german);
    check(number_format(NumberStyle::kSwiss), row.swiss);
    std::string french = row.plain;
    std::ranges::replace(french, '.', ',');
    check(number_format(NumberStyle::kFrench), french.c_str());
  }
}

TEST_CASE("the widest number fits") {
  const int128 most = ~(int128{1} << 127);
  CHECK(NumberText{most, 0, kMachineNumbers, Sign::kMinusOnly}.text() ==
        "170141183460469231731687303715884105727");
  const NumberFormat plain = number_format(NumberStyle::kPlain);
  CHECK(NumberText{-most - 1, 2, plain, Sign::kMinusOnly}.text() ==
        grouped("−1_701_411_834_604_692_317_316_873_037_158_841_057.28"));
}

TEST_CASE("the room for a number is right at every power of ten") {
  int128 power = 1;
  for (std::size_t digits = 1; digits <= 38; ++digits, power *= 10) {
    const auto width = [](int128 value) {
      return NumberText{value, 0, kMachineNumbers, Sign::kMinusOnly}.width();
    };
    CHECK(width(power) == digits);
    CHECK(width(power * 9 + (power - 1)) == digits);
    CHECK((NumberText{power, 0, kMachineNumbers, Sign::kMinusOnly}.text() ==
           "1" + std::string(digits - 1, '0')));
  }
}

TEST_CASE("a change in percent is rounded half-even and undefined where the prior is 0") {
  const struct {
    std::int64_t budget, prior;
    int decimals;
    std::optional<int128> percent;
  } rows[] = {
      {865680'84, 861027'19, 6, 540477},
      {10001, 10000, 1, 0},  // 0.01 %
      {10005, 10000, 1, 0},  // 0.05 % to the even 0.0
      {10015, 10000, 1, 2},  // 0.15 % to the even 0.2
      {9985, 10000, 1, -2},  // -0.15 %
      {0, 5, 2, -10000},     // everything lost
      {5, 0, 2, std::nullopt},
      {-5, -10, 2, -5000},  // a negative prior: (x - b) / b
      {999999999999999, 1, 6, int128{999999999999998} * 100000000},
      {100'200'000'000'001, 200'000'000'000, 9, 50'000'000'000'000},  // …000.5, beyond 64 bits
      {100'200'000'000'003, 200'000'000'000, 9, 50'000'000'000'002},  // …001.5
  };
  for (const auto& row : rows) {
    CHECK((percent_change(Money::from_minor(row.budget), Money::from_minor(row.prior),
                          row.decimals) == row.percent));
  }
}

TEST_CASE("figures that are no money are rounded half-even") {
  const struct {
    Fraction value;
    const char* text;
    int128 hundredths;
  } rows[] = {{Fraction{1, 8}, "0.12", 12},
              {Fraction{3, 8}, "0.38", 38},
              {Fraction{-1, 8}, "−0.12", -12},
              {Fraction{-3, 8}, "−0.38", -38}};
  const NumberFormat numbers = number_format(NumberStyle::kPlain);
  for (const auto& row : rows) {
    CHECK(fraction_text(row.value, 2, numbers) == row.text);
    CHECK((rounded_units(row.value, 2) == row.hundredths));
  }
  CHECK((per_unit(Money::from_minor(1), 0, Fraction{8}, 2) == 12));
  CHECK((per_unit(Money::from_minor(3), 0, Fraction{8}, 2) == 38));
}

TEST_CASE("scaled quantities are the same in every width") {
  const Fraction factor{BigInt{100}, BigInt{7}};
  const Quantities narrow = Quantities::from(Quantities::Narrow{1, 2, 7, 0}, BigInt{1});
  const int128 large = power_of_ten(25);
  const Quantities wide = Quantities::from(Quantities::Wide{large, 2 * large, 7 * large, int128{0}},
                                           BigInt::power_of_ten(25));
  const BigInt huge = BigInt::power_of_ten(60);
  const Quantities big =
      Quantities::from(Quantities::Big{huge, BigInt{2} * huge, BigInt{7} * huge, BigInt{0}}, huge);
  const std::int64_t expected[] = {14, 29, 100, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK((ScaledQuantities{narrow, factor}.at(i) == expected[i]));
    CHECK((ScaledQuantities{wide, factor}.at(i) == expected[i]));
    CHECK((ScaledQuantities{big, factor}.at(i) == expected[i]));
  }
}

TEST_CASE("the writer hands on every byte, in order, in blocks") {
  std::string text;
  std::string expected;
  std::size_t blocks = 0;
  Writer out{[&](std::string_view block) {
    text += block;
    ++blocks;
  }};
  for (int i = 0; i < 30000; ++i) {
    out.put("abc");
    out.put(';');
    out.pad(2);
    expected += "abc;  ";
  }
  const std::string large(200'000, 'x');
  std::fill_n(out.room(60'000), 60'000, 'y');
  expected += std::string(60'000, 'y');
  out.put(large);
  out.pad(70);
  expected += large + std::string(70, ' ');
  CHECK(text.size() < expected.size());
  out.flush();
  CHECK(text == expected);
  CHECK(blocks < 10);
}

}  // namespace
}  // namespace allot::report
