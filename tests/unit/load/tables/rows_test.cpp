#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

#include "unit/load/tables/table_sample.hpp"

namespace allot::load {
namespace {

TEST_CASE("ids that are guarded against a spreadsheet are read without that") {
  const std::string text = "id;n\n=\"08111\";1\n'08115;2\n\"=\"\"08116\"\"\";3\n08117;4\n";
  const TableSample sample = sample_of(text, "id: id");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "08111=1 08115=2 08116=3 08117=4");
  CHECK(sample.readings() == TextLines{"guarded t.csv: 3 =\"08111\" in 2 3 4"});
}

TEST_CASE("guarded ids get their zeros, are told from other rows, and join") {
  CHECK(sample_of("id;n\n=\"8111\";1\n'8115;2\n", "id: id, id_digits: 5").districts() ==
        "08111=1 08115=2");
  const TableSample skipped = sample_of("id;n\n=\"08111\";1\n=\"08115\";2\n=\"081\";3\n",
                                        "id: id, id_digits: 5, other_rows: skip");
  CHECK(skipped.districts() == "08111=1 08115=2");
  CHECK(skipped.problems() == TextLines{});
  const TableSample joined{
      {{"a.csv", "id;m\n08111;1\n08115;2\n"}, {"t.csv", "id;n\n=\"08111\";3\n'08115;4\n"}},
      scenario_by_n("{tables: [a.csv, t.csv], id: id}")};
  CHECK(joined.districts() == "08111=3 08115=4");
}

TEST_CASE("what only looks like a guard is part of the id") {
  // A name in French or of an island; an empty text; half of a guard.
  const TableSample sample = sample_of("id;n\n't Zand;1\n=\"\";2\n=\"x;3\n'4;5\n", "id: id");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "'t Zand=1 4=5 =\"\"=2 =\"x=3");
  CHECK(sample.readings() == TextLines{"guarded t.csv: 1 '4 in 5"});
}

TEST_CASE("the same id with and without its guard is there twice") {
  CHECK(sample_of("id;n\n08111;1\n=\"08111\";2\n", "id: id").problems() ==
        TextLines{"duplicate_district t.csv:3:1"});
}

TEST_CASE("a row that numbers the columns is no district") {
  constexpr std::string_view kTable = "id;name;n\n1;2;3\n08111;Stuttgart;5\n08115;Bad;6\n";
  CHECK(sample_of(kTable, "id: id").problems() == TextLines{"total_row t.csv:2:1"});
  const TableSample skipped = sample_of(kTable, "id: id, other_rows: skip");
  CHECK(skipped.districts() == "08111=5 08115=6");
  CHECK(skipped.readings() == TextLines{"other_rows t.csv: 1 in 2"});
  CHECK(sample_of(kTable, "id: id, except: {id: 1}").districts() == "08111=5 08115=6");
  CHECK(sample_of(kTable, "id: id, where: {name: [Stuttgart]}").districts() == "08111=5");
}

TEST_CASE("a row may number the columns but those of texts at its beginning") {
  constexpr std::string_view kTable = "land;id;n;m\n;;1;2\nHE;06411;5;7\nHE;06412;6;8\n";
  CHECK(sample_of(kTable, "id: id").problems() == TextLines{"total_row t.csv:2:1"});
  CHECK(sample_of(kTable, "id: id, other_rows: skip").districts() == "06411=5 06412=6");
}

TEST_CASE("numbers are those of columns in the first row only, of three columns and from 1 on") {
  CHECK(sample_of("id;name;n\n7;Bad;9\n1;2;3\n", "id: id, other_rows: skip").districts() ==
        "1=3 7=9");
  CHECK(sample_of("id;n\n1;2\n7;9\n", "id: id, other_rows: skip").districts() == "1=2 7=9");
  CHECK(sample_of("id;name;n\n1;2;4\n7;Bad;9\n", "id: id, other_rows: skip").districts() ==
        "1=4 7=9");
  CHECK(sample_of("id;name;n\n2;3;4\n7;Bad;9\n", "id: id, other_rows: skip").districts() ==
        "2=4 7=9");
}

TEST_CASE("empty cells continue the one above where that is said, and no others") {
  constexpr std::string_view kTable = "land;id;n;art\nHE;a;1;x\n;b;2;\n;c;3;\nBW;d;4;y\n;e;5;z\n";
  const TableSample sample = sample_of(kTable, "id: id, fill_down: land, group: land");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.scenario().districts.groups ==
        std::vector<std::string_view>{"HE", "HE", "HE", "BW", "BW"});
  CHECK(sample.readings() == TextLines{"filled_down t.csv: 3 land in 3 4 6"});
  CHECK(sample_of(kTable, "id: id, fill_down: [land, art]").readings() ==
        TextLines{"filled_down t.csv: 3 land in 3 4 6", "filled_down t.csv: 2 art in 3 4"});
}

TEST_CASE("nothing is above the first row, and what is nowhere continues nothing") {
  const TableSample sample =
      sample_of("land;id;n\n;a;1\nBW;b;2\n;c;3\n", "id: id, fill_down: land, where: {land: BW}");
  CHECK(sample.districts() == "b=2 c=3");
  CHECK(sample_of("land;id;n\n;a;1\n;b;2\n", "id: id, fill_down: land").readings() == TextLines{});
}

TEST_CASE("columns to fill down are there, and are a name or a list of names") {
  constexpr std::string_view kTable = "land;id;n\nHE;a;1\n;b;2\n";
  CHECK(sample_of(kTable, "id: id, fill_down: Land").problems() ==
        TextLines{"unknown_column s.yaml:4:46"});
  CHECK(sample_of(kTable, "id: id, fill_down: [land, kreis, ort]").problems() ==
        TextLines{"unknown_column s.yaml:4:53", "unknown_column s.yaml:4:60"});
  CHECK(sample_of(kTable, "id: id, fill_down: {a: b}").problems() ==
        TextLines{"wrong_kind s.yaml:4:46"});
}

TEST_CASE("ids may be filled down, and then are there twice") {
  CHECK(sample_of("id;jahr;n\na;2023;1\n;2024;2\nb;2023;3\n;2024;4\n",
                  "id: id, fill_down: id, where: {jahr: 2024}")
            .districts() == "a=2 b=4");
  CHECK(sample_of("id;jahr;n\na;2023;1\n;2024;2\n", "id: id, fill_down: id").problems() ==
        TextLines{"duplicate_district t.csv:3:1"});
}

TEST_CASE("`id_digits` gives one lost zero back, and refuses ids of other lengths") {
  const TableSample sample = sample_of("id;n\n8111;1\n09161;2\n11000;3\n", "id: id, id_digits: 5");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "08111=1 09161=2 11000=3");
  CHECK(sample.readings() == TextLines{"padded t.csv: 1 in 2"});
  CHECK(sample_of("id;n\n811;1\n081110;2\n0811a;3\nA111;4\n08115;5\n", "id: id, id_digits: 5")
            .problems() == TextLines{"id_digits t.csv:2:1", "id_digits t.csv:3:1",
                                     "id_digits t.csv:4:1", "id_digits t.csv:5:1"});
}

TEST_CASE(
    "`id_digits` with `other_rows` leaves higher levels out, which are held against the rest") {
  const auto of_total = [](std::string_view total) {
    return sample_of(fmt::format("id;name;n\n8;Land;{}\n81;Bezirk;3\n8111;Aub;1\n8115;Bad;2\n"
                                 "9161;Cam;4\n;Insgesamt;7\nQuelle: Amt;;\n",
                                 total),
                     "id: id, name: name, id_digits: 5, other_rows: skip");
  };
  const TableSample sample = of_total("3");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "08111=1 08115=2 09161=4");
  CHECK(sample.readings() ==
        TextLines{"padded t.csv: 3 in 4 5 6", "other_rows t.csv: 4 in 2 3 7 8"});
  CHECK(of_total("4").problems() == TextLines{"sum_differs t.csv:2:8"});
}

TEST_CASE("an id with numbers that `id_digits` leaves out, and that is no sum, may be a district") {
  const TableSample longer =
      sample_of("id;n\n08111;1\n08115;2\n081161;4\n", "id: id, id_digits: 5, other_rows: skip");
  CHECK(longer.districts() == "08111=1 08115=2");
  CHECK(longer.problems() == TextLines{"left_out_row t.csv:4:1"});
}

TEST_CASE("titles, notes and lines of units are other rows") {
  const TableSample sample = sample_of(
      "id;name;n\n;;Anzahl\nRegion Nord\n08111;Aub;1\n08115;Bad;2\n\n1) vorläufig\n;davon;3\n",
      "id: id, other_rows: skip");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "08111=1 08115=2");
  CHECK(sample.readings() == TextLines{"other_rows t.csv: 4 in 2 3 7 8"});
}

TEST_CASE("a district that lacks cells is no other row") {
  CHECK(sample_of("id;name;n\n08111;Aub;1\n08115;Bad\n", "id: id, other_rows: skip").problems() ==
        TextLines{"table_syntax t.csv:3:1"});
}

TEST_CASE("where all rows are others the ids are told, and nobody receives") {
  CHECK(sample_of("id;n\n811;1\n812;2\n", "id: id, id_digits: 5, other_rows: skip").problems() ==
        TextLines{"no_districts s.yaml:4:20"});
}

}  // namespace
}  // namespace allot::load
