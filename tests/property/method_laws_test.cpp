// The law that defines each rounding method, stated without quotients or remainders where there is
// a way to: Huntington's tests compare two districts at a time, and no unit moved from one to the
// other may make them less unequal.
#include <doctest/doctest.h>

#include "rounding_cases.hpp"

namespace allot::test {
namespace {

constexpr int kCases = 400;

/// Two districts, the first better off: units per weight of a > of b.
struct Pair {
  Exact weight_a, units_a, weight_b, units_b;
};

std::optional<Pair> better_first(const Pair& pair) {
  const Exact a = pair.units_a * pair.weight_b;
  const Exact b = pair.units_b * pair.weight_a;
  if (a == b) {
    return std::nullopt;
  }
  return a > b ? pair : Pair{pair.weight_b, pair.units_b, pair.weight_a, pair.units_a};
}

Pair after_a_transfer(const Pair& pair) {
  return {pair.weight_b, pair.units_b + 1, pair.weight_a, pair.units_a - 1};
}

/// Nothing where a division by no units makes the inequality infinite.
using Inequality = std::optional<Exact> (*)(const Pair&);

bool gains_by_transfer(const Pair& pair, Inequality inequality) {
  const std::optional<Pair> after = better_first(after_a_transfer(pair));
  const std::optional<Exact> now = inequality(pair);
  const std::optional<Exact> then = after ? inequality(*after) : Exact{0};
  return then && (!now || *then < *now);
}

void check_pairwise(std::string_view name, Inequality inequality) {
  const auto is_it = [&](const engine::RoundingMethod& method) { return method.name == name; };
  int pairs = 0;
  for_each_case(is_it, kCases, [&](const RoundingCase& task, Random& /*random*/) {
    const std::vector<Exact> weights = exact(task.weights);
    const std::vector<std::int64_t> units = units_of(task);
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t j = i + 1; j < units.size(); ++j) {
        if (weights[i] == 0 || weights[j] == 0) {
          continue;
        }
        const auto pair = better_first({weights[i], Exact{units[i]}, weights[j], Exact{units[j]}});
        if (pair) {
          ++pairs;
          REQUIRE_FALSE(gains_by_transfer(*pair, inequality));
        }
      }
    }
  });
  CHECK(pairs > kCases);
}

TEST_CASE("sainte_lague: no transfer brings units per weight closer together") {
  check_pairwise("sainte_lague", [](const Pair& p) -> std::optional<Exact> {
    return p.units_a / p.weight_a - p.units_b / p.weight_b;
  });
}

TEST_CASE("dean: no transfer brings weight per unit closer together") {
  check_pairwise("dean", [](const Pair& p) -> std::optional<Exact> {
    if (p.units_b == 0) {
      return std::nullopt;
    }
    return p.weight_b / p.units_b - p.weight_a / p.units_a;
  });
}

TEST_CASE("huntington_hill: no transfer makes the relative difference smaller") {
  check_pairwise("huntington_hill", [](const Pair& p) -> std::optional<Exact> {
    if (p.units_b == 0) {
      return std::nullopt;
    }
    return (p.units_a * p.weight_b) / (p.units_b * p.weight_a) - 1;
  });
}

TEST_CASE("dhondt: no transfer makes the surplus of the better-off district smaller") {
  check_pairwise("dhondt", [](const Pair& p) -> std::optional<Exact> {
    return p.units_a * p.weight_b / p.weight_a - p.units_b;
  });
}

TEST_CASE("adams: no transfer makes the deficiency of the worse-off district smaller") {
  check_pairwise("adams", [](const Pair& p) -> std::optional<Exact> {
    return p.units_a - p.units_b * p.weight_a / p.weight_b;
  });
}

TEST_CASE("largest_remainder: no transfer brings units and quotas closer together") {
  const auto is_it = [](const auto& method) { return method.name == "largest_remainder"; };
  for_each_case(is_it, kCases, [](const RoundingCase& task, Random& /*random*/) {
    const std::vector<Exact> quotas = exact(quotas_of(task));
    const std::vector<std::int64_t> units = units_of(task);
    const auto distance = [&](std::size_t i, int more) -> Exact {
      return abs(Exact{units[i] + more} - quotas[i]);
    };
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t j = 0; j < units.size(); ++j) {
        if (i != j && units[i] > 0) {
          REQUIRE(distance(i, -1) + distance(j, 1) >= distance(i, 0) + distance(j, 0));
        }
      }
    }
  });
}

using AloneLaw = bool (*)(const Exact& quota, const Exact& units);

void check_alone(std::string_view name, AloneLaw law) {
  const auto is_it = [&](const engine::RoundingMethod& method) { return method.name == name; };
  for_each_case(is_it, kCases, [&](const RoundingCase& task, Random& /*random*/) {
    const std::vector<Exact> quotas = exact(quotas_of(task));
    const std::vector<std::int64_t> units = units_of(task);
    for (std::size_t i = 0; i < units.size(); ++i) {
      REQUIRE(law(quotas[i], Exact{units[i]}));
    }
  });
}

TEST_CASE("half_up: less than half a unit away, or half a unit above the quota") {
  check_alone("half_up", [](const Exact& quota, const Exact& units) {
    return units - quota <= Exact{1, 2} && quota - units < Exact{1, 2};
  });
}

TEST_CASE("half_even: at most half a unit away, and even where it is half a unit") {
  check_alone("half_even", [](const Exact& quota, const Exact& units) {
    const Exact distance = abs(units - quota);
    const bool even = boost::multiprecision::numerator(units) % 2 == 0;
    return distance < Exact{1, 2} || (distance == Exact{1, 2} && even);
  });
}

TEST_CASE("down: less than a unit below the quota, never above it") {
  check_alone("down", [](const Exact& quota, const Exact& units) {
    return quota - units >= 0 && quota - units < 1;
  });
}

TEST_CASE("up: less than a unit above the quota, never below it") {
  check_alone("up", [](const Exact& quota, const Exact& units) {
    return units - quota >= 0 && units - quota < 1;
  });
}

TEST_CASE("exact: the quota itself, or a refusal") {
  check_alone("exact", [](const Exact& quota, const Exact& units) { return units == quota; });
  const RoundingCase thirds{.method = "exact", .weights = Quantities::from({1, 2}), .units = 10};
  CHECK(rounded(thirds).codes == std::vector{Code::kNotExact});
}

}  // namespace
}  // namespace allot::test
