// Many units, many districts, wide weights: each result is held against its certificate.
#include <doctest/doctest.h>

#include "rounding_cases.hpp"

namespace allot::test {
namespace {

enum class Shape { kEven, kSkewed, kFewLarge };

std::vector<std::int64_t> shaped_weights(Random& random, Shape shape, std::size_t count) {
  std::vector<std::int64_t> weights(count);
  for (std::size_t i = 0; i < count; ++i) {
    switch (shape) {
      case Shape::kEven:
        weights[i] = random.between(90'000, 110'000);
        break;
      case Shape::kSkewed:  // as populations: many small, few large
        weights[i] = 1'000'000'000'000 / static_cast<std::int64_t>((i + 1) * (i + 1)) + 1;
        break;
      case Shape::kFewLarge:
        weights[i] = i < 3 ? random.between(1, 1'000'000'000'000'000) : random.between(0, 3);
        break;
    }
  }
  return weights;
}

/// Bounds on both sides of the average; their sums enclose the units.
void bound(RoundingCase& task, Random& random) {
  const auto count = static_cast<std::int64_t>(task.weights.size());
  const std::int64_t average = task.units / count;
  for (std::int64_t i = 0; i < count; ++i) {
    task.minimum.push_back(random.between(1, average / 2 + 1));
    task.maximum.push_back(average + random.between(1, 3 * average + 1));
  }
}

struct Size {
  std::size_t districts;
  std::int64_t units;
};

template <class Change>
void for_each_large_case(bool (*applies)(const engine::RoundingMethod&), Change change) {
  const Size sizes[] = {{3, 5'800'000'000},         {44, 5'800'000'000}, {400, 5'800'000'000},
                        {2000, 5'800'000'000},      {2000, 4'001},       {44, 100'000'000'000'000},
                        {2000, 100'000'000'000'000}};
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    Random random{1842};
    for (const Size& size : sizes) {
      for (const Shape shape : {Shape::kEven, Shape::kSkewed, Shape::kFewLarge}) {
        if (!applies(method)) {
          continue;
        }
        CAPTURE(method.name);
        CAPTURE(size.districts);
        CAPTURE(size.units);
        CAPTURE(static_cast<int>(shape));
        RoundingCase task{.method = method.name,
                          .weights = Quantities::from(
                              Quantities::Narrow{shaped_weights(random, shape, size.districts)}),
                          .units = size.units};
        change(task, random);
        check_certificate(task);
      }
    }
  }
}

TEST_CASE("billions of units over thousands of districts carry their certificate") {
  for_each_large_case(gives_units, [](RoundingCase& /*task*/, Random& /*random*/) {});
}

TEST_CASE("within bounds, billions of units carry their certificate") {
  for_each_large_case(is_divisor, [](RoundingCase& task, Random& random) {
    // Those of weight 0 stay at their minimum: there is room only if each has a weight.
    task.weights = task.weights.plus(Quantities::constant(task.weights.size(), 1));
    bound(task, random);
  });
}

/// Some weights of exactly that many bits, and some of any size below.
Quantities weights_of_width(Random& random, unsigned bits) {
  Quantities::Big weights;
  for (int i = 0; i < 7; ++i) {
    const Whole top = i % 2 == 0 ? Whole{1} << (bits - 1) : Whole{1};
    weights.push_back(big(top + abs(random.whole(static_cast<int>(bits) - 2))));
  }
  weights.push_back(weights.front());  // two are equal
  return Quantities::from(std::move(weights), 1);
}

TEST_CASE("at every width of the weights the result carries its certificate") {
  // Products of weights, units and their squares cross 63 and 127 bits on the way.
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    Random random{1911};
    for (unsigned bits = 10; gives_units(method) && bits <= 140; ++bits) {
      for (const std::int64_t units :
           {std::int64_t{21}, std::int64_t{5'800'000'001}, std::int64_t{999'999'999'999'999}}) {
        CAPTURE(method.name);
        CAPTURE(bits);
        CAPTURE(units);
        check_certificate(
            {.method = method.name, .weights = weights_of_width(random, bits), .units = units});
      }
    }
  }
}

TEST_CASE("a thousand equal districts and one unit too few are one tie of all of them") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    if (!gives_units(method)) {
      continue;
    }
    CAPTURE(method.name);
    const RoundingCase task{.method = method.name,
                            .weights = Quantities::constant(1000, 7),
                            .units = 1'000'000'000'000 - 1};
    const RoundingResult result = rounded(task);
    REQUIRE(result.outcome.ties.size() == 1);
    CHECK(result.outcome.ties[0].tied.size() == 1000);
    CHECK(result.outcome.ties[0].chosen.size() == 999);
    CHECK(result.outcome.units.front() == 1'000'000'000);
    CHECK(result.outcome.units.back() == 999'999'999);  // the last by id
  }
}

}  // namespace
}  // namespace allot::test
