// The records of a district: what they say of scenarios that can be computed by hand.
#include <doctest/doctest.h>

#include <variant>
#include <vector>

#include "allot/engine/record.hpp"
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
const T& only(const std::vector<engine::Record>& records) {
  const T* found = nullptr;
  for (const engine::Record& record : records) {
    if (const T* match = std::get_if<T>(&record)) {
      CHECK(found == nullptr);
      found = match;
    }
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
  const auto first = engine::records_of(builder.scenario(), 0, DistrictId{0});
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

  const auto third = engine::records_of(builder.scenario(), 0, DistrictId{2});
  const auto& extra = only<engine::LeftoverUnit>(third);
  CHECK(extra.units == 1);
  CHECK(extra.rank == 1);
  CHECK(extra.given == 1);
  CHECK(engine::replay(third, 1, 0).minor() == 62);
}

TEST_CASE("the records tell a tie and the residual's taker") {
  ScenarioBuilder tied{2};
  tied.pot("pot", 5, {share(tied.key_of("count", {3, 7}))}, rounding("largest_remainder"));
  const auto loser = engine::records_of(tied.scenario(), 0, DistrictId{0});
  CHECK(only<engine::TieBroken>(loser).tied == 2);
  CHECK(only<engine::TieBroken>(loser).given == 1);
  CHECK_FALSE(only<engine::TieBroken>(loser).got_unit);
  const auto winner = engine::records_of(tied.scenario(), 0, DistrictId{1});
  CHECK(only<engine::TieBroken>(winner).got_unit);

  ScenarioBuilder rest{2};
  rest.pot("pot", 100, {share(rest.key_of("count", {1, 2}))},
           rounding("down", 1, Residual::To::kLargest));
  const auto taker = engine::records_of(rest.scenario(), 0, DistrictId{1});
  CHECK(only<engine::ResidualTaken>(taker).amount.minor() == 1);
  CHECK(engine::replay(taker, 1, 0).minor() == 67);
}

}  // namespace
}  // namespace allot
