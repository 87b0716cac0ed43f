#include <doctest/doctest.h>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

using engine::Deviation;

Fraction hundredths(std::int64_t value) { return Fraction{value} / Fraction{100}; }

/// Expectations in a file whose line 3 is about Groß-Gerau.
struct Checked {
  Checked() { file = files.add("bw.yaml", "expect:\n  total: 1\n  budgets: {\"06433\": 2}\n"); }

  [[nodiscard]] std::string text(std::size_t width = 80) const {
    RunOptions options;
    options.width = width;
    return written(
        [&](Writer& out) { write_check(sample.view(), check, files, "bw.yaml", options, out); });
  }

  [[nodiscard]] Deviation total(Fraction expected, Fraction actual) const {
    return {Deviation::Of::kTotal, {}, {}, std::move(expected), std::move(actual), {},
            {file, 2, 10, 1}};
  }
  [[nodiscard]] Deviation budget(Fraction expected, Fraction actual) const {
    return {Deviation::Of::kBudget, DistrictId{3}, {}, std::move(expected), std::move(actual), {},
            {file, 3, 22, 1}};
  }
  [[nodiscard]] Deviation share(Fraction expected, Fraction actual) const {
    return {Deviation::Of::kKey, DistrictId{3},     KeyId{0},
            std::move(expected), std::move(actual), {},
            {file, 3, 22, 1}};
  }

  Sample sample;
  SourceFiles files;
  FileId file;
  engine::CheckResult check;
};

TEST_CASE("a check that holds is one line") {
  Checked checked;
  checked.check.expectations = 22;
  CHECK(checked.text() == "bw.yaml: all 22 expectations hold\n");
  checked.check.expectations = 1;
  CHECK(checked.text() == "bw.yaml: 1 expectation holds\n");
}

TEST_CASE("what deviates is shown with both figures, the difference and the place") {
  Checked checked;
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
  Checked checked;
  checked.check.deviations = {checked.total(hundredths(1000000100), hundredths(1000000000)),
                              checked.budget(hundredths(86568083), hundredths(86568084)),
                              checked.share(hundredths(9), Fraction{281} / Fraction{3246})};
  const std::vector<Diagnostic> diagnostics =
      deviations_as_diagnostics(checked.sample.view(), checked.check);
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
