#include "support/overlay_sample.hpp"

namespace allot::overlays {
namespace {

TEST_CASE("a change is a value, a factor, a summand, or items to append") {
  CHECK(outcome_of("pots.im.amount: 61_000") == Lines{"pots.im.amount: 58_000 -> 61_000"});
  CHECK(outcome_of("pots.im.amount: {times: 1.05}") == Lines{"pots.im.amount: 58_000 -> 60900"});
  CHECK(outcome_of("pots.im.amount: {times: 105 %}") == Lines{"pots.im.amount: 58_000 -> 60900"});
  CHECK(outcome_of("pots.im.amount: {times: 2/3}") == Lines{"not_a_number s.yaml:4:27"});
  CHECK(outcome_of("pots.im.amount: {plus: -3}") == Lines{"pots.im.amount: 58_000 -> 57997"});
  CHECK(outcome_of("pots.im.amount: {plus: 3 %}") == Lines{"pots.im.amount: 58_000 -> 59740"});
  CHECK(outcome_of("pots.im.steps: {append: [{limit: {minimum: 1}}, {gain_cap: {percent: 5 %, "
                   "released: keep, new: uncapped}}]}") ==
        Lines{"pots.im.steps.4:  -> {limit: {minimum: 1}}",
              "pots.im.steps.5:  -> {gain_cap: {percent: 5 %, released: keep, new: uncapped}}"});
  CHECK(outcome_of("districts.08437.count: 420\ndistricts.\"a.b\".count: {times: 1.1}") ==
        Lines{"districts.08437.count: 10 -> 420", "districts.\"a.b\".count: 30 -> 33"});
}

TEST_CASE("factors are exact, where a float is not") {
  CHECK(outcome_of("districts.08437.count: {times: 1.1}") ==
        Lines{"districts.08437.count: 10 -> 11"});
  CHECK(outcome_of("districts.08437.count: {times: 1/3}") ==
        Lines{"districts.08437.count: 10 -> 10/3"});
  CHECK(outcome_of("pots.im.amount: {plus: 0.1}\npots.im.rounding.unit: "
                   "0.1\npots.im.steps.post.amount: {times: 1.001}") ==
        Lines{"pots.im.amount: 58_000 -> 58000.1", "pots.im.rounding.unit:  -> 0.1",
              "pots.im.steps.post.amount: 60 -> 60.06"});
}

TEST_CASE("a change reaches the scenario") {
  const Scenario scenario = scenario_of(
      "pots.im.amount: {times: 1.05}\n"
      "pots.im.steps: {append: [{hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}}]}\n"
      "districts.08437.count: 420\n"
      "year: 2026");
  CHECK(*scenario.pots[0].fixed_amount() == Fraction{60'900});
  CHECK(scenario.pots[0].steps.size() == 4);
  CHECK(scenario.year == "2026");
  CHECK(scenario.prior->label == "2025");
  REQUIRE(scenario.districts.ids[0] == "08437");
  CHECK(scenario.columns[1].name == "count");
  CHECK(scenario.columns[1].values.at(0) == Fraction{420});
  CHECK(scenario.title == "Base");
}

TEST_CASE("what a file says of itself replaces what the base says") {
  MemoryFiles files{with_base(kBase)};
  const auto result =
      files.load("allot: 1\nbase: base.yaml\ntitle: More\nyear: 2026\nnote: a proposal\n");
  CHECK(outcome(files, result) == Lines{"year: 2025 -> 2026"});
  REQUIRE(result.scenario);
  CHECK(result.scenario->title == "More");
  CHECK(result.scenario->note == "a proposal");
}

TEST_CASE("what the base expects does not count, what the overlay expects does") {
  CHECK(scenario_of("pots.im.amount: 5_800").expect.empty());
  MemoryFiles files{with_base(kBase)};
  const auto result = files.load(
      "allot: 1\nbase: base.yaml\nchange: {pots.im.amount: 5_800}\nexpect: {total: 5_800, exit: "
      "0}\n");
  REQUIRE(result.scenario);
  CHECK(result.scenario->expect.total->amount == Fraction{5'800});
  CHECK(result.expected_exit == 0);
}

TEST_CASE("an overlay that is meant to be refused may say so") {
  MemoryFiles files;
  const auto result =
      files.load("allot: 1\nbase: missing.yaml\nchange: {title: x}\nexpect: {exit: 4}\n");
  CHECK_FALSE(result.scenario);
  CHECK(result.expected_exit == 4);
}

TEST_CASE("overlays stack, and changes of one place are one change") {
  const std::string first = overlay_of("pots.im.amount: {times: 1.1}\ntitle: First");
  MemoryFiles files{with_base(kBase, {{"first.yaml", first}})};
  const auto result = files.load(
      "allot: 1\nbase: first.yaml\nchange: {pots.1.amount: {plus: 200}, districts.08437.tax: 2}\n");
  CHECK(outcome(files, result) == Lines{"pots.im.amount: 58_000 -> 64000", "title: Base -> First",
                                        "districts.08437.tax: 1 -> 2"});
}

TEST_CASE("a change that is taken back is none") {
  const std::string first = overlay_of("pots.im.amount: {times: 1.1}");
  MemoryFiles files{with_base(kBase, {{"first.yaml", first}})};
  const auto result =
      files.load("allot: 1\nbase: first.yaml\nchange: {pots.im.amount: {plus: -5_800}}\n");
  CHECK(outcome(files, result) == Lines{});
}

TEST_CASE("a part that changes after the whole was replaced is a change of its own") {
  const std::string first = overlay_of("pots.im.steps.post.amount: 70");
  MemoryFiles files{with_base(kBase, {{"first.yaml", first}})};
  const auto result = files.load(
      "allot: 1\nbase: first.yaml\nchange:\n"
      "  pots.im.steps: [{flat: {amount: 1}}, {rate: {amount: 1, per: tax}}, {share: {by: "
      "count}}]\n"
      "  pots.im.steps.1.amount: 2\n");
  const auto lines = outcome(files, result);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "pots.im.steps.post.amount: 60 -> 70");
  CHECK(lines[2] == "pots.im.steps.1.amount: 1 -> 2");
}

TEST_CASE("sixty-four bases are a stack, a circle is not") {
  Texts texts = with_base(kBase);
  const auto layer = [&](int number, std::string_view base) {
    texts[fmt::format("f{}.yaml", number)] =
        fmt::format("allot: 1\nbase: {}\nchange: {{pots.im.amount: {{plus: 1}}}}\n", base);
  };
  layer(1, "base.yaml");
  for (int i = 2; i <= 64; ++i) {
    layer(i, fmt::format("f{}.yaml", i - 1));
  }
  {
    MemoryFiles files{texts};
    const auto result = files.load("allot: 1\nbase: f63.yaml\n");
    CHECK(outcome(files, result) == Lines{"pots.im.amount: 58_000 -> 58063"});
  }
  {
    MemoryFiles files{texts};
    const auto result = files.load("allot: 1\nbase: f64.yaml\n");
    CHECK(outcome(files, result) == Lines{"too_deep f1.yaml:2:7 more than 64 bases in a chain"});
  }
  layer(1, "f3.yaml");
  MemoryFiles files{texts};
  const auto result = files.load("allot: 1\nbase: f3.yaml\n");
  CHECK(outcome(files, result) ==
        Lines{"base_cycle f1.yaml:2:7 the bases go round in a circle: `f3.yaml` → `f2.yaml` → "
              "`f1.yaml` → `f3.yaml`"});
}

TEST_CASE("the base may be the prior year of its overlay, but not the overlay of its base") {
  const std::string base = std::string{kBase};
  const Scenario scenario =
      scenario_of("prior: {scenario: base.yaml}\npots.im.amount: 60_000", base);
  REQUIRE(scenario.prior);
  const auto& before = std::get<PriorScenario>(scenario.prior->from);
  CHECK(*before.scenario->pots[0].fixed_amount() == Fraction{58'000});
  CHECK(before.scenario->changes.empty());
  CHECK(scenario.prior->label == "base.yaml");

  std::string circular{kBase};
  circular.replace(circular.find("{column: old}"), 13, "{scenario: s.yaml}");
  CHECK(outcome_of("pots.im.amount: 1_000", circular) == Lines{"prior_cycle base.yaml:16:19"});
}

TEST_CASE("a path in a file that matches nothing is an error of the file") {
  const struct {
    std::string_view path, help;
  } rows[] = {
      {"pots.im.amonut", "did you mean `pots.im.amount`?"},
      {"pots.in.amount", "did you mean `pots.im.amount`?"},
      {"pots.im.steps.9.amount", "there is `post`, `flat`, `rate` and `share`"},
      {"pots.im.steps.0", "there is `post`, `flat`, `rate` and `share`"},
      {"pots.im.steps.-1", "there is `post`, `flat`, `rate` and `share`"},
      {"districts.a.b.count", "did you mean `districts.\"a.b\".count`?"},
      {"base", "write the changes themselves"},
      {"change.x", "write the changes themselves"},
      {"allot", "leave it out"},
      {"''", "there is"},
      {"pots.im.amount.", "`pots.im.amount` has no parts of its own"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    MemoryFiles files{with_base(kBase)};
    const auto result = load_overlay(files, std::string{row.path} + ": 1");
    CHECK_FALSE(result.scenario);
    REQUIRE(result.problems.list().size() == 1);
    const Diagnostic& problem = result.problems.list().front();
    CHECK(problem.code == Code::kChangeNotFound);
    CHECK(describe(problem.code).exit_code == 3);
    CHECK(problem.where.line == 4);
    CHECK(problem.help.front().substr(0, row.help.size()) == row.help);
  }
}

}  // namespace
}  // namespace allot::overlays
