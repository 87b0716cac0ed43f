// Laws that every row of the table of rounding methods keeps: a new row is tried by itself.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "engine/rounding/round_amounts.hpp"
#include "rounding_cases.hpp"
#include "support/scenario_builder.hpp"

namespace allot::test {
namespace {

constexpr int kCases = 250;

std::int64_t sum(const std::vector<std::int64_t>& units) {
  return std::accumulate(units.begin(), units.end(), std::int64_t{0});
}

Quantities times(const RoundingCase& task, const BigInt& numerator, const BigInt& denominator) {
  Quantities::Big weights;
  for (std::size_t i = 0; i < task.weights.size(); ++i) {
    weights.push_back(task.weights.numerator(i) * numerator);
  }
  return Quantities::from(std::move(weights), denominator);
}

RoundingCase with_weights(RoundingCase task, Quantities weights) {
  task.weights = std::move(weights);
  return task;
}

TEST_CASE("no unit that is given is worth less than one that is not, and each tie is reported") {
  for_each_case(gives_units, kCases,
                [](const RoundingCase& task, Random& /*random*/) { check_certificate(task); });
}

TEST_CASE("what has nothing to round is what every method gives one district") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    CAPTURE(method.name);
    Random random{1776};
    int alone = 0;
    for (int number = 0; number < kCases; ++number) {
      const Fraction unit{random.between(1, 12), random.between(1, 4)};
      const std::int64_t units = random.between(0, 3) * random.between(0, 1'000'000);
      const RoundingRule rule = rounding(method.name, unit, Residual::To::kLargest);
      const Fraction total =
          random.chance(70) ? Fraction{units} * unit
                            : Fraction{units} * unit + unit * Fraction{random.between(1, 3), 4};
      if (!engine::nothing_to_round(1, total, units, rule)) {
        continue;
      }
      ++alone;
      const ScenarioBuilder builder{1};
      Problems problems;
      const Quantities exact = Quantities::constant(1, total);
      const Quantities weights = Quantities::constant(1, units == 0 ? random.between(0, 9) : 3);
      const auto rounded = engine::round_amounts({.scenario = builder.scenario(),
                                                  .rule = rule,
                                                  .exact = exact,
                                                  .weights = weights,
                                                  .total = total,
                                                  .units = units},
                                                 problems);
      REQUIRE(rounded.has_value());
      CHECK(rounded->outcome.units == std::vector<std::int64_t>{units});
      CHECK(rounded->outcome.ties.empty());
      CHECK(rounded->outcome.extra_units == 0);
      CHECK(rounded->rest == Fraction{});
      CHECK_FALSE(rounded->receiver.has_value());
    }
    CHECK(alone > kCases / 4);
  }
}

TEST_CASE("within bounds, too, no unit that is given is worth less than one that is not") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    Random random{1832};
    for (int number = 0; method.divisor && number < kCases; ++number) {
      CAPTURE(method.name);
      CAPTURE(number);
      const RoundingCase task = bounded_case(random, method, number);
      check_certificate(task);
    }
  }
}

TEST_CASE("a closing method gives out exactly the units there are") {
  for_each_case(closes, kCases, [](const RoundingCase& task, Random& /*random*/) {
    REQUIRE(sum(units_of(task)) == task.units);
  });
}

TEST_CASE("a district of weight 0 gets nothing, and nobody gets less than nothing") {
  for_each_case(any_method, kCases, [](const RoundingCase& task, Random& /*random*/) {
    const std::vector<std::int64_t> units = units_of(task);
    for (std::size_t i = 0; i < units.size(); ++i) {
      REQUIRE(units[i] >= 0);
      REQUIRE((task.weights.sign_at(i) > 0 || units[i] == 0));
    }
  });
}

TEST_CASE("a larger weight never gets fewer units") {
  for_each_case(any_method, kCases, [](const RoundingCase& task, Random& /*random*/) {
    const std::vector<std::int64_t> units = units_of(task);
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t j = 0; j < units.size(); ++j) {
        const bool larger = task.weights.numerator(i) > task.weights.numerator(j);
        REQUIRE((!larger || units[i] >= units[j]));
      }
    }
  });
}

TEST_CASE("weights that are all multiplied by the same number give the same units") {
  for_each_case(any_method, kCases, [](const RoundingCase& task, Random& random) {
    const Quantities scaled = times(task, random.between(2, 1'000'000), random.between(2, 1'000));
    REQUIRE(units_of(with_weights(task, scaled)) == units_of(task));
  });
}

TEST_CASE("weights beyond 127 bits give the same units as narrow ones") {
  // 2^89 - 1 and 2^127 - 1 are primes: nothing cancels by accident.
  const BigInt wide = big((Whole{1} << 89) - 1);
  const BigInt wider = big((Whole{1} << 127) - 1);
  for_each_case(any_method, kCases, [&](const RoundingCase& task, Random& /*random*/) {
    const std::vector<std::int64_t> units = units_of(task);
    REQUIRE(units_of(with_weights(task, times(task, wide, 1))) == units);
    REQUIRE(units_of(with_weights(task, times(task, wider * wide, wider))) == units);
    REQUIRE(units_of(with_weights(task, times(task, 1, wider * wide))) == units);
  });
}

TEST_CASE("weights that differ only beyond 127 bits are still told apart") {
  // Three nearly equal weights and one unit: the second is larger by one in 2^200.
  const BigInt base = big(Whole{1} << 200);
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    if (!gives_units(method)) {
      continue;
    }
    CAPTURE(method.name);
    const RoundingCase task{.method = method.name,
                            .weights = Quantities::from({base, base + BigInt{1}, base}, 1),
                            .units = 4};
    const RoundingResult result = rounded(task);
    REQUIRE(result.outcome.units == std::vector<std::int64_t>{1, 2, 1});
    REQUIRE(result.outcome.ties.empty());
  }
}

TEST_CASE("the order of the districts changes nothing where a column decides ties") {
  for_each_case(any_method, kCases, [](const RoundingCase& task, Random& random) {
    const std::size_t count = task.weights.size();
    RoundingCase first = task;
    RoundingCase second = task;
    const std::vector<std::size_t> order = random.permutation(count);
    const std::vector<std::size_t> priority = random.permutation(count);
    Quantities::Narrow weights;
    for (std::size_t i = 0; i < count; ++i) {
      first.tie_column.push_back(static_cast<std::int64_t>(priority[i]));
      second.tie_column.push_back(static_cast<std::int64_t>(priority[order[i]]));
      weights.push_back(whole_weights(task)[order[i]]);
    }
    second.weights = Quantities::from(std::move(weights));
    const std::vector<std::int64_t> units = units_of(first);
    const std::vector<std::int64_t> reordered = units_of(second);
    for (std::size_t i = 0; i < count; ++i) {
      REQUIRE(reordered[i] == units[order[i]]);
    }
  });
}

TEST_CASE("a divisor method takes no unit from anybody when there is one more to give") {
  for_each_case(is_divisor, kCases, [](const RoundingCase& task, Random& /*random*/) {
    RoundingCase more = task;
    ++more.units;
    const std::vector<std::int64_t> before = units_of(task);
    const std::vector<std::int64_t> after = units_of(more);
    for (std::size_t i = 0; i < before.size(); ++i) {
      REQUIRE(after[i] >= before[i]);
    }
  });
}

TEST_CASE("largest remainder stays within the quota: each gets it rounded down or up") {
  const auto is_hamilton = [](const auto& method) { return method.name == "largest_remainder"; };
  for_each_case(is_hamilton, 4 * kCases, [](const RoundingCase& task, Random& /*random*/) {
    const std::vector<Exact> quotas = exact(quotas_of(task));
    const std::vector<std::int64_t> units = units_of(task);
    for (std::size_t i = 0; i < units.size(); ++i) {
      REQUIRE(abs(Exact{units[i]} - quotas[i]) < 1);
    }
  });
}

TEST_CASE("largest remainder names who got the left-over units, the largest remainder first") {
  const auto is_hamilton = [](const auto& method) { return method.name == "largest_remainder"; };
  for_each_case(is_hamilton, kCases, [](const RoundingCase& task, Random& /*random*/) {
    const std::vector<Exact> quotas = exact(quotas_of(task));
    const engine::RoundingOutcome outcome = rounded(task).outcome;
    const std::vector<std::size_t> places = default_places(task);
    std::vector<std::size_t> lucky;
    for (std::size_t i = 0; i < quotas.size(); ++i) {
      if (outcome.units[i] > floor_of(quotas[i])) {
        lucky.push_back(i);
      }
    }
    REQUIRE(outcome.extra_units == static_cast<std::int64_t>(lucky.size()));
    std::sort(lucky.begin(), lucky.end(), [&](std::size_t a, std::size_t b) {
      const Exact first = quotas[a] - floor_of(quotas[a]);
      const Exact second = quotas[b] - floor_of(quotas[b]);
      return first == second ? places[a] < places[b] : first > second;
    });
    lucky.resize(std::min<std::size_t>(lucky.size(), 10));
    REQUIRE(indices(outcome.extra) == lucky);
  });
}

TEST_CASE("left-over units go one each to the largest amounts that can have one more") {
  Random random{2021};
  int given = 0;
  int taken = 0;
  int refused = 0;
  const std::string_view methods[] = {"half_up", "half_even", "down"};
  for (int number = 0; number < 4 * kCases; ++number) {
    CAPTURE(number);
    const auto count = static_cast<std::size_t>(random.between(1, 8));
    const ScenarioBuilder builder{count};
    const std::string_view method = methods[random.index(3)];
    RoundingRule rule = rounding(method, 1, Residual::To::kOneEachToLargest);
    std::vector<std::int64_t> parts;
    std::vector<std::int64_t> lower, upper;
    for (std::size_t i = 0; i < count; ++i) {
      parts.push_back(random.chance(20) ? 0 : random.between(0, 40));
      const std::int64_t down = parts.back() / 4;
      lower.push_back(random.chance(70) ? 0 : down);
      upper.push_back(random.chance(70) ? 1'000 : down + (parts.back() % 4 == 0 ? 0 : 1));
    }
    const Quantities exact = Quantities::from(Quantities::Narrow{parts}, BigInt{4});
    const Fraction total = exact.total();
    const std::int64_t units = *total.rounded(Rounding::kDown).as_int64();
    const engine::BoundsInUnits bounds{lower, upper};
    engine::AmountsToRound amounts{.scenario = builder.scenario(),
                                   .rule = rule,
                                   .exact = exact,
                                   .weights = exact,
                                   .total = total,
                                   .units = units,
                                   .bounds = bounds};
    Problems problems;
    const auto rounded = engine::round_amounts(amounts, problems);
    rule.residual->to = Residual::To::kReport;
    const auto alone = engine::round_amounts(amounts, problems);
    REQUIRE(alone.has_value());
    const std::int64_t missing = units - sum(alone->outcome.units);
    std::vector<std::size_t> able;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t own = alone->outcome.units[i];
      if (missing > 0 ? parts[i] > 0 && own < upper[i] : own > lower[i]) {
        able.push_back(i);
      }
    }
    const auto moved = static_cast<std::size_t>(std::abs(missing));
    if (able.size() < moved) {
      REQUIRE_FALSE(rounded.has_value());
      ++refused;
      continue;
    }
    REQUIRE(rounded.has_value());
    (missing > 0 ? given : taken) += missing == 0 ? 0 : 1;
    std::stable_sort(able.begin(), able.end(),
                     [&](std::size_t a, std::size_t b) { return parts[a] > parts[b]; });
    std::vector<std::int64_t> expected = alone->outcome.units;
    for (std::size_t place = 0; place < moved; ++place) {
      expected[able[place]] += missing > 0 ? 1 : -1;
    }
    REQUIRE(rounded->outcome.units == expected);
    REQUIRE(rounded->rest == total - Fraction{units});
    const bool tied =
        moved > 0 && moved < able.size() && parts[able[moved - 1]] == parts[able[moved]];
    REQUIRE(rounded->outcome.ties.size() == (tied ? 1U : 0U));
  }
  CHECK(given > kCases / 2);
  CHECK(taken > kCases / 4);
  CHECK(refused > 0);
}

TEST_CASE("within bounds, too, all left-over units are counted, and who got one is listed") {
  const engine::RoundingMethod& hamilton =
      engine::rounding_methods()[engine::default_rounding_method()];
  Random random{18};
  int several = 0;
  for (int number = 0; number < 4 * kCases; ++number) {
    CAPTURE(number);
    const RoundingCase task = bounded_case(random, hamilton, number);
    const engine::RoundingOutcome outcome = rounded(task).outcome;
    const std::vector<Exact> quotas = exact(quotas_of(task));
    const std::vector<std::size_t> places = default_places(task);
    std::vector<std::int64_t> start;
    std::vector<std::size_t> receivers;
    std::int64_t extra = 0;
    bool within_bounds = false;
    for (std::size_t i = 0; i < quotas.size(); ++i) {
      const auto down = static_cast<std::int64_t>(floor_of(quotas[i]));
      const std::int64_t high = quotas[i] == 0 ? task.minimum[i] : task.maximum[i];
      start.push_back(std::max(task.minimum[i], std::min(down, high)));
      within_bounds = within_bounds || start[i] != down;
      extra += std::max<std::int64_t>(outcome.units[i] - start[i], 0);
      if (outcome.units[i] > start[i]) {
        receivers.push_back(i);
      }
    }
    REQUIRE(outcome.extra_units == extra);
    REQUIRE(outcome.extra_again == extra - static_cast<std::int64_t>(receivers.size()));
    several += outcome.extra_again > 0 ? 1 : 0;
    if (extra > 0) {  // else the bounds may not matter, and then nobody asks
      REQUIRE(outcome.within_bounds == within_bounds);
    }
    std::sort(receivers.begin(), receivers.end(), [&](std::size_t a, std::size_t b) {
      const Exact first = quotas[a] - start[a];
      const Exact second = quotas[b] - start[b];
      return first == second ? places[a] < places[b] : first > second;
    });
    receivers.resize(std::min<std::size_t>(receivers.size(), 10));
    REQUIRE(indices(outcome.extra) == receivers);
  }
  CHECK(several > kCases / 10);
}

TEST_CASE("adams, dean and huntington_hill give each positive weight a unit, or refuse") {
  const auto at_once = [](const auto& method) { return gives_one_at_once(method.name); };
  for_each_case(at_once, kCases, [](const RoundingCase& task, Random& /*random*/) {
    const std::vector<std::int64_t> units = units_of(task);
    std::int64_t positive = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      REQUIRE((task.weights.sign_at(i) == 0) == (units[i] == 0));
      positive += task.weights.sign_at(i);
    }
    RoundingCase too_few = task;
    too_few.units = positive - 1;
    REQUIRE(rounded(too_few).codes == std::vector{Code::kTooFewUnits});
  });
}

TEST_CASE("bounds that cannot be met are three different errors") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    if (!method.divisor) {
      continue;
    }
    CAPTURE(method.name);
    RoundingCase task{.method = method.name, .weights = Quantities::from({5, 3, 2}), .units = 10};
    task.minimum = {4, 4, 3};
    CHECK(rounded(task).codes == std::vector{Code::kMinimumsTooHigh});
    task.minimum = {};
    task.maximum = {4, 4, 1};
    CHECK(rounded(task).codes == std::vector{Code::kMaximumsTooLow});
    task.minimum = {5, 0, 0};
    task.maximum = {4, 9, 9};
    CHECK(rounded(task).codes == std::vector{Code::kMinimumAboveMaximum});
  }
}

}  // namespace
}  // namespace allot::test
