#include "allot/report/sweep.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "allot/engine/rerun.hpp"
#include "allot/what_if/grid.hpp"
#include "support/cli_runner.hpp"
#include "support/report_sample.hpp"

namespace allot::cli {
namespace {

using Texts = std::vector<std::string>;
using what_if::Grid;
using what_if::read_variation;
using what_if::Variation;
using what_if::WrongVariation;

constexpr std::string_view kShares =
    "allot: 1\n"
    "title: Shares\n"
    "currency: EUR\n"
    "districts: [{id: a, weight: 1}, {id: b, weight: 1}, {id: c, weight: 2}]\n"
    "pots: [{id: p, amount: 100, steps: [{share: {by: weight}}], rounding: {unit: 1}}]\n";

// Times the pot's units they are beyond 63 bits.
constexpr std::string_view kLongWeights =
    "allot: 1\n"
    "title: Long weights\n"
    "currency: EUR\n"
    "districts: [{id: a, weight: 999999999999999999}, {id: b, weight: 999999999999999998},\n"
    "  {id: c, weight: 400000000000000007}]\n"
    "pots: [{id: p, amount: 100, steps: [{share: {by: weight}}], rounding: {unit: 1}}]\n";

constexpr std::string_view kFloors =
    "allot: 1\n"
    "title: Floors\n"
    "districts: [{id: a, weight: 1, prior: 60}, {id: b, weight: 3, prior: 40}]\n"
    "prior: {column: prior}\n"
    "pots: [{id: p, amount: 100, steps: [{share: {by: weight}},\n"
    "  {hold_harmless: {percent_of_prior: 50 %, paid_by: ratable}}]}]\n";

}  // namespace

TEST_CASE("values are listed, or ranges whose end is in them where a step meets it") {
  struct Row {
    std::string_view argument;
    Texts values;
  };
  const Row rows[] = {
      {"a.b=1", {"1"}},
      {"a.b=1, 2 ,3", {"1", "2", "3"}},
      {"a.b=1..3/1", {"1", "2", "3"}},
      {"a.b=1..3.5/1", {"1.0", "2.0", "3.0"}},
      {"a.b=3..1/-1", {"3", "2", "1"}},
      {"a.b=0..1/0.25", {"0.00", "0.25", "0.50", "0.75", "1.00"}},
      {"a.b=90..100/5 %", {"90 %", "95 %", "100 %"}},
      {"a.b=90%..91%/0.5%", {"90.0 %", "90.5 %", "91.0 %"}},
      {"a.b=5,7..8/1", {"5", "7", "8"}},
      {"a.b=ratable,{top_up: Land, x: 1},\"c,d\"", {"ratable", "{top_up: Land, x: 1}", "\"c,d\""}},
      {"a.b=../x.csv,../y.csv", {"../x.csv", "../y.csv"}},
      {"a.\"x=y\".b=1", {"1"}},
      {"a.b=100,200,300", {"100", "200", "300"}},  // no thousands
      {"a.b=50,100", {"50", "100"}},
      {"a.b=001,002", {"001", "002"}},
      {"a.b=58, 000", {"58", "000"}},
  };
  for (const Row& row : rows) {
    WrongVariation wrong;
    const auto variation = read_variation(row.argument, wrong);
    REQUIRE_MESSAGE(variation.has_value(), row.argument, ": ", wrong.why);
    CHECK_MESSAGE(variation->values == row.values, row.argument);
    CHECK_MESSAGE(variation->parts.size() == row.values.size(), row.argument);
  }
}

TEST_CASE("what is no list and no range is refused with the reason") {
  struct Row {
    std::string_view argument, part, why;
  };
  const Row rows[] = {
      {"a.b", "a.b", "it is written PATH=a,b,c or PATH=from..to/step"},
      {"=1", "=1", "it is written PATH=a,b,c or PATH=from..to/step"},
      {"a.b=1,,2", "", "a value is missing"},
      {"a.b=", "", "a value is missing"},
      {"a.b={x: 1", "{x: 1", "a quote, brace or bracket is not closed"},
      {"a.b=7,1..3", "1..3", "a range is written from..to/step"},
      {"a.b=1..x/1", "x", "`x` is not a number"},
      {"a.b=1..3/1/3", "1/3", "a range counts in decimals, and `1/3` is a fraction"},
      {"a.b=1..3/0", "0", "with a step of 0 the range never ends"},
      {"a.b=1..3/-1", "-1", "with this step the range never ends"},
      {"a.b=0..1000000/1", "0..1000000/1", "the range has more than a million values"},
      {"a.b=58,000", "58,000", "a comma parts the values, and these look grouped by three"},
      {"a.b=58,000,59,000", "58,000,59,000",
       "a comma parts the values, and these look grouped by three"},
      {"a.b=1,058,500", "1,058,500", "a comma parts the values, and these look grouped by three"},
      {"a.b=58,500,59,500", "58,500,59,500",
       "a comma parts the values, and these look grouped by three"},
  };
  for (const Row& row : rows) {
    WrongVariation wrong;
    CHECK_FALSE(read_variation(row.argument, wrong).has_value());
    CHECK_MESSAGE(wrong.why == row.why, row.argument);
    CHECK_MESSAGE(row.argument.substr(wrong.where.begin, wrong.where.length) == row.part,
                  row.argument);
    CHECK_MESSAGE(!wrong.help.empty(), row.argument);
  }
}

TEST_CASE("of a grid the last variation changes fastest") {
  WrongVariation wrong;
  auto x = read_variation("x=1,2", wrong);
  auto y = read_variation("y=p,q,r", wrong);
  REQUIRE(x.has_value());
  REQUIRE(y.has_value());
  const Grid grid{{*x, *y}};
  REQUIRE(grid.size() == 6);
  const auto texts = [&](std::size_t point) {
    Texts found;
    for (const load::Assignment& assignment : grid.assignments(point)) {
      found.push_back(assignment.path + "=" + assignment.value);
    }
    return found;
  };
  CHECK(texts(0) == Texts{"x=1", "y=p"});
  CHECK(texts(2) == Texts{"x=1", "y=r"});
  CHECK(texts(3) == Texts{"x=2", "y=p"});
}

TEST_CASE("a sweep has a row for each point, against the first one") {
  const TestFolder folder;
  const std::string scenario = folder.write("s.yaml", kShares);
  const Ended ended =
      run_allot({"sweep", scenario, "--vary", "pots.p.amount=100..104/4", "-f", "csv"});
  CHECK(ended.error.empty());
  CHECK(ended.exit_code == 0);
  CHECK(ended.output ==
        "pots.p.amount,total,not_assigned,winners,gains,largest_gain,largest_gain_id,losers,"
        "losses,largest_loss,largest_loss_id,error\n"
        "100,100,0,0,0,0,,0,0,0,,\n"
        "104,104,0,3,4,2,c,0,0,0,,\n");
}

TEST_CASE("where there is a prior year the points are against it") {
  const TestFolder folder;
  const std::string scenario = folder.write("f.yaml", kFloors);
  const auto json = nlohmann::json::parse(
      run_allot({"sweep", scenario, "--vary", "pots.p.amount=100,200", "-f", "json"}).output);
  CHECK(json["against"] == "prior_year");
  // 100: a is held at 30, b has 70. 200: 50 and 150.
  CHECK(json["points"][0]["losers"]["amount"] == -30);
  CHECK(json["points"][0]["winners"]["most"]["id"] == "b");
  CHECK(json["points"][1]["winners"]["amount"] == 110);
  CHECK(json["points"][1]["losers"]["amount"] == -10);
}

TEST_CASE("by district there is a row for each of them at each point") {
  const TestFolder folder;
  const std::string scenario = folder.write("s.yaml", kShares);
  const Ended ended = run_allot({"sweep", scenario, "--vary", "pots.p.amount=4,8", "--vary",
                                 "pots.p.rounding.unit=1,2", "--by", "district", "-f", "csv"});
  CHECK(ended.error.empty());
  CHECK(ended.output ==
        "pots.p.amount,pots.p.rounding.unit,id,name,budget,error\n"
        "4,1,a,a,1,\n4,1,b,b,1,\n4,1,c,c,2,\n"
        "4,2,a,a,2,\n4,2,b,b,0,\n4,2,c,c,2,\n"
        "8,1,a,a,2,\n8,1,b,b,2,\n8,1,c,c,4,\n"
        "8,2,a,a,2,\n8,2,b,b,2,\n8,2,c,c,4,\n");
}

TEST_CASE(
    "a point that cannot be paid says why and the others go on; only all together end with 3") {
  const TestFolder folder;
  const std::string scenario = folder.write("f.yaml", kFloors);
  const Ended some = run_allot({"sweep", scenario, "--vary",
                                "pots.p.steps.hold_harmless.percent_of_prior=50 %,100 %", "--vary",
                                "pots.p.amount=90,100", "-f", "csv"});
  CHECK(some.exit_code == 0);
  CHECK(some.error.empty());
  CHECK(some.output.find("\n100 %,90,,,,,,,,,,,floor_not_payable\n") != std::string::npos);
  CHECK(some.output.find("\n100 %,100,100,0,") != std::string::npos);
  const Ended none =
      run_allot({"sweep", scenario, "--vary", "pots.p.steps.hold_harmless.percent_of_prior=100 %",
                 "--vary", "pots.p.amount=80,90", "-f", "csv"});
  CHECK(none.exit_code == 3);
  CHECK(none.error.find("[E") != std::string::npos);
}

TEST_CASE("a path that leads nowhere is the command line's mistake") {
  const TestFolder folder;
  const std::string scenario = folder.write("s.yaml", kShares);
  CHECK(run_allot({"sweep", scenario, "--vary", "pots.q.amount=1"}).exit_code == 2);
  const Ended no_number = run_allot({"sweep", scenario, "--vary", "pots.p.amount=1,many"});
  CHECK(no_number.exit_code == 2);
  CHECK(no_number.output.empty());
  CHECK(run_allot({"sweep", scenario}).exit_code == 2);
  CHECK(run_allot({"sweep", scenario, "--vary", "pots.p.amount=1..2"}).exit_code == 2);
  CHECK(run_allot({"sweep", scenario, "--vary", "pots.p.amount=1", "--by", "pot"}).exit_code == 2);
}

TEST_CASE("values set in place come to what reading the scenario again comes to") {
  const TestFolder folder;
  struct Row {
    std::string_view text;
    // The same field by name, which is set in place, and by position, which is read again.
    std::string by_name, by_position;
  };
  const Row rows[] = {
      {kShares, "pots.p.amount=0..50/1", "pots.1.amount=0..50/1"},
      {kLongWeights, "pots.p.amount=0..50/1", "pots.1.amount=0..50/1"},
      {kFloors, "pots.p.amount=50..150/7", "pots.1.amount=50..150/7"},
      {kFloors, "pots.p.steps.hold_harmless.percent_of_prior=0..100/10 %",
       "pots.p.steps.2.percent_of_prior=0..100/10 %"},
  };
  for (const Row& row : rows) {
    const std::string scenario = folder.write("x.yaml", row.text);
    const auto points = [&](const std::string& vary) {
      return nlohmann::json::parse(
          run_allot({"sweep", scenario, "--vary", vary, "--by", "district", "-f", "json"})
              .output)["points"];
    };
    CHECK(points(row.by_name) == points(row.by_position));
  }
}

TEST_CASE("a scenario that is run again comes to what run comes to") {
  report::Sample sample;
  sample.scenario.pots[0].rounding.method = engine::default_rounding_method();
  Problems problems;
  const auto rerun = engine::Rerun::of(sample.scenario, problems);
  REQUIRE(rerun.has_value());
  // Small ones leave many ties, the last is beyond 63 bits of a product.
  const std::int64_t cents[] = {0, 1, 2, 3, 7, 100, 12345, 999999, 1000000000, 99999999999999};
  for (const std::int64_t amount : cents) {
    sample.scenario.pots[0].amount = Fraction{amount} / Fraction{100};
    const auto result = engine::run(sample.scenario, problems);
    const auto outcome = rerun->run(sample.scenario, problems);
    REQUIRE(result.has_value());
    REQUIRE(outcome.has_value());
    CHECK(outcome->budgets == result->budgets);
    CHECK(outcome->total == result->total);
  }
}

TEST_CASE("every format can show a sweep") {
  const report::Sweep sweep{.title = "t",
                            .currency = {},
                            .paths = {"p"},
                            .values = {{"1"}},
                            .chosen = {0},
                            .points = {{}},
                            .ids = {},
                            .names = {}};
  for (const report::Format& format : report::formats()) {
    CHECK_MESSAGE(!report::written([&](report::Writer& out) {
                     report::write_sweep(sweep, {}, format, out);
                   }).empty(),
                  format.name);
  }
}

}  // namespace allot::cli
