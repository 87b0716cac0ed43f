#include "support/overlay_sample.hpp"

namespace allot::overlays {
namespace {

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
  CHECK(outcome_of("districts.08437.count:") == Lines{"missing_cell base.yaml:6:5"});
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

TEST_CASE("items that come before others are there for the next file, by the positions they get") {
  const std::string first = overlay_of(
      "pots.im.steps: {prepend: [{flat: {amount: 1}}], before: share, insert: [{flat: {amount: "
      "2}}, "
      "{flat: {amount: 3}}], remove: post, append: [{limit: {minimum: 1}}]}\n"
      "pots.im.steps.2.amount: 6");
  MemoryFiles files{with_base(kBase, {{"first.yaml", first}})};
  const auto result =
      files.load("allot: 1\nbase: first.yaml\nchange: {pots.im.steps.3.amount: 7}\n");
  CHECK(outcome(files, result) == Lines{"pots.im.steps.1:  -> {flat: {amount: 1}}",
                                        "pots.im.steps.3:  -> {flat: {amount: 2}}",
                                        "pots.im.steps.4:  -> {flat: {amount: 3}}",
                                        "pots.im.steps.6:  -> {limit: {minimum: 1}}",
                                        "pots.im.steps.post: {flat: {label: post, amount: 60}} -> ",
                                        "pots.im.steps.2.amount: 5 -> 6",
                                        "pots.im.steps.3.amount: 2 -> 7"});
}

TEST_CASE(
    "an item may come in the place of one that is taken out, and inner lists before outer ones") {
  const Scenario scenario = scenario_of(
      "pots: {prepend: [{id: first, amount: 5, steps: [{share: {by: count}}]}]}\n"
      "pots.im.steps: {remove: post, before: post, insert: [{flat: {label: mail, amount: 1}}]}");
  REQUIRE(scenario.pots.size() == 2);
  CHECK(scenario.pots[0].id == "first");
  CHECK(scenario.pots[1].steps.front().label == "mail");
  CHECK(scenario.pots[1].steps.size() == 3);
}

TEST_CASE("a file changes each field once") {
  CHECK(outcome_of("pots.im.amount: 1_000\npots.1.amount: 2_000") ==
        Lines{"duplicate_field s.yaml:5:3 `pots.1.amount` changes the same as `pots.im.amount`"});
  CHECK(outcome_of("pots.im.steps.post:\npots.im.steps.1.amount: 2_000").back() ==
        "change_not_found s.yaml:5:3");
  CHECK(outcome_of("pots.im.steps.post.amount: 70\npots.im.steps: [{flat: {amount: 1}}, {rate: "
                   "{amount: 1, per: tax}}, {share: {by: count}}]") ==
        Lines{"change_without_effect s.yaml:4:3 `pots.im.steps.post.amount` has no effect: "
              "`pots.im.steps` replaces it later"});
}

TEST_CASE("what cannot be done to a value is reported with the ways out") {
  const struct {
    std::string_view change, line, help;
  } rows[] = {
      {"title: {times: 2}", "not_a_number s.yaml:4:18", "write the new value itself"},
      {"pots.im.title: {plus: 2}",
       "not_a_number s.yaml:4:25 `pots.im.title` is not set, not a number",
       "write the new value itself"},
      {"pots.im.amount: {times: x}", "not_a_number s.yaml:4:27", ""},
      {"pots.im.amount: {times: 2, plus: 1}",
       "fields_clash s.yaml:4:30 `plus` stands beside `times`",
       "write one of `{times: …}` and `{plus: …}`; of lists `append`, `prepend`, `before` with "
       "`insert`, and `remove`"},
      {"pots.im.amount: {append: [5]}",
       "wrong_kind s.yaml:4:28 `pots.im.amount` is no list: nothing can be appended",
       "write the new value itself"},
      {"pots.im.steps: {append: {share: {by: count}}}", "wrong_kind s.yaml:4:27",
       "write `{append: […]}`"},
      {"pots.im.steps: {prepend: {share: {by: count}}}", "wrong_kind s.yaml:4:28",
       "write `{prepend: […]}`"},
      {"pots.im.steps: {before: share, insert: 5}", "wrong_kind s.yaml:4:42",
       "write `{before: NAME, insert: […]}`"},
      {"pots.im.steps: {before: share}", "missing_field s.yaml:4:19 `before` needs `insert`",
       "write `{before: NAME, insert: […]}`"},
      {"pots.im.steps: {insert: [{flat: {amount: 1}}]}",
       "missing_field s.yaml:4:19 `insert` needs `before`", "write `{before: NAME, insert: […]}`"},
      {"pots.im.steps: {remove: shar}",
       "change_not_found s.yaml:4:27 nothing is called `pots.im.steps.shar`",
       "did you mean `pots.im.steps.share`?"},
      {"pots.im: {remove: amount}",
       "wrong_kind s.yaml:4:21 `pots.im` is no list: nothing can be taken out of it by `remove`",
       "an empty value takes away a field: write `pots.im.amount:`"},
      {"pots.im.steps: {remove: [[share]]}", "wrong_kind s.yaml:4:27",
       "items go by id, label, name of the step, or position from 1"},
      {"pots.im.amount: -5", "negative_amount s.yaml:4:19", ""},
      {"pots.im.amount: {plus: -60_000}", "negative_amount s.yaml:4:26", ""},
      {"pots.im.steps: {append: [{shar: {by: count}}]}", "unknown_field s.yaml:4:29",
       "did you mean `share`?"},
      {"pots: {im: {amount: 5}}", "wrong_kind s.yaml:4:9", "write `pots.im.amount: 5`"},
      {"pots.im: {amount: {times: 2}}", "wrong_kind s.yaml:4:12",
       "write `pots.im.amount: {times: 2}`"},
      {"pots.im: {id: im}", "missing_field s.yaml:4:12", "add `amount:`"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.change);
    MemoryFiles files{with_base(kBase)};
    const auto result = load_overlay(files, row.change);
    CHECK_FALSE(result.scenario);
    const Found found = files.found(result.problems);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front() == row.line);
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
  CHECK(files.found(result.problems) ==
        Lines{"fields_clash s.yaml:3:1 `pots` stands beside `base`", "unknown_field s.yaml:4:1"});
  CHECK(result.problems.sorted().front().help.front() ==
        "write it as a change: `change: {pots: …}`");
}

TEST_CASE("`change` needs a base") {
  MemoryFiles files;
  CHECK(files.found(files.load("allot: 1\nchange: {title: x}\n").problems) ==
        Lines{"missing_field s.yaml:2:1 `change` has no `base`: nothing is there to be changed"});
  MemoryFiles whole;
  CHECK(whole.found(whole.load(std::string{kBase} + "change: {title: x}\ntittle: y\n").problems) ==
        Lines{"fields_clash s.yaml:18:1 `change` stands in a whole scenario",
              "unknown_field s.yaml:19:1"});
}

TEST_CASE("a base that cannot be read, or is no scenario, is the error") {
  CHECK(outcome_of("title: x", "- a\n- b\n").front() == "not_a_scenario base.yaml:1:1");
  CHECK(outcome_of("title: x", "note: x\n").front() == "not_a_scenario base.yaml:1:1");
  CHECK(outcome_of("title: x", "allot: 2\n").front() == "not_a_scenario base.yaml:1:8");
  CHECK(outcome_of("title: x", "allot: 1\ntitle: [\n")
            .front()
            .text.starts_with("yaml_syntax base.yaml"));
  MemoryFiles files;
  CHECK(load_overlay(files, "title: x").problems.list().front().code == Code::kCannotRead);
}

}  // namespace
}  // namespace allot::overlays
