// Contributors, tranches and both, on pots that can be split by hand.
#include "engine/split/split.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/pot/contributions.hpp"
#include "support/numbers.hpp"

namespace allot {
namespace {

using engine::PotResult;
using engine::SplitTable;
using test::number;
using test::numbers;
using Amounts = std::vector<std::int64_t>;

Contributor gives(std::string_view amount) {
  Contributor contributor;
  contributor.cash = number(amount);
  return contributor;
}

Contributor called(std::string id, std::string_view amount) {
  Contributor contributor = gives(amount);
  contributor.id = std::move(id);
  return contributor;
}

Contributor gives_share(std::string_view share) {
  Contributor contributor;
  contributor.cash = PercentOfWhole{number(share)};
  return contributor;
}

Contributor matches(std::string_view ratio, std::size_t of, std::optional<Fraction> at_most = {}) {
  Contributor contributor;
  contributor.cash = Match{.ratio = number(ratio), .of = of, .at_most = std::move(at_most)};
  return contributor;
}

Contributor gives_in_kind(std::string_view amount) {
  Contributor contributor;
  contributor.in_kind = number(amount);
  return contributor;
}

Pot paid_by(std::vector<Contributor> contributors, std::string_view unit = "1") {
  Pot pot;
  pot.amount = ContributedAmount{};
  pot.contributors = std::move(contributors);
  pot.rounding.unit = number(unit);
  return pot;
}

Pot over_years(const std::vector<std::string_view>& weights) {
  Pot pot;
  pot.rounding.unit = 1;
  pot.tranches.emplace();
  pot.tranches->weights = numbers(weights);
  return pot;
}

/// In two equal years.
Pot paid_twice(std::vector<Contributor> contributors) {
  Pot pot = paid_by(std::move(contributors));
  pot.tranches = over_years({"1", "1"}).tranches;
  return pot;
}

std::vector<Money> money(const Amounts& minor) {
  std::vector<Money> amounts;
  for (const std::int64_t each : minor) {
    amounts.push_back(Money::from_minor(each));
  }
  return amounts;
}

Amounts in_minor(const std::vector<Money>& amounts) {
  Amounts minor;
  for (const Money each : amounts) {
    minor.push_back(each.minor());
  }
  return minor;
}

/// A pot that was given out in full.
PotResult finished(std::int64_t amount, const Amounts& budgets) {
  PotResult result;
  result.amount = Money::from_minor(amount);
  result.budgets = money(budgets);
  for (const Money budget : result.budgets) {
    result.budget += budget;
  }
  return result;
}

PotResult split_up(const Pot& pot, PotResult result, int decimals = 0,
                   engine::SplitDetail detail = engine::SplitDetail::kCells) {
  Scenario scenario;
  scenario.decimals = decimals;
  engine::split(scenario, pot, detail, result);
  return result;
}

struct ExpectedSplit {
  Amounts totals;
  std::vector<Amounts> cells;
  Amounts elsewhere;
};

void check_split(const std::optional<SplitTable>& table, const ExpectedSplit& expected) {
  REQUIRE(table.has_value());
  CHECK(in_minor(table->totals) == expected.totals);
  CHECK(in_minor(table->elsewhere) == expected.elsewhere);
  REQUIRE(table->cells.size() == expected.cells.size());
  for (std::size_t part = 0; part < expected.cells.size(); ++part) {
    CAPTURE(part);
    CHECK(in_minor(table->cells[part]) == expected.cells[part]);
  }
}

TEST_CASE(
    "contributions are fixed amounts, matches up to a ceiling, and percentages of the whole") {
  // 1000 + 400 + 400 + 80 are 94 % of 2000.
  const Pot pot = paid_by({matches("1", 2), gives("1000"), matches("1/2", 1, Fraction{400}),
                           gives_share("0.06"), matches("1/5", 0), gives_in_kind("70")});
  const engine::Contributions paid = engine::contributions(pot);
  CHECK(paid.exact == numbers({"400", "1000", "400", "120", "80", "0"}));
  CHECK(paid.rounded == paid.exact);
  CHECK(paid.amount == number("2000"));
}

TEST_CASE("of contributors with equal remainders the largest pays, then the first by id") {
  struct Row {
    std::vector<Contributor> contributors;
    std::vector<std::string_view> rounded;
    std::vector<std::string> tied, given;
  };
  const Row cases[] = {
      {{called("federal", "6.5"), called("canton", "6.5")},
       {"6", "7"},
       {"canton", "federal"},
       {"canton"}},
      {{called("canton", "6.5"), called("federal", "6.5")},
       {"7", "6"},
       {"canton", "federal"},
       {"canton"}},
      {{called("a", "1.5"), called("b", "6.5"), called("c", "0.3")},
       {"1", "7", "0"},
       {"a", "b"},
       {"b"}},
      {{called("é", "0.5"), called("z", "0.5"), called("Z", "0.5")},
       {"0", "1", "1"},
       {"Z", "z", "é"},
       {"Z", "z"}},
      {{called("a", "0.5"), called("b", "0.5"), called("c", "0.7"), called("d", "0.3")},
       {"1", "0", "1", "0"},
       {"a", "b"},
       {"a"}},
      {{called("a", "0.6"), called("b", "0.4")}, {"1", "0"}, {}, {}},
  };
  for (const Row& each : cases) {
    CAPTURE(each.rounded.size());
    const engine::Contributions paid = engine::contributions(paid_by(each.contributors));
    CHECK(paid.rounded == numbers(each.rounded));
    REQUIRE(paid.ties.size() == (each.tied.empty() ? 0U : 1U));
    if (!paid.ties.empty()) {
      CHECK(paid.ties[0].about.of == engine::TieOf::kContributors);
      CHECK(paid.ties[0].tied == each.tied);
      CHECK(paid.ties[0].chosen == each.given);
    }
  }
}

TEST_CASE("who pays which part of a budget does not depend on the order of the contributors") {
  const Amounts budgets{1, 1, 2, 1, 1};
  const PotResult one = split_up(paid_by({called("a", "2"), called("b", "2"), called("c", "2")}),
                                 finished(6, budgets));
  const PotResult other = split_up(paid_by({called("c", "2"), called("a", "2"), called("b", "2")}),
                                   finished(6, budgets));
  CHECK(one.contributors->cells[0] == other.contributors->cells[1]);
  CHECK(one.contributors->cells[1] == other.contributors->cells[2]);
  CHECK(one.contributors->cells[2] == other.contributors->cells[0]);
}

TEST_CASE("each link of a chain of matches is followed once") {
  std::vector<Contributor> chain{gives("1000")};
  for (std::size_t i = 1; i < 20'000; ++i) {
    chain.push_back(matches("1/1", i - 1));
  }
  const engine::Contributions paid = engine::contributions(paid_by(std::move(chain)));
  CHECK(paid.amount == number("20000000"));
  CHECK(paid.exact.back() == number("1000"));
}

TEST_CASE("a chain of matches whose fractions grow beyond the range is refused") {
  std::vector<Contributor> chain{gives("1000")};
  for (std::size_t i = 1; i < 1'000; ++i) {
    chain.push_back(matches("999999999999999937/999999999999999989", i - 1));
  }
  CHECK_THROWS_AS(engine::contributions(paid_by(std::move(chain))), ArithmeticError);
}

TEST_CASE("contributions are rounded by largest remainder") {
  struct Row {
    std::vector<Contributor> contributors;
    std::string_view unit, amount;
    std::vector<std::string_view> rounded;
  };
  const Row cases[] = {
      {{gives("10.5"), gives("10.5")}, "1", "21", {"11", "10"}},
      {{gives("100"), gives_share("0.3")}, "1", "143", {"100", "43"}},
      {{gives("0.5")}, "1", "1", {"1"}},
      {{gives("0.4")}, "1", "0", {"0"}},
      {{gives("10.4"), gives("10.4"), gives("10.6")}, "1", "31", {"10", "10", "11"}},
      {{gives("250"), gives("250"), gives("120")}, "100", "600", {"300", "200", "100"}},
      {{gives("1"), matches("1/3", 0)}, "0.01", "1.33", {"1", "0.33"}},
  };
  for (const Row& each : cases) {
    CAPTURE(each.amount);
    const engine::Contributions paid = engine::contributions(paid_by(each.contributors, each.unit));
    CHECK(paid.amount == number(each.amount));
    CHECK(paid.rounded == numbers(each.rounded));
  }
}

TEST_CASE("a pot without contributors and tranches is not split") {
  Pot pot;
  pot.rounding.unit = 1;
  const PotResult result = split_up(pot, finished(10, {6, 4}));
  CHECK_FALSE(result.contributors.has_value());
  CHECK_FALSE(result.years.has_value());
  CHECK_FALSE(result.cube.has_value());
}

TEST_CASE("contributors' cells add up to budgets and contributions") {
  // Exact: 4.571, 9.142, 2.285 of the first.
  const PotResult result = split_up(paid_by({gives("16"), gives("19")}), finished(35, {10, 20, 5}));
  check_split(result.contributors,
              {.totals = {16, 19}, .cells = {{5, 9, 2}, {5, 11, 3}}, .elsewhere = {0, 0}});
  CHECK_FALSE(result.years.has_value());
  CHECK_FALSE(result.cube.has_value());
}

TEST_CASE("money that goes to no district is split, too, apart from the districts'") {
  PotResult pot = finished(100, {30, 30});
  pot.reserves = {{.name = "reserve", .amount = Money::from_minor(11)}};
  pot.passed_on = {{.to = PotId{1}, .amount = Money::from_minor(20)}};
  pot.not_assigned = Money::from_minor(10);
  pot.left_over = Money::from_minor(-1);
  const PotResult result = split_up(paid_by({gives("25"), gives("75")}), pot);
  // Exact: 7.5, 7.5, 10 of the first.
  check_split(result.contributors,
              {.totals = {25, 75}, .cells = {{8, 7}, {22, 23}}, .elsewhere = {10, 30}});
}

TEST_CASE("what rounding gave too much is below 0 elsewhere") {
  PotResult pot = finished(12, {7, 7});
  pot.left_over = Money::from_minor(-2);
  const PotResult result = split_up(paid_by({gives("6"), gives("6")}), pot);
  check_split(result.contributors,
              {.totals = {6, 6}, .cells = {{4, 3}, {3, 4}}, .elsewhere = {-1, -1}});
}

TEST_CASE("top-ups are left out of the contributors' money") {
  PotResult pot = finished(90, {60, 40});
  pot.top_ups = {{.name = "Land", .amount = Money::from_minor(20)}};
  pot.topped_up_for = Quantities::from(Quantities::Narrow{12, 8});
  pot.exact = Quantities::from(Quantities::Narrow{60, 40});
  pot.not_assigned = Money::from_minor(10);
  // Own money: 60 - 12 and 40 - 8.
  const PotResult result = split_up(paid_by({gives("45"), gives("45")}), pot);
  check_split(result.contributors,
              {.totals = {45, 45}, .cells = {{24, 16}, {24, 16}}, .elsewhere = {5, 5}});
}

TEST_CASE("a district's top-up is within what it has in the end") {
  PotResult pot = finished(90, {10, 90});
  pot.top_ups = {{.name = "Land", .amount = Money::from_minor(30)}};
  pot.topped_up_for = Quantities::from(Quantities::Narrow{30, 0});
  pot.exact = Quantities::from(Quantities::Narrow{10, 90});
  pot.not_assigned = Money::from_minor(20);
  // Of the 30 a later step has moved 20 to the other.
  const PotResult result = split_up(paid_by({gives("90")}), pot);
  check_split(result.contributors, {.totals = {90}, .cells = {{0, 70}}, .elsewhere = {20}});
}

TEST_CASE("cells are in the pot's unit where everything is, else in minor units") {
  const Pot pot = paid_by({gives("200"), gives("300")}, "100");
  PotResult whole = finished(50000, {30000, 20000});
  whole.unit = 10000;
  check_split(
      split_up(pot, whole, 2).contributors,
      {.totals = {20000, 30000}, .cells = {{10000, 10000}, {20000, 10000}}, .elsewhere = {0, 0}});
  PotResult with_residual = finished(50000, {30001, 19999});
  with_residual.unit = 10000;
  check_split(
      split_up(pot, with_residual, 2).contributors,
      {.totals = {20000, 30000}, .cells = {{12000, 8000}, {18001, 11999}}, .elsewhere = {0, 0}});
}

TEST_CASE("tranches are differences of rounded cumulative sums") {
  struct Row {
    std::int64_t envelope;
    std::vector<std::string_view> weights;
    Amounts tranches;
  };
  const Row cases[] = {
      {10, {"1", "1", "1", "1"}, {3, 2, 3, 2}},
      {10, {"1", "1", "1"}, {3, 4, 3}},
      {7, {"0.5", "0", "1.5"}, {2, 0, 5}},
      {1, {"1/3", "1/3", "1/3"}, {0, 1, 0}},
      {0, {"1", "2"}, {0, 0}},
  };
  for (const Row& each : cases) {
    CAPTURE(each.envelope);
    const PotResult result =
        split_up(over_years(each.weights), finished(each.envelope, {each.envelope}));
    REQUIRE(result.years.has_value());
    CHECK(in_minor(result.years->totals) == each.tranches);
    CHECK_FALSE(result.contributors.has_value());
  }
}

TEST_CASE("re-planning later years leaves earlier tranches untouched") {
  const auto planned = [](const std::vector<std::string_view>& weights) {
    return in_minor(split_up(over_years(weights), finished(1001, {1001})).years->totals);
  };
  CHECK(planned({"3", "2", "1", "1"}) == Amounts{429, 286, 143, 143});
  CHECK(planned({"3", "2", "2", "0"}) == Amounts{429, 286, 286, 0});
}

TEST_CASE("tranches are in the pot's unit although a budget is not") {
  PotResult pot = finished(1000, {333, 667});
  pot.unit = 100;
  const PotResult result = split_up(over_years({"1", "1", "1"}), pot);
  // Exact: 99.9, 133.2, 99.9 of the first.
  check_split(result.years, {.totals = {300, 400, 300},
                             .cells = {{100, 200}, {133, 267}, {100, 200}},
                             .elsewhere = {0, 0, 0}});
}

TEST_CASE("a district's years add up to its budget") {
  PotResult pot = finished(10, {5, 4});
  pot.not_assigned = Money::from_minor(1);
  const PotResult result = split_up(over_years({"1", "1", "1", "1"}), pot);
  check_split(result.years, {.totals = {3, 2, 3, 2},
                             .cells = {{2, 1}, {1, 1}, {1, 1}, {1, 1}},
                             .elsewhere = {0, 0, 1, 0}});
}

TEST_CASE("in three dimensions the split order says which table closes first") {
  Pot pot = paid_twice({gives("5"), gives("5")});
  using enum SplitBy;
  for (const auto& order : std::vector<std::vector<SplitBy>>{{kDistrict, kContributor, kYear},
                                                             {kContributor, kDistrict, kYear},
                                                             {kDistrict, kYear, kContributor},
                                                             {kYear, kContributor, kDistrict}}) {
    pot.split_order = order;
    const PotResult result = split_up(pot, finished(10, {3, 3, 4}));
    REQUIRE(result.cube.has_value());
    CHECK(in_minor(result.contributors->totals) == Amounts{5, 5});
    CHECK(in_minor(result.years->totals) == Amounts{5, 5});
    for (std::size_t district = 0; district < 3; ++district) {
      for (const auto& table : {*result.contributors, *result.years}) {
        CHECK(table.cells[0][district] + table.cells[1][district] ==
              Money::from_minor(district < 2 ? 3 : 4));
      }
    }
  }
}

TEST_CASE("the deviation of a cube is that of the tables off the path") {
  // Four districts of 1, by two contributors and two years: each cell is a quarter. Contributors
  // take {1, 0, 1, 0} first; their years are then split in the order of contributors.
  const Pot pot = paid_twice({gives("2"), gives("2")});
  const PotResult result = split_up(pot, finished(4, {1, 1, 1, 1}));
  check_split(result.contributors,
              {.totals = {2, 2}, .cells = {{1, 0, 1, 0}, {0, 1, 0, 1}}, .elsewhere = {0, 0}});
  check_split(result.years,
              {.totals = {2, 2}, .cells = {{1, 1, 0, 0}, {0, 0, 1, 1}}, .elsewhere = {0, 0}});
  REQUIRE(result.cube.has_value());
  CHECK(result.cube->largest == number("1/2"));
  // One district of 2: its years are exact, and each contributor pays in one of them.
  const PotResult one = split_up(paid_twice({gives("1"), gives("1")}), finished(2, {2}));
  check_split(one.years, {.totals = {1, 1}, .cells = {{1}, {1}}, .elsewhere = {0, 0}});
  REQUIRE(one.cube.has_value());
  CHECK(one.cube->largest == number("1/2"));
}

TEST_CASE("without cells the totals and the deviation are those with them") {
  const Pot by_contributors = paid_by({gives("16"), gives("19")});
  Pot by_years = over_years({"1", "2"});
  for (const Pot& pot : {by_contributors, by_years, paid_twice({gives("16"), gives("19")})}) {
    using enum engine::SplitDetail;
    const PotResult cells = split_up(pot, finished(35, {10, 20, 5}), 0, kCells);
    const PotResult totals = split_up(pot, finished(35, {10, 20, 5}), 0, kTotals);
    for (const auto split : {&PotResult::contributors, &PotResult::years}) {
      REQUIRE((totals.*split).has_value() == (cells.*split).has_value());
      if (totals.*split) {
        CHECK((totals.*split)->totals == (cells.*split)->totals);
        CHECK((totals.*split)->cells == std::vector<std::vector<Money>>(2));
        CHECK((totals.*split)->elsewhere.empty());
      }
    }
    REQUIRE(totals.cube.has_value() == cells.cube.has_value());
    if (totals.cube) {
      CHECK(totals.cube->largest == cells.cube->largest);
    }
    const PotResult none = split_up(pot, finished(35, {10, 20, 5}), 0, kNone);
    CHECK_FALSE(none.contributors.has_value());
    CHECK_FALSE(none.years.has_value());
    CHECK_FALSE(none.cube.has_value());
  }
}

}  // namespace
}  // namespace allot
