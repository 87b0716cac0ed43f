#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/memory_files.hpp"

namespace allot {
namespace {

using test::MemoryFiles;
using Lines = std::vector<std::string>;
using Kind = load::Assignment::Kind;

constexpr std::string_view kScenario = R"(allot: 1
title: T
districts:
  - {id: "08437", count: 10, tax: 1}
  - {id: a.b, count: 30, tax: 1}
keys: {need: {sum: [count, tax]}}
pots:
  - id: im
    amount: 58_000
    steps:
      - flat: {label: post, amount: 60}
      - flat: {amount: 5}
      - share: {by: need}
)";

constexpr std::string_view kFromTable = R"(allot: 1
title: T
districts: {table: t.csv}
pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]
)";
const test::Texts kTable{{"t.csv", "id,count,spare\n01,10,1\n02,,1\n"}};

struct ChangedField {
  std::string_view path, value;
};

load::Loaded load_with(MemoryFiles& files, std::string_view text, Kind kind,
                       std::initializer_list<ChangedField> rows) {
  load::Options options;
  for (const auto& [path, value] : rows) {
    options.assignments.push_back(files.assignment(kind, std::string{path}, std::string{value}));
  }
  return files.load(text, options);
}

/// "path: old -> new" of the only change, or the first problem.
std::string change_of(std::string_view text, Kind kind, ChangedField row,
                      const test::Texts& others = {}) {
  MemoryFiles files{others};
  const load::Loaded result = load_with(files, text, kind, {row});
  if (!result.problems.empty()) {
    return files.lines(result.problems).front();
  }
  const Change& change = result.scenario->changes.at(0);
  return fmt::format("{}: {} -> {}", change.path, change.old_value, change.new_value);
}

std::string set(std::string_view path, std::string_view value) {
  return change_of(kScenario, Kind::kSet, {path, value});
}

std::string adjust(std::string_view path, std::string_view value) {
  return change_of(kScenario, Kind::kAdjust, {path, value});
}

TEST_CASE("items of lists are named by id, label, step or position") {
  const ChangedField rows[] = {
      {"pots.im.amount", "58_000"},        {"pots.1.amount", "58_000"},
      {"pots.im.steps.post.amount", "60"}, {"pots.im.steps.post.flat.amount", "60"},
      {"pots.im.steps.2.amount", "5"},     {"pots.im.steps.2.flat.amount", "5"},
      {"districts.08437.count", "10"},     {"districts.\"a.b\".count", "30"}};
  for (const auto& [path, old_value] : rows) {
    CHECK(set(path, "7") == fmt::format("{}: {} -> 7", path, old_value));
  }
  CHECK(set("pots.im.steps.share.by", "tax") == "pots.im.steps.share.by: need -> tax");
}

TEST_CASE("a change reaches the scenario") {
  MemoryFiles files;
  const auto result = load_with(files, kScenario, Kind::kSet,
                                {{"pots.im.amount", "61_000"},
                                 {"pots.im.steps.share.by", "count"},
                                 {"districts.08437.count", "11"},
                                 {"pots.im.rounding.unit", "0.5"}});
  REQUIRE(result.scenario);
  const Scenario& scenario = *result.scenario;
  REQUIRE(scenario.pots[0].fixed_amount() != nullptr);
  CHECK(*scenario.pots[0].fixed_amount() == Fraction{61'000});
  CHECK(scenario.key(*scenario.pots[0].steps[2].get<KeyId>("by")).name == "count");
  CHECK(scenario.pots[0].rounding.unit == Fraction{1, 2});
  CHECK(scenario.columns[0].values.at(0) == Fraction{11});
  CHECK(scenario.changes.size() == 4);
}

TEST_CASE("a field that the format knows may be set where the file does not have it") {
  CHECK(set("pots.im.rounding.unit", "10") == "pots.im.rounding.unit:  -> 10");
  CHECK(set("year", "2027") == "year:  -> 2027");
  CHECK(set("pots.im.steps.post.times", "2") == "pots.im.steps.post.times:  -> 2");
  CHECK(set("expect.budgets.08437", "1") == "expect.budgets.08437:  -> 1");
  CHECK(set("prior", "{column: tax}") == "prior:  -> {column: tax}");
}

TEST_CASE("values may be lists and maps, in the brackets of YAML") {
  CHECK(set("pots.im.steps", "[{share: {by: \"tax\"}}]") ==
        "pots.im.steps: [{flat: {label: post, amount: 60}}, {flat: {amount: 5}}, {share: {by: "
        "need}}] -> [{share: {by: tax}}]");
  CHECK(set("pots.im.steps", "[{share") == "yaml_syntax --set:1:15 `{` is never closed");
}

TEST_CASE("a path that matches nothing is reported with the nearest that does") {
  const struct {
    std::string_view path, help;
  } rows[] = {
      {"pots.im.amonut", "did you mean `pots.im.amount`?"},
      {"pots.in.amount", "did you mean `pots.im.amount`?"},
      {"keys.nead.sum", "did you mean `keys.need.sum`?"},
      {"pots.im.steps.shar.by", "did you mean `pots.im.steps.share.by`?"},
      {"pots.im.steps.share.bi", "did you mean `pots.im.steps.share.by`?"},
      {"districts.zzzzz.count", "there is `08437` and `a.b`"},
      {"title.short", "`title` has no parts of its own"},
      {"pots.im.steps.flat.amount",
       "several are called `flat`: name it by its label, or by its position: `pots.im.steps.1`"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    MemoryFiles files;
    const auto result = load_with(files, kScenario, Kind::kSet, {{row.path, "1"}});
    CHECK_FALSE(result.scenario);
    REQUIRE(result.problems.list().size() == 1);
    const Diagnostic& problem = result.problems.list().front();
    CHECK(problem.code == Code::kPathNotFound);
    CHECK(problem.help.front() == row.help);
  }
}

TEST_CASE("--adjust adds an amount or a percentage, exactly") {
  CHECK(adjust("pots.im.amount", "+3%") == "pots.im.amount: 58_000 -> 59740");
  CHECK(adjust("pots.im.amount", "-0.5 %") == "pots.im.amount: 58_000 -> 57710");
  CHECK(adjust("pots.im.amount", "-1_000") == "pots.im.amount: 58_000 -> 57000");
  CHECK(adjust("districts.08437.count", "+1/3") == "districts.08437.count: 10 -> 31/3");
  CHECK(adjust("pots.im.amount", "3%") == "usage --set:1:16 the adjustment `3%` has no sign");
  CHECK(adjust("title", "+3%") == "usage --set:1:7 `title` is `T`, not a number");
  CHECK(adjust("pots.im.amount", "-60_000") ==
        "negative_amount --set:1:16 `amount` is negative (-2000)");
}

TEST_CASE("cells of tables can be changed, empty ones too") {
  MemoryFiles files{kTable};
  const auto result = load_with(files, kFromTable, Kind::kSet,
                                {{"districts.02.count", "0.5"}, {"districts.01.count", "12"}});
  CHECK(files.lines(result.problems) == Lines{});
  REQUIRE(result.scenario);
  CHECK(result.scenario->columns[0].values.at(0) == Fraction{12});
  CHECK(result.scenario->columns[0].values.at(1) == Fraction{1, 2});
  CHECK(result.scenario->changes[0].old_value.empty());
  CHECK(result.scenario->changes[1].old_value == "10");
  CHECK(result.scenario->changes[1].new_value == "12");
}

TEST_CASE("changes of cells are checked like the cells") {
  const test::Texts full{{"t.csv", "id,count,spare\n01,10,1\n02,20,1\n"}};
  const auto change = [&](Kind kind, std::string_view path, std::string_view value) {
    return change_of(kFromTable, kind, {path, value}, full);
  };
  CHECK(change(Kind::kAdjust, "districts.01.count", "+10%") == "districts.01.count: 10 -> 11");
  CHECK(change(Kind::kSet, "districts.01.count", "-1") ==
        "negative_weight --set:1:1 `count` of `01` (01) is negative (-1)");
  CHECK(change(Kind::kSet, "districts.01.count", "x") ==
        "not_a_number --set:1:20 `districts.01.count` is not a number: `x` has no digits");
  CHECK(change(Kind::kSet, "districts.03.count", "1") ==
        "path_not_found --set:1:1 nothing is called `districts.03.count`: there is no district "
        "`03`");
  CHECK(change(Kind::kSet, "districts.01.cuont", "1") ==
        "path_not_found --set:1:1 nothing is called `districts.01.cuont`: there is no column "
        "`cuont`");
  CHECK(change(Kind::kSet, "districts.01.spare", "5") ==
        "change_without_effect --set:1:1 `districts.01.spare` has no effect");
}

TEST_CASE("a change that changes nothing is a warning") {
  MemoryFiles files;
  const auto result = load_with(files, kScenario, Kind::kSet, {{"pots.im.amount", "58000"}});
  CHECK(result.scenario);
  CHECK(files.lines(result.problems) ==
        Lines{"change_without_effect --set:1:1 `pots.im.amount` is `58_000` already"});
}

TEST_CASE("the expected exit code can be set") {
  MemoryFiles files;
  CHECK(load_with(files, kScenario, Kind::kSet, {{"expect.exit", "1"}}).expected_exit == 1);
}

}  // namespace
}  // namespace allot
