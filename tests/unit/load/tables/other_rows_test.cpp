#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "allot/core/source.hpp"
#include "load/tables/head_lines.hpp"
#include "support/memory_files.hpp"
#include "unit/load/tables/table_sample.hpp"

using namespace allot;
using namespace allot::load;
using allot::test::MemoryFiles;

namespace {

using Lines = std::vector<std::string>;

/// The ids of the districts, or what is wrong.
Lines ids_of(std::string_view districts, std::string_view key, std::string_view table) {
  MemoryFiles files{{{"t.csv", std::string{table}}}};
  const Loaded loaded =
      files.load(fmt::format("allot: 1\ntitle: T\ndistricts: {{table: t.csv, {}}}\n"
                             "pots: [{{id: p, amount: 100, steps: [{{share: {{by: {}}}}}]}}]\n",
                             districts, key));
  if (!loaded.scenario) {
    return files.lines(loaded.problems);
  }
  const auto& ids = loaded.scenario->districts.ids;
  return {ids.begin(), ids.end()};
}

}  // namespace

TEST_CASE("a row whose id is a word for a sum is skipped, unless there are no sums") {
  constexpr std::string_view kTable = "land;n\nBremen;1\nBerlin;2\nInsgesamt:;3\n";
  CHECK(ids_of("id: land, other_rows: skip", "n", kTable) == Lines{"Berlin", "Bremen"});
  CHECK(ids_of("id: land, other_rows: skip, sums: none", "n", kTable) ==
        Lines{"Berlin", "Bremen", "Insgesamt:"});
}

TEST_CASE("districts that lack several zeros are no higher levels") {
  const auto problems = [](std::string_view short_ids) {
    return sample_of(
               fmt::format("id;n\n{}101;9\n102;8\n201;7\n202;9\n301;6\n302;8\n1101;8\n", short_ids),
               "id: id, id_digits: 4, other_rows: skip")
        .problems();
  };
  CHECK(problems("1;3\n2;6\n3;5\n") == TextLines{"id_digits t.csv:2:1"});
  CHECK(problems("") == TextLines{});
  // The sums of those below them.
  CHECK(problems("1;17\n2;16\n3;14\n") == TextLines{});
  // Rows of those that were left out before are less than what they should be, and no districts.
  CHECK(sample_of("id;n\n1;4\n2;5\n3;9\n1001;4\n2001;5\n3001;9\n",
                  "id: id, id_digits: 4, other_rows: skip")
            .problems() == TextLines{});
}

TEST_CASE("an id that begins with a zero has lost none") {
  CHECK(ids_of("id: id, id_digits: 3, other_rows: skip", "n", "id;n\n08;9\n081;5\n082;4\n91;7\n") ==
        Lines{"081", "082", "091"});
}

TEST_CASE("a column without a name can be the ids, by its letter") {
  CHECK(ids_of("id: A, name: B, header: 2", "\"31.12.2023\"",
               "Bevölkerung\n;;31.12.2023\n01001;Flensburg;92550\n01002;Kiel;247717\n") ==
        Lines{"01001", "01002"});
}

TEST_CASE("a head that names the numbers only is found below titles") {
  SourceFiles files;
  const FileId file = files.add(
      "t.csv", "Bevölkerung: Kreise\n;;31.12.2023\n01001;Flensburg;92550\n01002;Kiel;247717\n");
  const auto head = find_head(files, file);
  REQUIRE(head);
  CHECK(head->lines.first == 2);
  CHECK(head->lines.last == 0);
}

TEST_CASE("years that are there again under each name are part of the head") {
  SourceFiles files;
  const FileId file =
      files.add("t.csv", "AGS;Zugang;;Anteil;\n;2024;2025;2024;2025\n06431;10;20;33,3;40,0\n");
  const auto head = find_head(files, file);
  REQUIRE(head);
  CHECK(head->lines.first == 1);
  CHECK(head->lines.last == 2);
}
