#include "allot/core/quantities.hpp"

#include <doctest/doctest.h>

#include <span>
#include <type_traits>

#include "support/numbers.hpp"

namespace allot {
namespace {

using test::number;
using test::numbers;

Quantities of(const std::vector<std::string_view>& texts) {
  const std::vector<Fraction> values = numbers(texts);
  return Quantities::from(std::span<const Fraction>{values});
}

/// Bits of the type that holds the numerators; 0 for BigInt.
int width_of(const Quantities& quantities) {
  return quantities.visit([](const auto& numerators) {
    using Int = typename std::decay_t<decltype(numerators)>::value_type;
    return std::is_same_v<Int, BigInt> ? 0 : static_cast<int>(8 * sizeof(Int));
  });
}

TEST_CASE("decimals are brought to their least common denominator") {
  const Quantities values = of({"0.5", "0.25", "3", "1/3"});
  CHECK(values.denominator() == BigInt{12});
  CHECK(values.numerator(0) == BigInt{6});
  CHECK(values.numerator(1) == BigInt{3});
  CHECK(values.numerator(2) == BigInt{36});
  CHECK(values.numerator(3) == BigInt{4});
  CHECK(values.total() == number("49/12"));
  CHECK(values.total_numerator() == BigInt{49});
  CHECK(values.bits() == 6);
}

TEST_CASE("the narrowest width that holds all values is taken") {
  CHECK(width_of(of({"1", "9223372036854775807"})) == 64);
  CHECK(width_of(of({"1", "9223372036854775808"})) == 128);
  CHECK(width_of(of({"1", "170141183460469231731687303715884105727"})) == 128);
  CHECK(width_of(of({"1", "170141183460469231731687303715884105728"})) == 0);
}

TEST_CASE("a product or a sum that outgrows its width goes on in the next") {
  const Quantities narrow = of({"9223372036854775807", "1"});
  const Quantities doubled = narrow.plus(narrow);
  CHECK(doubled.at(0) == number("18446744073709551614"));
  const Quantities wide = narrow.times(number("9223372036854775807"));
  CHECK(wide.at(0) == number("85070591730234615847396907784232501249"));
  const Quantities wider = wide.times(number("9223372036854775807"));
  CHECK(wider.at(0) == number("784637716923335095224261902710254454442933591094742482943"));
  CHECK(wider.at(1) == number("85070591730234615847396907784232501249"));
  CHECK(width_of(wider.proportions()) == 64);
}

TEST_CASE("a sum of many narrow numbers does not wrap") {
  const Quantities values = Quantities::constant(10, number("9223372036854775807"));
  CHECK(values.total() == number("92233720368547758070"));
}

TEST_CASE("reduced keeps the values, proportions only their ratios") {
  const Quantities values = Quantities::from(Quantities::Narrow{10, 20, 0}, 40);
  const Quantities reduced = values.reduced();
  CHECK(reduced.denominator() == BigInt{4});
  CHECK(reduced.at(1) == number("1/2"));
  const Quantities proportions = values.proportions();
  CHECK(proportions.denominator() == BigInt{1});
  CHECK(proportions.at(0) == number("1"));
  CHECK(proportions.at(1) == number("2"));
  CHECK(proportions.at(2) == number("0"));
}

TEST_CASE("those that are not kept become 0") {
  const Quantities values = of({"1.5", "-2", "4"}).only({true, false, true});
  CHECK(values.at(0) == number("1.5"));
  CHECK(values.sign_at(1) == 0);
  CHECK(values.total() == number("5.5"));
}

TEST_CASE("nothing but zeros is zero, of any width") {
  CHECK(Quantities::constant(3, 0).is_zero());
  CHECK(of({"170141183460469231731687303715884105728", "1"}).only({false, false}).is_zero());
  CHECK_FALSE(of({"0", "0.001"}).is_zero());
  CHECK(Quantities::constant(3, 0).proportions().is_zero());
  CHECK(Quantities{}.size() == 0);
}

}  // namespace
}  // namespace allot
