// The laws of keys that are made of counts: what defines a product, a gap and brackets.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "allot/engine/keys/key_kinds.hpp"
#include "programmes.hpp"
#include "random.hpp"
#include "support/scenario_builder.hpp"

namespace allot::test {
namespace {

using Values = std::vector<Fraction>;

/// Districts with two columns of small counts.
struct Counts {
  explicit Counts(Random& random)
      : builder{static_cast<std::size_t>(random.between(1, 6))},
        first{builder.key_of("first", random.weights(builder.scenario().districts.size(), 7))},
        second{builder.key_of("second", random.weights(builder.scenario().districts.size(), 7))} {}

  Values of(KeyId key) {
    Problems problems;
    const engine::Keys keys = engine::Keys::evaluate(builder.scenario(), problems);
    REQUIRE_FALSE(problems.has_errors());
    const engine::KeyValues& found = *keys.find(key);
    Values values;
    for (std::size_t i = 0; i < found.weights.size(); ++i) {
      values.push_back(found.weights.at(i));
    }
    REQUIRE(found.whole == found.weights.total());
    REQUIRE(found.closes);
    return values;
  }
  Values of(Key key) { return of(builder.key("made", std::move(key))); }

  ScenarioBuilder builder;
  KeyId first, second;
};

template <class Law>
void for_each_counts(const Law& law) {
  for (int number = 0; number < 300; ++number) {
    Random random{static_cast<std::uint64_t>(number)};
    CAPTURE(number);
    Counts counts{random};
    law(counts, random);
  }
}

TEST_CASE("a product is that of its factors in any order, and `equal` changes nothing") {
  for_each_counts([](Counts& counts, Random& /*random*/) {
    const KeyId equal = counts.builder.key("equal", equal_key());
    const Values product = counts.of(product_of({counts.first, counts.second}));
    REQUIRE(product == counts.of(product_of({counts.second, equal, counts.first})));
    const Values first = counts.of(counts.first);
    const Values second = counts.of(counts.second);
    for (std::size_t i = 0; i < product.size(); ++i) {
      REQUIRE(product[i] == first[i] * second[i]);
    }
    REQUIRE(counts.of(equal) == Values(product.size(), 1));
  });
}

TEST_CASE("a gap is the difference where that is above 0, and one of the two ways is 0") {
  for_each_counts([](Counts& counts, Random& /*random*/) {
    const Values there = counts.of(gap_of(counts.first, counts.second));
    const Values back = counts.of(gap_of(counts.second, counts.first));
    const Values first = counts.of(counts.first);
    const Values second = counts.of(counts.second);
    for (std::size_t i = 0; i < there.size(); ++i) {
      REQUIRE(there[i] - back[i] == first[i] - second[i]);
      REQUIRE(std::min(there[i], back[i]).sign() == 0);
      REQUIRE(std::max(there[i], back[i]).sign() >= 0);
    }
  });
}

TEST_CASE("brackets of one class of 100 % change nothing, however they are applied") {
  for_each_counts([](Counts& counts, Random& /*random*/) {
    for (const std::string_view apply : {"whole", "marginal", "interpolated"}) {
      REQUIRE(counts.of(brackets_of(counts.first, std::string{apply}, {{0, 1}})) ==
              counts.of(counts.first));
    }
  });
}

TEST_CASE("a class that has the factor of the one before it changes nothing, and scales") {
  for_each_counts([](Counts& counts, Random& random) {
    const std::vector<Bracket> brackets = any_brackets(random);
    std::vector<Bracket> finer;
    std::vector<Bracket> doubled = brackets;
    for (const Bracket& one : brackets) {
      finer.push_back(one);
      finer.push_back({one.from + Fraction{1, 4}, one.factor});
    }
    for (Bracket& one : doubled) {
      one.factor = one.factor * Fraction{2};
    }
    for (const std::string_view apply : {"whole", "marginal"}) {
      const Values values = counts.of(brackets_of(counts.first, std::string{apply}, brackets));
      REQUIRE(values == counts.of(brackets_of(counts.first, std::string{apply}, finer)));
      const Values twice = counts.of(brackets_of(counts.first, std::string{apply}, doubled));
      for (std::size_t i = 0; i < values.size(); ++i) {
        REQUIRE(twice[i] == values[i] * Fraction{2});
      }
    }
  });
}

TEST_CASE("one more counted brings the factor of its class where brackets are marginal") {
  for_each_counts([](Counts& counts, Random& random) {
    const std::vector<Bracket> brackets = any_brackets(random);
    const Values before = counts.of(counts.first);
    // A step that stays within a class.
    const Fraction step{1, 1'000};
    const KeyId equal = counts.builder.key("equal", equal_key());
    const KeyId more =
        counts.builder.key("more", sum_of({{1, counts.first, {}}, {step, equal, {}}}));
    const Values was = counts.of(brackets_of(counts.first, "marginal", brackets));
    const Values is = counts.of(brackets_of(more, "marginal", brackets));
    for (std::size_t i = 0; i < was.size(); ++i) {
      Fraction factor;
      for (const Bracket& one : brackets) {
        factor = one.from <= before[i] ? one.factor : factor;
      }
      REQUIRE(is[i] - was[i] == step * factor);
    }
  });
}

TEST_CASE("an interpolated factor meets those of the classes, and is between its neighbours") {
  for_each_counts([](Counts& counts, Random& random) {
    const std::vector<Bracket> brackets = any_brackets(random);
    const Values first = counts.of(counts.first);
    const Values whole = counts.of(brackets_of(counts.first, "whole", brackets));
    const Values line = counts.of(brackets_of(counts.first, "interpolated", brackets));
    const Fraction unit{1, random.between(3, 1'000)};
    const Values rounded =
        counts.of(brackets_of(counts.first, "interpolated", brackets,
                              FactorRounding{.unit = unit, .rounding = Rounding::kUp}));
    for (std::size_t i = 0; i < first.size(); ++i) {
      std::size_t in = 0;
      while (in + 1 < brackets.size() && brackets[in + 1].from <= first[i]) {
        ++in;
      }
      const Fraction& low = brackets[in].factor;
      const Fraction& high = brackets[std::min(in + 1, brackets.size() - 1)].factor;
      REQUIRE(whole[i] == first[i] * low);
      if (first[i] == brackets[in].from) {
        REQUIRE(line[i] == whole[i]);
      }
      REQUIRE(first[i] * std::min(low, high) <= line[i]);
      REQUIRE(line[i] <= first[i] * std::max(low, high));
      REQUIRE(line[i] <= rounded[i]);
      REQUIRE(rounded[i] - line[i] <= first[i] * unit);
      if (first[i].sign() > 0) {
        REQUIRE((rounded[i] / first[i] / unit).is_whole());
      }
    }
  });
}

TEST_CASE("keys of counts are those that have no share in them, at whatever depth") {
  ScenarioBuilder builder{2};
  KeyId counts = builder.key_of("n", {1, 2});
  KeyId shares = builder.key("b", blend_of({{1, counts, {}}}));
  // Each twice in the next: the ways to the end are more than could be gone.
  for (int depth = 0; depth < 60; ++depth) {
    counts = builder.key("c", product_of({counts, counts}));
    shares = builder.key("s", sum_of({{1, shares, {}}, {1, shares, {}}}));
  }
  CHECK(engine::counts(builder.scenario(), builder.scenario().key(counts)));
  CHECK_FALSE(engine::counts(builder.scenario(), builder.scenario().key(shares)));
}

}  // namespace
}  // namespace allot::test
