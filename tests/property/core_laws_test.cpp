// The kernel's own numbers against Boost.Multiprecision, on values on both sides of every width.
#include <doctest/doctest.h>

#include <compare>
#include <span>

#include "allot/core/bigint.hpp"
#include "allot/core/divide.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "random.hpp"

namespace allot::test {
namespace {

constexpr int kCases = 3000;

/// Sizes around 31, 63, 127 bits and beyond, each as likely as the other.
Whole any_whole(Random& random) {
  const int sizes[] = {4, 31, 33, 63, 65, 126, 127, 128, 130, 300};
  const int bits = sizes[random.index(10)];
  if (random.chance(30)) {  // the edge of a width
    const Whole edge = (Whole{1} << static_cast<unsigned>(bits)) + random.between(-2, 2);
    return random.chance(50) ? Whole{-edge} : edge;
  }
  return random.whole(bits);
}

Whole not_zero(Random& random) {
  const Whole value = any_whole(random);
  return value == 0 ? Whole{1} : value;
}

int sign(std::strong_ordering order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }

int sign_of(const Whole& value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

TEST_CASE("BigInt computes as Boost does, at every width") {
  Random random{1};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const Whole a = any_whole(random);
    const Whole b = any_whole(random);
    const BigInt x = big(a);
    const BigInt y = big(b);
    REQUIRE(x.to_string() == a.str());
    REQUIRE(whole(x + y) == a + b);
    REQUIRE(whole(x - y) == a - b);
    REQUIRE(whole(x * y) == a * b);
    REQUIRE(whole(-x) == -a);
    REQUIRE(sign(x <=> y) == sign_of(Whole{a - b}));
    REQUIRE((x == y) == (a == b));
    REQUIRE(x.sign() == sign_of(a));
    REQUIRE(x.bit_length() == (a == 0 ? 0 : static_cast<int>(msb(abs(a))) + 1));
    REQUIRE(whole(gcd(x, y)) == boost::multiprecision::gcd(a, b));
    if (b != 0) {
      REQUIRE(whole(x / y) == a / b);
      REQUIRE(whole(x % y) == a % b);
    }
  }
}

TEST_CASE("a BigInt that shrinks back into a narrow width is equal to the narrow one") {
  Random random{2};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const BigInt small = random.between(-1'000'000, 1'000'000);
    const BigInt large = big(not_zero(random));
    REQUIRE(small + large - large == small);
    REQUIRE(small * large / large == small);
    REQUIRE((small + large - large).as_int64() == small.as_int64());
  }
}

TEST_CASE("BigInt says whether it fits a built-in type") {
  Random random{3};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const Whole value = any_whole(random);
    const BigInt ours = big(value);
    if (ours.bit_length() != 64 || value > 0) {  // the lowest int64 may go either way
      REQUIRE(ours.as_int64().has_value() == (ours.bit_length() <= 63));
    }
    if (ours.bit_length() != 128 || value > 0) {
      REQUIRE(ours.as_int128().has_value() == (ours.bit_length() <= 127));
    }
    if (ours.as_int128()) {
      REQUIRE(BigInt{*ours.as_int128()} == ours);
    }
  }
}

TEST_CASE("divide means the same in 64 bits, in 128 bits and beyond") {
  Random random{4};
  const Rounding roundings[] = {Rounding::kDown, Rounding::kUp, Rounding::kHalfUp,
                                Rounding::kHalfEven};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const std::int64_t numerator = random.between(-60, 60);
    const std::int64_t denominator = random.between(1, 12);
    const BigInt wide = big((Whole{1} << 150) + 1);
    for (const Rounding rounding : roundings) {
      const std::int64_t narrow = divide(numerator, denominator, rounding);
      REQUIRE(divide(int128{numerator}, int128{denominator}, rounding) == narrow);
      REQUIRE(divide(BigInt{numerator}, BigInt{denominator}, rounding) == BigInt{narrow});
      REQUIRE(divide(BigInt{numerator} * wide, BigInt{denominator} * wide, rounding) ==
              BigInt{narrow});
    }
  }
}

TEST_CASE("divide stays within its definition for any width") {
  Random random{5};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const Whole a = any_whole(random);
    const Whole b = abs(not_zero(random));
    const Exact value{a, b};
    const auto by = [&](Rounding rounding) { return whole(divide(big(a), big(b), rounding)); };
    REQUIRE(by(Rounding::kDown) == floor_of(value));
    REQUIRE(by(Rounding::kUp) == -floor_of(-value));
    const Exact half{1, 2};
    const Whole away = a < 0 ? Whole{-floor_of(half - value)} : floor_of(value + half);
    REQUIRE(by(Rounding::kHalfUp) == away);
    const Exact even_distance = abs(Exact{by(Rounding::kHalfEven)} - value);
    REQUIRE(even_distance <= half);
    REQUIRE((even_distance < half || by(Rounding::kHalfEven) % 2 == 0));
  }
}

TEST_CASE("Fraction computes as Boost's rational does, and is always reduced") {
  Random random{6};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const Exact a = Exact{any_whole(random)} / Exact{not_zero(random)};
    const Exact b = Exact{any_whole(random)} / Exact{not_zero(random)};
    const Fraction x{big(numerator(a)), big(denominator(a))};
    const Fraction y{big(numerator(b)), big(denominator(b))};
    REQUIRE(exact(x + y) == a + b);
    REQUIRE(exact(x - y) == a - b);
    REQUIRE(exact(x * y) == a * b);
    REQUIRE(exact(-x) == -a);
    REQUIRE(sign(x <=> y) == (a < b ? -1 : a > b ? 1 : 0));
    REQUIRE(whole((x + y).numerator()) == numerator(Exact{a + b}));
    REQUIRE(whole((x + y).denominator()) == denominator(Exact{a + b}));
    REQUIRE(whole(x.rounded(Rounding::kDown)) == floor_of(a));
    if (b != 0) {
      REQUIRE(exact(x / y) == a / b);
    }
  }
}

Quantities any_quantities(Random& random, std::size_t count, std::vector<Exact>& values) {
  const BigInt denominator = big(abs(not_zero(random)));
  const int bits = random.chance(50) ? 60 : random.chance(50) ? 120 : 200;
  Quantities::Big numerators;
  values.clear();
  for (std::size_t i = 0; i < count; ++i) {
    const Whole numerator = random.whole(bits);
    numerators.push_back(big(numerator));
    values.emplace_back(numerator, whole(denominator));
  }
  return Quantities::from(std::move(numerators), denominator);
}

void check_equal(const Quantities& quantities, const std::vector<Exact>& values) {
  REQUIRE(quantities.size() == values.size());
  Exact total{0};
  for (std::size_t i = 0; i < values.size(); ++i) {
    REQUIRE(exact(quantities.at(i)) == values[i]);
    REQUIRE(quantities.sign_at(i) == (values[i] < 0 ? -1 : values[i] > 0 ? 1 : 0));
    REQUIRE(Fraction{quantities.numerator(i), quantities.denominator()} == quantities.at(i));
    total += values[i];
  }
  REQUIRE(exact(quantities.total()) == total);
}

TEST_CASE("Quantities hold, scale, add and reduce without a change of value, at every width") {
  Random random{7};
  for (int number = 0; number < 600; ++number) {
    CAPTURE(number);
    const auto count = static_cast<std::size_t>(random.between(1, 6));
    std::vector<Exact> a;
    std::vector<Exact> b;
    const Quantities x = any_quantities(random, count, a);
    const Quantities y = any_quantities(random, count, b);
    const Exact factor = Exact{any_whole(random)} / Exact{not_zero(random)};
    std::vector<bool> kept(count);
    std::vector<Exact> scaled = a;
    std::vector<Exact> sum = a;
    std::vector<Exact> only = a;
    for (std::size_t i = 0; i < count; ++i) {
      kept[i] = random.chance(50);
      scaled[i] *= factor;
      sum[i] += b[i];
      only[i] *= kept[i] ? 1 : 0;
    }
    check_equal(x, a);
    check_equal(x.reduced(), a);
    check_equal(x.times(fraction(factor)), scaled);
    check_equal(x.plus(y), sum);
    check_equal(x.only(kept), only);
    check_equal(x.plus(y).reduced().times(fraction(factor)).reduced(), [&] {
      std::vector<Exact> both = sum;
      for (Exact& each : both) {
        each *= factor;
      }
      return both;
    }());
  }
}

TEST_CASE("proportions are whole, share no divisor and keep every ratio") {
  Random random{8};
  for (int number = 0; number < 600; ++number) {
    CAPTURE(number);
    std::vector<Exact> values;
    const Quantities x = any_quantities(random, 4, values);
    const Quantities proportions = x.proportions();
    REQUIRE(proportions.denominator() == BigInt{1});
    BigInt divisor = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      divisor = gcd(divisor, proportions.numerator(i));
      for (std::size_t j = 0; j < values.size(); ++j) {
        REQUIRE(exact(proportions.at(i)) * values[j] == exact(proportions.at(j)) * values[i]);
      }
    }
    REQUIRE((divisor == BigInt{1} || x.is_zero()));
  }
}

TEST_CASE("Quantities add up groups of districts as their values add up, at every width") {
  Random random{12};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    std::vector<Exact> values;
    const Quantities x = any_quantities(random, 5, values);
    const std::vector<std::uint32_t> order{4, 0, 2, 3};
    const std::span all{order};
    const std::vector<std::span<const std::uint32_t>> groups{all.first(1), all.subspan(1)};
    check_equal(x.sums_of(groups), {values[4], values[0] + values[2] + values[3]});
    REQUIRE(exact(x.sum_of(groups[1])) == values[0] + values[2] + values[3]);
    REQUIRE(x.sum_of({}) == Fraction{});
  }
}

TEST_CASE("Quantities compare two districts as their values compare") {
  Random random{9};
  for (int number = 0; number < 600; ++number) {
    CAPTURE(number);
    std::vector<Exact> values;
    const Quantities x = any_quantities(random, 3, values);
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        REQUIRE((x.order(i, j) < 0) == (values[i] < values[j]));
        REQUIRE((x.order(i, j) == 0) == (values[i] == values[j]));
      }
    }
  }
}

}  // namespace
}  // namespace allot::test
