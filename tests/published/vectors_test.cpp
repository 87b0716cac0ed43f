// Divisions that others published, through the table of methods and through whole runs.
#include "vectors.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "allot/engine/run.hpp"
#include "support/scenario_builder.hpp"

namespace allot::test {
namespace {

using Units = std::vector<std::int64_t>;

void check_ties(const Vector& vector, const std::vector<engine::Tie>& ties) {
  REQUIRE(ties.size() == (vector.tie ? 1U : 0U));
  if (vector.tie) {
    CHECK(indices(ties[0].tied) == vector.tied);
    CHECK(ties[0].chosen.size() < ties[0].tied.size());
  }
}

/// The published units, or where they were tied, any that are as right.
void check_units(const Vector& vector, const Units& units) {
  CHECK(std::accumulate(units.begin(), units.end(), std::int64_t{0}) == vector.total);
  CHECK(is_legitimate(claims_of(vector.rounding_case()), units));
  CHECK((vector.tie || units == vector.expected));
}

TEST_CASE("every published vector is there, and each closing method has some") {
  const std::vector<Vector> vectors = read_vectors();
  std::map<std::string, int> counts;
  for (const Vector& vector : vectors) {
    ++counts[vector.method];
  }
  CHECK(counts == std::map<std::string, int>{{"adams", 11},
                                             {"dean", 5},
                                             {"dhondt", 27},
                                             {"huntington_hill", 15},
                                             {"largest_remainder", 37},
                                             {"sainte_lague", 15}});
}

TEST_CASE("what the sources print carries its certificate") {
  for (const Vector& vector : read_vectors()) {
    CAPTURE(vector.id);
    const Claims claims = claims_of(vector.rounding_case());
    CHECK(is_legitimate(claims, vector.expected));
    CHECK(tie_at_cut(claims, vector.expected).has_value() == vector.tie);
  }
}

TEST_CASE("the rounding methods give what is published") {
  for (const Vector& vector : read_vectors()) {
    CAPTURE(vector.id);
    const RoundingResult result = rounded(vector.rounding_case());
    REQUIRE(result.codes.empty());
    check_units(vector, result.outcome.units);
    check_ties(vector, result.outcome.ties);
  }
}

UnitBound bound(ScenarioBuilder& builder, std::string name, const Units& units) {
  if (units.empty()) {
    return {};
  }
  const bool same = std::equal(units.begin() + 1, units.end(), units.begin());
  return same ? UnitBound{units.front()} : UnitBound{builder.column(std::move(name), units)};
}

TEST_CASE("a run of a scenario with one share gives what is published") {
  for (const Vector& vector : read_vectors()) {
    CAPTURE(vector.id);
    ScenarioBuilder builder{vector.weights.size()};
    const KeyId key = builder.key_of("weight", vector.rounding_case().weights);
    RoundingRule rule = rounding(vector.method);
    rule.minimum = bound(builder, "minimum", vector.minimum);
    rule.maximum = bound(builder, "maximum", vector.maximum);
    builder.pot("units", vector.total, {step("share", {{"by", key}})}, rule);
    Problems problems;
    const auto result = engine::run(builder.scenario(), problems);
    CAPTURE(messages_of(problems));
    REQUIRE(result.has_value());
    Units units;
    for (const Money budget : result->budgets) {
      units.push_back(budget.minor());
    }
    check_units(vector, units);
    check_ties(vector, result->pots[0].ties);
  }
}

/// Hamilton's method as the Census Office used it: Nevada, whose quota is below 1, has a seat.
Units house_of_1880(std::int64_t seats) {
  constexpr std::size_t kNevada = 22;
  const std::vector<Vector> vectors = read_vectors();
  RoundingCase task = vector_named(vectors, "us1880-hamilton-299").rounding_case();
  task.units = seats;
  std::vector<Fraction> quotas;
  const Quantities proportional = quotas_of(task);
  for (std::size_t i = 0; i < proportional.size(); ++i) {
    quotas.push_back(proportional.at(i));
  }
  quotas[kNevada] = 1;
  task.quotas = Quantities::from(std::span<const Fraction>{quotas});
  return rounded(task).outcome.units;
}

TEST_CASE("the Alabama paradox: with one seat more in the House, Alabama has one less") {
  // C. W. Seaton, chief clerk of the Census Office, to Congress, 1881 (Balinski and Young, Fair
  // Representation, 1982): of 299 seats Alabama has 8, Illinois 18 and Texas 9; of 300 it has 7,
  // and they have 19 and 10.
  constexpr std::size_t kAlabama = 0;
  constexpr std::size_t kIllinois = 8;
  constexpr std::size_t kTexas = 33;
  const Units at_299 = house_of_1880(299);
  const Units at_300 = house_of_1880(300);
  CHECK(at_299[kAlabama] == 8);
  CHECK(at_299[kIllinois] == 18);
  CHECK(at_299[kTexas] == 9);
  CHECK(at_300[kAlabama] == 7);
  CHECK(at_300[kIllinois] == 19);
  CHECK(at_300[kTexas] == 10);
}

TEST_CASE("no divisor method falls into the Alabama paradox on the same census") {
  const std::vector<Vector> vectors = read_vectors();
  RoundingCase task = vector_named(vectors, "us1880-hamilton-299").rounding_case();
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    if (!method.divisor) {
      continue;
    }
    CAPTURE(method.name);
    task.method = method.name;
    task.units = 299;
    const Units at_299 = rounded(task).outcome.units;
    task.units = 300;
    const Units at_300 = rounded(task).outcome.units;
    for (std::size_t i = 0; i < at_299.size(); ++i) {
      CHECK(at_300[i] >= at_299[i]);
    }
  }
}

TEST_CASE("a small table shows the paradox, too: 20 units and 21") {
  const std::vector<Vector> vectors = read_vectors();
  const Units at_20 =
      rounded(vector_named(vectors, "alabama-pearls20-21-20").rounding_case()).outcome.units;
  const Units at_21 =
      rounded(vector_named(vectors, "alabama-pearls20-21-21").rounding_case()).outcome.units;
  CHECK(at_21[0] < at_20[0]);
}

}  // namespace
}  // namespace allot::test
