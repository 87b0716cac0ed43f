#include "allot/core/money.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <type_traits>

namespace allot {
namespace {

template <class A, class B>
concept HaveProduct = requires(A a, B b) {
  a* b;
};
template <class A, class B>
concept HaveQuotient = requires(A a, B b) {
  a / b;
};

TEST_CASE("an amount has fifteen digits and no more") {
  CHECK(Money::from_minor(999'999'999'999'999).minor() == 999'999'999'999'999);
  CHECK(Money::from_minor(-999'999'999'999'999).minor() == -999'999'999'999'999);
  CHECK_THROWS_AS(Money::from_minor(1'000'000'000'000'000), ArithmeticError);
  CHECK_THROWS_AS(Money::from_minor(-1'000'000'000'000'000), ArithmeticError);
  CHECK_THROWS_AS(Money::from_minor(INT64_MIN), ArithmeticError);
}

TEST_CASE("a number that no int64 holds is out of range, too") {
  CHECK(Money::from_minor(BigInt{-42}).minor() == -42);
  CHECK_THROWS_AS(Money::from_minor(BigInt::power_of_ten(15)), ArithmeticError);
  CHECK_THROWS_AS(Money::from_minor(BigInt::power_of_ten(30)), ArithmeticError);
  CHECK_THROWS_AS(Money::from_minor(-BigInt::power_of_ten(60)), ArithmeticError);
}

TEST_CASE("a sum that leaves the range is refused, not wrapped") {
  const Money most = Money::from_minor(Money::kMaxMinor);
  const Money cent = Money::from_minor(1);
  CHECK_THROWS_AS(most + cent, ArithmeticError);
  CHECK_THROWS_AS(-most - cent, ArithmeticError);
  Money sum = most;
  CHECK_THROWS_AS(sum += cent, ArithmeticError);
  CHECK((most - cent).minor() == 999'999'999'999'998);
}

TEST_CASE("amounts are added, taken away and compared") {
  const Money a = Money::from_minor(1250);
  const Money b = Money::from_minor(-75);
  CHECK((a + b).minor() == 1175);
  CHECK((a - b).minor() == 1325);
  CHECK((-a).minor() == -1250);
  CHECK(b < a);
  CHECK(Money{}.minor() == 0);
}

TEST_CASE("there is no product, no quotient and no way in from a floating-point number") {
  CHECK_FALSE(HaveProduct<Money, Money>);
  CHECK_FALSE(HaveProduct<Money, int>);
  CHECK_FALSE(HaveProduct<Money, double>);
  CHECK_FALSE(HaveQuotient<Money, Money>);
  CHECK_FALSE(HaveQuotient<Money, int>);
  CHECK_FALSE(std::is_constructible_v<Money, double>);
  CHECK_FALSE(std::is_convertible_v<Money, double>);
}

}  // namespace
}  // namespace allot
