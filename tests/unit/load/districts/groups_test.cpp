#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/scenario_text.hpp"

namespace allot {
namespace {

using test::file_of;
using test::Lines;
using test::loaded;
using test::MemoryFiles;
using test::problems_of;

constexpr std::string_view kDistrictTable =
    "id,land,region,w\n1,HE,south,1\n2,HE,north,2\n3,BW,east,3\n4,BW,east,4\n";
constexpr std::string_view kGroupTable =
    "land,name,people,tax,w\nHE,Hessen,5,1,7\nBW,Baden,6,2,8\n";
constexpr std::string_view kTables =
    "districts: {table: d.csv, group: land}\ngroups: {table: g.csv, id: land}\n";

test::Texts group_tables() {
  return {{"d.csv", std::string{kDistrictTable}}, {"g.csv", std::string{kGroupTable}}};
}

std::string share_by(std::string_view tiers) {
  return fmt::format("pots: [{{id: p, amount: 9, steps: [{{share: {{tiers: [{}]}}}}]}}]\n", tiers);
}

/// "land: BW HE (1 1 0 0) by people of groups 0 1; by w"
std::string tiers_of(const Scenario& scenario) {
  std::string text;
  for (const Tier& tier : *scenario.pots[0].steps[0].get<std::vector<Tier>>("tiers")) {
    text += text.empty() ? "" : "; ";
    if (!tier.group.empty()) {
      text += tier.group + ":";
      for (const std::string_view group : tier.groups) {
        text += fmt::format(" {}", group);
      }
      text += " (";
      for (const std::uint32_t group : tier.group_of) {
        text += fmt::format("{}", group);
      }
      text += ") ";
    }
    const Scenario& owner = tier.upper.empty() ? scenario : *scenario.groups;
    text += "by " + owner.key(tier.by).name;
    for (const std::uint32_t group : tier.upper) {
      text += fmt::format(" {}", owner.districts.ids[group]);
    }
  }
  return text;
}

TEST_CASE("a tier's key is of the groups where they have its columns, else of the districts") {
  const auto tiers = [](std::string_view keys, std::string_view by) {
    MemoryFiles files{group_tables()};
    return tiers_of(loaded(files, file_of({kTables, keys, share_by(by)})));
  };
  CHECK(tiers("", "{group: land, by: people}, {by: w}") ==
        "land: BW HE (1100) by people BW HE; by w");
  CHECK(tiers("", "{group: land, by: w}, {by: w}") == "land: BW HE (1100) by w BW HE; by w");
  CHECK(tiers("keys: {k: {blend: [{weight: 2/3, of: tax}, {weight: 1/3, of: people}]}}\n",
              "{group: land, by: k}, {by: w}") == "land: BW HE (1100) by k BW HE; by w");
  CHECK(tiers("keys: {k: {sum: [w]}}\n", "{group: land, by: k}, {by: k}") ==
        "land: BW HE (1100) by k BW HE; by k");
  CHECK(tiers("keys: {k: {sum: [w]}, inner: {sum: [people]}, outer: {sum: [inner, tax]}}\n",
              "{group: land, by: outer}, {group: region, by: k}, {by: w}") ==
        "land: BW HE (1100) by outer BW HE; region: east north south (2100) by k; by w");
}

TEST_CASE("without `groups` a tier's key is of the districts") {
  MemoryFiles files;
  const Scenario scenario =
      loaded(files, file_of({"districts: [{id: a, w: 1, group: y}, {id: b, w: 2, group: x}]\n",
                             share_by("{group: group, by: w}, {by: w}")}));
  CHECK(tiers_of(scenario) == "group: x y (10) by w; by w");
  CHECK(scenario.groups == nullptr);
}

TEST_CASE("groups are a scenario of their own: names, columns, keys and facts") {
  MemoryFiles files{group_tables()};
  const Scenario scenario = loaded(
      files, file_of({"sources: {s: {title: S}}\ndistricts: {table: d.csv, group: land}\n"
                      "groups: {table: g.csv, id: land, columns: {people: {label: People, source: "
                      "s}}}\n",
                      share_by("{group: land, by: people}, {by: w}")}));
  const Scenario& groups = *scenario.groups;
  CHECK(groups.districts.ids == std::vector<std::string_view>{"BW", "HE"});
  CHECK(groups.districts.names == std::vector<std::string_view>{"Baden", "Hessen"});
  REQUIRE(groups.columns.size() == 1);
  CHECK(groups.columns[0].label == "People");
  CHECK(groups.columns[0].provenance.source == SourceId{0});
  CHECK(groups.columns[0].values.at(0) == Fraction{6});
  CHECK(groups.sources.size() == 1);
}

TEST_CASE(
    "a list of groups may have more than the districts are in; unused columns are a warning") {
  MemoryFiles files;
  const auto result =
      files.load(file_of({"districts: [{id: a, w: 1, group: y}, {id: b, w: 2, group: x}]\n"
                          "groups: [{id: z, n: 1, m: 2}, {id: y, n: 5}, {id: x, name: Ix, n: 4}]\n",
                          share_by("{group: group, by: n}, {by: w}")}));
  CHECK(files.found(result.problems) == Lines{"unused_column s.yaml:4:24"});
  REQUIRE(result.scenario);
  CHECK(tiers_of(*result.scenario) == "group: x y (10) by n x y; by w");
}

TEST_CASE("what tiers must not be") {
  const struct {
    std::string_view tiers, problem;
  } rows[] = {
      {"{by: w}, {by: w}", "missing_field s.yaml:5:52"},
      {"{group: land, by: w}", "fields_clash s.yaml:5:60 the last tier has a `group`"},
      {"{group: lnad, by: w}, {by: w}", "unknown_column s.yaml:5:60"},
      {"{group: land, by: peple}, {by: w}", "unknown_name s.yaml:5:70"},
      {"{group: land, by: w}, {by: people}", "unknown_name s.yaml:5:79"},
      {"{group: region, by: people}, {by: w}", "unknown_name s.yaml:5:72"},
      {"{group: land, by: w}, {}", "missing_field s.yaml:5:74 a tier needs `by`"},
      {"{group: land}, {by: w}", "missing_field s.yaml:5:52 a tier needs `by`"},
      {"{group: region, by: w}, {group: land, by: w}, {by: w}", "fields_clash s.yaml:5:76"},
      {"{group: land, by: w}, {group: region, by: w}, {by: w}", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.tiers);
    const auto lines =
        problems_of(fmt::format("{}{}", kTables, share_by(row.tiers)), group_tables());
    CHECK((lines.empty() ? test::Line{} : lines.front()) == row.problem);
    CHECK(lines.size() <= 1);
  }
}

TEST_CASE("each group of a lower tier is within one of the upper") {
  const auto problems = [](std::string_view district) {
    return problems_of(
        fmt::format("districts: {{table: d.csv}}\n{}",
                    share_by("{group: land, by: w}, {group: region, by: w}, {by: w}")),
        {{"d.csv", fmt::format("{}{}\n", kDistrictTable, district)}});
  };
  CHECK(problems("5,BW,west,1") == Lines{});
  CHECK(problems("5,BW,north,1") == Lines{"fields_clash s.yaml:4:74"});
  CHECK(problems("5,BW,,1") == Lines{"missing_cell d.csv:6:6"});
}

TEST_CASE("every group of a district is in `groups`, each reported once") {
  CHECK(problems_of(fmt::format("{}{}", kTables, share_by("{group: land, by: people}, {by: w}")),
                    {{"d.csv", std::string{kDistrictTable} + "5,H,east,1\n6,H,east,1\n7,,east,1\n"},
                     {"g.csv", std::string{kGroupTable}}}) ==
        Lines{"unknown_name d.csv:6:3", "missing_cell d.csv:8:3"});
}

TEST_CASE("columns and keys of groups are no columns and keys of districts") {
  CHECK(problems_of(
            fmt::format("{}keys: {{k: {{sum: [people]}}}}\npots: [{{id: p, amount: 9, "
                        "steps: [{{rate: {{amount: 1, per: people}}}}, {{share: {{by: k}}}}]}}]"
                        "\n",
                        kTables),
            group_tables()) == Lines{"unknown_name s.yaml:6:59", "unknown_name s.yaml:6:82"});
  CHECK(problems_of(fmt::format("{}keys: {{people: {{sum: [w]}}}}\n{}", kTables,
                                share_by("{group: land, by: people}, {by: w}")),
                    group_tables()) == Lines{"fields_clash s.yaml:5:8"});
}

TEST_CASE("groups are checked like districts") {
  const auto problems = [](std::string_view groups) {
    return problems_of(fmt::format("districts: [{{id: a, w: 1, group: y}}]\ngroups: {}\n{}", groups,
                                   share_by("{group: group, by: n}, {by: w}")));
  };
  CHECK(problems("[{id: y, n: 1}, {id: y, n: 2}]") == Lines{"duplicate_district s.yaml:4:30"});
  CHECK(problems("[{id: y, n: -1}]") == Lines{"negative_weight s.yaml:4:21"});
  CHECK(problems("[{id: y}, {id: x, n: 4}]") == Lines{"missing_cell s.yaml:4:10"});
  CHECK(problems("{table: g.csv}") == Lines{"cannot_read s.yaml:4:17 cannot read `g.csv`"});
  CHECK(problems("{table: g.csv, where: {a: b}}").back() == "unknown_field s.yaml:4:24");
}

TEST_CASE("cells of groups can be changed") {
  MemoryFiles files{group_tables()};
  load::Options options;
  const auto set = [&](std::string path) {
    options.assignments.push_back(
        files.assignment(load::Assignment::Kind::kSet, std::move(path), "9"));
  };
  set("districts.1.w");
  set("groups.HE.people");
  const Scenario scenario =
      loaded(files, file_of({kTables, share_by("{group: land, by: people}, {by: w}")}), options);
  CHECK(scenario.groups->columns[0].values.at(1) == Fraction{9});
  CHECK(scenario.columns[0].values.at(0) == Fraction{9});
  REQUIRE(scenario.changes.size() == 2);
  CHECK(scenario.changes[0].old_value == "1");
  CHECK(scenario.changes[1].old_value == "5");
  CHECK(scenario.changes[1].new_value == "9");
}

}  // namespace
}  // namespace allot
