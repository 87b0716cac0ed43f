#include "rounding_cases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

namespace allot::test {
namespace {

std::int64_t positives(const std::vector<std::int64_t>& weights) {
  return std::count_if(weights.begin(), weights.end(), [](std::int64_t w) { return w > 0; });
}

/// Units so that every quota is whole: a multiple of the total over the weights' common divisor.
std::int64_t units_without_remainder(const std::vector<std::int64_t>& weights, Random& random) {
  const std::int64_t divisor =
      std::accumulate(weights.begin(), weights.end(), std::int64_t{0},
                      [](std::int64_t a, std::int64_t b) { return std::gcd(a, b); });
  const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  return total / divisor * random.between(0, 3);
}

}  // namespace

RoundingCase random_case(Random& random, const engine::RoundingMethod& method, int number) {
  const int size = std::min(number / 8, 40);
  const auto count = static_cast<std::size_t>(random.between(1, 2 + size / 5));
  const std::vector<std::int64_t> weights = random.weights(count, 3 + size / 3);
  RoundingCase task{.method = method.name,
                    .weights = Quantities::from(Quantities::Narrow{weights})};
  if (method.name == "exact") {
    task.units = units_without_remainder(weights, random);
    return task;
  }
  const std::int64_t least = gives_one_at_once(method.name) ? positives(weights) : 0;
  task.units = least + random.between(0, 3 + size);
  return task;
}

RoundingCase bounded_case(Random& random, const engine::RoundingMethod& method, int number) {
  RoundingCase task = random_case(random, method, number);
  const std::vector<std::int64_t> weights = whole_weights(task);
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
  for (const std::int64_t weight : weights) {
    const std::int64_t needed = weight > 0 && gives_one_at_once(method.name) ? 1 : 0;
    const std::int64_t minimum = std::max(needed, random.between(0, 3));
    const std::int64_t maximum = minimum + random.between(0, 5);
    task.minimum.push_back(minimum);
    task.maximum.push_back(maximum);
    lowest += minimum;
    highest += weight > 0 ? maximum : minimum;
  }
  task.units = random.between(lowest, highest);
  return task;
}

void for_each_case(const std::function<bool(const engine::RoundingMethod&)>& applies, int count,
                   const std::function<void(const RoundingCase&, Random&)>& law) {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    if (!applies(method)) {
      continue;
    }
    Random random{1790};
    for (int number = 0; number < count; ++number) {
      CAPTURE(method.name);
      CAPTURE(number);
      law(random_case(random, method, number), random);
    }
  }
}

bool any_method(const engine::RoundingMethod& /*method*/) { return true; }
bool closes(const engine::RoundingMethod& method) { return method.closes; }

bool gives_units(const engine::RoundingMethod& method) {
  return method.closes && method.name != "exact";
}

bool is_divisor(const engine::RoundingMethod& method) { return method.divisor; }

bool gives_one_at_once(std::string_view method) {
  return method == "adams" || method == "dean" || method == "huntington_hill";
}

std::vector<std::int64_t> whole_weights(const RoundingCase& task) {
  std::vector<std::int64_t> weights;
  for (std::size_t i = 0; i < task.weights.size(); ++i) {
    weights.push_back(task.weights.numerator(i).as_int64().value());
  }
  return weights;
}

std::vector<std::int64_t> units_of(const RoundingCase& task) {
  const RoundingResult result = rounded(task);
  REQUIRE(result.codes.empty());
  REQUIRE(result.outcome.units.size() == task.weights.size());
  return result.outcome.units;
}

std::vector<std::size_t> default_places(const RoundingCase& task) {
  std::vector<std::size_t> order(task.weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return task.weights.numerator(a) > task.weights.numerator(b);
  });
  std::vector<std::size_t> places(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    places[order[k]] = k;
  }
  return places;
}

void check_certificate(const RoundingCase& task) {
  const RoundingResult result = rounded(task);
  REQUIRE(result.codes.empty());
  const std::vector<std::int64_t>& units = result.outcome.units;
  REQUIRE(std::accumulate(units.begin(), units.end(), std::int64_t{0}) == task.units);
  const Claims claims = claims_of(task);
  REQUIRE(is_legitimate(claims, units));
  const std::optional<CutTie> tie = tie_at_cut(claims, units);
  REQUIRE(result.outcome.ties.size() == (tie ? 1U : 0U));
  if (!tie) {
    return;
  }
  REQUIRE(indices(result.outcome.ties[0].tied) == tie->tied);
  REQUIRE(indices(result.outcome.ties[0].chosen) == tie->given);
  const std::vector<std::size_t> places = default_places(task);
  std::vector<std::size_t> first = tie->tied;
  std::sort(first.begin(), first.end(),
            [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
  first.resize(tie->given.size());
  std::sort(first.begin(), first.end());
  REQUIRE(first == tie->given);
}

}  // namespace allot::test
