// The shift split into its causes: a published example, closed forms, and laws on random scenarios.
#include "allot/engine/causes/causes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "support/numbers.hpp"
#include "support/rounding_case.hpp"
#include "support/scenario_builder.hpp"

namespace allot {
namespace {

using engine::Causes;
using engine::Factor;
using test::exact;
using test::Exact;
using test::number;
using test::rounding;
using test::ScenarioBuilder;
using test::step;

engine::Result run_it(const Scenario& scenario) {
  Problems problems;
  auto result = engine::run(scenario, problems);
  CAPTURE(test::messages_of(problems));
  REQUIRE(result.has_value());
  return std::move(*result);
}

std::vector<DistrictId> all_of(const Scenario& scenario) {
  std::vector<DistrictId> all;
  for (std::uint32_t i = 0; i < scenario.districts.size(); ++i) {
    all.push_back(DistrictId{i});
  }
  return all;
}

Causes between(const Scenario& before, const Scenario& after) {
  return causes_between(before, run_it(before), after, run_it(after), all_of(after));
}

Fraction effect(const Causes& causes, Factor factor, std::size_t district) {
  for (const engine::CauseLine& line : causes.lines) {
    if (line.factor == factor) {
      return line.exact(district);
    }
  }
  return 0;
}

std::int64_t amount(const Causes& causes, Factor factor, std::size_t district) {
  for (const engine::CauseLine& line : causes.lines) {
    if (line.factor == factor) {
      return line.amounts[district].minor();
    }
  }
  return 0;
}

void add_share(ScenarioBuilder& builder, const std::vector<std::int64_t>& counts,
               std::string_view pot) {
  builder.scenario().decimals = 2;
  builder.pot("grund", number(pot), {step("share", {{"by", builder.key_of("intake", counts)}})},
              rounding("largest_remainder", number("0.01")));
}

TEST_CASE("the pot grew, the district counts less, and so do the others") {
  // Groß-Gerau: 300 of 3310, then 281 of 3246. The rest of the table is one district here: others'
  // counts matter by their sum only.
  ScenarioBuilder before{2};
  add_share(before, {300, 3010}, "9500000");
  ScenarioBuilder after{2};
  add_share(after, {281, 2965}, "10000000");
  const Causes causes = between(before.scenario(), after.scenario());
  CHECK(amount(causes, Factor::kPot, 0) == 4'430'609);
  CHECK(amount(causes, Factor::kOwnCount, 0) == -5'150'998);
  CHECK(amount(causes, Factor::kOthersCounts, 0) == 1'185'754);
  CHECK(amount(causes, Factor::kRule, 0) == 0);
  CHECK(amount(causes, Factor::kRounding, 0) == 0);
}

TEST_CASE("two factors: the closed form") {
  ScenarioBuilder before{3};
  add_share(before, {3, 5, 8}, "1000");
  ScenarioBuilder after{3};
  add_share(after, {3, 5, 8}, "1300");
  Scenario other_rule = after.scenario();
  other_rule.pots[0].steps[0] = step("share", {{"by", static_cast<KeyId>(0)}});
  other_rule.pots[0].steps.push_back(step("limit", {{"maximum", Bound{PotBound{number("2/5")}}}}));
  const Causes causes = between(before.scenario(), other_rule);
  // x = P * s, s0 = 3/16, 5/16, 1/2; the cap at 2/5 of the pot makes s1 = 9/40, 3/8, 2/5.
  const std::vector<Fraction> s0{{3, 16}, {5, 16}, {1, 2}};
  const std::vector<Fraction> s1{{9, 40}, {3, 8}, {2, 5}};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(effect(causes, Factor::kPot, i) == Fraction{300} * (s0[i] + s1[i]) / Fraction{2});
    CHECK(effect(causes, Factor::kRule, i) == (s1[i] - s0[i]) * Fraction{2300} / Fraction{2});
  }
}

TEST_CASE("lines are in the pots' unit where they have the same, else in the smallest amount") {
  struct Row {
    std::string_view first, second;  ///< the units
    std::int64_t pot, rounding;      ///< in cents
  };
  // Each pot is halved. 1000 become 1200 and 10 become 30: 110 more, of which units of 100 tell
  // 100 only.
  const Row rows[] = {{"100", "1", 110'00, 0}, {"1", "100", 110'00, 0}, {"1", "1", 110'00, 0}};
  for (const Row& row : rows) {
    const auto made = [&](ScenarioBuilder& builder, Fraction first, Fraction second) {
      const Step share = step("share", {{"by", builder.key_of("intake", {1, 1})}});
      builder.scenario().decimals = 2;
      builder.pot("a", std::move(first), {share}, rounding("largest_remainder", number(row.first)));
      builder.pot("b", std::move(second), {share},
                  rounding("largest_remainder", number(row.second)));
    };
    ScenarioBuilder before{2};
    ScenarioBuilder after{2};
    made(before, row.first == "100" ? 1000 : 10, row.first == "100" ? 10 : 1000);
    made(after, row.first == "100" ? 1200 : 30, row.first == "100" ? 30 : 1200);
    const Causes causes = between(before.scenario(), after.scenario());
    CHECK(amount(causes, Factor::kPot, 0) == row.pot);
    CHECK(amount(causes, Factor::kRounding, 0) == row.rounding);
  }
}

TEST_CASE("amounts only: the pot and the share, and no more") {
  ScenarioBuilder builder{2};
  add_share(builder, {1, 3}, "1000");
  builder.scenario().prior = Prior{
      PriorColumn{builder.decimal_column("prior", test::numbers({"300", "500"}))}, "2024", {}};
  const engine::Result result = run_it(builder.scenario());
  const auto causes = causes_of_shift(builder.scenario(), result, all_of(builder.scenario()));
  REQUIRE(causes.has_value());
  CHECK(causes->amounts_only);
  CHECK(effect(*causes, Factor::kPot, 0) == number("200") * (number("3/8") + number("1/4")) / 2);
  CHECK(effect(*causes, Factor::kShare, 0) == (number("1/4") - number("3/8")) * 900);
}

TEST_CASE("a rule on the same table: its columns pair by their place in the steps") {
  ScenarioBuilder builder{2};
  add_share(builder, {1, 3}, "1000");
  Pot prior = builder.scenario().pots[0];
  prior.id = "prior";
  prior.steps[0] = step("share", {{"by", builder.key_of("intake_2024", {1, 1})}});
  builder.scenario().prior = Prior{PriorRule{std::make_shared<const Pot>(prior)}, "2024", {}};
  const auto causes =
      causes_of_shift(builder.scenario(), run_it(builder.scenario()), all_of(builder.scenario()));
  REQUIRE(causes.has_value());
  CHECK_FALSE(causes->amounts_only);
  CHECK(effect(*causes, Factor::kRule, 0) == Fraction{0});
  CHECK(effect(*causes, Factor::kOwnCount, 0) == Fraction{0});
  CHECK(effect(*causes, Factor::kOthersCounts, 0) == number("-250"));
}

TEST_CASE("another column is another rule, unless its name differs by the year only") {
  const auto rule_effect = [](std::string_view prior_column) {
    ScenarioBuilder builder{2};
    add_share(builder, {1, 3}, "1000");
    Pot prior = builder.scenario().pots[0];
    prior.steps[0] = step("share", {{"by", builder.key_of(std::string{prior_column}, {1, 1})}});
    builder.scenario().prior = Prior{PriorRule{std::make_shared<const Pot>(prior)}, "2024", {}};
    const auto causes =
        causes_of_shift(builder.scenario(), run_it(builder.scenario()), all_of(builder.scenario()));
    REQUIRE(causes.has_value());
    return effect(*causes, Factor::kRule, 0);
  };
  CHECK(rule_effect("intake_2024") == Fraction{0});
  CHECK(rule_effect("Intake.24") == Fraction{0});
  CHECK(rule_effect("intake vorjahr") == Fraction{0});
  CHECK(rule_effect("old") == number("-250"));
  CHECK(rule_effect("tax") == number("-250"));
}

TEST_CASE("a share in nothing is not defined: all of the shift is the pot") {
  for (const bool before : {true, false}) {
    ScenarioBuilder builder{2};
    add_share(builder, {1, 3}, before ? "1000" : "0");
    builder.scenario().prior =
        Prior{PriorColumn{builder.decimal_column(
                  "prior", before ? test::numbers({"0", "0"}) : test::numbers({"300", "500"}))},
              "2024",
              {}};
    const auto causes =
        causes_of_shift(builder.scenario(), run_it(builder.scenario()), all_of(builder.scenario()));
    REQUIRE(causes.has_value());
    CHECK(effect(*causes, Factor::kPot, 1) == number(before ? "750" : "-500"));
    CHECK(effect(*causes, Factor::kShare, 1) == Fraction{0});
  }
}

TEST_CASE("a key over three years: each year became the next, though two columns are in both") {
  const auto add = [](ScenarioBuilder& builder, int first, const std::vector<Fraction>& weights) {
    const std::vector<std::vector<std::int64_t>> counts{{4, 6}, {5, 5}, {2, 7}, {9, 1}};
    std::vector<WeightedKey> periods;
    for (int i = 0; i < 3; ++i) {
      const auto at = static_cast<std::size_t>(first + i);
      const KeyId year = builder.key_of("intake_" + std::to_string(2021 + first + i), counts[at]);
      periods.push_back({.weight = weights[static_cast<std::size_t>(i)], .of = year, .where = {}});
    }
    const KeyId key = builder.key("three_years", test::average_of(periods));
    builder.pot("grund", number("1000"), {step("share", {{"by", key}})},
                rounding("largest_remainder"));
  };
  ScenarioBuilder before{2};
  add(before, 0, {1, 1, 1});
  ScenarioBuilder after{2};
  add(after, 1, {1, 1, 1});
  const Causes causes = between(before.scenario(), after.scenario());
  CHECK(effect(causes, Factor::kRule, 0) == Fraction{0});
  // 11 of 29, then 16 of 29; with the other's counts the sums are 34 and 24.
  CHECK(effect(causes, Factor::kOwnCount, 0) ==
        (Fraction{16, 34} - Fraction{11, 29} + Fraction{16, 29} - Fraction{11, 24}) * 500);

  ScenarioBuilder weighted{2};
  add(weighted, 1, {1, 1, 2});
  CHECK(effect(between(before.scenario(), weighted.scenario()), Factor::kRule, 0) != Fraction{0});
}

/// Two districts that get 5 for each of one year's counts, and what is left by a key.
void add_rate_and_share(ScenarioBuilder& builder, std::string_view rate_by,
                        std::string_view share_by, bool named) {
  const KeyId of_2023 = builder.key_of("intake_2023", {10, 30});
  const KeyId of_2024 = builder.key_of("intake_2024", {30, 30});
  const auto key = [&](std::string_view name) { return name == "intake_2023" ? of_2023 : of_2024; };
  const KeyId by =
      named ? builder.key("intake", test::column_key(*builder.scenario().key(key(share_by)).column))
            : key(share_by);
  builder.pot(
      "p", number("1000"),
      {step("rate", {{"amount", number("5")}, {"per", key(rate_by)}}), step("share", {{"by", by}})},
      rounding("largest_remainder"));
}

TEST_CASE("a column that serves in two uses pairs in each by itself") {
  for (const bool named : {true, false}) {
    CAPTURE(named);
    ScenarioBuilder before{2};
    add_rate_and_share(before, "intake_2023", "intake_2023", named);
    ScenarioBuilder after{2};
    add_rate_and_share(after, "intake_2023", "intake_2024", named);
    const Causes causes = between(before.scenario(), after.scenario());
    // 50 + 800 * 10/40, then 50 + 800 * 30/60; the second one has the same counts.
    CHECK(effect(causes, Factor::kOwnCount, 0) == number("200"));
    CHECK(effect(causes, Factor::kOthersCounts, 0) == Fraction{0});
    CHECK(effect(causes, Factor::kOthersCounts, 1) == number("-200"));
    CHECK(effect(causes, Factor::kRule, 0) == Fraction{0});
    CHECK(effect(causes, Factor::kRule, 1) == Fraction{0});
  }
}

TEST_CASE("a key that no step uses decides nothing") {
  const auto add = [](ScenarioBuilder& builder, std::string_view unused) {
    const KeyId counts = builder.key_of("counts", {100, 100});
    const KeyId old_counts = builder.key_of("old counts", {50, 150});
    const KeyId of_unused = unused == "counts" ? counts : old_counts;
    builder.key("intake", test::column_key(*builder.scenario().key(of_unused).column));
    const KeyId need =
        builder.key("need", test::sum_of({{.weight = 1, .of = counts, .where = {}}}));
    builder.pot("p", number("1000"), {step("share", {{"by", need}})},
                rounding("largest_remainder"));
  };
  ScenarioBuilder before{2};
  add(before, "old counts");
  ScenarioBuilder after{2};
  add(after, "counts");
  const Causes causes = between(before.scenario(), after.scenario());
  for (const engine::CauseLine& line : causes.lines) {
    CHECK(line.exact(0) == Fraction{0});
    CHECK(line.exact(1) == Fraction{0});
  }
}

TEST_CASE("the parts of a key in another order are the same parts") {
  const auto add = [](ScenarioBuilder& builder, bool turned) {
    const KeyId heads = builder.key_of(
        "heads", turned ? std::vector<std::int64_t>{4, 6} : std::vector<std::int64_t>{1, 6});
    const KeyId km = builder.key_of("km", {20, 10});
    std::vector<WeightedKey> parts{{.weight = 3, .of = heads, .where = {}},
                                   {.weight = 1, .of = km, .where = {}}};
    if (turned) {
      std::swap(parts.front(), parts.back());
    }
    builder.pot("p", number("1000"),
                {step("share", {{"by", builder.key("need", test::sum_of(parts))}})},
                rounding("largest_remainder"));
  };
  ScenarioBuilder before{2};
  add(before, false);
  ScenarioBuilder after{2};
  add(after, true);
  const Causes causes = between(before.scenario(), after.scenario());
  CHECK(effect(causes, Factor::kRule, 0) == Fraction{0});
  CHECK(effect(causes, Factor::kOwnCount, 0) == (Fraction{32, 60} - Fraction{23, 51}) * 1000);
}

/// A flat 100 each, and what is unclaimed up to the claims.
Causes of_claims(std::string_view pot, const std::vector<std::int64_t>& before,
                 const std::vector<std::int64_t>& after) {
  const auto add = [&](ScenarioBuilder& builder, const std::vector<std::int64_t>& claims) {
    Pot& made = builder.pot("p", number(pot), {step("flat", {{"amount", number("100")}})},
                            rounding("largest_remainder", 1, Residual::To::kReport));
    made.unclaimed = Unclaimed::kReallocate;
    made.claims = builder.column("claims", claims);
  };
  ScenarioBuilder first{before.size()};
  add(first, before);
  ScenarioBuilder second{after.size()};
  add(second, after);
  return between(first.scenario(), second.scenario());
}

TEST_CASE("reallocation takes part in the own and the others' counts") {
  SUBCASE("there is room for all claims: each gets its own") {
    const Causes causes = of_claims("400", {150, 150}, {160, 150});
    CHECK(effect(causes, Factor::kOwnCount, 0) == number("10"));
    CHECK(effect(causes, Factor::kOthersCounts, 0) == Fraction{0});
    CHECK(effect(causes, Factor::kOthersCounts, 1) == Fraction{0});
  }
  SUBCASE("what one takes is another's") {
    // 120 + 140, then 130 + 130.
    const Causes causes = of_claims("260", {120, 150}, {180, 150});
    CHECK(effect(causes, Factor::kOwnCount, 0) == number("10"));
    CHECK(effect(causes, Factor::kOthersCounts, 0) == Fraction{0});
    CHECK(effect(causes, Factor::kOwnCount, 1) == Fraction{0});
    CHECK(effect(causes, Factor::kOthersCounts, 1) == number("-10"));
  }
  SUBCASE("own and others' claims at once: the mean of both orders") {
    // 100 each, and 150 more. Before 110 + 170 + 170, with its own new claim 150 each; with the
    // others' new claims 110 + 200 + 140, and after 170 + 170 + 110.
    const Causes causes = of_claims("450", {110, 300, 300}, {300, 300, 110});
    CHECK(effect(causes, Factor::kOwnCount, 0) == (number("40") + number("60")) / 2);
    CHECK(effect(causes, Factor::kOthersCounts, 0) == (number("20") + Fraction{0}) / 2);
  }
  SUBCASE("nothing has changed") {
    const Causes causes = of_claims("260", {120, 150}, {120, 150});
    for (const engine::CauseLine& line : causes.lines) {
      CHECK(line.exact(0) == Fraction{0});
    }
  }
}

TEST_CASE("where a top slice is too large for some mixed counts they are one factor") {
  const auto add = [](ScenarioBuilder& builder, const std::vector<std::int64_t>& counts) {
    builder.pot("p", number("100"),
                {step("rate", {{"amount", number("10")}, {"per", builder.key_of("heads", counts)}}),
                 step("top_slice", {{"amount", number("40")}, {"to", std::string{"reserve"}}})},
                rounding("largest_remainder", 1, Residual::To::kReport));
  };
  ScenarioBuilder before{2};
  add(before, {5, 1});
  ScenarioBuilder after{2};
  add(after, {1, 5});
  const Causes causes = between(before.scenario(), after.scenario());
  CHECK(effect(causes, Factor::kCounts, 0) == number("-40"));
  CHECK(std::ranges::find(causes.lines, Factor::kOwnCount, &engine::CauseLine::factor) ==
        causes.lines.end());
}

std::vector<Factor> clash_of(const Causes& causes) {
  const auto line = std::ranges::find(causes.lines, Factor::kClash, &engine::CauseLine::factor);
  return line == causes.lines.end() ? std::vector<Factor>{} : line->clash;
}

TEST_CASE("a cell that is missing where the other year's rule needs it: counts and rule clash") {
  const auto add = [](ScenarioBuilder& builder, bool average) {
    const KeyId first =
        builder.key("a", test::column_key(builder.decimal_column(
                             "a", test::numbers({average ? "0" : "4", "6"}), 0, {average, false})));
    if (!average) {
      builder.scenario().columns[0].missing.clear();
    }
    const KeyId second = builder.key_of("b", {3, 7});
    const std::vector<WeightedKey> periods{{.weight = 1, .of = first, .where = {}},
                                           {.weight = 1, .of = second, .where = {}}};
    const KeyId mean = builder.key("mean", test::average_of(periods, "counts", "skip"));
    builder.pot("p", number("1000"), {step("share", {{"by", average ? mean : first}})},
                rounding("largest_remainder"));
  };
  ScenarioBuilder before{2};
  add(before, true);
  ScenarioBuilder after{2};
  add(after, false);
  CHECK(clash_of(between(before.scenario(), after.scenario())) ==
        std::vector{Factor::kCounts, Factor::kRule});
}

TEST_CASE("a date within the period that the other year's rule says nothing of: both clash") {
  const auto add = [](ScenarioBuilder& builder, bool dated) {
    using std::chrono::days;
    const Date from{days{20'454}};  // 1 January 2026
    builder.scenario().period = Period{.from = from, .until = from + days{365}, .where = {}};
    add_share(builder, {1, 1}, "1000");
    if (dated) {
      builder.scenario().pots[0].participation = Participation{
          .spans = {{{from, from + days{365}}}, {{from + days{73}, from + days{365}}}},
          .provenance = {},
          .where = {}};
      builder.scenario().pots[0].prorate = Prorate{};
    }
  };
  ScenarioBuilder before{2};
  add(before, false);
  ScenarioBuilder after{2};
  add(after, true);
  const Causes causes = between(before.scenario(), after.scenario());
  CHECK(clash_of(causes) == std::vector{Factor::kRule, Factor::kParticipation});
  CHECK(effect(causes, Factor::kClash, 1) == number("-100"));
}

TEST_CASE("pots of different units: the lines are in the smallest amount there is") {
  const auto add = [](ScenarioBuilder& builder, std::string_view amount) {
    builder.scenario().decimals = 2;
    const KeyId by = builder.key_of("heads", {1, 3});
    builder.pot("a", number("100"), {step("share", {{"by", by}})}, rounding("largest_remainder"));
    builder.pot("b", number(amount), {step("share", {{"by", by}})},
                rounding("largest_remainder", number("0.01")));
  };
  ScenarioBuilder before{2};
  add(before, "10");
  ScenarioBuilder after{2};
  add(after, "11");
  CHECK(amount(between(before.scenario(), after.scenario()), Factor::kPot, 0) == 25);
}

TEST_CASE("where a mixture cannot be paid the two factors that clash are one line") {
  ScenarioBuilder before{2};
  add_share(before, {1, 1}, "1000");
  ScenarioBuilder after{2};
  add_share(after, {1, 1}, "2000");
  after.scenario().pots[0].steps.push_back(
      step("limit", {{"minimum", Bound{FixedBound{number("600")}}}}));
  const Causes causes = between(before.scenario(), after.scenario());
  const auto clash = std::ranges::find(causes.lines, Factor::kClash, &engine::CauseLine::factor);
  REQUIRE(clash != causes.lines.end());
  CHECK(clash->clash == std::vector{Factor::kPot, Factor::kRule});
  CHECK(clash->exact(0) == number("500"));
}

TEST_CASE("a third factor that takes no part in the clash keeps its line") {
  ScenarioBuilder before{2};
  add_share(before, {1, 1}, "1000");
  ScenarioBuilder after{2};
  add_share(after, {1, 3}, "2000");
  after.scenario().pots[0].steps.push_back(
      step("limit", {{"minimum", Bound{FixedBound{number("600")}}}}));
  const Causes causes = between(before.scenario(), after.scenario());
  // 500 before; 600 after. The counts alone: with the old pot and rule 250, with the new ones
  // 1000 and 600.
  CHECK(effect(causes, Factor::kCounts, 0) == (number("-250") + number("-400")) / 2);
  CHECK(effect(causes, Factor::kClash, 0) == number("100") - number("-325"));
}

TEST_CASE("the lines add up to the shift") {
  for (std::int64_t seed = 1; seed < 40; ++seed) {
    CAPTURE(seed);
    const auto counts = [&](std::int64_t factor) {
      std::vector<std::int64_t> values;
      for (std::int64_t i = 1; i <= 7; ++i) {
        values.push_back((seed * factor * i * i + 13 * i) % 97 + 1);
      }
      return values;
    };
    ScenarioBuilder before{7};
    add_share(before, counts(7), "1000");
    ScenarioBuilder after{7};
    add_share(after, counts(31), "1234.56");
    after.scenario().pots[0].steps.insert(after.scenario().pots[0].steps.begin(),
                                          step("flat", {{"amount", number("12.5")}}));
    const engine::Result first = run_it(before.scenario());
    const engine::Result second = run_it(after.scenario());
    const Causes causes = causes_between(before.scenario(), first, after.scenario(), second,
                                         all_of(after.scenario()));
    for (std::size_t i = 0; i < 7; ++i) {
      std::int64_t sum = 0;
      for (const engine::CauseLine& line : causes.lines) {
        sum += line.amounts[i].minor();
      }
      CHECK(sum == second.budgets[i].minor() - first.budgets[i].minor());
      CHECK(std::abs(amount(causes, Factor::kRounding, i)) <= 4);
    }
  }
}

}  // namespace
}  // namespace allot
