#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/scenario_text.hpp"

namespace allot {
namespace {

using test::file_of;
using test::kList;
using test::kPot;
using test::Lines;
using test::loaded;
using test::MemoryFiles;
using test::problems_of;

TEST_CASE("districts are in the order of their ids by bytes, whatever the order of the file") {
  MemoryFiles files{{{"t.csv", "id,name,count\n10,Zehn,1\nä,Umlaut,2\n9,Neun,3\n\"\",x,4\n"},
                     {"u.csv", "id,name,count\n10,Zehn,1\nä,,2\n9,Neun,3\n"}}};
  const std::string rest = "districts: {table: u.csv}\n";
  const Scenario scenario = loaded(files, file_of({rest, kPot}));
  const Districts& districts = scenario.districts;
  CHECK(districts.ids == std::vector<std::string_view>{"10", "9", "ä"});
  CHECK(districts.names == std::vector<std::string_view>{"Zehn", "Neun", "ä"});
  CHECK(districts.places[0].line == 2);
  CHECK(districts.places[1].line == 4);
  const Column& count = scenario.columns.at(0);
  CHECK(count.values.at(0) == Fraction{1});
  CHECK(count.values.at(1) == Fraction{3});
  CHECK(count.values.at(2) == Fraction{2});
  CHECK(index_of(*districts.find("9")) == 1);
  CHECK_FALSE(districts.find("99"));
  CHECK(problems_of("districts: {table: t.csv}\n" + std::string{kPot},
                    {{"t.csv", "id,name,count\n10,Zehn,1\n\"\",x,4\n"}}) ==
        Lines{"missing_id t.csv:3:2"});
}

TEST_CASE("an id that is there twice is reported with both places") {
  MemoryFiles files{{{"t.csv", "id,count\nb,1\na,1\nb,2\n"}}};
  const auto result = files.load(file_of({"districts: {table: t.csv}\n", kPot}));
  CHECK(files.found(result.problems) == Lines{"duplicate_district t.csv:4:1"});
  REQUIRE(result.problems.list().front().related.size() == 1);
  CHECK(result.problems.list().front().related.front().where.line == 2);
}

TEST_CASE("`where` keeps the rows whose text is one of those named") {
  const test::Texts texts{{"t.csv", "id,land,type,count\na,X,1,5\nb,Y,1,6\nc,Z,1,7\nd,Y,2,8\n"}};
  const auto ids = [&](std::string_view where) {
    MemoryFiles files{texts};
    const std::string rest = fmt::format("districts: {{table: t.csv, where: {}}}\n", where);
    const Scenario scenario = loaded(files, file_of({rest, kPot}));
    std::string text;
    for (const std::string_view id : scenario.districts.ids) {
      text += id;
    }
    return text;
  };
  CHECK(ids("{land: Y}") == "bd");
  CHECK(ids("{land: [X, Y], type: 1}") == "ab");
  const auto problems = [&](std::string_view where) {
    return problems_of(fmt::format("districts: {{table: t.csv, where: {}}}\n{}", where, kPot),
                       texts);
  };
  CHECK(problems("{lnd: Y}") == Lines{"unknown_column s.yaml:3:35"});
  CHECK(problems("{land: y}") == Lines{"no_districts s.yaml:3:34"});
}

TEST_CASE("further tables join by id; other rows of theirs are ignored") {
  const std::string rest =
      "districts: {tables: [a.csv, b.csv], id: ags}\n"
      "pots: [{id: p, amount: 9, steps: [{share: {by: tax}}]}]\n";
  MemoryFiles files{{{"a.csv", "ags,count\n1,1\n2,2\n"}, {"b.csv", "tax;ags\n7;3\n5;2\n4;1\n"}}};
  const Scenario scenario = loaded(files, file_of({rest}));
  CHECK(scenario.columns.at(0).values.at(0) == Fraction{4});
  CHECK(scenario.columns.at(0).values.at(1) == Fraction{5});
  CHECK(problems_of(rest, {{"a.csv", "ags,count\n1,1\n2,2\n"}, {"b.csv", "tax,ags\n5,2\n"}}) ==
        Lines{"district_not_in_table a.csv:2:1"});
  CHECK(problems_of(rest, {{"a.csv", "ags,tax\n1,1\n"}, {"b.csv", "tax,ags\n5,1\n"}}) ==
        Lines{"duplicate_column b.csv:1:1"});
}

TEST_CASE("cells are checked by what their column is used for") {
  const auto problems = [](std::string_view cells, std::string_view rest) {
    return problems_of(fmt::format("districts: {{table: t.csv}}\n{}", rest),
                       {{"t.csv", fmt::format("id,count,spare\na,1,2\nb,{}\n", cells)}});
  };
  const std::string share{kPot};
  const std::string prior = fmt::format("{}prior: {{column: spare}}\n", kPot);
  const std::string average =
      "keys: {k: {average: [count, spare], of: counts, missing: skip}}\n"
      "pots: [{id: p, amount: 1, steps: [{share: {by: k}}]}]\n";
  CHECK(problems("3,4", share) == Lines{});
  CHECK(problems("3,x", share) == Lines{});
  CHECK(problems(",4", share) == Lines{"missing_cell t.csv:3:3"});
  CHECK(problems("-3,4", share) == Lines{"negative_weight t.csv:3:3"});
  CHECK(problems("3,", prior) == Lines{});
  CHECK(problems("3,-4", prior) == Lines{"negative_amount t.csv:3:5"});
  CHECK(problems("3,", average) == Lines{});
  CHECK(problems("3,-1", average) == Lines{"negative_weight t.csv:3:5"});
}

TEST_CASE("empty cells are reported ten times, and then counted; if most are empty, once") {
  std::string table = "id,count\n";
  for (int i = 10; i < 35; ++i) {
    table += fmt::format("{},\n", i);
  }
  const auto problems = [&] {
    return problems_of(fmt::format("districts: {{table: t.csv}}\n{}", kPot), {{"t.csv", table}});
  };
  CHECK(problems() == Lines{"missing_cell t.csv:2:4"});
  for (int i = 35; i < 60; ++i) {
    table += fmt::format("{},1\n", i);
  }
  const auto lines = problems();
  REQUIRE(lines.size() == 11);
  CHECK(lines.back() == "missing_cell t.csv:12:4");
}

TEST_CASE("tables in Windows-1252 are decoded once, however often they are read") {
  MemoryFiles files{{{"t.csv", "id,name,count\na,K\xF6ln,1\n"}}};
  const std::string text = file_of({"districts: {table: t.csv, encoding: windows-1252}\n", kPot});
  const Scenario first = loaded(files, text);
  const Scenario second = loaded(files, text);
  CHECK(first.districts.names.front() == "Köln");
  CHECK(second.districts.names.front() == "Köln");
}

TEST_CASE("cells with doubled quotes outlive their table") {
  MemoryFiles files{{{"t.csv", "id,name,count\n\"a\"\"b\",\"x \"\"y\"\" z\",1\n"}}};
  const Scenario scenario = loaded(files, file_of({"districts: {table: t.csv}\n", kPot}));
  CHECK(scenario.districts.ids.front() == "a\"b");
  CHECK(scenario.districts.names.front() == "x \"y\" z");
}

TEST_CASE("an inline column that nothing uses is a warning with the name that was meant") {
  MemoryFiles files;
  const auto result = files.load(file_of({"districts: [{id: a, count: 1, nmae: A}]\n", kPot}));
  CHECK(result.scenario);
  CHECK(files.found(result.problems) == Lines{"unused_column s.yaml:3:31"});
  CHECK(result.problems.list().front().help.front() == "did you mean `name`?");
}

TEST_CASE("ids with a leading zero are quoted") {
  CHECK(problems_of(fmt::format("districts: [{{id: 08111, count: 1}}, {{id: \"08112\", count: "
                                "2}}, {{id: 0, count: 1}}]\n{}",
                                kPot)) == Lines{"unquoted_id s.yaml:3:18"});
}

TEST_CASE("the expected exit code is known also of a file that is refused") {
  MemoryFiles files;
  const auto result = files.load("allot: 1\ntitel: x\nexpect: {exit: 3}\n");
  CHECK_FALSE(result.scenario);
  CHECK(result.expected_exit == 3);
}

TEST_CASE("what is known of columns, pots and sources is kept") {
  MemoryFiles files{{{"t.csv", "id,count,spare\na,1,1\n"}}};
  const Scenario scenario = loaded(
      files, file_of({"sources: {press: {title: Zahlen, date: 2024-02-29}}\n"
                      "districts:\n"
                      "  table: t.csv\n"
                      "  columns: {count: {label: Zahl, unit: persons, as_of: 2019-12-31, status: "
                      "preliminary, source: press}}\n",
                      "pots: [{id: p, amount: 1, status: planned, note: n, steps: [{share: {by: "
                      "count}}]}]\n"}));
  const Column& column = scenario.columns.at(0);
  CHECK(column.label == "Zahl");
  CHECK(column.as_of == "2019-12-31");
  CHECK(column.provenance.status == Status::kPreliminary);
  CHECK(index_of(*column.provenance.source) == 0);
  CHECK(scenario.pots[0].provenance.status == Status::kPlanned);
  CHECK(scenario.sources[0].title == "Zahlen");
}

TEST_CASE("a file that is no scenario is told so, and nothing else") {
  const struct {
    std::string_view text, problem;
  } rows[] = {
      {"a: 1\nb: 2\n", "not_a_scenario s.yaml:1:1"},
      {"allot: 2\nzzz: 1\n", "not_a_scenario s.yaml:1:8"},
      {"title: T\nallot: 1\ndistricts: [{id: a, n: 1}]\npots: [{id: p, amount: 1, steps: [{share: "
       "{by: n}}]}]\n",
       "not_a_scenario s.yaml:1:1"},
  };
  for (const auto& row : rows) {
    MemoryFiles files;
    CHECK(files.found(files.load(row.text).problems) == Lines{std::string{row.problem}});
  }
}

TEST_CASE("all problems of a file are reported in one run") {
  const auto lines = problems_of(
      "currency: euro\n"
      "districts: [{id: a, count: x}]\n"
      "recipients: [{id: a}]\n"
      "pots: [{id: p, amount: 1, steps: [{share: {by: count}}], extra: 1}, {id: p, amount: 2, "
      "steps: []}]\n"
      "prior: {column: none}\n");
  CHECK(lines == Lines{"wrong_kind s.yaml:3:11", "not_a_number s.yaml:4:28",
                       "fields_clash s.yaml:5:13", "unknown_field s.yaml:6:58",
                       "duplicate_id s.yaml:6:74", "empty_value s.yaml:6:95",
                       "unknown_column s.yaml:7:17"});
}

TEST_CASE("--per names a column, and a wrong one is a fault of the command line") {
  MemoryFiles files;
  const std::string text = file_of({kList, kPot});
  const Scenario scenario = loaded(files, text, {.assignments = {}, .per = "tax", .per_where = {}});
  CHECK(scenario.column(*scenario.per).name == "tax");
  const auto result = files.load(text, {.assignments = {}, .per = "tx", .per_where = {}});
  CHECK(files.found(result.problems) == Lines{"usage :0:0"});
}

}  // namespace
}  // namespace allot
