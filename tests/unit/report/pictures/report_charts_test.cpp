// Charts of all reports but run.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "allot/report/audit.hpp"
#include "allot/report/check.hpp"
#include "allot/report/compare.hpp"
#include "allot/report/describe.hpp"
#include "allot/report/sheet.hpp"
#include "allot/report/sweep.hpp"
#include "support/chart_text.hpp"

namespace allot::report {
namespace {

using charts::Chart;

std::string all_of(const std::vector<Chart>& charts) {
  std::string text;
  for (const Chart& chart : charts) {
    text += text_of(chart);
  }
  return text;
}

/// The sample with other budgets, one scenario of several.
struct Variants {
  Variants() {
    second.scenario.title = "Zuweisung 2026 mit Sockel";
    second.result.budgets = {Money::from_minor(38342575), Money::from_minor(334873691),
                             Money::from_minor(84411583), Money::from_minor(86568084),
                             Money::from_minor(455804067)};
  }

  [[nodiscard]] Comparison comparison(std::size_t sides) const {
    std::vector<Compared> all;
    for (std::size_t side = 0; side < sides; ++side) {
      all.push_back(compared_scenario((side == 1 ? second : first).view(), RowsBy::kDistrict,
                                      std::string{"abcdefghijkl"[side]} + ".yaml"));
    }
    return compare(std::move(all), {});
  }
  static std::vector<Chart> charts(const Comparison& comparison) {
    return charts_of(
        [&](const Format& format, Writer& out) { write_comparison(comparison, {}, format, out); });
  }

  Sample first, second;
};

TEST_CASE("two that are compared: differences from the largest gain to the largest loss") {
  const Variants variants;
  const Comparison comparison = variants.comparison(2);
  const std::vector<Chart> charts = Variants::charts(comparison);
  REQUIRE(charts.size() == 3);
  CHECK(text_of(charts[0]) ==
        grouped("bars · Difference: B · b against A · a · EUR\n"
                "Flensburg gains most: +100_000.00_EUR. München loses most: −100_000.00_EUR.\n"
                "Flensburg; +100000.00\nKöln; 0.00\nBergstraße; 0.00\nGroß-Gerau; 0.00\n"
                "München; -100000.00\n"));
  CHECK(charts[1].title == "Budgets: A · a → B · b");
  CHECK(charts[1].series == std::vector<std::string>{"A · a", "B · b"});
  CHECK(charts[2].unit == "%");
  CHECK(rules_of([&](const Format& format, Writer& out) {
          write_comparison(comparison, {}, format, out);
        }).size() == 2);
}

TEST_CASE("of several a dot for each on the line of a district") {
  const Variants variants;
  const Comparison comparison = variants.comparison(3);
  const std::string text = all_of(Variants::charts(comparison));
  CHECK(text == grouped("dots · Largest gain and largest loss · EUR\n"
                        "B · b: Flensburg gains most: +100_000.00_EUR. München loses most: "
                        "−100_000.00_EUR. C · c: Nobody gains. Nobody loses.\n"
                        "| gains most | loses most \n"
                        "B · b; +100000.00; -100000.00\nC · c; none; none\n"
                        "dots · Differences to A · a · EUR\n"
                        "B · b: Flensburg gains most: +100_000.00_EUR. München loses most: "
                        "−100_000.00_EUR. C · c: Nobody gains. Nobody loses.\n"
                        "| B · b | C · c \n"
                        "Flensburg; +100000.00; 0.00\nKöln; 0.00; 0.00\nBergstraße; 0.00; 0.00\n"
                        "Groß-Gerau; 0.00; 0.00\nMünchen; -100000.00; 0.00\n"));
  SUBCASE("with more than fit there is what is largest in each") {
    const std::vector<Chart> many = Variants::charts(variants.comparison(10));
    REQUIRE(many.size() == 1);
    CHECK(many[0].rows.size() == 9);
  }
}

TEST_CASE("those that are the same have nothing to see") {
  const Sample sample;
  const Compared side = compared_scenario(sample.view(), RowsBy::kDistrict, "a.yaml");
  CHECK(Variants::charts(compare({side, side}, {})).empty());
  CHECK(Variants::charts(compare({side, side, side}, {})).empty());
}

/// Points of one path; each has ten times its number to give.
struct SweepSample {
  explicit SweepSample(std::vector<std::string> values) {
    sweep = {.title = "t",
             .currency = "EUR",
             .decimals = 0,
             .paths = {"pots.grund.amount"},
             .values = {std::move(values)},
             .chosen = {},
             .points = {},
             .ids = sample.scenario.districts.ids,
             .names = sample.scenario.districts.names};
    for (std::uint32_t i = 0; i < sweep.values[0].size(); ++i) {
      SweepPoint point{};
      point.total = Money::from_minor(10 * (i + 1));
      point.budgets.assign(5, Money::from_minor(i));
      point.budgets[3] = Money::from_minor(7 * i);
      sweep.chosen.push_back(i);
      sweep.points.push_back(point);
    }
  }

  [[nodiscard]] std::string text() const {
    return all_of(
        charts_of([&](const Format& format, Writer& out) { write_sweep(sweep, {}, format, out); }));
  }

  Sample sample;
  Sweep sweep;
};

TEST_CASE("a sweep is lines over its numbers, in their order; a point without a result is a gap") {
  SweepSample sample{{"1500", "20.5", "100"}};
  sample.sweep.points[1].problem = Code::kUsage;
  CHECK(sample.text() == grouped("lines · Total · EUR\n"
                                 "total: 30_EUR at 100.0, 10_EUR at 1_500.0.\n| total \n"
                                 "over amount\n20.5 at 20.5; none\n100.0 at 100.0; 30\n" +
                                 std::string{"1_500.0 at 1500.0; 10\n"}));
}

TEST_CASE("percentages are numbers, names and ids are not") {
  CHECK(SweepSample{{"90%", "95%"}}.text().find("over amount, %\n90\u202F% at 90; 10\n") !=
        std::string::npos);
  CHECK(SweepSample{{"ratable", "top_up"}}.text().find("over amount\nratable; 10\n") !=
        std::string::npos);
  CHECK(SweepSample{{"0100", "0200"}}.text().find("over amount\n0100; 10\n") != std::string::npos);
}

TEST_CASE("gains and losses are lines where points are compared, with who gains most at the last") {
  SweepSample sample{{"1", "2"}};
  for (SweepPoint& point : sample.sweep.points) {
    point.compared = true;
    point.total = Money{};
  }
  SweepPoint& last = sample.sweep.points[1];
  last.winners = last.losers = 1;
  last.gains = last.largest_gain = Money::from_minor(9);
  last.losses = last.largest_loss = Money::from_minor(-4);
  last.most_gained = 2;
  CHECK(sample.text() ==
        grouped("lines · Gains and losses in all · EUR\n"
                "gains: 0_EUR at 1, +9_EUR at 2. losses: 0_EUR at 1, −4_EUR at 2.\n"
                "| gains | losses \nover amount\n1 at 1; 0; 0\n2 at 2; +9; -4\n"
                "lines · Largest gain and largest loss · EUR\n"
                "gains most: 0_EUR at 1, +9_EUR at 2. loses most: 0_EUR at 1, −4_EUR at 2. "
                "2: Nobody gains more than Bergstraße: +9_EUR. Nobody loses more than Flensburg: "
                "−4_EUR.\n"
                "| gains most | loses most \nover amount\n1 at 1; 0; 0\n2 at 2; +9; -4\n"));
}

TEST_CASE("by district a line for each, those first that move most") {
  SweepSample sample{{"1", "2"}};
  sample.sweep.by_district = true;
  CHECK(sample.text().find("| Groß-Gerau | Flensburg | Köln | Bergstraße | München \n") !=
        std::string::npos);
}

TEST_CASE("with two paths a line for each value of the second") {
  SweepSample sample{{"1", "2"}};
  Sweep& sweep = sample.sweep;
  sweep.paths.emplace_back("pots.grund.steps.floor.payer");
  sweep.values.push_back({"ratable", "all"});
  sweep.chosen = {0, 0, 0, 1, 1, 0, 1, 1};
  sweep.points = {sweep.points[0], sweep.points[0], sweep.points[1], sweep.points[0]};
  CHECK(sample.text() ==
        grouped("lines · total · EUR\n"
                "payer = ratable: 10_EUR at 1, 20_EUR at 2. payer = all: 10_EUR at 1, "
                "10_EUR at 2.\n"
                "| payer = ratable | payer = all \nover amount\n1 at 1; 10; 10\n"
                "2 at 2; 20; 10\n"));
}

TEST_CASE("the rule of a sweep is that of its base, where that has a result") {
  SweepSample sample{{"1", "2"}};
  const auto write = [&](const Format& format, Writer& out) {
    write_sweep(sample.sweep, {}, format, out);
  };
  CHECK(rules_of(write).empty());
  sample.sweep.base = &sample.sample.scenario;
  sample.sweep.base_result = &sample.sample.result;
  CHECK(rules_of(write).size() == 1);
}

TEST_CASE("a sheet shows why the district's budget is another, and what it has of each pot") {
  Sample sample;
  sample.add_pot("extra");
  Sheet sheet{
      .district = DistrictId{1},
      .pots = {{.pot = 0, .budget = Money::from_minor(100)},
               {.pot = 1, .budget = Money::from_minor(50)}},
      .total = Money::from_minor(150),
      .shift = ShiftSheet{
          .label = "2025", .prior = Money::from_minor(200), .budget = Money::from_minor(150)}};
  sheet.shift->causes = {
      {.factor = engine::Factor::kPot, .label = "the pot shrank", .amount = Money::from_minor(-70)},
      {.factor = engine::Factor::kRounding, .label = "rounding"},
      {.factor = engine::Factor::kOwnCount, .label = "own count", .amount = Money::from_minor(20)}};
  const auto text = [&] {
    return all_of(charts_of([&](const Format& format, Writer& out) {
      write_sheet(sample.view(), sheet, {}, format, out);
    }));
  };
  const std::string pots =
      "waterfall · Köln: budget by pot · EUR\ngrund 1.00_EUR, extra 0.50_EUR: 1.50_EUR in all.\n"
      "grund; 1.00\nextra; 0.50\n= 2026; 1.50\n";
  CHECK(text() ==
        grouped("waterfall · Köln, 2025 → 2026: causes · EUR\n"
                "From 2.00_EUR to 1.50_EUR: the pot shrank −0.70_EUR, own count +0.20_EUR.\n"
                "= 2025; +2.00\nthe pot shrank; -0.70\nown count; +0.20\n= 2026; +1.50\n" +
                pots));
  sheet.shift->causes.pop_back();  // causes that do not add up are no picture
  CHECK(text() == grouped(pots));
}

WrongFigure wrong(std::string id, std::string name, std::int64_t expected, std::int64_t computed) {
  WrongFigure figure{.of = engine::Deviation::Of::kBudget,
                     .id = std::move(id),
                     .name = std::move(name),
                     .expected = Fraction{expected} / Fraction{100},
                     .computed = Fraction{computed} / Fraction{100},
                     .decimals = 2,
                     .where = {}};
  return figure;
}

TEST_CASE("figures that deviate are bars, a chart for each column") {
  Checked checked{.name = "a.yaml", .currency = "EUR"};
  checked.figures = {wrong("2", "Bach", 500, 400), wrong("1", "Au", 500, 600),
                     wrong("3", "Chur", 500, 2000)};
  checked.figures.push_back(checked.figures[0]);
  checked.figures.back().role = PrintedRole::kPercent;
  checked.figures.back().column = "Anteil";
  checked.figures.back().decimals = 1;
  WrongFigure total = checked.figures[0];
  total.of = engine::Deviation::Of::kTotal;
  checked.figures.push_back(total);
  const SourceFiles files;
  const auto text = all_of(charts_of([&](const Format& format, Writer& out) {
    write_check(std::vector{checked}, files, {}, format, out);
  }));
  CHECK(text == grouped("bars · Computed less expected · EUR\n"
                        "No deviation is larger than that of Chur: +15.00_EUR.\n"
                        "Chur; +15.00\nAu; +1.00\nBach; -1.00\n"
                        "bars · Computed less expected: Anteil · %\n"
                        "No deviation is larger than that of Bach: −1.0_%.\nBach; -1.0\n"));
}

TEST_CASE("the rule of a check is there where the run was kept") {
  const Sample sample;
  Checked checked{.name = "a.yaml"};
  const SourceFiles files;
  const auto rules = [&] {
    return rules_of([&](const Format& format, Writer& out) {
      write_check(std::vector{checked}, files, {}, format, out);
    });
  };
  CHECK(rules().empty());
  checked.kept = std::make_shared<const KeptRun>(KeptRun{sample.scenario, sample.result});
  CHECK(rules().size() == 1);
}

TEST_CASE("a description shows the shares of the only pot") {
  Sample sample;
  const auto charts = [&] {
    return charts_of([&](const Format& format, Writer& out) {
      write_description(sample.view(), {}, format, out);
    });
  };
  CHECK(text_of(charts().front()) ==
        grouped("bars · Shares by key intake · %\nMünchen has most: 46.5804_%.\n"
                "München; 46.5804\nKöln; 33.4874\nGroß-Gerau; 8.6568\nBergstraße; 8.4412\n"
                "Flensburg; 2.8343\n"));
  sample.add_pot("extra");
  sample.set_budgets(1, {100, 0, 0, 0, 50});
  CHECK(charts().empty());
}

}  // namespace
}  // namespace allot::report
