#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "memory_files.hpp"

namespace allot {
namespace {

using test::MemoryFiles;
using test::Texts;
using Lines = std::vector<std::string>;
using Kind = load::Assignment::Kind;

constexpr std::string_view kBase = R"(allot: 1
title: Base
year: 2025
note: as voted
districts:
  - {id: "08437", count: 10, tax: 1, old: 40}
  - {id: a.b, count: 30, tax: 1, old: 60}
pots:
  - id: im
    amount: 58_000
    note: planned
    steps:
      - flat: {label: post, amount: 60}
      - rate: {amount: 5, per: tax}
      - share: {by: count}
prior: {column: old}
expect: {total: 58_000}
)";

constexpr std::string_view kTableBase = R"(allot: 1
title: T
districts: {table: t.csv}
pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]
)";
constexpr std::string_view kTable = "id,count,spare\n01,10,1\n02,30,1\n";

/// An overlay of base.yaml; `changes` are the lines of `change`.
std::string overlay_of(std::string_view changes) {
  std::string text = "allot: 1\nbase: base.yaml\nchange:\n";
  std::string line;
  for (const char c : std::string{changes} + "\n") {
    line += c;
    if (c == '\n') {
      text += "  " + line;
      line.clear();
    }
  }
  return text;
}

load::Loaded load_overlay(MemoryFiles& files, std::string_view changes) {
  return files.load(overlay_of(changes));
}

Texts with_base(std::string_view base, Texts others = {}) {
  others.emplace("base.yaml", base);
  return others;
}

/// "path: old -> new" of each change, or else the problems.
Lines outcome(const MemoryFiles& files, const load::Loaded& result) {
  Lines lines = files.lines(result.problems);
  if (lines.empty()) {
    for (const Change& change : result.scenario->changes) {
      lines.push_back(fmt::format("{}: {} -> {}", change.path, change.old_value, change.new_value));
    }
  }
  return lines;
}

Lines outcome_of(std::string_view changes, std::string_view base = kBase, Texts others = {}) {
  MemoryFiles files{with_base(base, std::move(others))};
  return outcome(files, load_overlay(files, changes));
}

Scenario scenario_of(std::string_view changes, std::string_view base = kBase, Texts others = {}) {
  MemoryFiles files{with_base(base, std::move(others))};
  load::Loaded result = load_overlay(files, changes);
  CHECK(files.lines(result.problems) == Lines{});
  REQUIRE(result.scenario);
  return std::move(*result.scenario);
}

load::Assignment overlay_option(std::string file) {
  return {
      .kind = Kind::kOverlay, .path = std::move(file), .value = {}, .where = {}, .value_where = {}};
}

TEST_CASE("a change is a value, a factor, a summand, or items to append") {
  CHECK(outcome_of("pots.im.amount: 61_000") == Lines{"pots.im.amount: 58_000 -> 61_000"});
  CHECK(outcome_of("pots.im.amount: {times: 1.05}") == Lines{"pots.im.amount: 58_000 -> 60900"});
  CHECK(outcome_of("pots.im.amount: {times: 105 %}") == Lines{"pots.im.amount: 58_000 -> 60900"});
  CHECK(
      outcome_of("pots.im.amount: {times: 2/3}") ==
      Lines{
          "not_a_number s.yaml:4:27 `amount` is `116000/3`, which no amount of money is exactly"});
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
  const Lines lines = outcome(files, result);
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
  CHECK(scenario.prior->label == "2025");

  std::string circular{kBase};
  circular.replace(circular.find("{column: old}"), 13, "{scenario: s.yaml}");
  CHECK(outcome_of("pots.im.amount: 1_000", circular) ==
        Lines{"prior_cycle base.yaml:16:19 the prior years go round in a circle: `s.yaml` → "
              "`s.yaml`"});
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
      {"base", "there is"},
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

TEST_CASE("an empty value takes away what need not be there") {
  const Scenario scenario = scenario_of("pots.im.note:\npots.im.steps.rate:\nprior:");
  CHECK(scenario.pots[0].provenance.note.empty());
  CHECK(scenario.pots[0].steps.size() == 2);
  CHECK_FALSE(scenario.prior);
  REQUIRE(scenario.changes.size() == 3);
  CHECK(scenario.changes[1].path == "pots.im.steps.rate");
  CHECK(scenario.changes[1].old_value == "{rate: {amount: 5, per: tax}}");
  CHECK(scenario.changes[1].new_value.empty());

  CHECK(outcome_of("pots.im.amount:") ==
        Lines{"missing_field s.yaml:4:3 `pots.im.amount` cannot be taken away"});
  CHECK(outcome_of("pots.im.title:") ==
        Lines{"change_without_effect s.yaml:4:3 `pots.im.title` is empty already"});
  CHECK(outcome_of("districts.08437.count:") ==
        Lines{"missing_cell base.yaml:6:5 `count` of `08437` (08437) is empty"});
}

TEST_CASE("positions are those before any item was taken away") {
  const Scenario scenario = scenario_of("pots.im.steps.1:\npots.im.steps.2:");
  REQUIRE(scenario.pots[0].steps.size() == 1);
  CHECK(scenario.pots[0].steps[0].get<KeyId>("by") != nullptr);

  // In the next file they are the new ones, and what it changes is another item.
  const std::string first = overlay_of("pots.im.steps.1:\npots.im.steps.2.amount: 6");
  MemoryFiles files{with_base(kBase, {{"first.yaml", first}})};
  const auto result =
      files.load("allot: 1\nbase: first.yaml\nchange: {pots.im.steps.1.amount: 7}\n");
  CHECK(outcome(files, result) == Lines{"pots.im.steps.1: {flat: {label: post, amount: 60}} -> ",
                                        "pots.im.steps.2.amount: 5 -> 6",
                                        "pots.im.steps.1.amount: 6 -> 7"});
}

TEST_CASE("a file changes each field once") {
  CHECK(outcome_of("pots.im.amount: 1_000\npots.1.amount: 2_000") ==
        Lines{"duplicate_field s.yaml:5:3 `pots.1.amount` changes the same as `pots.im.amount`"});
  CHECK(outcome_of("pots.im.steps.post:\npots.im.steps.1.amount: 2_000").back() ==
        "change_not_found s.yaml:5:3 nothing is called `pots.im.steps.1.amount`");
  CHECK(outcome_of("pots.im.steps.post.amount: 70\npots.im.steps: [{flat: {amount: 1}}, {rate: "
                   "{amount: 1, per: tax}}, {share: {by: count}}]") ==
        Lines{"change_without_effect s.yaml:4:3 `pots.im.steps.post.amount` has no effect: "
              "`pots.im.steps` replaces it later"});
}

TEST_CASE("what cannot be done to a value is reported with the ways out") {
  const struct {
    std::string_view change, line, help;
  } rows[] = {
      {"title: {times: 2}", "not_a_number s.yaml:4:18 `title` is `Base`, not a number",
       "write the new value itself"},
      {"pots.im.title: {plus: 2}",
       "not_a_number s.yaml:4:25 `pots.im.title` is not set, not a number",
       "write the new value itself"},
      {"pots.im.amount: {times: x}",
       "not_a_number s.yaml:4:27 `times` is not a number: `x` has no "
       "digits",
       ""},
      {"pots.im.amount: {times: 2, plus: 1}",
       "fields_clash s.yaml:4:30 `plus` stands beside `times`",
       "write one of `{times: …}`, `{plus: …}` and `{append: […]}`"},
      {"pots.im.amount: {append: [5]}",
       "wrong_kind s.yaml:4:28 `pots.im.amount` is no list: nothing can be appended",
       "write the new value itself"},
      {"pots.im.steps: {append: {share: {by: count}}}",
       "wrong_kind s.yaml:4:27 `append` wants a list", "write `{append: […]}`"},
      {"pots.im.amount: -5", "negative_amount s.yaml:4:19 `amount` is negative (-5)", ""},
      {"pots.im.amount: {plus: -60_000}",
       "negative_amount s.yaml:4:26 `amount` is negative (-2000)", ""},
      {"pots.im.steps: {append: [{shar: {by: count}}]}",
       "unknown_field s.yaml:4:29 unknown step "
       "`shar`",
       "did you mean `share`?"},
      {"pots: {im: {amount: 5}}", "wrong_kind s.yaml:4:9 the path `pots` goes on in a map",
       "write `pots.im.amount: 5`"},
      {"pots.im: {amount: {times: 2}}",
       "wrong_kind s.yaml:4:12 the path `pots.im` goes on in a map",
       "write `pots.im.amount: {times: 2}`"},
      {"pots.im: {id: im}", "missing_field s.yaml:4:12 a pot needs `amount`", "add `amount:`"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.change);
    MemoryFiles files{with_base(kBase)};
    const auto result = load_overlay(files, row.change);
    CHECK_FALSE(result.scenario);
    const Lines lines = files.lines(result.problems);
    REQUIRE_FALSE(lines.empty());
    CHECK(lines.front() == row.line);
    if (!row.help.empty()) {
      CHECK(result.problems.sorted().front().help.front() == row.help);
    }
  }
}

TEST_CASE("a percentage is changed by a factor, or written anew") {
  std::string base{kBase};
  base.insert(base.find("prior:"),
              "      - hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}\n");
  const std::string_view path = "pots.im.steps.hold_harmless.percent_of_prior";
  const auto change = [&](std::string_view value) {
    return outcome_of(fmt::format("{}: {}", path, value), base);
  };
  CHECK(change("{times: 1.02}") == Lines{fmt::format("{}: 95 % -> 96.9 %", path)});
  CHECK(change("96 %") == Lines{fmt::format("{}: 95 % -> 96 %", path)});
  CHECK(change("{plus: 1 %}") ==
        Lines{fmt::format("ambiguous_percentage s.yaml:4:56 `{}` is `95 %`, and `plus: 1 %` may be "
                          "percentage points or a part of it",
                          path)});
  CHECK(change("{plus: 1}") ==
        Lines{fmt::format("ambiguous_percentage s.yaml:4:56 `{}` is a percentage (95 %), and `1` "
                          "is not one",
                          path)});
  MemoryFiles files{with_base(base)};
  const auto result = load_overlay(files, fmt::format("{}: {{plus: 1 %}}", path));
  CHECK(result.problems.list().front().help ==
        Lines{"percentage points: write `96 %` instead of the map",
              "a part of it: write `{times: 1.01}`"});
}

TEST_CASE("a step with a field `times` is no factor") {
  CHECK(
      outcome_of("pots.im.steps.1: {flat: {amount: 4, times: 2}}") ==
      Lines{"pots.im.steps.1: {flat: {label: post, amount: 60}} -> {flat: {amount: 4, times: 2}}"});
  CHECK(outcome_of("pots.im.steps.post.flat: {amount: 4, times: 2}") ==
        Lines{"pots.im.steps.post.flat: {label: post, amount: 60} -> {amount: 4, times: 2}"});
}

TEST_CASE("a difference has no fields of a whole scenario") {
  MemoryFiles files{with_base(kBase)};
  const auto result =
      files.load("allot: 1\nbase: base.yaml\npots: [{id: p}]\ntittle: x\nchange: {title: y}\n");
  CHECK(files.lines(result.problems) == Lines{"fields_clash s.yaml:3:1 `pots` stands beside `base`",
                                              "unknown_field s.yaml:4:1 unknown field `tittle`"});
  CHECK(result.problems.sorted().front().help.front() ==
        "write it as a change: `change: {pots: …}`");
}

TEST_CASE("`change` needs a base") {
  MemoryFiles files;
  CHECK(files.lines(files.load("allot: 1\nchange: {title: x}\n").problems) ==
        Lines{"missing_field s.yaml:2:1 `change` has no `base`: nothing is there to be changed"});
  MemoryFiles whole;
  CHECK(whole.lines(whole.load(std::string{kBase} + "change: {title: x}\ntittle: y\n").problems) ==
        Lines{"fields_clash s.yaml:18:1 `change` stands in a whole scenario",
              "unknown_field s.yaml:19:1 unknown field `tittle`"});
}

TEST_CASE("a base that cannot be read, or is no scenario, is the error") {
  CHECK(outcome_of("title: x", "- a\n- b\n").front().starts_with("not_a_scenario base.yaml:1:1"));
  CHECK(outcome_of("title: x", "note: x\n").front().starts_with("not_a_scenario base.yaml:1:1"));
  CHECK(outcome_of("title: x", "allot: 2\n").front().starts_with("not_a_scenario base.yaml:1:8"));
  CHECK(
      outcome_of("title: x", "allot: 1\ntitle: [\n").front().starts_with("yaml_syntax base.yaml"));
  MemoryFiles files;
  CHECK(load_overlay(files, "title: x").problems.list().front().code == Code::kCannotRead);
}

TEST_CASE("cells of tables are changed in overlays, by value and by factor") {
  const Texts tables{{"t.csv", std::string{kTable}}};
  const auto change = [&](std::string_view lines) { return outcome_of(lines, kTableBase, tables); };
  CHECK(change("districts.01.count: 420\ndistricts.02.count: {times: 1.1}") ==
        Lines{"districts.01.count: 10 -> 420", "districts.02.count: 30 -> 33"});
  CHECK(change("districts.03.count: 1") ==
        Lines{"change_not_found s.yaml:4:3 nothing is called `districts.03.count`: there is no "
              "district `03`"});
  CHECK(change("districts.01.cuont: 1") ==
        Lines{"change_not_found s.yaml:4:3 nothing is called `districts.01.cuont`: there is no "
              "column `cuont`"});
  CHECK(change("districts.01.spare: 1") ==
        Lines{"change_without_effect s.yaml:4:3 `districts.01.spare` has no effect"});
  CHECK(change("districts.01.count: [1]") ==
        Lines{"wrong_kind s.yaml:4:23 `districts.01.count` is one cell of a table"});
  CHECK(change("districts.01.count: {append: [1]}") ==
        Lines{"wrong_kind s.yaml:4:32 `districts.01.count` is one cell of a table"});
  CHECK(change("districts.01.count: 5 %") ==
        Lines{"not_a_number s.yaml:4:23 `districts.01.count` is a percentage (5 %)"});
  CHECK(change("districts.01.count:") ==
        Lines{"missing_cell s.yaml:4:3 `count` of `01` (01) is empty"});
  CHECK(change("districts.01.count: 10") ==
        Lines{"change_without_effect s.yaml:4:3 `districts.01.count` is `10` already"});
}

TEST_CASE("what is known of a column may be written where the base says nothing") {
  const Scenario scenario =
      scenario_of("districts.columns.count: {status: final}\ndistricts.where.spare: 1", kTableBase,
                  {{"t.csv", std::string{kTable}}});
  CHECK(scenario.columns[0].provenance.status == Status::kFinal);
}

TEST_CASE("`districts` are `recipients` in the path of a file that calls them so") {
  std::string base{kBase};
  base.replace(base.find("districts:"), 10, "recipients:");
  CHECK(outcome_of("districts.08437.count: 11", base) == Lines{"districts.08437.count: 10 -> 11"});
}

TEST_CASE("cells that two files change are one change, in the order of the files") {
  const std::string first = overlay_of("districts.01.count: 20");
  MemoryFiles files{with_base(kTableBase, {{"t.csv", std::string{kTable}}, {"first.yaml", first}})};
  const auto result =
      files.load("allot: 1\nbase: first.yaml\nchange: {districts.01.count: {times: 2}}\n");
  CHECK(outcome(files, result) == Lines{"districts.01.count: 10 -> 40"});
}

TEST_CASE("districts that are replaced lose the changes of their cells") {
  const std::string first = overlay_of("districts.01.count: 20");
  MemoryFiles files{with_base(
      kTableBase,
      {{"t.csv", std::string{kTable}}, {"u.csv", "id,count\n01,7\n"}, {"first.yaml", first}})};
  const auto result =
      files.load("allot: 1\nbase: first.yaml\nchange: {districts: {table: u.csv}}\n");
  CHECK(outcome(files, result) == Lines{"districts: {table: t.csv} -> {table: u.csv}"});
  REQUIRE(result.scenario);
  CHECK(result.scenario->columns[0].values.at(0) == Fraction{7});
}

TEST_CASE("--overlay makes the changes of a file, in the order of the command line") {
  const auto amount_of = [&](std::vector<std::string> order) {
    MemoryFiles files{{{"o.yaml", "allot: 1\nchange:\n  pots.im.amount: {times: 2}\n"}}};
    load::Options options;
    for (const std::string& word : order) {
      options.assignments.push_back(word == "overlay"
                                        ? overlay_option("o.yaml")
                                        : files.assignment(Kind::kSet, "pots.im.amount", word));
    }
    const auto result = files.load(kBase, options);
    CHECK(files.lines(result.problems) == Lines{});
    REQUIRE(result.scenario);
    return *result.scenario->pots[0].fixed_amount();
  };
  CHECK(amount_of({"overlay"}) == Fraction{116'000});
  CHECK(amount_of({"1_000", "overlay"}) == Fraction{2'000});
  CHECK(amount_of({"overlay", "1_000"}) == Fraction{1'000});
  CHECK(amount_of({"overlay", "1_000", "overlay"}) == Fraction{2'000});
}

TEST_CASE("--overlay gives what the file itself gives") {
  const std::string overlay =
      "allot: 1\nbase: s.yaml\ntitle: More\nyear: 2026\nchange: {pots.im.amount: {times: 2}}\n";
  MemoryFiles files{{{"o.yaml", overlay}}};
  load::Options options;
  options.assignments.push_back(overlay_option("o.yaml"));
  const auto result = files.load(kBase, options);
  CHECK(outcome(files, result) == Lines{"year: 2025 -> 2026", "pots.im.amount: 58_000 -> 116000"});
  REQUIRE(result.scenario);
  CHECK(result.scenario->title == "More");
  CHECK(result.scenario->expect.empty());
}

TEST_CASE("an overlay that was made for another scenario is used with a warning") {
  const std::string overlay = "allot: 1\nbase: other.yaml\nchange: {pots.im.amount: {times: 2}}\n";
  for (const bool readable : {true, false}) {
    MemoryFiles files{readable ? Texts{{"o.yaml", overlay}, {"other.yaml", "allot: 1\n"}}
                               : Texts{{"o.yaml", overlay}}};
    load::Options options;
    options.assignments.push_back(overlay_option("o.yaml"));
    const auto result = files.load(kBase, options);
    CHECK(files.lines(result.problems) ==
          Lines{"other_base o.yaml:2:7 the overlay was made for `other.yaml`, and changes `s.yaml` "
                "here"});
    CHECK(result.scenario);
  }
}

TEST_CASE("overlays of one base go together on the command line") {
  const std::string more = "allot: 1\nbase: s.yaml\nchange: {pots.im.amount: {times: 2}}\n";
  const std::string post = "allot: 1\nbase: more.yaml\nchange: {pots.im.steps.post.amount: 1}\n";
  MemoryFiles files{{{"more.yaml", more}, {"post.yaml", post}}};
  load::Options options;
  options.assignments = {overlay_option("more.yaml"), overlay_option("post.yaml")};
  const auto result = files.load(kBase, options);
  CHECK(outcome(files, result) ==
        Lines{"pots.im.amount: 58_000 -> 116000", "pots.im.steps.post.amount: 60 -> 1"});
}

TEST_CASE("a whole scenario is no overlay") {
  MemoryFiles files{{{"o.yaml", std::string{kBase}}}};
  load::Options options;
  options.assignments.push_back(overlay_option("o.yaml"));
  CHECK(files.lines(files.load(kBase, options).problems) ==
        Lines{"missing_field o.yaml:1:1 the file is no overlay: it has no `change`"});
}

TEST_CASE("a prior year may be an overlay") {
  std::string scenario{kBase};
  scenario.replace(scenario.find("{column: old}"), 13, "{scenario: last.yaml}");
  scenario.replace(scenario.find(", old: 40"), 9, "");
  scenario.replace(scenario.find(", old: 60"), 9, "");
  MemoryFiles files{{{"last.yaml", "allot: 1\nbase: base.yaml\nchange: {pots.im.amount: 50_000}\n"},
                     {"base.yaml", std::string{kBase}}}};
  const auto result = files.load(scenario);
  CHECK(outcome(files, result) == Lines{});
  REQUIRE(result.scenario);
  const auto& before = std::get<PriorScenario>(result.scenario->prior->from);
  CHECK(*before.scenario->pots[0].fixed_amount() == Fraction{50'000});
}

TEST_CASE("a path is relative to the file that says it") {
  SourceFiles files;
  Lines asked;
  const std::string base =
      "allot: 1\ntitle: T\ndistricts: {table: t.csv}\nprior: {column: old}\n"
      "pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]\n";
  const load::OpenFile open = [&](std::string_view path, FileId relative_to, Location,
                                  Problems&) -> std::optional<FileId> {
    asked.push_back(fmt::format("{} of {}", path, relative_to == 0 ? "" : files.name(relative_to)));
    if (path == "o/base.yaml") {
      return files.add("o/base.yaml", base);
    }
    if (path == "x.csv") {
      return files.add("x.csv", "id,becomes,old\na,a,1\n");
    }
    return files.add("t.csv", "id,count,old\na,1,1\n");
  };
  const FileId file = files.add(
      "s.yaml", "allot: 1\nbase: o/base.yaml\nchange: {prior: {table: x.csv, amount: old}}\n");
  CHECK(load::load_scenario(files, file, open, {}).scenario);
  CHECK(asked == Lines{"o/base.yaml of s.yaml", "t.csv of o/base.yaml", "x.csv of s.yaml"});
}

}  // namespace
}  // namespace allot
