// The rounding methods on rows that can be checked by hand.
#include "allot/engine/rounding/rounding.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "support/rounding_case.hpp"
#include "support/scenario_builder.hpp"

namespace allot {
namespace {

using test::method_index;
using test::rounded;
using test::RoundingCase;
using test::RoundingResult;
using Units = std::vector<std::int64_t>;
using Indices = std::vector<std::size_t>;

Quantities weights(const std::vector<std::int64_t>& values) {
  return Quantities::from(Quantities::Narrow{values});
}

TEST_CASE("the table names each method of the format once, and largest_remainder is the default") {
  const std::string_view names[] = {
      "largest_remainder", "sainte_lague", "dhondt", "adams", "dean", "huntington_hill",
      "half_up",           "half_even",    "down",   "up",    "exact"};
  const auto methods = engine::rounding_methods();
  CHECK(methods.size() == std::size(names));
  for (const std::string_view name : names) {
    CAPTURE(name);
    CHECK(std::count_if(methods.begin(), methods.end(),
                        [&](const auto& method) { return method.name == name; }) == 1);
  }
  CHECK(methods[engine::default_rounding_method()].name == "largest_remainder");
}

TEST_CASE("closing methods and divisor methods are marked as such") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    CAPTURE(method.name);
    const bool divisor = method.name == "sainte_lague" || method.name == "dhondt" ||
                         method.name == "adams" || method.name == "dean" ||
                         method.name == "huntington_hill";
    const bool alone = method.name == "half_up" || method.name == "half_even" ||
                       method.name == "down" || method.name == "up";
    CHECK(method.divisor == divisor);
    CHECK(method.closes == !alone);
  }
}

TEST_CASE("each method has its own answer to the same question") {
  struct Row {
    std::string_view method;
    Units units;
  };
  // Quotas of 26 units: 9.061, 7.179, 5.259, 3.319, 1.182 (Balinski and Young 1975).
  const Row rows[] = {{"largest_remainder", {9, 7, 5, 4, 1}},
                      {"adams", {9, 7, 5, 3, 2}},
                      {"dean", {9, 7, 5, 4, 1}},
                      {"huntington_hill", {9, 7, 6, 3, 1}},
                      {"sainte_lague", {9, 8, 5, 3, 1}},
                      {"dhondt", {10, 7, 5, 3, 1}},
                      {"half_up", {9, 7, 5, 3, 1}},
                      {"half_even", {9, 7, 5, 3, 1}},
                      {"down", {9, 7, 5, 3, 1}},
                      {"up", {10, 8, 6, 4, 2}}};
  for (const Row& row : rows) {
    CAPTURE(row.method);
    const RoundingResult result = rounded(
        {.method = row.method, .weights = weights({9061, 7179, 5259, 3319, 1182}), .units = 26});
    CHECK(result.codes.empty());
    CHECK(result.outcome.units == row.units);
    CHECK(result.outcome.ties.empty());
  }
}

TEST_CASE("halves go up, to the even neighbour, down or up") {
  struct Row {
    std::string_view method;
    Units units;
  };
  // Quotas 0.5, 1.5, 2.5, 3.5, 2.
  const Row rows[] = {{"half_up", {1, 2, 3, 4, 2}},
                      {"half_even", {0, 2, 2, 4, 2}},
                      {"down", {0, 1, 2, 3, 2}},
                      {"up", {1, 2, 3, 4, 2}}};
  for (const Row& row : rows) {
    CAPTURE(row.method);
    CHECK(rounded({.method = row.method, .weights = weights({1, 3, 5, 7, 4}), .units = 10})
              .outcome.units == row.units);
  }
}

TEST_CASE("largest remainder knows the larger remainder where sums of floats do not") {
  // 9007199254740993 is 2^53 + 1: as doubles both are the same.
  const RoundingCase doubles{.method = "largest_remainder",
                             .weights = weights({9'007'199'254'740'992, 9'007'199'254'740'993}),
                             .units = 1};
  CHECK(rounded(doubles).outcome.units == Units{0, 1});
  CHECK(rounded(doubles).outcome.ties.empty());
  // A remainder that one library skips: 16 * 39 / 107 = 5.83.
  const RoundingCase seven{
      .method = "largest_remainder", .weights = weights({10, 10, 16, 20, 16, 17, 21}), .units = 39};
  CHECK(rounded(seven).outcome.units == Units{4, 3, 6, 7, 6, 6, 7});
}

TEST_CASE("a tie goes to the larger key, then to the id, and is reported with all who were tied") {
  struct Row {
    std::vector<std::int64_t> weights;
    std::int64_t units;
    Units expected;
    Indices tied, given;
  };
  const Row rows[] = {{{1, 1}, 1, {1, 0}, {0, 1}, {0}},
                      {{1, 1, 1}, 101, {34, 34, 33}, {0, 1, 2}, {0, 1}},
                      {{3, 7}, 5, {1, 4}, {0, 1}, {1}},        // 1.5 and 3.5: the larger key
                      {{7, 0, 3}, 5, {4, 0, 1}, {0, 2}, {0}},  // 0 is no part of the tie
                      {{1, 1, 3, 1}, 2, {1, 0, 1, 0}, {0, 1, 3}, {0}}};
  for (const Row& row : rows) {
    CAPTURE(row.units);
    const auto outcome =
        rounded(
            {.method = "largest_remainder", .weights = weights(row.weights), .units = row.units})
            .outcome;
    CHECK(outcome.units == row.expected);
    REQUIRE(outcome.ties.size() == 1);
    CHECK(test::indices(outcome.ties[0].tied) == row.tied);
    CHECK(test::indices(outcome.ties[0].chosen) == row.given);
  }
}

TEST_CASE("equal districts that all get a unit, or all get none, are no tie") {
  struct Row {
    std::vector<std::int64_t> weights;
    std::int64_t units;
    Units expected;
  };
  const Row rows[] = {{{2, 2, 1}, 2, {1, 1, 0}},   // 0.8, 0.8, 0.4
                      {{2, 2, 7}, 1, {0, 0, 1}},   // 0.18, 0.18, 0.64
                      {{5, 5, 5}, 6, {2, 2, 2}}};  // no remainder
  for (const Row& row : rows) {
    const auto outcome =
        rounded(
            {.method = "largest_remainder", .weights = weights(row.weights), .units = row.units})
            .outcome;
    CHECK(outcome.units == row.expected);
    CHECK(outcome.ties.empty());
  }
}

TEST_CASE("a tie of divisor methods is a tie of quotients, not of weights") {
  // 6/2 = 3/1: the district with the larger key goes first.
  const auto outcome =
      rounded({.method = "dhondt", .weights = weights({6, 3}), .units = 2}).outcome;
  CHECK(outcome.units == Units{2, 0});
  REQUIRE(outcome.ties.size() == 1);
  CHECK(test::indices(outcome.ties[0].tied) == Indices{0, 1});
  CHECK(test::indices(outcome.ties[0].chosen) == Indices{0});
}

TEST_CASE("a column decides ties where the rule says so, the larger value first") {
  const auto outcome = rounded({.method = "largest_remainder",
                                .weights = weights({1, 1, 1}),
                                .units = 1,
                                .tie_column = {5, 9, 9}})
                           .outcome;
  CHECK(outcome.units == Units{0, 1, 0});
}

TEST_CASE("the order among equals is the rule's, and ends with the id") {
  struct Row {
    TieRule::By by;
    std::vector<std::size_t> order;
  };
  const Row rows[] = {{TieRule::By::kLargestKey, {1, 3, 0, 2}},
                      {TieRule::By::kSmallestKey, {2, 0, 1, 3}},
                      {TieRule::By::kId, {0, 1, 2, 3}}};
  const test::ScenarioBuilder builder{4};
  const Quantities key = weights({3, 8, 1, 8});
  for (const Row& row : rows) {
    RoundingRule rule = test::rounding("largest_remainder");
    rule.ties = {{row.by}, {TieRule::By::kId}};
    const engine::TieOrder order{builder.scenario(), rule, key};
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) {
        CHECK(order.before(static_cast<std::uint32_t>(row.order[i]),
                           static_cast<std::uint32_t>(row.order[j])) == (i < j));
      }
    }
  }
}

TEST_CASE("adams, dean and huntington_hill refuse fewer units than districts with a weight") {
  for (const std::string_view method : {"adams", "dean", "huntington_hill"}) {
    CAPTURE(method);
    RoundingCase task{.method = method, .weights = weights({100, 1, 1, 0}), .units = 3};
    CHECK(rounded(task).outcome.units == Units{1, 1, 1, 0});
    task.units = 2;
    CHECK(rounded(task).codes == std::vector{Code::kTooFewUnits});
  }
}

TEST_CASE("a divisor method keeps to bounds in units and refuses those that cannot be met") {
  RoundingCase task{.method = "dhondt", .weights = weights({500, 300, 160}), .units = 10};
  CHECK(rounded(task).outcome.units == Units{6, 3, 1});
  task.maximum = {5, 5, 5};
  CHECK(rounded(task).outcome.units == Units{5, 3, 2});
  task.minimum = {0, 0, 3};
  CHECK(rounded(task).outcome.units == Units{5, 2, 3});
  task.maximum = {3, 3, 3};
  CHECK(rounded(task).codes == std::vector{Code::kMaximumsTooLow});
  task.maximum = {};
  task.minimum = {4, 4, 4};
  CHECK(rounded(task).codes == std::vector{Code::kMinimumsTooHigh});
  task.minimum = {6, 0, 0};
  task.maximum = {5, 9, 9};
  CHECK(rounded(task).codes == std::vector{Code::kMinimumAboveMaximum});
}

TEST_CASE("a district of weight 0 stays at its minimum") {
  const RoundingCase task{
      .method = "sainte_lague", .weights = weights({0, 5}), .units = 10, .minimum = {2, 0}};
  CHECK(rounded(task).outcome.units == Units{2, 8});
}

struct UnitsWrittenDown {
  std::int64_t units = 0;

  void operator()(const engine::Quota& record) { units = record.units; }
  void operator()(const engine::KeptInUnits& record) { units = record.start; }
  void operator()(const engine::LeftoverUnit& record) { units += record.units; }
  void operator()(const engine::DivisorUnits& record) { units = record.units; }
  void operator()(const engine::MovedByFloors& /*record*/) {}
  void operator()(const engine::ResidualTaken& /*record*/) { FAIL("no rest is taken here"); }
  void operator()(const engine::TieBroken& /*record*/) { FAIL("ties are written down later"); }
};

TEST_CASE("each method writes down for whom it is watched how it came to the units") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    CAPTURE(method.name);
    const bool exact = method.each == Rounding::kExact;
    const RoundingResult result =
        rounded({.method = method.name,
                 .weights = weights({60, exact ? 30 : 28, exact ? 10 : 12}),
                 .units = 10,
                 .watched = true});
    REQUIRE(result.codes.empty());
    for (std::size_t i = 0; i < 3; ++i) {
      UnitsWrittenDown written;
      for (const engine::RoundingRecord& record : result.records[i]) {
        std::visit(written, record);
      }
      CHECK_FALSE(result.records[i].empty());
      CHECK(written.units == result.outcome.units[i]);
    }
  }
}

TEST_CASE("largest remainder writes down who was before whom, and whom a maximum passed over") {
  const RoundingResult result = rounded({.method = "largest_remainder",
                                         .weights = weights({60, 28, 12}),
                                         .units = 10,
                                         .maximum = {10, 2, 10},
                                         .watched = true});
  const Indices ranks{3, 1, 2};  // by 0, 0.8 and 0.2
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& fact = std::get<engine::LeftoverUnit>(result.records[i].back());
    CHECK(fact.rank == ranks[i]);
    CHECK(fact.units == (i == 2 ? 1 : 0));
    CHECK(fact.given == 1);
    CHECK(fact.last_rank == 2);
    REQUIRE(fact.first_passed_over.size() == 1);
    CHECK(index_of(fact.first_passed_over.front().district) == 1);
  }
}

TEST_CASE("nothing to give out is given to nobody") {
  for (const std::string_view method : {"largest_remainder", "sainte_lague", "dhondt", "half_up",
                                        "half_even", "down", "up", "exact"}) {
    CAPTURE(method);
    const RoundingResult result =
        rounded({.method = method, .weights = weights({3, 2, 1}), .units = 0});
    CHECK(result.codes.empty());
    CHECK(result.outcome.units == Units{0, 0, 0});
    CHECK(result.outcome.ties.empty());
  }
}

TEST_CASE("exact refuses a quota that is not whole and gives any other as it is") {
  CHECK(rounded({.method = "exact", .weights = weights({1, 2, 2}), .units = 10}).outcome.units ==
        Units{2, 4, 4});
  CHECK(rounded({.method = "exact", .weights = weights({1, 2}), .units = 10}).codes ==
        std::vector{Code::kNotExact});
}

TEST_CASE("within bounds all who get a left-over unit are listed, in the order of their first") {
  struct Row {
    std::vector<std::int64_t> quotas;  ///< in tenths of a unit
    std::int64_t units;
    Units minimum, maximum, expected;
    std::int64_t extra_units, extra_again;
    Indices extra;
    bool within_bounds;
  };
  const Row rows[] = {
      {{25, 25, 50}, 10, {}, {2, 9, 9}, {2, 3, 5}, 1, 0, {1}, false},
      {{25, 25, 30, 20}, 10, {}, {2, 2, 9, 9}, {2, 2, 4, 2}, 1, 0, {2}, false},
      {{28, 27, 29, 16}, 10, {}, {2, 2, 2, 9}, {2, 2, 2, 4}, 3, 2, {3}, false},
      {{18, 17, 18, 27}, 8, {}, {1, 1, 9, 9}, {1, 1, 3, 3}, 3, 1, {2, 3}, false},
      {{12, 24, 34}, 7, {2, 0, 0}, {9, 9, 9}, {2, 2, 3}, 0, 0, {}, true},
      {{5, 24, 41}, 7, {1, 0, 0}, {9, 2, 9}, {1, 2, 4}, 0, 0, {}, true},
      {{1, 27, 39, 3}, 7, {1, 0, 0, 0}, {9, 2, 9, 9}, {1, 2, 4, 0}, 1, 0, {2}, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.quotas[0]);
    RoundingCase task{
        .method = "largest_remainder", .weights = weights(row.quotas), .units = row.units};
    task.quotas = weights(row.quotas).times(Fraction{1, 10});
    task.minimum = row.minimum;
    task.maximum = row.maximum;
    const auto outcome = rounded(task).outcome;
    CHECK(outcome.units == row.expected);
    CHECK(outcome.extra_units == row.extra_units);
    CHECK(outcome.extra_again == row.extra_again);
    CHECK(test::indices(outcome.extra) == row.extra);
    CHECK(outcome.within_bounds == row.within_bounds);
  }
}

TEST_CASE("quotas may add to more than the units: the rest of a pot that is no multiple") {
  // 10.6 units shared 1 : 1 : 1, but only 10 are whole: 3.533… each.
  test::ScenarioBuilder builder{3};
  const Quantities key = weights({1, 1, 1});
  const RoundingRule rule = test::rounding("largest_remainder");
  const engine::TieOrder ties{builder.scenario(), rule, key};
  const Quantities quotas = key.times(Fraction{53, 15});
  Problems problems;
  const auto outcome = engine::rounding_methods()[method_index("largest_remainder")].round(
      {.scenario = builder.scenario(),
       .quotas = quotas,
       .units = 10,
       .weights = key,
       .ties = ties,
       .minimum = {},
       .maximum = {},
       .where = {}},
      problems);
  CHECK(problems.empty());
  CHECK(outcome.units == Units{4, 3, 3});
  CHECK(outcome.extra_units == 1);
}

}  // namespace
}  // namespace allot
