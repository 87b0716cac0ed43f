#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "allot/engine/check/check.hpp"
#include "allot/engine/run.hpp"
#include "allot/report/check.hpp"
#include "support/scenario_text.hpp"

namespace allot::engine {
namespace {

constexpr std::string_view kDistricts =
    "districts: [{id: \"01\", name: Köln, w: 281, p: 250.00}, {id: \"02\", name: Bonn, w: 92, p: "
    "100.00},\n  {id: \"03\", name: Kreis Düren, w: 274, p: 270.00}, {id: \"04\", name: Aachen, w: "
    "353, p: 380.00}]\n";
constexpr std::string_view kPot =
    "pots: [{id: p, amount: 1000.00, steps: [{share: {by: w}}], rounding: {unit: 0.01}}]\n"
    "prior: {column: p}\n";
// 281, 92, 274, 353: the weights add to 1000.

/// "E113 2:1" for each finding, the codes and places of the diagnostics; figures as "figure 2:4",
/// with `~` for a slip of the pen; then how many remarks there are.
std::string findings(std::string_view table, std::string_view fields = "amount: x",
                     std::string_view pot = kPot) {
  test::MemoryFiles files{{{"t.csv", std::string{table}}}};
  const Scenario scenario = test::loaded(
      files, test::file_of({kDistricts, pot,
                            fmt::format("expect: {{table: {{file: t.csv, {}}}}}\n", fields)}));
  Problems problems;
  const auto result = run(scenario, problems);
  REQUIRE(result);
  const CheckResult check = engine::check(scenario, *result);
  report::Checked checked;
  report::add_check(checked, {scenario, *result}, check, problems);
  std::string text;
  for (const report::WrongFigure& figure : checked.figures) {
    text += fmt::format("figure {}:{}{} ", figure.where.line, figure.where.column,
                        figure.slip == Slip::kNone ? "" : "~");
  }
  for (const Diagnostic& problem : problems.list()) {
    text += fmt::format("{} {}:{} ", describe(problem.code).id, problem.where.line,
                        problem.where.column);
  }
  text += fmt::format("| {}", checked.remarks.size());
  CHECK(check.holds() == text.starts_with("|"));
  return text;
}

TEST_CASE("a table of exactly these budgets holds, in any order and spelling") {
  CHECK(findings("id,x\n04,353.00\n01,281.00\n02,92.00\n03,274.00\n") == "| 0");
  CHECK(findings("Stadt;x\nKOELN;281\nStadt Bonn;92\nDüren;274\nAachen;353\nSumme;1.000\n",
                 "name: Stadt, amount: x") == "| 0");
  CHECK(findings("id;name;x\n01;Koeln;281\n02;Bonn, Stadt;92\n03;Landkreis Düren;274\n04;;353\n") ==
        "| 0");
}

TEST_CASE("numbers agree within half a unit of their last digit") {
  CHECK(findings("id;Tsd. EUR\n01;0,3\n02;0,1\n03;0,3\n04;0,4\n", "amount: Tsd. EUR") == "| 0");
  CHECK(findings("id;x\n01;28,1 %\n02;9,2 %\n03;27,4 %\n04;35,3 %\n", "percent: x") == "| 0");
  CHECK(findings("id;x\n01;28,1 %\n02;9,3 %\n03;27,4 %\n04;35,3 %\n", "percent: x") ==
        "figure 3:4 | 0");
}

TEST_CASE("rows that lack, are too many, are there twice or have another's name are findings") {
  CHECK(findings("id,x\n01,281\n02,92\n04,353\n") == "E112 7:24 | 0");
  CHECK(findings("id,x\n01,281\n02,92\n04,353\n", "amount: x, complete: false") == "| 0");
  CHECK(findings("id,x\n01,281\n02,92\n03,274\n04,353\n05,7\n") == "E113 6:1 | 0");
  CHECK(findings("id,x\n01,281\n02,92\n03,274\n04,353\n02,92\n") == "E114 6:1 | 0");
  CHECK(findings("id,name,x\n01,Bonn,281\n02,Köln,92\n03,Düren,274\n04,Aachen,353\n") ==
        "E115 2:4 E115 3:4 | 0");
}

TEST_CASE("all rows off by one power of ten are one finding") {
  CHECK(findings("id,x\n01,0.281\n02,0.092\n03,0.274\n04,0.353\n") == "E116 1:4 | 0");
  CHECK(findings("id,x\n01,28100\n02,9200\n03,27400\n04,35300\n") == "E116 1:4 | 0");
  CHECK(findings("id,x\n01,0.281\n02,0.092\n03,0.274\n04,353\n").starts_with("figure"));
}

TEST_CASE("a sum is held against its rows and against the result") {
  constexpr std::string_view kRows = "id;x\n01;281\n02;92\n03;274\n04;353\n";
  const auto with = [&](std::string_view sum) {
    return findings(fmt::format("{}Summe;{}\n", kRows, sum));
  };
  CHECK(with("1.000") == "| 0");
  CHECK(with("1.010") == "E117 6:7 | 0");
  CHECK(with("998") == "E117 6:7 | 0");  // rounding explains it, the result does not
  CHECK(findings("id;x\n01;281\nZwischensumme;281\n02;92\n03;274\nZwischensumme;366\n04;353\n"
                 "Summe;1.000\n") == "| 0");
  CHECK(findings("id;x\n01;281\n02;92\nZwischensumme;373\n03;274\n04;353\nZwischensumme;672\n") ==
        "E117 7:15 | 0");
  // What is missing is told once.
  CHECK(findings("id;x\n01;281\n02;92\n03;274\nSumme;1.000\n") == "E112 7:24 | 0");
}

TEST_CASE("a sum that rounding alone makes is told, and no fault") {
  constexpr std::string_view kThirds =
      "pots: [{id: p, amount: 10, steps: [{share: {by: w}}], rounding: {unit: 0.01}}]\n"
      "prior: {column: p}\n";
  CHECK(findings("id;x\n01;3\n02;1\n03;3\n04;4\nSumme;10\n", "amount: x", kThirds) == "| 1");
  // A second row of a district is no part of a sum, wherever it stands.
  CHECK(findings("Stadt;x\nBezirk Nord;37\nKöln;28\nBonn;9\nBezirk Süd;63\nDüren;27\nAachen;35\n"
                 "Köln;28\n",
                 "name: Stadt, amount: x, in: 10") == "E114 8:1 | 1");
}

TEST_CASE("the year before, the shift and its percentage are compared") {
  CHECK(findings("id;v;d;p\n01;250;31;12,4\n02;100;-8;−8,0\n03;270;+4;1,5\n04;380;-27;-7,1\n",
                 "prior: v, shift: d, change: p") == "| 0");
  CHECK(findings("id;v;d\n01;250;31\n02;100;8\n03;270;4\n04;380;-27\n", "prior: v, shift: d") ==
        "figure 3:8 | 0");
  CHECK(findings("id;v\n01;250\n", "prior: v, complete: false",
                 "pots: [{id: a, amount: 1000, steps: [{share: {by: w}}]}, {id: b, amount: 1000, "
                 "steps: [{share: {by: p}}]}]\n") == "E118 1:4 | 0");
}

TEST_CASE("a key is compared as it is printed: values, percentages or parts") {
  CHECK(findings("id;k\n01;281\n02;92\n03;274\n04;353\n", "key: k") == "| 0");
  CHECK(findings("id;k\n01;28,1\n02;9,2\n03;27,4\n04;35,3\n", "key: k") == "| 0");
  CHECK(findings("id;k\n01;0,281\n02;0,092\n03;0,274\n04;0,353\n", "key: k") == "| 0");
  CHECK(findings("id;k\n01;281\n02;93\n03;274\n04;353\n", "key: k") == "figure 3:4 | 0");
}

TEST_CASE("what makes the table is said") {
  // 100 by 281, 92, 274, 353 is 28.1, 9.2, 27.4, 35.3.
  constexpr std::string_view kHundred =
      "pots: [{id: p, amount: 100, steps: [{share: {by: w}}]}]\nprior: {column: p}\n";
  CHECK(findings("id,x\n01,28\n02,9\n03,27\n04,35\n", "amount: x", kHundred) != "| 0");
  CHECK(findings("id,x\n01,274\n02,92\n03,281\n04,353\n") == "figure 2:4 figure 4:4 | 1");
  CHECK(findings("id,x\n01,281\n02,92\n03,274\n04,533\n") == "figure 5:4~ | 0");
  CHECK(findings("id,x\n01,281\n02,92\n03,214\n04,353\n") == "figure 4:4~ | 0");
  CHECK(findings("id,x\n01,281\n02,92\n03,199\n04,353\n") == "figure 4:4 | 0");
}

TEST_CASE("two numbers that say nothing of their mark are read as they agree, which is said") {
  constexpr std::string_view kThousands =
      "pots: [{id: p, amount: 1000000, steps: [{share: {by: w}}]}]\nprior: {column: p}\n";
  CHECK(findings("id;x\n01;281.000\n02;92.000\n03;274.000\n04;353.000\n", "amount: x",
                 kThousands) == "| 1");
  CHECK(findings("id;x\n01;281.000\n02;92.000\n03;274.000\n04;353.000\n", "amount: x") == "| 1");
  CHECK(findings("id;x\n01;281.000\n02;92.000\n03;274.001\n04;353.000\n", "amount: x", kThousands)
            .starts_with("figure 4:4"));
}

TEST_CASE("words of a district's kind, and their order, tell two of one name apart") {
  test::MemoryFiles files{
      {{"t.csv", "Kreis;x\nGießen, Landkreis;2\nStadt Giessen;1\nFulda1);3\n"}}};
  const Scenario scenario = test::loaded(
      files,
      test::file_of({"districts: [{id: a, name: Gießen, group: Kreisfreie Stadt, w: 1}, {id: b, "
                     "name: Gießen, group: Landkreis, w: 2}, {id: c, name: Fulda, group: "
                     "Landkreis, w: 3}]\n",
                     "pots: [{id: p, amount: 6, steps: [{share: {by: w}}]}]\n",
                     "expect: {table: {file: t.csv, name: Kreis, amount: x}}\n"}));
  Problems problems;
  const auto result = run(scenario, problems);
  REQUIRE(result);
  CHECK(engine::check(scenario, *result).holds());
}

TEST_CASE("either side of a tie is right") {
  test::MemoryFiles files{{{"t.csv", "id,x\na,1\nb,2\n"}}};
  const Scenario scenario =
      test::loaded(files, test::file_of({"districts: [{id: a, e: 1}, {id: b, e: 1}]\n",
                                         "pots: [{id: p, amount: 3, steps: [{share: {by: e}}]}]\n",
                                         "expect: {table: {file: t.csv, amount: x}}\n"}));
  Problems problems;
  const auto result = run(scenario, problems);
  REQUIRE(result);
  CHECK(result->budgets[0].minor() == 2);
  const CheckResult check = engine::check(scenario, *result);
  CHECK(check.holds());
  REQUIRE(check.table->notes.size() == 1);
  const auto& tie = std::get<TieOtherwise>(check.table->notes.front());
  CHECK(tie.printed == std::vector{DistrictId{1}});
  CHECK(tie.computed == std::vector{DistrictId{0}});
}

/// Of a scenario whose table is t.csv.
report::Checked checked_of(std::string_view scenario_text, std::string_view table,
                           Problems& problems) {
  test::MemoryFiles files{{{"t.csv", std::string{table}}}};
  const Scenario scenario = test::loaded(files, test::file_of({scenario_text}));
  const auto result = run(scenario, problems);
  REQUIRE(result);
  report::Checked checked;
  report::add_check(checked, {scenario, *result}, engine::check(scenario, *result), problems);
  return checked;
}

TEST_CASE("who of those tied gives a unit back is right either way, too") {
  // 3.25 each; a and b have 4, so that c or d is left with 2.
  constexpr std::string_view kScenario =
      "districts: [{id: a, w: 1, m: 3.5}, {id: b, w: 1, m: 3.5}, {id: c, w: 1, m: 0}, {id: d, w: "
      "1, m: 0}]\n"
      "pots: [{id: p, amount: 13, steps: [{share: {by: w}}, {limit: {minimum: {column: m}}}], "
      "rounding: {unit: 1}}]\nexpect: {table: {file: t.csv, amount: x}}\n";
  for (const std::string_view table :
       {"id,x\na,4\nb,4\nc,3\nd,2\n", "id,x\na,4\nb,4\nc,2\nd,3\n"}) {
    Problems problems;
    CHECK(checked_of(kScenario, table, problems).figures.empty());
  }
  Problems problems;
  CHECK(checked_of(kScenario, "id,x\na,4\nb,4\nc,3\nd,3\n", problems).figures.size() == 1);
}

TEST_CASE("a sum may be the money of all pots, of which a part counts once") {
  Problems problems;
  const auto checked = checked_of(
      "districts: [{id: a, w: 1}, {id: b, w: 1}, {id: c, w: 1}]\n"
      "pots: [{id: p, amount: 100, steps: [{share: {by: w}}], rounding: {unit: 1, method: half_up, "
      "residual: report}},\n  {id: q, amount: {part: 30 %, of: p}, steps: [{share: {by: w}}], "
      "rounding: {unit: 1}}]\nexpect: {table: {file: t.csv, amount: x}}\n",
      "id,x\na,33\nb,33\nc,33\nSumme,100\n", problems);
  CHECK(checked.figures.empty());
  CHECK(problems.empty());
}

TEST_CASE("a new district grew by all that it has") {
  Problems problems;
  const auto checked = checked_of(
      "districts: [{id: a, w: 1, p: 40}, {id: b, w: 1, p: }]\n"
      "pots: [{id: p, amount: 100, steps: [{share: {by: w}}]}]\nprior: {column: p}\n"
      "expect: {table: {file: t.csv, amount: x, shift: s, change: c}}\n",
      "id;x;s;c\na;50;10;25\nb;50;50;100\n", problems);
  CHECK(checked.figures.empty());
}

TEST_CASE("a reason is a rule that the scenario may have") {
  // Sainte-Laguë, and others, would give 9 and 3 as well, but not beside `flat`.
  Problems problems;
  const auto checked = checked_of(
      "districts: [{id: a, w: 281}, {id: b, w: 92}]\n"
      "pots: [{id: p, amount: 12, steps: [{flat: {amount: 1}}, {share: {by: w}}], rounding: "
      "{unit: 1, method: down, residual: report}}]\n"
      "expect: {table: {file: t.csv, amount: x}}\n",
      "id,x\na,9\nb,3\n", problems);
  REQUIRE(checked.remarks.size() == 1);
  CHECK(std::get<report::OtherRoundings>(checked.remarks.front()).methods ==
        std::vector<std::string>{"largest_remainder", "half_up", "half_even",
                                 "down + residual: largest"});
}

TEST_CASE("a row of nobody that is the sum of two by chance is no sum") {
  CHECK(findings("Stadt;x\nKöln;281\nBonn;92\nEssen;373\n",
                 "name: Stadt, amount: x, complete: false") == "E113 4:1 | 0");
}

TEST_CASE("where rounding lets a sum be that of several blocks it is that of the nearest") {
  std::string districts = "districts: [";
  std::string table = "id;x\n";
  for (int i = 10; i < 22; ++i) {
    const int budget = i < 20 ? 100 : 10;
    districts += fmt::format("{}{{id: d{}, w: {}}}", i > 10 ? ", " : "", i, budget);
    table += fmt::format("d{};{}\n", i, budget);
    table += i == 19 ? "Zwischensumme;1000\n" : i == 21 ? "Zwischensumme;20\n" : "";
  }
  Problems problems;
  const auto checked =
      checked_of(districts +
                     "]\npots: [{id: p, amount: 1020, steps: [{share: {by: w}}]}]\n"
                     "expect: {table: {file: t.csv, amount: x, printed_to: 10}}\n",
                 table + "Summe;1020\n", problems);
  CHECK(problems.empty());
  CHECK(checked.remarks.empty());
}

}  // namespace
}  // namespace allot::engine
