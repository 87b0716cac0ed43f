#include "allot/core/divide.hpp"

#include <doctest/doctest.h>

#include <cstdint>

#include "allot/core/bigint.hpp"
#include "allot/core/int128.hpp"

namespace allot {
namespace {

struct Division {
  int numerator, denominator, down, up, half_up, half_even;
};

constexpr Division kRows[] = {
    {7, 2, 3, 4, 4, 4},      {5, 2, 2, 3, 3, 2},      {1, 3, 0, 1, 0, 0},
    {2, 3, 0, 1, 1, 1},      {-1, 3, -1, 0, 0, 0},    {-2, 3, -1, 0, -1, -1},
    {-5, 2, -3, -2, -3, -2}, {-7, 2, -4, -3, -4, -4}, {6, 3, 2, 2, 2, 2},
    {-6, 3, -2, -2, -2, -2}, {0, 5, 0, 0, 0, 0},      {1, 2, 0, 1, 1, 0},
    {-1, 2, -1, 0, -1, 0},   {3, 2, 1, 2, 2, 2}};

TEST_CASE_TEMPLATE("divide rounds by the sign of the value, not of the quotient", Int, std::int64_t,
                   int128, BigInt) {
  for (const Division& row : kRows) {
    CAPTURE(row.numerator);
    CAPTURE(row.denominator);
    const Int numerator{row.numerator};
    const Int denominator{row.denominator};
    CHECK((divide(numerator, denominator, Rounding::kDown) == Int{row.down}));
    CHECK((divide(numerator, denominator, Rounding::kUp) == Int{row.up}));
    CHECK((divide(numerator, denominator, Rounding::kHalfUp) == Int{row.half_up}));
    CHECK((divide(numerator, denominator, Rounding::kHalfEven) == Int{row.half_even}));
  }
}

TEST_CASE("divide is exact where a double would not be") {
  const std::int64_t odd = 9'007'199'254'740'993;  // 2^53 + 1
  CHECK(divide(odd, std::int64_t{2}, Rounding::kDown) == 4'503'599'627'370'496);
  CHECK(divide(odd, std::int64_t{2}, Rounding::kHalfUp) == 4'503'599'627'370'497);
  CHECK(divide(odd, std::int64_t{1}, Rounding::kExact) == odd);
}

TEST_CASE("an exact division refuses a remainder") {
  CHECK(divide(std::int64_t{-12}, std::int64_t{4}, Rounding::kExact) == -3);
  CHECK_THROWS_AS(divide(std::int64_t{-13}, std::int64_t{4}, Rounding::kExact), ArithmeticError);
}

TEST_CASE("a denominator that is not positive is a bug") {
  CHECK_THROWS_AS(divide(std::int64_t{1}, std::int64_t{0}, Rounding::kDown), InvariantViolation);
  CHECK_THROWS_AS(divide(std::int64_t{1}, std::int64_t{-2}, Rounding::kDown), InvariantViolation);
}

}  // namespace
}  // namespace allot
