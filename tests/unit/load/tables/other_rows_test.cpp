#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "unit/load/tables/table_sample.hpp"

namespace allot::load {
namespace {

TEST_CASE("a row whose id is a word for a sum is skipped, unless there are no sums") {
  constexpr std::string_view kTable = "land;n\nBremen;1\nBerlin;2\nInsgesamt:;3\n";
  CHECK(sample_of(kTable, "id: land, other_rows: skip").districts() == "Berlin=2 Bremen=1");
  CHECK(sample_of(kTable, "id: land, other_rows: skip, sums: none").districts() ==
        "Berlin=2 Bremen=1 Insgesamt:=3");
}

TEST_CASE("a column without a name can be the ids, by its letter") {
  const TableSample sample{
      {{"t.csv", "Bevölkerung\n;;31.12.2023\n01001;Flensburg;92550\n01002;Kiel;247717\n"}},
      "allot: 1\ntitle: T\ndistricts: {table: t.csv, id: A, name: B, header: 2}\n"
      "pots: [{id: p, amount: 100, steps: [{share: {by: \"31.12.2023\"}}]}]\n"};
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts("31.12.2023") == "01001=92550 01002=247717");
  CHECK(sample.scenario().districts.names == std::vector<std::string_view>{"Flensburg", "Kiel"});
}

}  // namespace
}  // namespace allot::load
