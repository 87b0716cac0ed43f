// The sheets of `explain` for scenarios that can be computed by hand.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "allot/engine/run.hpp"
#include "allot/report/sheet.hpp"
#include "report/explain/formula.hpp"
#include "support/numbers.hpp"
#include "support/report_sample.hpp"
#include "support/scenario_builder.hpp"

namespace allot::report {
namespace {

using explain::figure_text;
using explain::formula_text;
using test::number;
using test::rounding;
using test::ScenarioBuilder;
using test::step;

const Words kMachineWords{kEnglish, kMachineNumbers};

using Lines = std::vector<std::string>;

engine::Result result_of(const Scenario& scenario) {
  Problems problems;
  auto result = engine::run(scenario, problems);
  REQUIRE(result.has_value());
  return std::move(*result);
}

/// "a key = 2 / 7 is 2/7", and of remarks "no floor paid: 270.00 ≥ 190.00".
Lines lines_of_sheet(const Scenario& scenario, std::uint32_t district, std::size_t pot = 0) {
  const engine::Result result = result_of(scenario);
  const Sheet sheet = sheet_of({scenario, result}, static_cast<DistrictId>(district), {});
  const std::vector<SheetLine>& lines = sheet.pots.at(pot).lines;
  Lines texts;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].formula) {
      texts.push_back(letter_of(lines, i) + " " + lines[i].label + " = " +
                      formula_text(*lines[i].formula, lines, scenario.decimals, kMachineWords) +
                      " is " + lines[i].value.value.to_string());
    } else {
      texts.push_back(lines[i].label + ": " + lines[i].notes.at(0));
    }
  }
  return texts;
}

/// y = 300, 280, 270, 150 and a prior year of 400, 300, 200, 100, as in the worked example of the
/// four payers.
struct Worked {
  Worked() : builder{{"a", "b", "c", "d"}} {
    const KeyId key = builder.key_of("count", {300, 280, 270, 150});
    const ColumnId prior = builder.column("prior", {400, 300, 200, 100});
    share = step("share", {{"by", key}});
    builder.scenario().decimals = 2;
    builder.scenario().prior = Prior{.from = PriorColumn{prior}, .label = "2025", .where = {}};
  }

  Lines with(std::vector<Step> steps, std::uint32_t district) {
    builder.scenario().pots.clear();
    steps.insert(steps.begin(), share);
    builder.pot("pot", 1000, std::move(steps), rounding("largest_remainder", number("0.01")));
    return lines_of_sheet(builder.scenario(), district);
  }

  static Step floor(Payer::How how) {
    return step("hold_harmless",
                {{"percent_of_prior", number("95/100")}, {"paid_by", Payer{how, "Land"}}});
  }

  ScenarioBuilder builder;
  Step share;
};

TEST_CASE("a share is the key of the pot, rounded down, and perhaps a unit more") {
  ScenarioBuilder builder{{"x", "y", "z"}};
  builder.pot("pot", 100, {step("share", {{"by", builder.key_of("count", {1, 2, 4})}})},
              rounding("largest_remainder"));
  CHECK(lines_of_sheet(builder.scenario(), 2) ==
        Lines{"a key = 4 / 7 is 4/7", "b exact = 100 × a is 400/7",
              "c rounded down = b rounded down to 1 is 57",
              "no left-over unit: rank 3 of 3, 1 unit", "d budget = c is 57"});
  CHECK(lines_of_sheet(builder.scenario(), 1) ==
        Lines{"a key = 2 / 7 is 2/7", "b exact = 100 × a is 200/7",
              "c rounded down = b rounded down to 1 is 28", "d left-over unit = 1 is 1",
              "e budget = c + d is 29"});
}

TEST_CASE("what was taken out before is in the line of what is left") {
  ScenarioBuilder builder{{"x", "y"}};
  builder.pot("pot", 200,
              {step("top_slice", {{"percent", number("1/8")}, {"to", "reserve"}}),
               step("flat", {{"amount", number("10")}, {"times", number("2")}}),
               step("share", {{"by", builder.key_of("count", {1, 3})}})},
              rounding("largest_remainder"));
  CHECK(lines_of_sheet(builder.scenario(), 1) ==
        Lines{"a the pot = 200 is 200", "b top-slice = 12.5\u202F% × a rounded half up to 1 is 25",
              "c flat amount = 10 × 2 is 20", "d used before = 40 is 40",
              "e left in the pot = a − b − d is 135", "f key = 3 / 4 is 3/4",
              "g share = e × f is 405/4", "h together = c + g is 485/4",
              "i rounded down = h rounded down to 1 is 121",
              "no left-over unit: rank 2 of 2, 1 unit", "j budget = i is 121"});
}

TEST_CASE("who is held at a floor and who pays for it, by each payer") {
  Worked worked;
  using How = Payer::How;
  CHECK(worked.with({Worked::floor(How::kRatable)}, 0)[7] ==
        "h held at the floor = b × f, at least g is 380");
  CHECK(worked.with({Worked::floor(How::kRatable)}, 2) ==
        Lines{"a key = 270 / 1000 is 27/100", "b exact = 1000.00 × a is 270",
              "c sum of all = 1000.00 is 1000", "d those held = 665.00 is 665",
              "e the others had = 420.00 is 420", "f factor = (c − d) / e is 67/84",
              "g floor = 95\u202F% × 200.00 is 190",
              "h pays for others = b × f, at least g is 3015/14",
              "i rounded down = h rounded down to 0.01 is 4307/20",
              "j left-over unit = 0.01 is 1/100", "k budget = i + j is 5384/25"});
  CHECK(worked.with({Worked::floor(How::kScaleAboveFloor)}, 3) ==
        Lines{"a key = 150 / 1000 is 3/20", "b exact = 1000.00 × a is 150",
              "c in 2025 = 100.00 is 100", "d floor = 95\u202F% × c is 95",
              "e above the floor = b − d is 55", "f cost of all floors = 85.00 is 85",
              "g all above floors = 135.00 is 135", "h factor = 1 − f / g is 10/27",
              "i pays for others = d + h × e is 3115/27",
              "j rounded down = i rounded down to 0.01 is 11537/100",
              "no left-over unit: rank 2 of 4, 1 unit", "k budget = j is 11537/100"});
  CHECK(worked.with({Worked::floor(How::kScaleGains)}, 2)[4] ==
        "e not touched = c, at least d is 200");
  CHECK(worked.with({Worked::floor(How::kScaleGains)}, 2)[9] ==
        "j pays for others = e + i × f is 2645/12");
  CHECK(worked.with({Worked::floor(How::kTopUp)}, 1)[4] ==
        "e held at the floor = b, at least d is 285");
  CHECK(worked.with({Worked::floor(How::kTopUp)}, 2)[2] ==
        grouped("no floor paid: 270.00 ≥ 190.00 (95_% of 2025)"));
}

TEST_CASE("bounds: which one held, and why one did not") {
  Worked worked;
  const Step bounds = step("limit", {{"minimum", Bound{FixedBound{number("160")}}},
                                     {"maximum", Bound{PriorBound{number("2")}}}});
  CHECK(worked.with({bounds}, 3)[7] ==
        "h held at the minimum = b × f, at least 160.00, at most g is 160");
  // The minimums take all there is: no factor is left.
  const Step all = step("limit", {{"minimum", Bound{FixedBound{number("250")}}}});
  CHECK(worked.with({all}, 3)[2] == "c held at the minimum = 250.00 is 250");
  const Step loose = step("limit", {{"minimum", Bound{FixedBound{number("100")}}}});
  CHECK(worked.with({loose}, 3)[2] == "no minimum paid: 150.00 ≥ 100.00");
  const Step ceiling = step("gain_cap", {{"percent", number("20/100")},
                                         {"released", std::string{"to_others"}},
                                         {"new", std::string{"uncapped"}}});
  CHECK(worked.with({ceiling}, 3)[7] == "h held at the ceiling = b × f, at most g is 120");
  CHECK(worked.with({ceiling}, 1)[7].starts_with("h receives = b × f, at most g is "));
  const Step kept = step("gain_cap", {{"percent", number("60/100")},
                                      {"released", std::string{"keep"}},
                                      {"new", std::string{"uncapped"}}});
  CHECK(worked.with({kept}, 3)[2] ==
        grouped("not cut at the ceiling: 150.00 ≤ 160.00 (160_% of 2025)"));
}

TEST_CASE("a transition mixes the new with the old, scaled") {
  Worked worked;
  CHECK(worked.with({step("phase_in", {{"new_weight", number("1/4")}})}, 0) ==
        Lines{"a key = 300 / 1000 is 3/10", "b exact = 1000.00 × a is 300",
              "c in 2025 = 400.00 is 400", "d sum now = 1000.00 is 1000",
              "e sum of 2025 = 1000.00 is 1000", "f scale = d / e is 1", "g scaled = c × f is 400",
              "h mixed = 25\u202F% × b + 75\u202F% × g is 375",
              "i budget = h rounded down to 0.01 is 375"});
}

/// Three districts by a divisor method, the lines of one behind its key and its exact amount.
Lines units_by(std::string_view method, std::vector<std::int64_t> weights, std::int64_t seats,
               std::uint32_t district) {
  ScenarioBuilder builder{{"x", "y", "z"}};
  builder.pot("seats", seats, {step("share", {{"by", builder.key_of("count", weights)}})},
              rounding(method));
  Lines lines = lines_of_sheet(builder.scenario(), district);
  return {lines.begin() + 2, lines.end()};
}

TEST_CASE("a divisor method divides by the shortest number with which the units add up") {
  // 53 : 24 : 23 over 7: the quotients that are met end at 15.333… and 16, those that are not begin
  // at 15.142857… (Sainte-Laguë: 53 / 3.5).
  CHECK(units_by("sainte_lague", {53, 24, 23}, 7, 2) ==
        Lines{"c divisor = 15.2 is 76/5", "d quotient = 23 / c is 115/76",
              "e units = d rounded half up to 1 is 2", "f budget = e is 2"});
  CHECK(units_by("dhondt", {53, 24, 23}, 7, 2)[2] == "e units = d rounded down to 1 is 1");
  CHECK(units_by("adams", {53, 24, 23}, 7, 2)[2] == "e units = d rounded up to 1 is 2");
  CHECK(units_by("dean", {53, 24, 23}, 7, 2)[2] == "e units = d rounded at the harmonic mean is 2");
  CHECK(units_by("huntington_hill", {53, 24, 23}, 7, 2)[2] ==
        "e units = d rounded at the geometric mean is 2");
}

TEST_CASE("the divisor of a tie is the tied claim, and what the tie changes is a line of its own") {
  struct Row {
    std::string_view method, divisor;
    bool turns_up;  ///< where all the tied are, the method rounds up
  };
  const Row rows[] = {{"sainte_lague", "c divisor = 2/3 is 2/3", true},
                      {"dhondt", "c divisor = 0.5 is 1/2", true},
                      {"dean", "c divisor = 0.75 is 3/4", true},
                      {"adams", "c divisor = 1 is 1", false},
                      // Above 1 / √2, which no number of digits is.
                      {"huntington_hill", "c divisor = 1 is 1", false}};
  for (const Row& row : rows) {
    CAPTURE(row.method);
    const Lines winner = units_by(row.method, {1, 1, 1}, 4, 0);
    const Lines loser = units_by(row.method, {1, 1, 1}, 4, 1);
    CHECK(winner[0] == row.divisor);
    CHECK(loser[0] == row.divisor);
    if (row.turns_up) {
      CHECK(winner.back() == "f budget = e is 2");
      CHECK(loser[3] == "f unit not given = -1 is -1");
      CHECK(loser.back() == "g budget = e + f is 1");
    } else {
      CHECK(winner[3] == "f left-over unit = 1 is 1");
      CHECK(winner.back() == "g budget = e + f is 2");
      CHECK(loser.back() == "f budget = e is 1");
    }
  }
  CHECK(units_by("dhondt", {1, 1, 1}, 1, 0)[0] == "c divisor = 1 is 1");
}

TEST_CASE("a district that takes no part has no lines and the reason") {
  ScenarioBuilder builder{{"x", "y"}};
  Scenario& scenario = builder.scenario();
  Pot& pot = builder.pot("pot", 100, {step("share", {{"by", builder.key_of("count", {1, 1})}})},
                         rounding("largest_remainder"));
  const Date from = *parse_date("2026-01-01");
  const Date until = *parse_date("2027-01-01");
  scenario.period = Period{.from = from, .until = until, .where = {}};
  pot.participation.emplace();
  pot.participation->spans = {{{from, until}}, {}};
  pot.participation->provenance.status = Status::kEstimated;
  const engine::Result result = result_of(scenario);
  const Sheet sheet = sheet_of({scenario, result}, DistrictId{1}, {});
  CHECK(sheet.pots[0].lines.empty());
  CHECK(sheet.pots[0].absent == "takes no part: estimated");
}

TEST_CASE("letters go on after z") {
  std::vector<SheetLine> lines(60);
  for (SheetLine& line : lines) {
    line.formula = Expression::of(Figure{});
  }
  lines[3].formula.reset();
  CHECK(letter_of(lines, 0) == "a");
  CHECK(letter_of(lines, 4) == "d");
  CHECK(letter_of(lines, 26) == "z");
  CHECK(letter_of(lines, 27) == "aa");
  CHECK(letter_of(lines, 53) == "ba");
}

TEST_CASE("figures end in an ellipsis where their decimals do not end") {
  struct Row {
    std::string_view value;
    Form form;
    std::string_view shown;
  };
  const Row rows[] = {{"1405000000/1623", Form::kAmount, "865_680.837_954…"},
                      {"5", Form::kAmount, "5.00"},
                      {"-2/3", Form::kAmount, "−0.666_666…"},
                      {"0.375", Form::kAmount, "0.375"},
                      {"281/3246", Form::kPercent, "8.656_808…_%"},
                      {"1/8", Form::kPercent, "12.5_%"},
                      {"7/24", Form::kNumber, "0.291_666…"},
                      {"3246", Form::kNumber, "3_246"}};
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(figure_text({number(row.value), row.form}, 2, number_format(NumberStyle::kPlain),
                      Sign::kMinusOnly) == grouped(std::string{row.shown}));
  }
}

TEST_CASE("a formula has brackets where they are needed, and no others") {
  using Op = Expression::Op;
  const auto constant = [](std::string_view text) {
    return Expression::of({.value = number(text), .form = Form::kNumber});
  };
  const Expression sum = Expression::of(Op::kSum, {constant("1"), constant("2")});
  const auto text = [](const Expression& formula) {
    return formula_text(formula, {}, 2, kMachineWords);
  };
  CHECK(text(Expression::of(Op::kProduct, {sum, constant("3")})) == "(1 + 2) × 3");
  CHECK(text(Expression::of(Op::kSum, {Expression::of(Op::kProduct, {constant("3"), constant("4")}),
                                       constant("5")})) == "3 × 4 + 5");
  CHECK(text(Expression::of(Op::kDifference, {constant("9"), sum})) == "9 − (1 + 2)");
  CHECK(text(Expression::of(Op::kQuotient, {constant("9"), constant("2/3")})) == "9 / (2/3)");
  CHECK(text(Expression::rounded(sum, Rounding::kHalfUp, number("0.01"))) ==
        "1 + 2 rounded half up to 0.01");
  CHECK(text(Expression::of(Op::kAtMost, {Expression::of(Op::kAtLeast, {sum, constant("4")}),
                                          constant("5")})) == "1 + 2, at least 4, at most 5");
}

}  // namespace
}  // namespace allot::report
