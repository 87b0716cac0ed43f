#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "report/pictures/shifts.hpp"
#include "report/words/language.hpp"
#include "support/chart_text.hpp"

namespace allot::report {
namespace {

using charts::Chart;

std::vector<Chart> run_charts_of(const RunView& view, const RunOptions& options = {}) {
  return charts_of(
      [&](const Format& format, Writer& out) { write_run(view, options, format, out); });
}

/// "bars, dumbbell": their kinds.
std::string kinds_of(const std::vector<Chart>& charts) {
  std::string kinds;
  for (const Chart& chart : charts) {
    add_item(kinds, chart.kind->name);
  }
  return kinds;
}

/// "Köln; +536048.09": the rows of a chart.
std::string rows_of(const Chart& chart) {
  const std::string text = text_of(chart);
  return text.substr(text.find('\n', text.find('\n') + 1) + 1);
}

TEST_CASE("shifts stand from the largest gain to the largest loss, and are said in each language") {
  const Sample sample;
  const std::string rows =
      "Köln; +536048.09\nFlensburg; +82519.40\nBergstraße; +69191.36\nGroß-Gerau; +4653.65\n"
      "München; -192412.50\n";
  const std::string heads[] = {
      "bars · Shift against 2025 · EUR\n"
      "Köln gains most: +536_048.09_EUR. München loses most: −192_412.50_EUR.\n",
      "bars · Veränderung gegenüber 2025 · EUR\n"
      "Am meisten gewinnt Köln: +536.048,09_EUR. Am meisten verliert München: −192.412,50_EUR.\n",
      "bars · Variation par rapport à 2025 · EUR\n"
      "Köln gagne le plus_: +536_048,09_EUR. München perd le plus_: −192_412,50_EUR.\n"};
  std::size_t next = 0;
  for (const std::string_view name : {"en", "de", "fr"}) {
    RunOptions options;
    options.language = *std::ranges::find(languages(), name, &Language::name);
    const std::vector<Chart> charts = run_charts_of(sample.view(), options);
    CHECK(kinds_of(charts) == "bars, dumbbell, bars");
    CHECK(text_of(charts[0]) == grouped(heads[next++]) + rows);
  }
}

TEST_CASE("before and after stand from the largest budget, percentages as the table has them") {
  const std::vector<Chart> charts = run_charts_of(Sample{}.view());
  CHECK(text_of(charts[1]) ==
        grouped("dumbbell · Budgets: 2025 → 2026 · EUR\n"
                "2026: München has most: 4_658_040.67_EUR.\n"
                "| 2025 | 2026 \n"
                "München; 4850453.17; 4658040.67\nKöln; 2812688.82; 3348736.91\n"
                "Groß-Gerau; 861027.19; 865680.84\nBergstraße; 774924.47; 844115.83\n"
                "Flensburg; 200906.35; 283425.75\n"));
  CHECK(rows_of(charts[2]) ==
        "Flensburg; +41.07\nKöln; +19.06\nBergstraße; +8.93\nGroß-Gerau; +0.54\n"
        "München; -3.97\n");
  CHECK(charts[2].unit == "%");
}

TEST_CASE("charts do not depend on the order and the number of rows of the table") {
  const Sample sample;
  RunOptions options;
  options.sort = SortBy::kName;
  options.reversed = true;
  options.top = 2;
  const auto charts = run_charts_of(sample.view(), options);
  const auto others = run_charts_of(sample.view());
  REQUIRE(charts.size() == others.size());
  for (std::size_t i = 0; i < charts.size(); ++i) {
    CHECK(text_of(charts[i]) == text_of(others[i]));
  }
}

TEST_CASE("equal ones stand by id, none of them is said to be the only one") {
  Sample sample;
  sample.result.prior->budgets = {cents(28342475), cents(334873591), cents(84411683),
                                  cents(86568184), cents(465804067)};
  sample.result.prior->total = sample.result.total;
  const Chart chart = run_charts_of(sample.view()).front();
  CHECK(chart.description ==
        grouped("Nobody gains more than Flensburg: +1.00_EUR. Nobody loses more than Bergstraße: "
                "−1.00_EUR."));
  CHECK(rows_of(chart) ==
        "Flensburg; +1.00\nKöln; +1.00\nMünchen; 0.00\nBergstraße; -1.00\nGroß-Gerau; -1.00\n");
}

TEST_CASE("who had nothing to compare with is new, and no bar") {
  Sample sample;
  sample.result.prior->budgets[1].reset();
  const std::vector<Chart> charts = run_charts_of(sample.view());
  CHECK(rows_of(charts[0]).find("Köln") == std::string::npos);
  CHECK(charts[0].description.ends_with(" 1 without a value to compare with is not shown."));
  CHECK(rows_of(charts[1]).find("Köln; none; 3348736.91\n") != std::string::npos);
  CHECK(rows_of(charts[2]).find("Köln") == std::string::npos);
  SUBCASE("and who had 0 has no percentage") {
    sample.result.prior->budgets[1] = Money{};
    const std::vector<Chart> of_zero = run_charts_of(sample.view());
    CHECK(rows_of(of_zero[0]).starts_with("Köln; +3348736.91\n"));
    CHECK(rows_of(of_zero[2]).find("Köln") == std::string::npos);
    CHECK(of_zero[2].description.ends_with(" 1 without a value to compare with is not shown."));
  }
}

TEST_CASE("without a prior year, or where nothing shifts, budgets are bars") {
  Sample sample;
  const std::string expected =
      "bars · Budgets 2026 · EUR\nMünchen has most: 4_658_040.67_EUR.\n"
      "München; 4658040.67\nKöln; 3348736.91\nGroß-Gerau; 865680.84\nBergstraße; 844115.83\n"
      "Flensburg; 283425.75\n";
  SUBCASE("without") { sample.result.prior.reset(); }
  SUBCASE("nothing shifts") {
    sample.result.prior->budgets.assign(sample.result.budgets.begin(), sample.result.budgets.end());
  }
  const std::vector<Chart> charts = run_charts_of(sample.view());
  REQUIRE(kinds_of(charts) == "bars");
  CHECK(text_of(charts[0]) == grouped(expected));
}

TEST_CASE("where all is 0 there is nothing to see, and below 0 stands last") {
  Sample sample;
  sample.result.prior.reset();
  std::ranges::fill(sample.result.budgets, Money{});
  CHECK(run_charts_of(sample.view()).empty());
  sample.result.budgets[0] = Money::from_minor(-5);
  CHECK(rows_of(run_charts_of(sample.view()).front()).ends_with("Flensburg; -0.05\n"));
}

/// So many districts, of which the number i has a shift of (i - 50) euros.
struct Many {
  explicit Many(int size) {
    Districts& districts = sample.scenario.districts;
    districts = {};
    sample.result.budgets.clear();
    sample.result.prior->budgets.clear();
    for (int i = 0; i < size; ++i) {
      const std::string digits = std::to_string(1000 + i);
      texts.push_back("d" + digits);
      districts.ids.push_back(texts.back());
      districts.names.push_back(texts.back());
      districts.places.emplace_back();
      sample.result.budgets.push_back(Money::from_minor(100000 + 100 * (i - 50)));
      sample.result.prior->budgets.push_back(cents(100000));
    }
  }

  std::deque<std::string> texts;
  Sample sample;
};

TEST_CASE("of more than 40 the 40 largest are shown, and all of them in classes") {
  const Many many{101};
  const std::vector<Chart> charts = run_charts_of(many.sample.view());
  REQUIRE(kinds_of(charts) == "bars, dumbbell, bars, histogram");
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(charts[i].rows.size() == 40);
    CHECK(charts[i].rows_in_all == 101);
  }
  // 50 to 31 on either side.
  CHECK(rows_of(charts[0]).starts_with("d1100; +50.00\n"));
  CHECK(charts[0].rows[19].label == "d1081");
  CHECK(charts[0].rows[20].label == "d1019");
  CHECK(rows_of(charts[0]).ends_with("d1000; -50.00\n"));
  CHECK(charts[0].description ==
        grouped("d1100 gains most: +50.00_EUR. d1000 loses most: −50.00_EUR. The 40 largest of 101 "
                "changes are shown."));
  CHECK(charts[3].rows.size() == 101);
  CHECK(charts[3].description.starts_with("101 districts: 50 gain, 50 lose, 1 unchanged. "));
  CHECK(run_charts_of(Many{40}.sample.view()).size() == 3);
}

TEST_CASE("names that occur twice are told apart by their ids") {
  Sample sample;
  sample.scenario.districts.names[0] = "Köln";
  CHECK(rows_of(run_charts_of(sample.view()).front())
            .starts_with("Köln (05315); +536048.09\nKöln (01001); +82519.40\n"));
}

TEST_CASE("groups have their shifts, pots their budgets") {
  Sample sample;
  sample.scenario.districts.groups = {"north", "west", "west", "west", "south"};
  RunOptions options;
  options.by = RowsBy::kGroup;
  CHECK(rows_of(run_charts_of(sample.view(), options).front()) ==
        "west; +609893.10\nnorth; +82519.40\nsouth; -192412.50\n");
  sample.add_pot("extra");
  sample.set_budgets(1, {100, 0, 0, 0, 50});
  options.by = RowsBy::kPot;
  const std::vector<Chart> pots = run_charts_of(sample.view(), options);
  REQUIRE(kinds_of(pots) == "bars");
  CHECK(text_of(pots[0]) ==
        grouped("bars · Budgets 2026 · EUR\ngrund has most: 10_000_000.00_EUR.\n"
                "grund; 10000000.00\nextra; 1.50\n"));
}

/// The pot, and the rest.
ShiftCauses two_causes(const Sample& sample, engine::Factor other) {
  ShiftCauses causes;
  engine::CauseLine pot{.factor = engine::Factor::kPot, .amounts = {}, .exact = {}};
  engine::CauseLine rest{.factor = other, .amounts = {}, .exact = {}};
  engine::CauseLine nothing{.factor = engine::Factor::kRounding, .amounts = {}, .exact = {}};
  for (std::size_t i = 0; i < sample.result.budgets.size(); ++i) {
    const Money shift = sample.result.budgets[i] - *sample.result.prior->budgets[i];
    pot.amounts.push_back(Money::from_minor(10000000));
    rest.amounts.push_back(shift - Money::from_minor(10000000));
    nothing.amounts.emplace_back();
    causes.row.emplace_back(i);
  }
  causes.causes.lines = {pot, rest, nothing};
  return causes;
}

TEST_CASE("causes lead from the total of last year to this year's, and to each shift") {
  const Sample sample;
  const ShiftCauses causes = two_causes(sample, engine::Factor::kRule);
  RunView view = sample.view();
  view.causes = &causes;
  const std::vector<Chart> charts = run_charts_of(view);
  REQUIRE(kinds_of(charts) == "bars, dumbbell, bars, waterfall, dots");
  CHECK(text_of(charts[3]) ==
        grouped("waterfall · Total, 2025 → 2026: causes · EUR\n"
                "From 9_500_000.00_EUR to 10_000_000.00_EUR: the pot +500_000.00_EUR.\n"
                "= 2025; +9500000.00\nthe pot; +500000.00\n= 2026; +10000000.00\n"));
  CHECK(rows_of(charts[4]) ==
        "| the pot | the rules \nKöln; +100000.00; +436048.09\nFlensburg; +100000.00; -17480.60\n"
        "Bergstraße; +100000.00; -30808.64\nGroß-Gerau; +100000.00; -95346.35\n"
        "München; +100000.00; -292412.50\n");
  SUBCASE("but not where they have no sums") {
    const ShiftCauses own = two_causes(sample, engine::Factor::kOwnCount);
    view.causes = &own;
    CHECK(kinds_of(run_charts_of(view)) == "bars, dumbbell, bars, dots");
  }
}

TEST_CASE("budgets that are split are stacked, where what each has of them is known") {
  Sample sample;
  sample.result.prior.reset();
  for (const std::string id : {"land", "eu"}) {
    Contributor contributor;
    contributor.id = contributor.name = id;
    contributor.cash = Fraction{1};
    sample.scenario.pots[0].contributors.push_back(std::move(contributor));
  }
  engine::SplitTable split;
  split.totals = {Money::from_minor(900000000), Money::from_minor(100000000)};
  split.elsewhere = {Money{}, Money{}};
  sample.result.pots[0].contributors = split;
  CHECK(kinds_of(run_charts_of(sample.view())) == "bars");
  split.cells.resize(2);
  for (const Money budget : sample.result.budgets) {
    split.cells[0].push_back(budget - Money::from_minor(20000000));
    split.cells[1].push_back(Money::from_minor(20000000));
  }
  sample.result.pots[0].contributors = split;
  const std::vector<Chart> charts = run_charts_of(sample.view());
  REQUIRE(charts.size() == 2);
  CHECK(text_of(charts[1]).find(grouped("Budgets by contributor · EUR\n"
                                        "land: 9_000_000.00_EUR in all. eu: 1_000_000.00_EUR in "
                                        "all. München has most: 4_658_040.67_EUR.\n"
                                        "| land | eu \nMünchen; 4458040.67; 200000.00\n")) !=
        std::string::npos);
}

TEST_CASE("shifts in percent are there for each row of a map, by its id") {
  Sample sample;
  sample.result.prior->budgets[2].reset();
  const Figures figures = district_figures(sample.view());
  const pictures::RowNames names{figures.ids, figures.names};
  const std::vector<std::uint32_t> all{0, 1, 2, 3, 4};
  const auto rows = pictures::percent_shifts({figures, all, names, "EUR", 2});
  REQUIRE(rows.size() == 5);
  CHECK(rows[1].id == "05315");
  CHECK(rows[1].label == "Köln");
  CHECK(rows[1].values[0] == 1906);
  CHECK(!rows[2].values[0]);
  CHECK(rows[4].values[0] == -397);
}

TEST_CASE("the rule of a run is what describe says, without the files") {
  const Sample sample;
  const auto rules = rules_of(
      [&](const Format& format, Writer& out) { write_run(sample.view(), {}, format, out); });
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].starts_with("Zuweisung 2026 · "));
  CHECK(rules[0].find("intake") != std::string::npos);
  CHECK(rules[0].find("SHA-256") == std::string::npos);
}

}  // namespace
}  // namespace allot::report
