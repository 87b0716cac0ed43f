#include "allot/core/bigint.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <utility>

#include "support/numbers.hpp"

namespace allot {
namespace {

BigInt value(std::string_view digits) { return test::number(digits).numerator(); }

TEST_CASE("no number has more than kMostBits bits") {
  const BigInt most = BigInt::power_of_ten(3010);  // 10^3010 < 2^10 000 < 10^3011
  CHECK(most.bit_length() == kMostBits);
  CHECK_THROWS_AS(most * BigInt{10}, ArithmeticError);
  CHECK_THROWS_AS(-most * BigInt{10}, ArithmeticError);
  CHECK(most / BigInt{10} * BigInt{10} == most);
}

TEST_CASE("a BigInt grows past 127 bits and comes back") {
  const BigInt edge = value("170141183460469231731687303715884105727");  // 2^127 - 1
  CHECK(edge.bit_length() == 127);
  CHECK(edge.as_int128().has_value());
  const BigInt beyond = edge + BigInt{1};
  CHECK(beyond.to_string() == "170141183460469231731687303715884105728");
  CHECK(beyond.bit_length() == 128);
  CHECK_FALSE(beyond.as_int128().has_value());
  CHECK(beyond - BigInt{1} == edge);
  CHECK((beyond - BigInt{1}).as_int128().has_value());
  CHECK(edge * edge ==
        value("28948022309329048855892746252171976962977213799489202546401021394546514198529"));
  CHECK(edge * edge / edge == edge);
}

TEST_CASE("division truncates towards zero, and the remainder has the dividend's sign") {
  struct Row {
    int a, b, quotient, remainder;
  };
  const Row rows[] = {{7, 2, 3, 1}, {-7, 2, -3, -1}, {7, -2, -3, 1}, {-7, -2, 3, -1}, {6, 3, 2, 0}};
  const BigInt wide = value("1000000000000000000000000000000000000000000");  // 10^42
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(BigInt{row.a} / BigInt{row.b} == BigInt{row.quotient});
    CHECK(BigInt{row.a} % BigInt{row.b} == BigInt{row.remainder});
    CHECK((BigInt{row.a} * wide) / (BigInt{row.b} * wide) == BigInt{row.quotient});
    CHECK((BigInt{row.a} * wide) % (BigInt{row.b} * wide) == BigInt{row.remainder} * wide);
  }
}

TEST_CASE("numbers of every width are in one order") {
  const BigInt rows[] = {value("-1000000000000000000000000000000000000000000"),
                         value("-9223372036854775809"),
                         BigInt{-1},
                         BigInt{0},
                         BigInt{1},
                         value("9223372036854775808"),
                         value("170141183460469231731687303715884105727"),
                         value("170141183460469231731687303715884105728")};
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    for (std::size_t j = 0; j < std::size(rows); ++j) {
      CHECK((rows[i] < rows[j]) == (i < j));
      CHECK((rows[i] == rows[j]) == (i == j));
    }
  }
}

TEST_CASE("bit_length counts the bits of the absolute value") {
  struct Row {
    std::string_view digits;
    int bits;
  };
  const Row rows[] = {{"0", 0},
                      {"1", 1},
                      {"-1", 1},
                      {"255", 8},
                      {"256", 9},
                      {"-256", 9},
                      {"9223372036854775807", 63},
                      {"9223372036854775808", 64},
                      {"-340282366920938463463374607431768211456", 129}};
  for (const Row& row : rows) {
    CAPTURE(row.digits);
    CHECK(value(row.digits).bit_length() == row.bits);
  }
}

TEST_CASE("gcd is never negative, and gcd(0, 0) is 0") {
  CHECK(gcd(BigInt{0}, BigInt{0}) == BigInt{0});
  CHECK(gcd(BigInt{-12}, BigInt{18}) == BigInt{6});
  CHECK(gcd(BigInt{0}, BigInt{-5}) == BigInt{5});
  CHECK(gcd(BigInt::power_of_ten(50), BigInt::power_of_ten(42)) == BigInt::power_of_ten(42));
}

TEST_CASE("a copy of a wide number is its own") {
  BigInt first = BigInt::power_of_ten(60);
  BigInt second = first;
  second += BigInt{1};
  CHECK(first == BigInt::power_of_ten(60));
  CHECK(second - first == BigInt{1});
  first = second;
  CHECK(first == second);
  const BigInt moved = std::move(second);
  CHECK(moved == first);
}

TEST_CASE("only what fits is handed out as a built-in integer") {
  CHECK(BigInt{std::numeric_limits<std::int64_t>::max()}.as_int64() ==
        std::numeric_limits<std::int64_t>::max());
  CHECK_FALSE(value("9223372036854775808").as_int64().has_value());
  CHECK_FALSE(BigInt::power_of_ten(40).as_int128().has_value());
  CHECK(BigInt::power_of_ten(18).as_int64() == 1'000'000'000'000'000'000);
}

}  // namespace
}  // namespace allot
