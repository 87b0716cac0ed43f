#include "support/overlay_sample.hpp"

namespace allot::overlays {
namespace {

TEST_CASE("cells of tables are changed in overlays, by value and by factor") {
  const Texts tables{{"t.csv", std::string{kTable}}};
  const auto change = [&](std::string_view lines) { return outcome_of(lines, kTableBase, tables); };
  CHECK(change("districts.01.count: 420\ndistricts.02.count: {times: 1.1}") ==
        Lines{"districts.01.count: 10 -> 420", "districts.02.count: 30 -> 33"});
  CHECK(change("districts.03.count: 1") ==
        Lines{"change_not_found s.yaml:4:3 nothing is called `districts.03.count`: there is no "
              "district `03`"});
  CHECK(change("districts.01.cuont: 1") == Lines{"change_not_found s.yaml:4:3"});
  CHECK(change("districts.01.spare: 1") == Lines{"change_without_effect s.yaml:4:3"});
  CHECK(change("districts.01.count: [1]") ==
        Lines{"wrong_kind s.yaml:4:23 `districts.01.count` is one cell of a table"});
  CHECK(change("districts.01.count: {append: [1]}") ==
        Lines{"wrong_kind s.yaml:4:32 `districts.01.count` is one cell of a table"});
  CHECK(change("districts.01.count: 5 %") ==
        Lines{"not_a_number s.yaml:4:23 `districts.01.count` is a percentage (5 %)"});
  CHECK(change("districts.01.count:") == Lines{"missing_cell s.yaml:4:3"});
  CHECK(change("districts.01.count: 10") == Lines{"change_without_effect s.yaml:4:3"});
}

TEST_CASE("names and groups are changed like all cells of their column") {
  const std::string base =
      "allot: 1\ntitle: T\ndistricts: {table: t.csv, name: land, group: land}\n"
      "pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]\n";
  const Texts tables{{"t.csv", "id,count,land\n01,10,\n02,30,H\n"}};
  CHECK(outcome_of("districts.01.land: B", base, tables) == Lines{"districts.01.land:  -> B"});
  const Scenario scenario = scenario_of("districts.01.land: B", base, tables);
  CHECK(scenario.districts.names[0] == "B");
  CHECK(scenario.districts.groups[0] == "B");
}

TEST_CASE("a cell that is changed again is wrong where it was changed last") {
  MemoryFiles files{with_base(kTableBase, {{"t.csv", "id,count,name\n01,10,A\n02,30,B\n"},
                                           {"first.yaml", overlay_of("districts.01.name: Sum")}})};
  const auto result =
      files.load("allot: 1\nbase: first.yaml\nchange: {districts.01.name: Total}\n");
  CHECK(files.found(result.problems) == Lines{"total_row s.yaml:3:29"});
}

TEST_CASE("other cells of a column of which some are changed stay as they are") {
  const Texts tables{{"t.csv", "id,count\n01,\n02,0.50\n03,1000.25\n"}};
  const Scenario scenario =
      scenario_of("districts.01.count: 1/3\ndistricts.02.count: {plus: 1}", kTableBase, tables);
  const Column& column = scenario.columns[0];
  CHECK(column.values.at(0) == Fraction{1, 3});
  CHECK(column.values.at(1) == Fraction{3, 2});
  CHECK(column.values.at(2) == Fraction{4001, 4});
  CHECK(column.missing.empty());
  CHECK(column.decimals == 2);
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
    CHECK(files.found(result.problems) == Lines{});
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
    CHECK(files.found(result.problems) == Lines{"other_base o.yaml:2:7"});
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
  CHECK(files.found(files.load(kBase, options).problems) == Lines{"missing_field o.yaml:1:1"});
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
}  // namespace allot::overlays
