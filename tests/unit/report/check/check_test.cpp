#include "allot/report/check.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

using engine::Deviation;

Fraction hundredths(std::int64_t value) { return Fraction{value} / Fraction{100}; }

/// Expectations in a file whose line 3 is about Groß-Gerau.
struct Expected {
  Expected() { file = files.add("bw.yaml", "expect:\n  total: 1\n  budgets: {\"06433\": 2}\n"); }

  [[nodiscard]] Checked checked() const {
    Checked made{.name = "bw.yaml"};
    Problems problems;
    add_check(made, sample.view(), check, problems);
    made.outcome = made.figures.empty() ? Outcome::kHolds : Outcome::kDoesNotHold;
    return made;
  }
  [[nodiscard]] std::string text(std::size_t width = 80) const {
    RunOptions options;
    options.width = width;
    return written([&](Writer& out) {
      write_check(std::vector{checked()}, files, {.run = options}, *find_format("table"), out);
    });
  }

  [[nodiscard]] Deviation total(Fraction expected, Fraction actual) const {
    return {Deviation::Of::kTotal, {}, {}, std::move(expected), std::move(actual),
            {file, 2, 10, 1}};
  }
  [[nodiscard]] Deviation budget(Fraction expected, Fraction actual) const {
    return {Deviation::Of::kBudget, DistrictId{3},     {},
            std::move(expected),    std::move(actual), {file, 3, 22, 1}};
  }
  [[nodiscard]] Deviation share(Fraction expected, Fraction actual) const {
    return {Deviation::Of::kKey, DistrictId{3},     KeyId{0},
            std::move(expected), std::move(actual), {file, 3, 22, 1}};
  }

  Sample sample;
  SourceFiles files;
  FileId file;
  engine::CheckResult check;
};

TEST_CASE("a check that holds is one line") {
  Expected checked;
  checked.check.expectations = 22;
  CHECK(checked.text() == "bw.yaml: all 22 expectations hold\n");
  checked.check.expectations = 1;
  CHECK(checked.text() == "bw.yaml: 1 expectation holds\n");
}

TEST_CASE("what deviates is shown with both figures, the difference and the place") {
  Expected checked;
  checked.check.expectations = 22;
  checked.check.deviations = {
      checked.total(hundredths(1000000100), hundredths(900000000)),
      checked.budget(Fraction{865680} + Fraction{1} / Fraction{8}, hundredths(86568084)),
      checked.share(Fraction{}, Fraction{281} / Fraction{3246})};
  CHECK(checked.text(100) == grouped(R"(bw.yaml: 3 of 22 expectations do not hold

id               district         expected      computed      deviation       %  at
total                        10_000_001.00  9_000_000.00  −1_000_001.00  −10.00  bw.yaml:2:10
06433            Groß-Gerau    865_680.125   865_680.840         +0.715    0.00  bw.yaml:3:22
06433 in intake  Groß-Gerau    0.000000000   0.086568084   +0.086568084       –  bw.yaml:3:22
)"));
  checked.check.deviations.resize(1);
  CHECK(checked.text().starts_with("bw.yaml: 1 of 22 expectations does not hold\n"));
}

TEST_CASE("deviations are diagnostics, too") {
  Expected checked;
  checked.check.deviations = {checked.total(hundredths(1000000100), hundredths(1000000000)),
                              checked.budget(hundredths(86568083), hundredths(86568084)),
                              checked.share(hundredths(9), Fraction{281} / Fraction{3246})};
  const std::vector<Diagnostic> diagnostics = diagnostics_of(checked.checked());
  REQUIRE(diagnostics.size() == 3);
  CHECK(diagnostics[0].message ==
        grouped("the budgets add up to 10_000_000.00, not to 10_000_001.00"));
  CHECK(diagnostics[1].message ==
        grouped("the budget of `Groß-Gerau` (06433) is 865_680.84, not 865_680.83"));
  CHECK(diagnostics[1].label == "+0.01");
  CHECK(diagnostics[1].code == Code::kExpectationNotMet);
  CHECK((diagnostics[1].where == Location{checked.file, 3, 22, 1}));
  CHECK(diagnostics[2].message ==
        "the share of `Groß-Gerau` (06433) in key `intake` is 0.086568084, not 0.090000000");
}

/// One that holds, one that does not, one that was refused, one that expects nothing.
std::vector<Checked> one_of_each(const Expected& expected) {
  const Location place{expected.file, 3, 13, 1};
  Checked holds{.name = "holds.yaml", .expectations = 3};
  Checked fails = expected.checked();
  Checked refused{.name = "refused.yaml", .outcome = Outcome::kRefused, .exit = 3};
  refused.problems = {{.code = Code::kUnknownField, .where = place, .message = "unknown field `x`"},
                      {.code = Code::kUnquotedId, .where = place, .message = "no quotes"}};
  Checked nothing{.name = "nothing.yaml", .outcome = Outcome::kNothingToCheck};
  return {holds, fails, refused, nothing};
}

TEST_CASE("of several scenarios there is a line each, and a table of each that deviates") {
  Expected expected;
  expected.check.expectations = 22;
  expected.check.deviations = {expected.budget(hundredths(86568083), hundredths(86568084))};
  const std::vector<Checked> all = one_of_each(expected);
  const auto text = [&](bool problems) {
    return written([&](Writer& out) {
      write_check(all, expected.files, {.problems = problems}, *find_format("table"), out);
    });
  };
  const std::string short_text =
      grouped(R"(4 scenarios: 1 holds, 1 does not hold, 1 refused, 1 with nothing to check

scenario      verdict
holds.yaml    all 3 expectations hold
bw.yaml       1 of 22 expectations does not hold
refused.yaml  refused, 1 error
nothing.yaml  nothing to check

bw.yaml: 1 of 22 expectations does not hold

id     district      expected    computed  deviation     %  at
06433  Groß-Gerau  865_680.83  865_680.84      +0.01  0.00  bw.yaml:3:22
)");
  CHECK(text(false) == short_text);
  CHECK(text(true) == short_text + R"(
refused.yaml: refused, 1 error

bw.yaml:3:13: error: unknown field `x` [E012]
bw.yaml:3:13: warning: no quotes [W001]
)");
}

TEST_CASE("the verdict names what else is wrong where that is the reason") {
  const Diagnostic unmet{.code = Code::kRequirementNotMet, .where = {}, .message = "m"};
  const Diagnostic warning{.code = Code::kUnquotedId, .where = {}, .message = "m"};
  const auto verdict = [](const Checked& checked) {
    const SourceFiles files;
    return written([&](Writer& out) {
      write_check(std::vector{checked}, files, {}, *find_format("table"), out);
    });
  };
  Checked checked{.name = "a", .outcome = Outcome::kDoesNotHold, .expectations = 2};
  checked.problems = {unmet, warning};
  CHECK(verdict(checked) == "a: all 2 expectations hold, 1 error\n");
  checked.problems = {warning, warning};
  CHECK(verdict(checked) == "a: all 2 expectations hold, 2 warnings\n");
  checked.outcome = Outcome::kHolds;
  CHECK(verdict(checked) == "a: all 2 expectations hold\n");
  CHECK(verdict({.name = "a", .exit = 3, .expected_exit = 3}) ==
        "a: refused as expected (exit 3)\n");
  CHECK(verdict({.name = "a", .expected_exit = 0}) == "a: as expected\n");
  CHECK(verdict({.name = "a", .outcome = Outcome::kDoesNotHold, .expected_exit = 3}) ==
        "a: exit code 0, expected is 3\n");
}

TEST_CASE("as JSON a figure has its numbers and its place, and a problem all that it says") {
  Expected expected;
  expected.check.expectations = 2;
  expected.check.deviations = {expected.budget(hundredths(86568083), hundredths(86568084)),
                               expected.share(Fraction{}, Fraction{1} / Fraction{3})};
  const std::vector<Checked> all = one_of_each(expected);
  const nlohmann::json json = nlohmann::json::parse(written(
      [&](Writer& out) { write_check(all, expected.files, {}, *find_format("json"), out); }));
  CHECK(json["count"].dump() ==
        R"({"does_not_hold":1,"holds":1,"nothing_to_check":1,"refused":1,"scenarios":4})");
  const nlohmann::json& fails = json["scenarios"][1];
  CHECK(fails["verdict"] == "does_not_hold");
  CHECK(fails["expectations"] == 2);
  CHECK(
      fails["deviations"][0].dump() ==
      R"({"column":22,"computed":865680.84,"deviation":0.01,"end_column":23,"expected":865680.83,)"
      R"("file":"bw.yaml","id":"06433","key":null,"line":3,"name":"Groß-Gerau","of":"budget",)"
      R"("percent":1e-06,"printed":null,"printed_column":null})");
  CHECK(fails["deviations"][1]["computed"] == 0.333333333);
  CHECK(fails["deviations"][1]["key"] == "intake");
  CHECK(fails["deviations"][1]["percent"].is_null());
  CHECK(json["scenarios"][2]["diagnostics"][0]["code"] == "E012");
  CHECK(json["scenarios"][2]["diagnostics"].size() == 2);
}

TEST_CASE("--require closed finds money that nobody got, and money that is not there") {
  Sample sample;
  engine::PotResult& pot = sample.result.pots[0];
  CHECK(unmet_requirements(sample.view(), true, false).empty());
  pot.left_over = Money::from_minor(1);
  pot.not_assigned = Money::from_minor(123456);
  const std::vector<Diagnostic> found = unmet_requirements(sample.view(), true, false);
  REQUIRE(found.size() == 2);
  CHECK(found[0].message == grouped("pot `grund`: 1_234.56 is not assigned"));
  CHECK(found[1].message == "pot `grund`: 0.01 is left over");
  CHECK(found[1].code == Code::kRequirementNotMet);
  pot.left_over = Money::from_minor(-1);
  CHECK(unmet_requirements(sample.view(), true, false)[1].message ==
        "pot `grund`: 0.01 is given beyond the pot");
  CHECK(unmet_requirements(sample.view(), false, false).empty());
}

TEST_CASE("--require final finds data that are not final, and data that nobody vouches for") {
  Sample sample;
  sample.result.status = Status::kFinal;
  CHECK(unmet_requirements(sample.view(), false, true).empty());
  sample.result.status = Status::kEstimated;
  REQUIRE(unmet_requirements(sample.view(), false, true).size() == 1);
  CHECK(unmet_requirements(sample.view(), false, true)[0].message ==
        "the data in use are estimated, not final");
  sample.result.status.reset();
  CHECK(unmet_requirements(sample.view(), false, true)[0].message ==
        "no status is given for the data in use, so they are not known to be final");
}

}  // namespace
}  // namespace allot::report
