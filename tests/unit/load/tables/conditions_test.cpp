#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

#include "unit/load/tables/table_sample.hpp"

namespace allot::load {
namespace {

constexpr std::string_view kKinds =
    "id;art;land;n\na;Kreis;HE;1\nb;Stadt;HE;2\nc;Kreis;BW;3\nd;Summe;BW;4\ne;;BW;5\n";

/// The districts, or what is wrong.
std::string kept(std::string_view fields) {
  const TableSample sample = sample_of(kKinds, fields);
  std::string text = sample.districts();
  for (const test::Line& line : sample.problems()) {
    text += "\n" + line.text;
  }
  return text;
}

TEST_CASE("`except` leaves out the rows whose text is one of those named") {
  CHECK(kept("id: id") == "a=1 b=2 c=3 d=4 e=5");
  CHECK(kept("id: id, except: {art: Summe}") == "a=1 b=2 c=3 e=5");
  CHECK(kept("id: id, except: {art: [Summe, Stadt]}") == "a=1 c=3 e=5");
  CHECK(kept("id: id, except: {id: [a, e]}") == "b=2 c=3 d=4");
}

TEST_CASE("`except` leaves out what passes any of its columns, `where` keeps what passes all") {
  CHECK(kept("id: id, except: {art: Summe, land: HE}") == "c=3 e=5");
  CHECK(kept("id: id, where: {art: [Kreis, Stadt], land: HE}") == "a=1 b=2");
  CHECK(kept("id: id, where: {land: BW}, except: {art: Summe}") == "c=3 e=5");
}

TEST_CASE("texts of conditions are compared as they are written") {
  CHECK(kept("id: id, where: {art: Kreis}") == "a=1 c=3");
  CHECK(sample_of(kKinds, "id: id, where: {art: kreis}").problems() ==
        TextLines{"no_districts s.yaml:4:42"});
  CHECK(sample_of(kKinds, "id: id, except: {art: summe}").problems() ==
        TextLines{"unknown_name s.yaml:4:49"});
}

TEST_CASE("a text that no row has is wrong: in a list of `where`, and always in `except`") {
  CHECK(sample_of(kKinds, "id: id, where: {art: [Kreis, Krais]}").problems() ==
        TextLines{"unknown_name s.yaml:4:56"});
  CHECK(sample_of(kKinds, "id: id, except: {art: [Summe, Sume, Sumne]}").problems() ==
        TextLines{"unknown_name s.yaml:4:57", "unknown_name s.yaml:4:63"});
  // Other rows than those that `where` keeps have it.
  CHECK(kept("id: id, where: {land: HE}, except: {art: Summe}") == "a=1 b=2");
}

TEST_CASE("a condition that is wrong chooses no rows") {
  struct Row {
    std::string_view fields;
    std::string problem;
  };
  const Row rows[] = {
      {"id: id, except: {kind: Summe}", "unknown_column s.yaml:4:44"},
      {"id: id, where: {land: HE, kind: Summe}", "unknown_column s.yaml:4:53"},
      {"id: id, except: {art: {a: b}}", "wrong_kind s.yaml:4:49"},
      {"id: id, except: {art: [[Summe]]}", "wrong_kind s.yaml:4:50"},
      {"id: id, except: Summe", "wrong_kind s.yaml:4:43"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.fields);
    const TableSample sample = sample_of(kKinds, row.fields);
    CHECK(sample.districts() == "refused");
    CHECK(sample.problems() == TextLines{row.problem});
  }
}

TEST_CASE("a column by which rows were chosen cannot be changed") {
  for (const std::string_view condition : {"where: {art: Kreis}", "except: {art: [Summe]}"}) {
    CAPTURE(condition);
    test::MemoryFiles files{
        {{"t.csv", std::string{kKinds}},
         {"base.yaml", scenario_by_n(fmt::format("{{table: t.csv, id: id, {}}}", condition))}}};
    const Loaded loaded =
        files.load("allot: 1\nbase: base.yaml\nchange:\n  districts.a.art: Summe\n");
    CHECK(files.found(loaded.problems) == TextLines{"change_not_found s.yaml:4:3"});
    CHECK(
        loaded.problems.list().front().message ==
        fmt::format("`districts.a.art` cannot be changed: `{}` has chosen the rows by this column",
                    condition.substr(0, condition.find(':'))));
  }
}

TEST_CASE("what has left all rows out is named, and one mistake it is") {
  struct Row {
    std::string_view districts;
    std::string problem;
  };
  const Row rows[] = {
      {"{table: t.csv, id: id, where: {land: SH}}", "no_districts s.yaml:4:42"},
      {"{table: t.csv, id: id, except: {land: [HE, BW]}}", "no_districts s.yaml:4:43"},
      {"{table: t.csv, id: id, where: {land: SH}, except: {id: a}}", "no_districts s.yaml:4:42"},
      {"{table: t.csv, id: id, where: {id: a}, except: {id: a}}", "no_districts s.yaml:4:59"},
      {"{id: id, tables: [t.csv, {file: u.csv, where: {m: 9}}]}", "no_districts s.yaml:4:58"},
      {"{id: id, tables: [t.csv, {file: u.csv, except: {m: 1}}]}", "no_districts s.yaml:4:59"},
      {"{id: id, tables: [t.csv, {file: u.csv, other_rows: skip, id_digits: 3}]}",
       "no_districts s.yaml:4:44"},
      {"{id: id, tables: [t.csv, empty.csv]}", "no_districts s.yaml:4:37"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.districts);
    const TableSample sample{{{"t.csv", std::string{kKinds}},
                              {"u.csv", "id;m\na;1\nb;1\nc;1\nd;1\ne;1\n"},
                              {"empty.csv", "id;m\n"}},
                             scenario_by_n(row.districts)};
    CHECK(sample.problems() == TextLines{row.problem});
  }
}

TEST_CASE("fields of a table's own map that nothing reads there are wrong") {
  struct Row {
    std::string_view scenario;
    TextLines problems;
  };
  const Row rows[] = {
      {"districts: {id: id, tables: [{file: t.csv, group: land}, {file: u.csv, group: m}]}\n",
       {"fields_clash s.yaml:3:79"}},
      {"districts: {id: id, table: {file: t.csv, group: land}}\n"
       "groups: {table: {file: g.csv, name: m, prefix: g_}}\n",
       {}},
      {"districts: {id: id, table: {file: t.csv, group: land}}\n"
       "groups: {table: {file: g.csv, group: m}}\n",
       {"fields_clash s.yaml:4:38"}},
      {"districts: {id: id, table: t.csv}\n"
       "prior: {table: {file: u.csv, name: m, group: m, prefix: x_}, amount: m}\n",
       {"fields_clash s.yaml:4:36", "fields_clash s.yaml:4:46", "fields_clash s.yaml:4:57"}},
      {"districts: {id: id, table: t.csv}\n"
       "prior: {table: {file: u.csv, id: id, where: {m: 1}, id_digits: 1}, amount: m}\n",
       {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.scenario);
    const TableSample sample{
        {{"t.csv", "id;land;n\n1;HE;1\n2;BW;2\n"},
         {"u.csv", "id;m\n1;1\n2;1\n"},
         {"g.csv", "id;m\nHE;1\nBW;2\n"}},
        fmt::format("allot: 1\ntitle: T\n{}pots: [{{id: p, amount: 100, steps: [{{share: {{by: "
                    "n}}}}]}}]\n",
                    row.scenario)};
    CHECK(sample.problems() == row.problems);
  }
}

TEST_CASE("`where` sees the ids with their zeros, and what was filled down") {
  constexpr std::string_view kTable = "id;land;n\n8111;BW;1\n8115;;2\n6411;HE;4\n6412;;8\n";
  CHECK(
      sample_of(kTable, "id: id, id_digits: 5, where: {id: [\"08111\", \"06411\"]}").districts() ==
      "06411=4 08111=1");
  CHECK(sample_of(kTable, "id: id, fill_down: land, where: {land: HE}").districts() ==
        "6411=4 6412=8");
  CHECK(sample_of(kTable, "id: id, fill_down: land, except: {land: HE}").districts() ==
        "8111=1 8115=2");
}

TEST_CASE("rows that conditions leave out may lack cells, and are no other rows") {
  constexpr std::string_view kTable = "id;art;n\na;Kreis;1\nb;Kreis;2\nNotiz\n;Summe;3\nc;Kreis\n";
  const TableSample sample =
      sample_of(kTable, "id: id, other_rows: skip, where: {art: [Kreis]}, except: {id: c}");
  CHECK(sample.districts() == "a=1 b=2");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.readings() == TextLines{});
}

constexpr std::string_view kLong =
    "id;jahr;land;name;n\na;2023;HE;Aub;1\na;2024;HE;Aub;2\nb;2023;BW;Bad;3\nb;2024;BW;Bad;4\n";

TEST_CASE("each year of a long table is a table, with a prefix before its columns") {
  const TableSample sample{{{"t.csv", std::string{kLong}}},
                           "allot: 1\ntitle: T\n"
                           "districts:\n"
                           "  id: id\n"
                           "  tables:\n"
                           "    - {file: t.csv, where: {jahr: 2023}, prefix: \"23_\"}\n"
                           "    - {file: t.csv, where: {jahr: 2024}, prefix: \"24_\"}\n"
                           "keys: {k: {sum: [23_n, 24_n]}}\n"
                           "pots: [{id: p, amount: 100, steps: [{share: {by: k}}]}]\n"};
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts("23_n") == "a=1 b=3");
  CHECK(sample.districts("24_n") == "a=2 b=4");
  // Names of districts have no prefix: they are those of the first table.
  CHECK(sample.scenario().districts.names == std::vector<std::string_view>{"Aub", "Bad"});
}

TEST_CASE("the group of a first table with a prefix is a column with that prefix") {
  const auto in_tiers = [](std::string_view group, std::string_view by) {
    return TableSample{
        {{"t.csv", std::string{kLong}}},
        fmt::format(
            "allot: 1\ntitle: T\n"
            "districts: {{id: id, table: {{file: t.csv, group: land, where: {{jahr: 2024}}, "
            "prefix: \"24_\"}}}}\n"
            "pots: [{{id: p, amount: 100, steps: [{{share: {{tiers: [{{group: {}, by: {}}}, "
            "{{by: 24_n}}]}}}}]}}]\n",
            group, by)};
  };
  const TableSample sample = in_tiers("24_land", "24_n");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts("24_n") == "a=2 b=4");
  CHECK(sample.scenario().districts.groups == std::vector<std::string_view>{"HE", "BW"});
  CHECK(in_tiers("land", "24_n").problems() == TextLines{"unknown_column s.yaml:4:62"});
  CHECK(in_tiers("24_land", "n").problems() == TextLines{"unknown_name s.yaml:4:75"});
}

TEST_CASE("conditions of `districts` are of the first table, others have their own") {
  const auto joined = [](std::string_view first, std::string_view second) {
    return TableSample{{{"a.csv", "id;land;m\na;HE;1\nb;BW;2\nc;HE;3\n"},
                        {"t.csv", "id;jahr;n\na;2023;5\na;2024;6\nb;2024;7\nc;2024;8\nx;2024;9\n"}},
                       scenario_by_n(fmt::format("{{id: id, tables: [a.csv, {{file: t.csv{}}}]{}}}",
                                                 second, first))};
  };
  CHECK(joined(", where: {land: HE}", ", where: {jahr: 2024}").districts() == "a=6 c=8");
  CHECK(joined(", except: {land: HE}", "").districts() == "b=7");
  CHECK(joined("", ", except: {jahr: 2023}").districts() == "a=6 b=7 c=8");
  // Without it a district has two rows.
  CHECK(joined("", "").problems() == TextLines{"duplicate_district t.csv:3:1"});
  // A district whose row is left out has no number.
  CHECK(joined("", ", where: {jahr: [2024]}, except: {id: b}").problems() ==
        TextLines{"district_not_in_table a.csv:3:1"});
}

TEST_CASE("columns of two tables with one name need a prefix, those that say who do not") {
  const auto twice = [](std::string_view prefix) {
    return TableSample{
        {{"a.csv", "id;name;n\na;Aub;1\nb;Bad;2\n"}, {"b.csv", "id;name;n\na;Aub;3\nb;Bad;4\n"}},
        scenario_by_n(fmt::format("{{id: id, tables: [a.csv, {{file: b.csv{}}}]}}", prefix))};
  };
  CHECK(twice("").problems() == TextLines{"duplicate_column b.csv:1:9"});
  CHECK(twice(", prefix: x_").problems() == TextLines{});
  CHECK(twice(", prefix: x_").districts() == "a=1 b=2");
}

}  // namespace
}  // namespace allot::load
