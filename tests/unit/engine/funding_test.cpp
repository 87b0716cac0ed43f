// The funding rules on examples that can be worked by hand.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <memory>
#include <string_view>
#include <vector>

#include "allot/engine/run.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "support/numbers.hpp"
#include "support/rounding_case.hpp"
#include "support/scenario_builder.hpp"

namespace allot {
namespace {

using test::number;
using test::numbers;
using test::rounding;
using test::ScenarioBuilder;
using test::step;
using Texts = std::vector<std::string_view>;

engine::PotResult only_pot(const ScenarioBuilder& builder) {
  Problems problems;
  const auto result = engine::run(builder.scenario(), problems);
  CAPTURE(test::messages_of(problems));
  REQUIRE(result.has_value());
  for (std::uint32_t i = 0; i < builder.scenario().districts.size(); ++i) {
    const auto records = engine::Recorder{builder.scenario()}.records_of(0, DistrictId{i});
    CHECK(engine::replay(records, builder.scenario().pots[0].rounding.unit,
                         builder.scenario().decimals) == result->pots[0].budgets[i]);
  }
  return result->pots[0];
}

std::string refusal(const ScenarioBuilder& builder, Code code) {
  Problems problems;
  CHECK_FALSE(engine::run(builder.scenario(), problems).has_value());
  CHECK(test::codes_of(problems) == std::vector{code});
  return problems.empty() ? "" : problems.list().front().message;
}

std::vector<Fraction> exact(const engine::PotResult& pot) {
  std::vector<Fraction> amounts;
  for (std::size_t i = 0; i < pot.exact.size(); ++i) {
    amounts.push_back(pot.exact.at(i));
  }
  return amounts;
}

std::vector<std::int64_t> units(const engine::PotResult& pot) {
  std::vector<std::int64_t> amounts;
  for (const Money budget : pot.budgets) {
    amounts.push_back(budget.minor());
  }
  return amounts;
}

Step share(KeyId key) { return step("share", {{"by", key}}); }
Bound fixed(std::string_view amount) { return FixedBound{number(amount)}; }

/// 1000 by these weights, with a step after the share.
engine::PotResult bounded(
    std::string_view amount, const std::vector<std::int64_t>& weights,
    const std::vector<std::vector<std::pair<std::string_view, Bound>>>& limits,
    std::string_view unit = "1") {
  ScenarioBuilder builder{weights.size()};
  std::vector<Step> steps{share(builder.key_of("count", weights))};
  for (const auto& bounds : limits) {
    Step limit = step("limit", {});
    for (const auto& [name, bound] : bounds) {
      limit.arguments.push_back({name, bound, {}});
    }
    steps.push_back(limit);
  }
  builder.scenario().decimals = number(unit).decimals().value_or(0);
  builder.pot("pot", number(amount), steps, rounding("largest_remainder", number(unit)));
  return only_pot(builder);
}

TEST_CASE("floor and cap at once: the fixed point, not the loop that fixes both sides") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {60, 30, 10});
  const ColumnId floor = builder.column("floor", {0, 0, 12});
  const ColumnId cap = builder.column("cap", {40, 100, 100});
  builder.pot("pot", 100,
              {share(key), step("limit", {{"minimum", Bound{ColumnBound{floor}}},
                                          {"maximum", Bound{ColumnBound{cap}}}})},
              rounding("largest_remainder"));
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"40", "45", "15"}));
  const auto& effect = std::get<engine::Limited>(pot.effects.at(0).what);
  CHECK(effect.at_minimum == 0);
  CHECK(effect.at_maximum == 1);
  CHECK(effect.cut == number("20"));
  CHECK(effect.factor == number("3/2"));
}

TEST_CASE("two limits are each complete in themselves") {
  const auto column = [](ScenarioBuilder& builder, std::vector<std::int64_t> values) {
    return Bound{ColumnBound{builder.column("bound", std::move(values))}};
  };
  const auto run = [&](bool together) {
    ScenarioBuilder builder{3};
    const KeyId key = builder.key_of("count", {70, 20, 10});
    const Bound cap = column(builder, {500, 9999, 9999});
    const Bound floor = column(builder, {0, 0, 150});
    std::vector<Step> steps{share(key)};
    if (together) {
      steps.push_back(step("limit", {{"minimum", floor}, {"maximum", cap}}));
    } else {
      steps.push_back(step("limit", {{"minimum", floor}}));
      steps.push_back(step("limit", {{"maximum", cap}}));
    }
    builder.pot("pot", 1000, steps, rounding("largest_remainder"));
    return exact(only_pot(builder));
  };
  CHECK(run(true) == numbers({"500", "1000/3", "500/3"}));
  CHECK(run(false) == numbers({"500", "17000/61", "13500/61"}));
}

TEST_CASE("a bound that a later step has undone does not come back in rounding") {
  const auto run = [](const Bound& first, std::string_view name, const Bound& second,
                      ScenarioBuilder& builder) {
    const KeyId key = builder.key_of("count", {50, 30, 20});
    builder.pot("pot", 100,
                {share(key), step("limit", {{"minimum", first}}), step("limit", {{name, second}})},
                rounding("largest_remainder"));
    return only_pot(builder);
  };
  ScenarioBuilder below{3};
  const Bound floor = ColumnBound{below.column("floor", {0, 0, 25})};
  const Bound other_floor = ColumnBound{below.column("other", {0, 60, 0})};
  const engine::PotResult pushed = run(floor, "minimum", other_floor, below);
  CHECK(exact(pushed) == numbers({"600/23", "60", "320/23"}));
  CHECK(units(pushed) == std::vector<std::int64_t>{26, 60, 14});  // not 15, 60, 25

  // A cap below the floor of the step before: no clash, the later step is the rule.
  ScenarioBuilder capped{3};
  const Bound low = ColumnBound{capped.column("floor", {0, 0, 25})};
  const Bound cap = ColumnBound{capped.column("cap", {100, 100, 10})};
  CHECK(units(run(low, "maximum", cap, capped)) == std::vector<std::int64_t>{56, 34, 10});

  // A floor that the later step leaves as it was still holds in units.
  ScenarioBuilder kept{3};
  const Bound fine = ColumnBound{kept.decimal_column("floor", numbers({"0", "0", "22.4"}))};
  const Bound wide = ColumnBound{kept.column("cap", {100, 100, 100})};
  CHECK(units(run(fine, "maximum", wide, kept)) == std::vector<std::int64_t>{48, 29, 23});
}

TEST_CASE("what bounds cannot keep is said in money") {
  CHECK(bounded("1000", {1, 1}, {{{"minimum", fixed("500")}}}).budget.minor() == 1000);
  ScenarioBuilder builder{2};
  builder.scenario().decimals = 2;
  builder.pot("pot", 1000,
              {share(builder.key_of("count", {3, 1})), step("limit", {{"minimum", fixed("505")}})},
              rounding("largest_remainder", number("0.01")));
  CHECK(refusal(builder, Code::kMinimumsTooHigh) ==
        "the minimums of pot `pot` need 1\u202f010.00, 1\u202f000.00 is there: short by 10.00");
  builder.scenario().pots[0].steps[1] = step("limit", {{"maximum", fixed("300")}});
  CHECK(refusal(builder, Code::kMaximumsTooLow) ==
        "the maximums of pot `pot` leave room for 600.00, 1\u202f000.00 is there: 400.00 cannot be "
        "placed");
  builder.scenario().pots[0].steps[1] =
      step("limit", {{"minimum", fixed("300")}, {"maximum", fixed("299.99")}});
  CHECK(refusal(builder, Code::kMinimumAboveMaximum) ==
        "`d0000` has a minimum of 300.00 and a maximum of 299.99");
}

TEST_CASE("bounds that are feasible can fail in whole units") {
  ScenarioBuilder builder{3};
  builder.scenario().decimals = 1;
  builder.pot(
      "pot", 10,
      {share(builder.key_of("count", {1, 1, 1})), step("limit", {{"minimum", fixed("3.3")}})},
      rounding("largest_remainder"));
  CHECK(refusal(builder, Code::kBoundsAfterRounding) ==
        "pot `pot`: in whole units of 1 the minimums need 12, 10 is there: short by 2");
}

TEST_CASE("largest remainder keeps the bounds in units") {
  // 1.9 is one unit and a part: the two first stay at one, and the third takes what is left.
  ScenarioBuilder builder{3};
  builder.scenario().decimals = 1;
  const ColumnId cap = builder.decimal_column("cap", numbers({"1.9", "1.9", "3"}), 1);
  builder.pot("pot", 5,
              {share(builder.key_of("count", {2, 2, 1})),
               step("limit", {{"maximum", Bound{ColumnBound{cap}}}})},
              rounding("largest_remainder"));
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"19/10", "19/10", "6/5"}));
  CHECK(units(pot) == std::vector<std::int64_t>{10, 10, 30});
}

struct HoldCase {
  Payer payer;
  Texts amounts;
  std::string_view factor;
};

TEST_CASE("hold harmless: the four payers of the worked example") {
  const Texts top_up{"380", "285", "270", "150"};
  const std::vector<HoldCase> cases{
      {{Payer::How::kRatable, ""}, {"380", "285", "1507.5/7", "837.5/7"}, ""},
      {{Payer::How::kScaleAboveFloor, ""}, {"380", "285", "5930/27", "3115/27"}, "10/27"},
      {{Payer::How::kScaleGains, ""}, {"380", "285", "5290/24", "2750/24"}, "7/24"},
      {{Payer::How::kTopUp, "Land"}, top_up, "1"}};
  for (const HoldCase& hold : cases) {
    CAPTURE(static_cast<int>(hold.payer.how));
    ScenarioBuilder builder{4};
    const KeyId key = builder.key_of("count", {300, 280, 270, 150});
    const ColumnId prior = builder.column("prior", {400, 300, 200, 100});
    builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
    builder.scenario().decimals = 2;
    builder.pot("pot", 1000,
                {share(key), step("hold_harmless", {{"percent_of_prior", number("19/20")},
                                                    {"paid_by", hold.payer}})},
                rounding("largest_remainder", number("0.01")));
    const engine::PotResult pot = only_pot(builder);
    if (hold.payer.how != Payer::How::kRatable) {
      CHECK(exact(pot) == numbers(hold.amounts));
    } else {
      CHECK(exact(pot)[2] == Fraction{335 * 270, 420});
      CHECK(exact(pot)[3] == Fraction{335 * 150, 420});
    }
    const auto& effect = std::get<engine::HeldHarmless>(pot.effects.at(0).what);
    CHECK(effect.held == 2);
    CHECK(effect.cost == number("85"));
    CHECK(effect.payers == (hold.payer.how == Payer::How::kTopUp ? 0 : 2));
    if (!hold.factor.empty()) {
      CHECK(effect.factor == number(hold.factor));
    }
    const bool topped_up = hold.payer.how == Payer::How::kTopUp;
    CHECK(pot.budget.minor() == (topped_up ? 108'500 : 100'000));
    REQUIRE(pot.top_ups.size() == (topped_up ? 1 : 0));
    if (topped_up) {
      CHECK(pot.top_ups[0].name == "Land");
      CHECK(pot.top_ups[0].amount.minor() == 8'500);
    }
  }
}

TEST_CASE("a floor that its payers cannot pay is said in money, with the highest that they could") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {1, 1, 2});
  const ColumnId prior = builder.column("prior", {500, 250, 250});
  builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
  const auto hold = [&](Payer::How how, std::string_view share) {
    return step("hold_harmless",
                {{"percent_of_prior", number(share)}, {"paid_by", Payer{how, "x"}}});
  };
  builder.pot("pot", 900, {share(key), hold(Payer::How::kRatable, "1")},
              rounding("largest_remainder"));
  CHECK(refusal(builder, Code::kFloorNotPayable) ==
        "the floor of 100 % of 2024 in pot `pot` needs 1\u202f000, 900 is there: short by 100");
  // y = 225, 225, 450: gains 200, which pay a floor of 17/20 at most: 425 - 225 = 200.
  builder.scenario().pots[0].steps[1] = hold(Payer::How::kScaleGains, "19/20");
  Problems problems;
  CHECK_FALSE(engine::run(builder.scenario(), problems).has_value());
  REQUIRE(problems.list().size() == 1);
  // 250 + 12.5 is asked, 200 is there.
  CHECK(problems.list()[0].message ==
        "the floor of 95 % of 2024 in pot `pot` costs 262.5, and those who gain have gained 200: "
        "short by 62.5");
  CHECK(problems.list()[0].help[0] == "the highest floor that can be paid so is 85 %");
}

Bound greatest(const std::vector<Bound>& bounds) {
  SeveralBounds several{.which = SeveralBounds::Which::kGreatest, .members = {}};
  for (const Bound& bound : bounds) {
    several.members.push_back({bound});
  }
  return several;
}

/// 1000 by 600/300/60/40 with two floors of one law: 95 % of 500/330/50/50, and 90.
struct TwoFloors {
  TwoFloors() {
    const ColumnId prior = builder.column("prior", {500, 330, 50, 50});
    builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
    builder.scenario().decimals = 2;
  }

  engine::PotResult after_share(std::vector<Step> steps) {
    steps.insert(steps.begin(), share(key));
    builder.scenario().pots.clear();
    builder.pot("pot", 1000, std::move(steps), rounding("largest_remainder", number("0.01")));
    return only_pot(builder);
  }

  ScenarioBuilder builder{4};
  KeyId key = builder.key_of("count", {600, 300, 60, 40});
};

TEST_CASE("two floors at once are what no order of two steps gives") {
  const Payer above{Payer::How::kScaleAboveFloor, ""};
  const Step both =
      step("hold_harmless",
           {{"floor", greatest({PriorBound{number("0.95")}, FixedBound{90}})}, {"paid_by", above}});
  const Step prior =
      step("hold_harmless", {{"percent_of_prior", number("0.95")}, {"paid_by", above}});
  const Step fixed = step("hold_harmless", {{"floor", Bound{FixedBound{90}}}, {"paid_by", above}});
  const Step minimum = step("limit", {{"minimum", Bound{FixedBound{90}}}});
  const std::vector<std::int64_t> at_once{50'650, 31'350, 9'000, 9'000};
  TwoFloors law;
  CHECK(units(law.after_share({both})) == at_once);
  for (const auto& steps : std::vector<std::vector<Step>>{
           {prior, fixed}, {fixed, prior}, {prior, minimum}, {minimum, prior}}) {
    CHECK(units(law.after_share(steps)) != at_once);
  }
}

TEST_CASE("the greatest and the least of several skip what is of no prior year") {
  struct Row {
    SeveralBounds::Which which;
    std::vector<Bound> bounds;
    Texts amounts;
  };
  const Bound prior = PriorBound{1};
  // 100 by 5/3/2, of which the second is new; 20 and 40 are the others' prior years.
  const std::vector<Row> rows{
      {SeveralBounds::Which::kLeast, {FixedBound{45}, PriorBound{2}}, {"40", "36", "24"}},
      {SeveralBounds::Which::kGreatest, {PriorBound{number("1.5")}}, {"30", "42", "28"}},
      {SeveralBounds::Which::kGreatest, {prior, FixedBound{35}}, {"35", "35", "30"}},
  };
  for (const Row& row : rows) {
    ScenarioBuilder builder{3};
    const KeyId key = builder.key_of("count", {5, 3, 2});
    const ColumnId column = builder.column("prior", {20, 0, 40});
    builder.scenario().columns[index_of(column)].missing = {false, true, false};
    builder.scenario().prior = Prior{PriorColumn{column}, "2024", {}};
    SeveralBounds several{.which = row.which, .members = {}};
    for (const Bound& bound : row.bounds) {
      several.members.push_back({bound});
    }
    builder.pot("pot", 100, {share(key), step("limit", {{"maximum", Bound{several}}})},
                rounding("largest_remainder"));
    CHECK(exact(only_pot(builder)) == numbers(row.amounts));
  }
}

TEST_CASE("floors that cannot be paid: what part of each can") {
  struct Row {
    std::pair<std::string_view, ArgumentValue> floor;
    Payer::How how;
    std::string_view message, highest;
  };
  const Bound both = greatest({PriorBound{1}, FixedBound{300}});
  const std::vector<Row> rows{
      {{"floor", both},
       Payer::How::kRatable,
       "the floor of the greatest of (100 % of 2024; 300) in pot `pot` needs 1\u202f100, 880 is "
       "there: short by 220",
       "80 % of each"},
      {{"floor", Bound{FixedBound{300}}},
       Payer::How::kScaleAboveFloor,
       "the floor of 300 in pot `pot` needs 900, 880 is there: short by 20",
       "293…"},
      {{"percent_of_loss", Fraction{1}},
       Payer::How::kScaleGains,
       "the floor of 100 % of the loss against 2024 in pot `pot` costs 310, and those who gain "
       "have "
       "gained 190: short by 120",
       "61.29… % of the loss"},
  };
  for (const Row& row : rows) {
    ScenarioBuilder builder{3};
    const KeyId key = builder.key_of("count", {1, 1, 2});
    const ColumnId prior = builder.column("prior", {500, 250, 250});
    builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
    builder.pot("pot", 880,
                {share(key), step("hold_harmless", {row.floor, {"paid_by", Payer{row.how, ""}}})},
                rounding("largest_remainder"));
    Problems problems;
    CHECK_FALSE(engine::run(builder.scenario(), problems).has_value());
    REQUIRE(problems.list().size() == 1);
    CHECK(problems.list()[0].message == row.message);
    CHECK(problems.list()[0].help[0] ==
          fmt::format("the highest floor that can be paid so is {}", row.highest));
  }
}

TEST_CASE("a floor rounded up takes a unit that largest remainder would give to another") {
  // Exact 1.2, 4.4, 4.4: without the minimum the units are 1, 5, 4.
  const engine::PotResult pot = bounded("10", {1, 4, 4}, {{{"minimum", fixed("1.2")}}});
  CHECK(units(pot) == std::vector<std::int64_t>{2, 4, 4});
  CHECK(pot.by_floors.units == 1);
  CHECK(pot.by_floors.from == 1);
  CHECK(bounded("10", {1, 4, 4}, {{{"minimum", fixed("1")}}}).by_floors.units == 0);
}

TEST_CASE("a floor above the prior year takes from the gains that are to pay for it") {
  // y = 150 and 90 of 100 each: at 120 % of the prior year both the cost and the gains are 30.
  ScenarioBuilder builder{2};
  const KeyId key = builder.key_of("count", {5, 3});
  const ColumnId prior = builder.column("prior", {100, 100});
  builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
  const auto hold = [&](std::string_view share) {
    return step("hold_harmless", {{"percent_of_prior", number(share)},
                                  {"paid_by", Payer{Payer::How::kScaleGains, ""}}});
  };
  builder.pot("pot", 240, {share(key), hold("1.3")}, rounding("largest_remainder"));
  Problems problems;
  CHECK_FALSE(engine::run(builder.scenario(), problems).has_value());
  REQUIRE(problems.list().size() == 1);
  CHECK(problems.list()[0].message ==
        "the floor of 130 % of 2024 in pot `pot` costs 40, and those who gain have gained 20: "
        "short by 20");
  CHECK(problems.list()[0].help[0] == "the highest floor that can be paid so is 120 %");
  builder.scenario().pots[0].steps[1] = hold("1.2");
  CHECK(units(only_pot(builder)) == std::vector<std::int64_t>{120, 120});
}

TEST_CASE("two who pay for floors: what each of them pays is rounded to its nearest unit") {
  // y = 50 and 50. The first floor costs 10.6, the second 6.06 more: 16.66, and 67 is the least
  // whole amount that keeps the floor of 66.66.
  ScenarioBuilder builder{2};
  const KeyId key = builder.key_of("count", {1, 1});
  const ColumnId prior = builder.column("prior", {1010, 0});
  builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
  const auto hold = [&](std::string_view share, std::string_view payer) {
    return step("hold_harmless", {{"percent_of_prior", number(share)},
                                  {"paid_by", Payer{Payer::How::kTopUp, std::string{payer}}}});
  };
  builder.pot("pot", 100, {share(key), hold("0.06", "Land"), hold("0.066", "Bund")},
              rounding("largest_remainder"));
  const engine::PotResult pot = only_pot(builder);
  CHECK(units(pot) == std::vector<std::int64_t>{67, 50});
  REQUIRE(pot.top_ups.size() == 2);
  CHECK(pot.top_ups[0].name == "Land");
  CHECK(pot.top_ups[0].amount.minor() == 11);
  CHECK(pot.top_ups[1].name == "Bund");
  CHECK(pot.top_ups[1].amount.minor() == 6);
}

TEST_CASE("contributors pay what the pot gives itself, each district's top-up left out") {
  // y = 30, 30, 40 to floors of 40.4, 35.8 and 40: budgets of 41, 36 and 40, 17 of them topped up.
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {3, 3, 4});
  const ColumnId prior = builder.decimal_column("prior", numbers({"40.4", "35.8", "40"}), 1);
  builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
  Pot& pot = builder.pot(
      "pot", 100,
      {share(key), step("hold_harmless", {{"percent_of_prior", number("1")},
                                          {"paid_by", Payer{Payer::How::kTopUp, "Land"}}})},
      rounding("largest_remainder"));
  pot.amount = ContributedAmount{};
  for (int i = 0; i < 2; ++i) {
    pot.contributors.emplace_back().cash = number("50");
  }
  const engine::PotResult result = only_pot(builder);
  CHECK(units(result) == std::vector<std::int64_t>{41, 36, 40});
  REQUIRE(result.contributors.has_value());
  for (const std::vector<Money>& cells : result.contributors->cells) {
    REQUIRE(cells.size() == 3);
    CHECK(cells[0].minor() == 15);
    CHECK(cells[1].minor() == 15);
    CHECK(cells[2].minor() == 20);
  }
}

TEST_CASE("gain cap: to the others, or kept; new districts uncapped or as they are") {
  const auto run = [](const char* released, const char* fresh) {
    ScenarioBuilder builder{4};
    const KeyId key = builder.key_of("count", {400, 300, 200, 100});
    const ColumnId prior = builder.column("prior", {300, 300, 200, 0});
    builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
    builder.pot("pot", 1000,
                {share(key), step("gain_cap", {{"percent", number("1/10")},
                                               {"released", std::string{released}},
                                               {"new", std::string{fresh}}})},
                rounding("largest_remainder"));
    return only_pot(builder);
  };
  // 70 are cut from the first; the others have 600, the second and third at most 330 and 220.
  const engine::PotResult uncapped = run("to_others", "uncapped");
  CHECK(exact(uncapped) == numbers({"330", "330", "220", "120"}));
  CHECK(exact(run("keep", "uncapped")) == numbers({"330", "300", "200", "100"}));
  CHECK(run("keep", "uncapped").not_assigned.minor() == 70);
  ScenarioBuilder builder{2};
  const KeyId key = builder.key_of("count", {3, 1});
  builder.scenario().prior = Prior{PriorColumn{builder.column("prior", {100, 0})}, "2024", {}};
  builder.pot("pot", 1000,
              {share(key), step("gain_cap", {{"percent", number("1/10")},
                                             {"released", std::string{"to_others"}},
                                             {"new", std::string{"excluded"}}})},
              rounding("largest_remainder"));
  CHECK(refusal(builder, Code::kMaximumsTooLow) ==
        "the maximums of pot `pot` leave room for 360, 1\u202f000 is there: 640 cannot be placed");
}

TEST_CASE("phase in: the total holds for every weight") {
  ScenarioBuilder builder{2};
  const KeyId key = builder.key_of("count", {3, 1});
  builder.scenario().prior = Prior{PriorColumn{builder.column("prior", {100, 300})}, "2024", {}};
  builder.pot("pot", 1000, {share(key), step("phase_in", {{"new_weight", number("1/4")}})},
              rounding("largest_remainder"));
  // 1/4 of 750 and 250, 3/4 of 250 and 750.
  CHECK(exact(only_pot(builder)) == numbers({"375", "625"}));
}

TEST_CASE("claims above the pot are refused, or reduced by one factor") {
  ScenarioBuilder builder{2};
  const KeyId heads = builder.key_of("heads", {10, 30});
  builder.pot("pot", 1000,
              {step("flat", {{"amount", number("300")}}),
               step("rate", {{"amount", number("20")}, {"per", heads}})},
              rounding("largest_remainder"));
  CHECK(refusal(builder, Code::kClaimsExceedPot) ==
        "the claims on pot `pot` come to 1\u202f400, 1\u202f000 is there: short by 400");
  builder.scenario().pots[0].reduce_claims = true;
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"2500/7", "4500/7"}));
  CHECK(std::get<engine::ClaimsReduced>(pot.effects.at(0).what).factor == number("5/7"));
}

/// Needs of 5, 3, 1 and 0; the last but one has more of its own than a base of 20 gives.
Step equalise_by(ScenarioBuilder& builder, std::vector<std::int64_t> capacities,
                 std::optional<ArgumentValue> base = {}) {
  const KeyId need = builder.key_of("need", {5, 3, 1, 0});
  std::vector<std::pair<std::string_view, ArgumentValue>> arguments{
      {"need", need}, {"capacity", builder.column("capacity", capacities)}, {"rate", Fraction{1}}};
  if (base) {
    arguments.emplace_back("base", std::move(*base));
  }
  return step("equalise", arguments);
}

TEST_CASE("equalise: those with least of their own for each unit of need are raised alike") {
  ScenarioBuilder builder{4};
  builder.pot("pot", 100, {equalise_by(builder, {40, 20, 30, -7})}, rounding("largest_remainder"));
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"60", "40", "0", "0"}));
  const auto& told = std::get<engine::Equalisation>(pot.effects.at(0).what);
  CHECK(told.base == Fraction{20});
  CHECK(told.receivers == 2);
  CHECK(told.abundant == 2);
  CHECK(told.negative == 0);  // who has no need has no capacity either
}

TEST_CASE("equalise: capacities below 0 count as they are, until the base would be below 0") {
  ScenarioBuilder builder{4};
  builder.pot("pot", 100, {equalise_by(builder, {40, -100, 30, 0})}, rounding("largest_remainder"));
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"0", "100", "0", "0"}));
  CHECK(std::get<engine::Equalisation>(pot.effects.at(0).what).base == Fraction{0});
  builder.scenario().pots[0].amount = Fraction{99};
  CHECK(refusal(builder, Code::kClaimsExceedPot) ==
        "the capacities below 0 (1 of them) alone need 100 of pot `pot`, 99 is there: short by 1; "
        "the base would be below 0");
}

TEST_CASE("equalise: a base that is rounded leaves the rest, one of the file makes claims") {
  ScenarioBuilder builder{4};
  const FactorRounding whole{1, Rounding::kDown};
  builder.pot("pot", 99, {equalise_by(builder, {40, 20, 30, 0}, whole)},
              rounding("largest_remainder"));
  engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"55", "37", "0", "0"}));
  CHECK(pot.not_assigned.minor() == 7);
  builder.scenario().pots[0].steps[0].arguments[3].value = FactorRounding{1, Rounding::kHalfUp};
  CHECK(refusal(builder, Code::kRoundedAbovePot) ==
        "`base` of pot `pot` is rounded to 20, by which 100 would be given, and 99 is there: short "
        "by 1");
  builder.scenario().pots[0].steps[0].arguments[3].value = Fraction{18};
  builder.scenario().pots[0].amount = OpenAmount{};
  CHECK(exact(only_pot(builder)) == numbers({"50", "34", "0", "0"}));
}

TEST_CASE("share by a rounded rate: what it leaves is there for a later step") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {3, 2, 2});
  builder.pot("pot", 1000,
              {step("share", {{"by", key}, {"rate", FactorRounding{10, Rounding::kDown}}}),
               step("flat", {{"amount", Fraction{5}}})},
              rounding("largest_remainder"));
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"425", "285", "285"}));
  const auto& told = std::get<engine::RateRounded>(pot.effects.at(0).what);
  CHECK(told.rate == Fraction{140});
  CHECK(told.exact == number("1000/7"));
  CHECK(told.left - told.given == Fraction{20});
}

Date day(std::string_view text) { return parse_date(text).value(); }

/// 2026; the first takes part all year, the second from 1 July, the third not at all.
Participation half_year() {
  const Date first = day("2026-01-01");
  const Date end = day("2027-01-01");
  return {.spans = {{{first, end}}, {{day("2026-07-01"), end}}, {}}, .provenance = {}, .where = {}};
}

TEST_CASE("part of the year: by amount the rest stays, by key others receive it") {
  const Prorate days{.where = {}};
  Prorate key_days = days;
  key_days.applies_to = Prorate::AppliesTo::kKey;
  ScenarioBuilder builder{3};
  builder.scenario().period = Period{day("2026-01-01"), day("2027-01-01"), {}};
  const KeyId key = builder.key_of("count", {1, 1, 2});
  Pot& pot = builder.pot("pot", 730, {share(key)}, rounding("largest_remainder"));
  pot.participation = half_year();
  CHECK(exact(only_pot(builder)) == numbers({"365", "365", "0"}));
  pot.prorate = days;  // 184 of 365 days
  engine::PotResult result = only_pot(builder);
  CHECK(exact(result) == numbers({"365", "184", "0"}));
  CHECK(result.not_assigned.minor() == 181);
  CHECK(result.takes_part == std::vector<bool>{true, true, false});
  pot.prorate = key_days;
  result = only_pot(builder);
  CHECK(exact(result)[0] == number("730") * Fraction{365, 549});
  CHECK(exact(result)[1] == number("730") * Fraction{184, 549});
  CHECK(result.not_assigned.minor() == 0);
}

TEST_CASE("share of all leaves the share of those who take no part unassigned") {
  ScenarioBuilder builder{3};
  builder.scenario().period = Period{day("2026-01-01"), day("2027-01-01"), {}};
  const KeyId key = builder.key_of("count", {1, 1, 2});
  Pot& pot = builder.pot("pot", 800, {step("share", {{"by", key}, {"of", std::string{"all"}}})},
                         rounding("largest_remainder"));
  pot.participation = half_year();
  const engine::PotResult result = only_pot(builder);
  CHECK(exact(result) == numbers({"200", "200", "0"}));
  CHECK(result.not_assigned.minor() == 400);
}

TEST_CASE("a month that is covered in part counts, is ignored, or counts half, once") {
  const auto amount = [](Prorate::StartedMonth started) {
    ScenarioBuilder builder{1};
    builder.scenario().period = Period{day("2026-01-01"), day("2027-01-01"), {}};
    builder.pot("pot", 1200, {step("flat", {{"amount", number("1200")}})},
                rounding("largest_remainder"));
    Pot& pot = builder.scenario().pots[0];
    // Two spans touch May: it counts once. June and July are whole.
    pot.participation = Participation{
        .spans = {{{day("2026-05-03"), day("2026-05-10")}, {day("2026-05-20"), day("2026-08-01")}}},
        .provenance = {},
        .where = {}};
    pot.prorate = Prorate{.unit = Prorate::Unit::kMonth, .started_month = started, .where = {}};
    return only_pot(builder).budget.minor();
  };
  CHECK(amount(Prorate::StartedMonth::kCounts) == 300);
  CHECK(amount(Prorate::StartedMonth::kIgnored) == 200);
  CHECK(amount(Prorate::StartedMonth::kHalf) == 250);
}

TEST_CASE("unclaimed money goes to those below their claims, and no further") {
  ScenarioBuilder builder{3};
  const ColumnId claims = builder.column("claims", {150, 500, 100});
  Pot& pot = builder.pot("pot", 1000, {step("flat", {{"amount", number("100")}})},
                         rounding("largest_remainder"));
  CHECK(only_pot(builder).not_assigned.minor() == 700);
  pot.unclaimed = Unclaimed::kReallocate;
  pot.claims = claims;
  const engine::PotResult result = only_pot(builder);
  CHECK(exact(result) == numbers({"150", "500", "100"}));
  CHECK(result.not_assigned.minor() == 250);
  const auto& effect = std::get<engine::Reallocated>(result.effects.at(0).what);
  CHECK(effect.receivers == 2);
  CHECK(effect.placed == number("450"));
}

TEST_CASE("pots fed by pots: the part is taken out before the first step") {
  ScenarioBuilder builder{2};
  const KeyId key = builder.key_of("count", {1, 3});
  builder.pot("part", 0, {share(key)}, rounding("largest_remainder"));
  builder.pot("whole", 1000, {share(key)}, rounding("largest_remainder"));
  builder.scenario().pots[0].amount = PartOfPot{number("3/10"), PotId{1}};
  Problems problems;
  const auto result = engine::run(builder.scenario(), problems);
  REQUIRE(result.has_value());
  CHECK(result->pots[0].amount.minor() == 300);
  CHECK(units(result->pots[0]) == std::vector<std::int64_t>{75, 225});
  CHECK(units(result->pots[1]) == std::vector<std::int64_t>{175, 525});
  REQUIRE(result->pots[1].passed_on.size() == 1);
  CHECK(result->pots[1].passed_on[0].amount.minor() == 300);
  builder.scenario().pots[0].amount = PartOfPot{number("1/3"), PotId{1}};
  CHECK(refusal(builder, Code::kPartNotWhole) ==
        "1/3 of pot `whole` is 333…, not a whole number of units of 1");
}

TEST_CASE("tiers: 100 over three groups of two") {
  ScenarioBuilder builder{6};
  const KeyId key = builder.key_of("count", {1, 1, 1, 1, 1, 1});
  Tier groups{.group = "land",
              .groups = {"a", "b", "c"},
              .group_of = {0, 0, 1, 1, 2, 2},
              .by = key,
              .upper = {},
              .where = {}};
  Tier last{.group = "", .groups = {}, .group_of = {}, .by = key, .upper = {}, .where = {}};
  builder.pot("pot", 100, {step("share", {{"tiers", std::vector<Tier>{groups, last}}})},
              rounding("largest_remainder"));
  CHECK(units(only_pot(builder)) == std::vector<std::int64_t>{17, 17, 17, 16, 17, 16});
  builder.scenario().pots[0].steps = {share(key)};
  CHECK(units(only_pot(builder)) == std::vector<std::int64_t>{17, 17, 17, 17, 16, 16});
}

TEST_CASE("tiers: what was topped up before is shared out with the pot's own money") {
  // Flat 10 each, floors of 30.5, 10, 40.25 (Land pays 50.75) and of 36.6, 12, 48.3 (Bund pays
  // 16.15 more): 166.9 in all with the 70 that are left, so 167, of which 67 come from outside.
  // N: 48.6 + 35 = 83.6, S: 48.3 + 35 = 83.3, so 84 and 83. In N 84 - 48.6 are left, by 1 to 2.
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {1, 2, 3});
  const ColumnId prior = builder.decimal_column("prior", numbers({"30.5", "10", "40.25"}), 2);
  builder.scenario().prior = Prior{PriorColumn{prior}, "2024", {}};
  const auto hold = [&](std::string_view share, std::string_view payer) {
    return step("hold_harmless", {{"percent_of_prior", number(share)},
                                  {"paid_by", Payer{Payer::How::kTopUp, std::string{payer}}}});
  };
  const Tier groups{.group = "land",
                    .groups = {"n", "s"},
                    .group_of = {0, 0, 1},
                    .by = key,
                    .upper = {},
                    .where = {}};
  const Tier last{.group = "", .groups = {}, .group_of = {}, .by = key, .upper = {}, .where = {}};
  Pot& pot =
      builder.pot("pot", 100,
                  {step("flat", {{"amount", number("10")}}), hold("1", "Land"), hold("1.2", "Bund"),
                   step("share", {{"tiers", std::vector<Tier>{groups, last}}})},
                  rounding("largest_remainder"));
  pot.amount = ContributedAmount{};
  pot.contributors.emplace_back().cash = number("100");
  const engine::PotResult result = only_pot(builder);
  CHECK(units(result) == std::vector<std::int64_t>{48, 36, 83});
  CHECK(result.exact.at(0) == number("48.4"));
  CHECK(result.exact.at(1) == number("35.6"));
  CHECK(result.not_assigned.minor() == 0);
  REQUIRE(result.top_ups.size() == 2);
  CHECK(result.top_ups[0].amount.minor() == 51);
  CHECK(result.top_ups[1].amount.minor() == 16);
  // Topped up were 26.6, 2 and 38.3 of 66.9: 27, 2 and 38 of 67.
  REQUIRE(result.contributors.has_value());
  const std::vector<Money>& cells = result.contributors->cells[0];
  REQUIRE(cells.size() == 3);
  CHECK(cells[0].minor() == 21);
  CHECK(cells[1].minor() == 34);
  CHECK(cells[2].minor() == 45);
}

TEST_CASE("tiers: groups have no denominator in common, however many there are") {
  // Group g weighs 10 007 + g: the least common denominator of 2 000 of them has 20 000 bits.
  constexpr std::uint32_t kGroups = 2'000;
  std::vector<std::int64_t> weights;
  Tier groups{.group = "land", .groups = {}, .group_of = {}, .by = {}, .upper = {}, .where = {}};
  for (std::uint32_t g = 0; g < kGroups; ++g) {
    groups.groups.emplace_back("g");
    groups.group_of.insert(groups.group_of.end(), {g, g});
    weights.insert(weights.end(), {1, 10'006 + std::int64_t{g}});
  }
  ScenarioBuilder builder{weights.size()};
  const KeyId key = builder.key_of("count", weights);
  groups.by = key;
  Tier last{.group = "", .groups = {}, .group_of = {}, .by = key, .upper = {}, .where = {}};
  builder.pot("pot", 20'000'000, {step("share", {{"tiers", std::vector<Tier>{groups, last}}})},
              rounding("largest_remainder"));
  Problems problems;
  const auto result = engine::run(builder.scenario(), problems);
  REQUIRE(result.has_value());
  const engine::PotResult& pot = result->pots[0];
  CHECK(pot.budget.minor() == 20'000'000);
  for (std::size_t i = 0; i < weights.size(); i += 2) {
    const std::int64_t of_group = pot.budgets[i].minor() + pot.budgets[i + 1].minor();
    CHECK(pot.exact.at(i) == Fraction{BigInt{of_group}, BigInt{1 + weights[i + 1]}});
    CHECK(pot.exact.at(i) + pot.exact.at(i + 1) == Fraction{of_group});
  }
}

TEST_CASE("totals of pots are the same where no list of their districts is kept") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("count", {1, 2, 4});
  builder.pot("one", 100, {share(key)}, rounding("largest_remainder"));
  builder.pot("two", 50, {share(key)}, rounding("largest_remainder"));
  Problems problems;
  const auto all = engine::run(builder.scenario(), problems);
  const auto totals = engine::run(builder.scenario(), problems, engine::PotDetail::kTotals);
  REQUIRE(all.has_value());
  REQUIRE(totals.has_value());
  CHECK(totals->budgets == all->budgets);
  CHECK(totals->total == all->total);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(totals->pots[i].budget == all->pots[i].budget);
    CHECK(totals->pots[i].budgets.empty());
    CHECK(totals->pots[i].exact.size() == 0);
    CHECK(all->pots[i].budgets.size() == 3);
  }
}

TEST_CASE("in an open pot each amount is bounded alone, and the pot is what comes out") {
  ScenarioBuilder builder{3};
  const KeyId heads = builder.key_of("heads", {1, 10, 100});
  builder.pot("pot", std::nullopt,
              {step("rate", {{"amount", number("10")}, {"per", heads}}),
               step("limit", {{"minimum", fixed("50")}, {"maximum", fixed("500")}})},
              rounding("largest_remainder"));
  const engine::PotResult pot = only_pot(builder);
  CHECK(units(pot) == std::vector<std::int64_t>{50, 100, 500});
  CHECK(pot.amount.minor() == 650);
  const auto& effect = std::get<engine::Limited>(pot.effects.at(0).what);
  CHECK(effect.at_minimum == 1);
  CHECK(effect.raised == number("40"));
  CHECK(effect.at_maximum == 1);
  CHECK(effect.cut == number("500"));

  builder.scenario().pots[0].steps[1] = step("limit", {{"maximum", fixed("500")}});
  const engine::PotResult capped = only_pot(builder);
  CHECK(units(capped) == std::vector<std::int64_t>{10, 100, 500});
  REQUIRE(capped.effects.size() == 1);
  CHECK(std::get<engine::Limited>(capped.effects[0].what).cut == number("500"));
}

Where of_typ(const std::shared_ptr<const Grouping>& by, const std::string& text) {
  Where where{.conditions = {{.by = by, .texts = {text}}}, .districts = {}};
  for (const std::uint32_t group : by->group_of) {
    where.districts.push_back(by->groups[group] == text);
  }
  return where;
}

TEST_CASE("only those pay whom a step is for, and the bounds of the others hold in units, too") {
  ScenarioBuilder builder{3};
  const KeyId key = builder.key_of("key", {1, 50, 49});
  builder.scenario().prior = Prior{PriorColumn{builder.column("was", {1, 1, 5})}, "prior", {}};
  const auto by = std::make_shared<const Grouping>(
      Grouping{.column = "typ", .groups = {"K", "S"}, .group_of = {0, 0, 1}});
  builder.pot(
      "pot", number("100"),
      {share(key), step("limit", {{"minimum", fixed("10.5")}, {engine::kWhere, of_typ(by, "K")}}),
       step("phase_in", {{"new_weight", number("0.5")}, {engine::kWhere, of_typ(by, "S")}})},
      rounding("largest_remainder", 1));
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"10.5", "40.5", "49"}));
  CHECK(units(pot) == std::vector<std::int64_t>{11, 40, 49});
}

TEST_CASE("within a column each part keeps its sum and has a factor of its own") {
  ScenarioBuilder builder{4};
  const KeyId key = builder.key_of("key", {10, 50, 12, 28});
  const auto by = std::make_shared<const Grouping>(
      Grouping{.column = "land", .groups = {"N", "S"}, .group_of = {0, 0, 1, 1}});
  builder.pot("pot", number("1000"),
              {share(key), step("limit", {{"minimum", fixed("150")}, {"within", Within{by}}})},
              rounding("largest_remainder", 1));
  const engine::PotResult pot = only_pot(builder);
  CHECK(exact(pot) == numbers({"150", "450", "150", "250"}));
}

}  // namespace
}  // namespace allot
