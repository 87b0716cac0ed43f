// The records of a district: what they say of scenarios that can be computed by hand.
#include "allot/engine/facts/record.hpp"

#include <doctest/doctest.h>

#include <type_traits>
#include <variant>
#include <vector>

#include "allot/engine/run.hpp"
#include "support/numbers.hpp"
#include "support/scenario_builder.hpp"

namespace allot {
namespace {

using test::number;
using test::rounding;
using test::ScenarioBuilder;
using test::step;

Step share(KeyId key) { return step("share", {{"by", key}}); }

template <class T>
const T& only(const engine::Records& records) {
  const T* found = nullptr;
  const auto look_at = [&]<class What>(const What& what) {
    if constexpr (std::is_same_v<What, T>) {
      CHECK(found == nullptr);
      found = &what;
    }
  };
  for (const engine::StepRecord& record : records.steps) {
    std::visit(look_at, record.what);
  }
  for (const engine::RoundingRecord& record : records.rounding) {
    std::visit(look_at, record);
  }
  REQUIRE(found != nullptr);
  return *found;
}

TEST_CASE("the records tell a district's way from the pot to its budget") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {2, 2, 3});
  builder.pot("pot", 200,
              {step("top_slice", {{"amount", number("50")}, {"to", "reserve"}}),
               step("flat", {{"amount", number("10")}}), share(key)},
              rounding("largest_remainder"));
  // 120 by 2 : 2 : 3 is 34 2/7, 34 2/7, 51 3/7: one unit over, for the third.
  const auto first = engine::Recorder{builder.scenario()}.records_of(0, DistrictId{0});
  CHECK(only<engine::TopSliced>(first).amount == number("50"));
  CHECK(only<engine::FlatGranted>(first).amount == number("10"));
  const auto& shared = only<engine::Shared>(first);
  CHECK(shared.left == number("120"));
  CHECK(shared.weight / shared.whole == number("2/7"));
  CHECK(shared.amount == number("240/7"));
  const auto& quota = only<engine::Quota>(first);
  CHECK(quota.exact == number("310/7"));
  CHECK(quota.units == 44);
  CHECK(quota.remainder == number("2/7"));
  CHECK(engine::replay(first, 1, 0).minor() == 44);

  const auto third = engine::Recorder{builder.scenario()}.records_of(0, DistrictId{2});
  const auto& extra = only<engine::LeftoverUnit>(third);
  CHECK(extra.units == 1);
  CHECK(extra.rank == 1);
  CHECK(extra.given == 1);
  CHECK(engine::replay(third, 1, 0).minor() == 62);
}

TEST_CASE("a record says which step it is of, also where two are of a kind") {
  ScenarioBuilder builder{2};
  const auto at_least = [](std::string_view amount) {
    return step("limit", {{"minimum", Bound{FixedBound{number(amount)}}}});
  };
  builder.pot("pot", 100,
              {step("flat", {{"amount", number("1")}}), share(builder.key_of("count", {1, 9})),
               at_least("20"), at_least("30")},
              rounding("largest_remainder"));
  const auto records = engine::Recorder{builder.scenario()}.records_of(0, DistrictId{0});
  std::vector<std::size_t> steps;
  for (const engine::StepRecord& record : records.steps) {
    steps.push_back(record.step);
  }
  CHECK(steps == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(std::get<engine::Bounded>(records.steps[2].what).after == number("20"));
  CHECK(std::get<engine::Bounded>(records.steps[3].what).after == number("30"));
}

TEST_CASE("money that no step gave is of the step after the last") {
  ScenarioBuilder builder{2};
  builder.pot("pot", 100, {step("flat", {{"amount", number("30")}})},
              rounding("largest_remainder"));
  Pot& pot = builder.scenario().pots[0];
  pot.unclaimed = Unclaimed::kReallocate;
  pot.claims = builder.column("claims", {50, 50});
  const auto records = engine::Recorder{builder.scenario()}.records_of(0, DistrictId{0});
  REQUIRE(records.steps.size() == 2);
  CHECK(records.steps[1].step == 1);
  CHECK(std::get<engine::Bounded>(records.steps[1].what).after == number("50"));
}

TEST_CASE("the records tell a tie and the residual's taker") {
  ScenarioBuilder tied{2};
  tied.pot("pot", 5, {share(tied.key_of("count", {3, 7}))}, rounding("largest_remainder"));
  const auto loser = engine::Recorder{tied.scenario()}.records_of(0, DistrictId{0});
  CHECK(only<engine::TieBroken>(loser).tied == 2);
  CHECK(only<engine::TieBroken>(loser).chosen == 1);
  CHECK_FALSE(only<engine::TieBroken>(loser).is_chosen);
  const auto winner = engine::Recorder{tied.scenario()}.records_of(0, DistrictId{1});
  CHECK(only<engine::TieBroken>(winner).is_chosen);

  ScenarioBuilder rest{2};
  rest.pot("pot", 100, {share(rest.key_of("count", {1, 2}))},
           rounding("down", 1, Residual::To::kLargest));
  const auto taker = engine::Recorder{rest.scenario()}.records_of(0, DistrictId{1});
  CHECK(only<engine::ResidualTaken>(taker).amount.minor() == 1);
  CHECK(engine::replay(taker, 1, 0).minor() == 67);
}

TEST_CASE("a factor says which sums it is the quotient of") {
  // 500, 200, 200, 100 between 150 and 400: two are held and have 550; the others had 400.
  ScenarioBuilder builder{4};
  const Bound minimum{FixedBound{number("150")}};
  const Bound maximum{FixedBound{number("400")}};
  builder.pot("pot", 1000,
              {share(builder.key_of("count", {5, 2, 2, 1})),
               step("limit", {{"minimum", minimum}, {"maximum", maximum}})},
              rounding("largest_remainder"));
  const auto of_bounded = engine::Recorder{builder.scenario()}.records_of(0, DistrictId{1});
  const auto& bounded = only<engine::Bounded>(of_bounded);
  CHECK(bounded.factor == number("9/8"));
  REQUIRE(bounded.scaling.has_value());
  CHECK(bounded.scaling->total == number("1000"));
  CHECK(bounded.scaling->held == number("550"));
  CHECK(bounded.scaling->others == number("400"));
  CHECK(bounded.scaling->held_districts == 2);
  CHECK(bounded.scaling->other_districts == 2);
}

TEST_CASE("who is at its maximum is passed over, and the next rank gets the unit") {
  ScenarioBuilder held{4};
  const Bound maximum{ColumnBound{held.column("most", {2, 9, 9, 9})}};
  held.scenario().columns.back().values =
      Quantities::from(Quantities::Narrow{26, 90, 90, 90}, BigInt{10});
  held.pot("pot", 10,
           {share(held.key_of("count", {1, 1, 1, 1})), step("limit", {{"maximum", maximum}})},
           rounding("largest_remainder"));
  const auto of_second = engine::Recorder{held.scenario()}.records_of(0, DistrictId{1});
  const auto& unit = only<engine::LeftoverUnit>(of_second);
  CHECK(unit.units == 1);
  CHECK(unit.rank == 2);
  CHECK(unit.given == 2);
  CHECK(unit.last_rank == 3);
  CHECK(unit.one_each);
  CHECK(unit.passed_over == 1);
  REQUIRE(unit.first_passed_over.size() == 1);
  CHECK(unit.first_passed_over[0].rank == 1);
  CHECK(unit.first_passed_over[0].district == DistrictId{0});
}

TEST_CASE("a divisor method says what all weights are divided by, and who has a unit by a tie") {
  ScenarioBuilder builder{3};
  builder.pot("pot", 7, {share(builder.key_of("count", {53, 24, 23}))}, rounding("sainte_lague"));
  const auto of_units = engine::Recorder{builder.scenario()}.records_of(0, DistrictId{0});
  const auto& units = only<engine::DivisorUnits>(of_units);
  CHECK(units.divisor == number("15.2"));  // 53 / 3.5 = 15.14… is not met, 23 / 1.5 = 15.33… is
  CHECK(units.units == 3);
  CHECK_FALSE(units.by_tie);
  CHECK_FALSE(units.tied);

  ScenarioBuilder halves{2};
  halves.pot("pot", 3, {share(halves.key_of("count", {1, 1}))}, rounding("sainte_lague"));
  for (const std::uint32_t district : {0U, 1U}) {
    const auto of_half = engine::Recorder{halves.scenario()}.records_of(0, DistrictId{district});
    const auto& half = only<engine::DivisorUnits>(of_half);
    CHECK(half.divisor == number("2/3"));  // both are at 3/2
    CHECK(half.tied);
    CHECK(half.by_tie == (district == 0));
  }

  ScenarioBuilder tied{2};
  tied.pot("pot", 3, {share(tied.key_of("count", {1, 1}))}, rounding("huntington_hill"));
  const auto of_winner = engine::Recorder{tied.scenario()}.records_of(0, DistrictId{0});
  const auto& winner = only<engine::DivisorUnits>(of_winner);
  CHECK(winner.divisor == number("1"));  // above 1 / sqrt(2)
  CHECK(winner.by_tie);
  const auto of_loser = engine::Recorder{tied.scenario()}.records_of(0, DistrictId{1});
  const auto& loser = only<engine::DivisorUnits>(of_loser);
  CHECK_FALSE(loser.by_tie);
  CHECK(loser.tied);
}

}  // namespace
}  // namespace allot
