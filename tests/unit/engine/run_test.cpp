// Whole runs on scenarios that can be computed by hand.
#include "allot/engine/run.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string_view>
#include <vector>

#include "support/numbers.hpp"
#include "support/rounding_case.hpp"
#include "support/scenario_builder.hpp"

namespace allot {
namespace {

using test::number;
using test::rounding;
using test::ScenarioBuilder;
using test::step;
using Minor = std::vector<std::int64_t>;

engine::Result ran(const ScenarioBuilder& builder) {
  Problems problems;
  auto result = engine::run(builder.scenario(), problems);
  CAPTURE(test::messages_of(problems));
  REQUIRE(result.has_value());
  CHECK(problems.empty());
  return std::move(*result);
}

std::vector<Code> codes(const ScenarioBuilder& builder) {
  Problems problems;
  CHECK_FALSE(engine::run(builder.scenario(), problems).has_value());
  return test::codes_of(problems);
}

Minor minor(const std::vector<Money>& amounts) {
  Minor result;
  for (const Money amount : amounts) {
    result.push_back(amount.minor());
  }
  return result;
}

Step share(KeyId key) { return step("share", {{"by", key}}); }
Step flat(std::string_view amount) { return step("flat", {{"amount", number(amount)}}); }
Step slice(std::string_view amount) {
  return step("top_slice", {{"amount", number(amount)}, {"to", "reserve"}});
}
Step slice_percent(std::string_view part) {
  return step("top_slice", {{"percent", number(part)}, {"to", "reserve"}});
}

TEST_CASE("a pot is shared to the cent") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {1, 1, 1});
  builder.scenario().decimals = 2;
  builder.pot("pot", 100, {share(key)}, rounding("largest_remainder", number("0.01")));
  const engine::PotResult pot = ran(builder).pots[0];
  CHECK(minor(pot.budgets) == Minor{3334, 3333, 3333});
  CHECK(pot.budget.minor() == 10000);
  CHECK(pot.exact.at(1) == number("100/3"));
  REQUIRE(pot.share);
  CHECK(pot.share->step == 0);
  CHECK(pot.share->key == key);
  CHECK(pot.unit == 1);
  CHECK(pot.extra_units == 1);
  CHECK(pot.extra == std::vector{DistrictId{0}});
  REQUIRE(pot.ties.size() == 1);
  CHECK(pot.ties[0].tied.size() == 3);
}

TEST_CASE("each step works on what the steps before it left") {
  ScenarioBuilder builder{2};
  const KeyId key = builder.key_of("count", {3, 1});
  builder.pot("pot", 1000,
              {slice("100"), flat("150"), step("rate", {{"amount", number("2.5")}, {"per", key}}),
               share(key)},
              rounding("largest_remainder"));
  // 1000 - 100 - 300 - 10 = 590 by 3 : 1, that is 442.5 and 147.5.
  const engine::PotResult pot = ran(builder).pots[0];
  CHECK(pot.exact.at(0) == number("600"));
  CHECK(pot.exact.at(1) == number("300"));
  CHECK(minor(pot.budgets) == Minor{600, 300});
  REQUIRE(pot.reserves.size() == 1);
  CHECK(pot.reserves[0].name == "reserve");
  CHECK(pot.reserves[0].amount.minor() == 100);
  CHECK(pot.not_assigned.minor() == 0);
}

TEST_CASE("a top slice is a part of the pot, not of what is left, rounded half up to the unit") {
  struct Row {
    std::string_view percent;
    int unit;
    std::int64_t reserved;
  };
  const Row rows[] = {{"1/10", 1, 100}, {"1/8", 50, 150},    {"1/8", 10, 130},
                      {"1/8", 1, 125},  {"31/250", 10, 120}, {"0", 10, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.percent);
    CAPTURE(row.unit);
    ScenarioBuilder builder{2};
    const KeyId key = builder.key_of("count", {1, 1});
    builder.pot("pot", 1000, {flat("250"), slice_percent(row.percent), share(key)},
                rounding("largest_remainder", row.unit));
    const engine::PotResult pot = ran(builder).pots[0];
    CHECK(pot.budget.minor() == 1000 - row.reserved);
    CHECK(pot.not_assigned.minor() == 0);
  }
}

TEST_CASE("slices for the same reserve are one reserve") {
  ScenarioBuilder builder{1};
  const KeyId key = builder.key_of("count", {1});
  builder.pot("pot", 100, {slice("10"), slice("5"), share(key)}, rounding("largest_remainder"));
  const engine::PotResult pot = ran(builder).pots[0];
  REQUIRE(pot.reserves.size() == 1);
  CHECK(pot.reserves[0].amount.minor() == 15);
}

TEST_CASE("what no step gives is not assigned") {
  ScenarioBuilder builder{12};
  builder.pot("pot", 3'000'000, {flat("60000"), flat("20000")}, rounding("largest_remainder"));
  const engine::PotResult pot = ran(builder).pots[0];
  CHECK(minor(pot.budgets) == Minor(12, 80'000));
  CHECK(pot.not_assigned.minor() == 2'040'000);
}

TEST_CASE("the part of a published key that belongs to nobody is not assigned") {
  ScenarioBuilder builder{3};
  const ColumnId column =
      builder.decimal_column("printed", test::numbers({"33.33", "33.33", "33.33"}), 2);
  const KeyId key =
      builder.key("published", test::shares_key(column, number("100"), "as_published"));
  builder.pot("pot", 1'000'000, {share(key)}, rounding("largest_remainder"));
  const engine::PotResult pot = ran(builder).pots[0];
  CHECK(minor(pot.budgets) == Minor{333'300, 333'300, 333'300});
  CHECK(pot.not_assigned.minor() == 100);
}

TEST_CASE("an open pot is the sum of its claims, rounded half up") {
  ScenarioBuilder builder{3};
  const KeyId heads = builder.key_of("heads", {1, 2, 3});
  builder.pot("pot", std::nullopt,
              {flat("10"), step("rate", {{"amount", number("0.75")}, {"per", heads}})},
              rounding("largest_remainder"));
  // 10.75 + 11.5 + 12.25 = 34.5
  const engine::PotResult pot = ran(builder).pots[0];
  CHECK(pot.amount.minor() == 35);
  CHECK(minor(pot.budgets) == Minor{11, 12, 12});
}

TEST_CASE("what rounding leaves goes where the rule says") {
  // 1000 by 1 : 2 : 4 in tens: 142.86, 285.71, 571.43.
  struct Row {
    std::string_view method;
    Residual::To to;
    Minor budgets;
    std::int64_t left_over, reserved;
  };
  using To = Residual::To;
  const Row rows[] = {{"down", To::kReport, {140, 280, 570}, 10, 0},
                      {"down", To::kReserve, {140, 280, 570}, 0, 10},
                      {"down", To::kLargest, {140, 280, 580}, 0, 0},
                      {"down", To::kDistrict, {150, 280, 570}, 0, 0},
                      {"up", To::kReport, {150, 290, 580}, -20, 0},
                      {"up", To::kLargest, {150, 290, 560}, 0, 0},
                      {"half_up", To::kReport, {140, 290, 570}, 0, 0},
                      {"down", To::kOneEachToLargest, {140, 280, 580}, 0, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.method);
    CAPTURE(static_cast<int>(row.to));
    ScenarioBuilder builder{3};
    const KeyId key = builder.key_of("count", {1, 2, 4});
    RoundingRule rule = rounding(row.method, 10, row.to);
    rule.residual->reserve = "rounding";
    builder.pot("pot", 1000, {share(key)}, rule);
    const engine::PotResult pot = ran(builder).pots[0];
    CHECK(minor(pot.budgets) == row.budgets);
    CHECK(pot.left_over.minor() == row.left_over);
    std::int64_t reserved = 0;
    for (const engine::Reserve& reserve : pot.reserves) {
      reserved += reserve.amount.minor();
    }
    CHECK(reserved == row.reserved);
    CHECK(pot.not_assigned.minor() == 0);
  }
}

TEST_CASE("left-over units go one each to the largest, and too many come back from them") {
  struct Row {
    std::vector<std::int64_t> counts;
    std::string_view amount;
    Minor budgets;
    std::int64_t left_over;  ///< less than a unit
    std::size_t ties;
  };
  const Row rows[] = {{{5, 4, 3, 1}, "6", {3, 2, 1, 0}, 0, 0},      // 2.31 1.85 1.38 0.46: 5 of 6
                      {{5, 4, 3, 1}, "6.75", {2, 1, 2, 1}, 75, 0},  // 2.60 2.08 1.56 0.52: 8 of 6
                      {{1, 1, 1, 1}, "6", {1, 1, 2, 2}, 0, 1},      // 1.5 each: 8 of 6
                      {{3, 3, 3, 0}, "4", {2, 1, 1, 0}, 0, 1},      // 1.33 each, and nothing due
                      {{1, 2, 4}, "7", {1, 2, 4}, 0, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.amount);
    ScenarioBuilder builder{row.counts.size()};
    builder.scenario().decimals = 2;
    const KeyId key = builder.key_of("count", row.counts);
    builder.pot("pot", number(row.amount), {share(key)},
                rounding("half_up", 1, Residual::To::kOneEachToLargest));
    const engine::PotResult pot = ran(builder).pots[0];
    Minor budgets = row.budgets;
    for (std::int64_t& budget : budgets) {
      budget *= 100;
    }
    CHECK(minor(pot.budgets) == budgets);
    CHECK(pot.left_over.minor() == row.left_over);
    CHECK(pot.ties.size() == row.ties);
  }
}

TEST_CASE("more units than can be given one each are an error") {
  // 2.5 each, of which nobody may have more than 2.5: 2 each, and 5 left over for nobody.
  ScenarioBuilder builder{10};
  const KeyId key = builder.key_of("count", std::vector<std::int64_t>(10, 1));
  builder.pot("pot", 25,
              {share(key), step("limit", {{"maximum", Bound{FixedBound{number("2.5")}}}})},
              rounding("half_up", 1, Residual::To::kOneEachToLargest));
  CHECK(codes(builder) == std::vector{Code::kBoundsAfterRounding});
}

TEST_CASE("a settlement is paid beside the budgets, over all pots") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {1, 1, 2});
  const ColumnId first = builder.column("first", {5, -40, 0});
  const ColumnId second = builder.column("second", {-2, 0, 0});
  builder.pot("a", 100, {share(key)}, rounding("largest_remainder", 1)).settle =
      Settlement{.column = first, .label = {}};
  builder.pot("b", 20, {share(key)}, rounding("largest_remainder", 1)).settle =
      Settlement{.column = second, .label = {}};
  const engine::Result result = ran(builder);
  CHECK(minor(result.budgets) == Minor{30, 30, 60});
  REQUIRE(result.settlements.has_value());
  CHECK(minor(result.settlements->amounts) == Minor{3, -40, 0});
  CHECK(result.settlements->total.minor() == -37);
  CHECK(result.total.minor() == 120);
}

TEST_CASE("a residual that would make an amount negative is refused") {
  ScenarioBuilder to_district{3};
  const KeyId key = to_district.key_of("count", {0, 50, 50});
  to_district.pot("pot", 101, {share(key)}, test::rounding_to_district("up", 1, DistrictId{0}));
  CHECK(codes(to_district) == std::vector{Code::kResidualNegative});

  ScenarioBuilder to_reserve{2};
  const KeyId same = to_reserve.key_of("count", {1, 1});
  to_reserve.pot("pot", 101, {share(same)}, test::rounding_to_reserve("up", 1, "rounding"));
  CHECK(codes(to_reserve) == std::vector{Code::kResidualNegative});
}

TEST_CASE("a residual keeps the bounds of who takes it, and may reach them") {
  const auto refused = [](std::string_view bound, std::string_view amount,
                          std::string_view method) {
    ScenarioBuilder builder{3};
    const KeyId key = builder.key_of("count", {1, 1, 1});
    builder.pot("pot", 61,
                {share(key), step("limit", {{bound, Bound{FixedBound{number(amount)}}}})},
                test::rounding_to_district(method, 1, DistrictId{0}));
    Problems problems;
    const auto result = engine::run(builder.scenario(), problems);
    CHECK(test::codes_of(problems) ==
          (result ? std::vector<Code>{} : std::vector{Code::kBoundsAfterRounding}));
    return !result;
  };
  // 61/3 are 20 rounded down, and the first would have 21; rounded up they are 21, and it has 19.
  CHECK_FALSE(refused("maximum", "21", "down"));
  CHECK(refused("maximum", "20.9", "down"));
  CHECK_FALSE(refused("minimum", "19", "up"));
  CHECK(refused("minimum", "19.1", "up"));
}

TEST_CASE("a pot that is no multiple of the unit gives its whole units out and names the rest") {
  ScenarioBuilder builder{3};
  builder.scenario().decimals = 2;
  const KeyId key = builder.key_of("count", {1, 1, 1});
  builder.pot("pot", number("100.60"), {share(key)},
              rounding("largest_remainder", 1, Residual::To::kReport));
  const engine::PotResult pot = ran(builder).pots[0];
  CHECK(minor(pot.budgets) == Minor{3400, 3300, 3300});
  CHECK(pot.left_over.minor() == 60);
  CHECK(pot.unit == 100);
}

TEST_CASE("where money stays, the total is rounded half up and what stays takes the difference") {
  ScenarioBuilder builder{3};
  builder.pot("pot", 100, {flat("12.5")}, rounding("largest_remainder"));
  // 37.5 rounds to 38.
  const engine::PotResult pot = ran(builder).pots[0];
  CHECK(minor(pot.budgets) == Minor{13, 13, 12});
  CHECK(pot.not_assigned.minor() == 62);
}

TEST_CASE("a divisor method rounds the weights of the one share, within bounds in units") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("votes", {500, 300, 160});
  RoundingRule rule = rounding("dhondt");
  rule.maximum = std::int64_t{5};
  rule.minimum = builder.column("floor", std::vector<std::int64_t>{0, 0, 3});
  builder.pot("seats", 10, {share(key)}, rule);
  CHECK(minor(ran(builder).pots[0].budgets) == Minor{5, 2, 3});
}

TEST_CASE("several pots add up, district by district") {
  ScenarioBuilder builder{2};
  const KeyId first = builder.key_of("first", {1, 3});
  const KeyId second = builder.key_of("second", {1, 1});
  builder.pot("a", 100, {share(first)}, rounding("largest_remainder"));
  builder.pot("b", 50, {share(second)}, rounding("largest_remainder"));
  const engine::Result result = ran(builder);
  CHECK(minor(result.pots[0].budgets) == Minor{25, 75});
  CHECK(minor(result.pots[1].budgets) == Minor{25, 25});
  CHECK(minor(result.budgets) == Minor{50, 100});
  CHECK(result.total.minor() == 150);
}

TEST_CASE("every pot that cannot be paid out is reported in one run") {
  ScenarioBuilder builder{3};
  const KeyId empty = builder.key_of("empty", {0, 0, 0});
  const KeyId key = builder.key_of("count", {1, 1, 1});
  builder.pot("claims", 100, {flat("60"), flat("20")}, rounding("largest_remainder"));
  builder.pot("slice", 100, {flat("20"), slice("50"), share(key)}, rounding("largest_remainder"));
  builder.pot("weights", 100, {share(empty)}, rounding("largest_remainder"));
  builder.pot("few", 2, {share(key)}, rounding("adams"));
  builder.pot("exact", 100, {share(key)}, rounding("exact"));
  builder.pot("twice", 100, {share(key), share(key)}, rounding("largest_remainder"));
  CHECK(codes(builder) == std::vector{Code::kClaimsExceedPot, Code::kTopSliceTooLarge,
                                      Code::kZeroWeight, Code::kTooFewUnits, Code::kNotExact,
                                      Code::kStepAfterShare});
}

TEST_CASE("an amount beyond fifteen digits is out of range, and nothing is thrown") {
  ScenarioBuilder builder{2};
  builder.pot("pot", std::nullopt, {flat("999999999999999")}, rounding("largest_remainder"));
  CHECK(codes(builder) == std::vector{Code::kNumberOutOfRange});
}

TEST_CASE("pots that are in range one by one may be out of range together") {
  ScenarioBuilder builder{1};
  const KeyId key = builder.key_of("count", {1});
  for (const char* id : {"a", "b"}) {
    builder.pot(id, number("999999999999999"), {share(key)}, rounding("largest_remainder"));
  }
  CHECK(codes(builder) == std::vector{Code::kNumberOutOfRange});
}

TEST_CASE(
    "a prior year from a column is undefined where the cell is empty, and 0 where it says 0") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {1, 1, 2});
  const ColumnId before = builder.decimal_column("before", test::numbers({"30", "0", "0"}), 0,
                                                 std::vector<bool>{false, true, false});
  builder.pot("pot", 100, {share(key)}, rounding("largest_remainder"));
  builder.scenario().prior = Prior{PriorColumn{before}, "2025", {}};
  const engine::Result result = ran(builder);
  REQUIRE(result.prior.has_value());
  CHECK(result.prior->label == "2025");
  CHECK(result.prior->budgets[0] == Money::from_minor(30));
  CHECK_FALSE(result.prior->budgets[1].has_value());
  CHECK(result.prior->budgets[2] == Money{});
  CHECK(result.prior->total.minor() == 30);
}

TEST_CASE("a prior year may be another scenario, or a rule of its own") {
  const auto older = std::make_shared<ScenarioBuilder>(2U);
  older->pot("pot", 90, {share(older->key_of("count", {1, 2}))}, rounding("largest_remainder"));
  ScenarioBuilder builder{2};
  builder.scenario().decimals = 2;
  const KeyId key = builder.key_of("count", {1, 1});
  builder.pot("pot", 100, {share(key)}, rounding("largest_remainder", number("0.01")));
  builder.scenario().prior = Prior{
      PriorScenario{std::shared_ptr<const Scenario>{older, &older->scenario()}}, "before", {}};
  const engine::Result by_scenario = ran(builder);
  CHECK(by_scenario.prior->budgets[0] == Money::from_minor(3000));
  CHECK(by_scenario.prior->budgets[1] == Money::from_minor(6000));

  Pot rule = builder.scenario().pots[0];
  rule.amount = number("50.01");
  builder.scenario().prior =
      Prior{PriorRule{std::make_shared<const Pot>(rule)}, "the old rule", {}};
  const engine::Result by_rule = ran(builder);
  CHECK(by_rule.prior->budgets[0] == Money::from_minor(2501));
  CHECK(by_rule.prior->budgets[1] == Money::from_minor(2500));
  CHECK(by_rule.prior->total.minor() == 5001);
}

TEST_CASE("the weakest status of the data in use is the result's") {
  ScenarioBuilder builder{2};
  const KeyId key = builder.key_of("count", {1, 1});
  builder.pot("pot", 100, {share(key)}, rounding("largest_remainder"));
  CHECK_FALSE(ran(builder).status.has_value());
  builder.scenario().columns[0].provenance.status = Status::kPreliminary;
  CHECK(ran(builder).status == Status::kPreliminary);
  builder.scenario().pots[0].provenance.status = Status::kPlanned;
  CHECK(ran(builder).status == Status::kPlanned);
}

}  // namespace
}  // namespace allot
