#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/workbook_sample.hpp"
#include "unit/load/tables/table_sample.hpp"

namespace allot::load {
namespace {

std::string text_cell(std::string_view text) {
  return fmt::format("<c t=\"inlineStr\"><is><t>{}</t></is></c>", text);
}

/// `id`, `m` and `n` in columns A to C, with rows from 2 on; the cells of `m` and `n` as XML.
struct SheetRow {
  std::string_view id, m, n;
};

TableSample sample_of_rows(const std::vector<SheetRow>& rows, std::string_view fields = "id: id",
                           std::string_view tables = "table: t.xlsx") {
  std::string xml =
      fmt::format("<row r=\"1\">{}{}{}</row>", text_cell("id"), text_cell("m"), text_cell("n"));
  std::size_t number = 1;
  for (const SheetRow& row : rows) {
    xml += fmt::format("<row r=\"{}\">{}{}{}</row>", ++number, text_cell(row.id), row.m, row.n);
  }
  return TableSample{{{"t.xlsx", WorkbookSample{.rows = xml}.bytes()},
                      {"a.csv", "id,k\nA1,1\nB7,2\nC4,4\nD2,8\n"}},
                     scenario_by_n(fmt::format("{{{}, {}}}", tables, fields))};
}

constexpr std::string_view kOne = "<c><v>1</v></c>";
constexpr std::string_view kTwo = "<c><v>2</v></c>";
constexpr std::string_view kThree = "<c><v>3</v></c>";
constexpr std::string_view kSum = "<c><f>SUM(C2:C3)</f><v>3</v></c>";

TEST_CASE("a row that the sheet itself adds up is a sum, of one column and without a word") {
  const TableSample sample = sample_of_rows(
      {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", kOne, kSum}, {"D2", kOne, kOne}});
  CHECK(sample.districts() == "refused");
  CHECK(sample.problems() == TextLines{"total_row t.xlsx:Kreise:4:1"});
  CHECK(sample.problem_list().list().front().message ==
        "`C4` is not a district beside the others: its formula in column `n` adds up rows 2 to 3");
  // The same numbers without a formula may be a district's.
  CHECK(sample_of_rows(
            {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", kOne, kThree}, {"D2", kOne, kOne}})
            .problems() == TextLines{});
}

TEST_CASE("a formula that was filled into other cells adds up those beside them") {
  constexpr std::string_view kFirst =
      R"(<c><f t="shared" ref="B4:C4" si="0">SUM(B2:B3)</f><v>2</v></c>)";
  constexpr std::string_view kNext = R"(<c><f t="shared" si="0"/><v>3</v></c>)";
  CHECK(sample_of_rows(
            {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", kFirst, kNext}, {"D2", kOne, kOne}})
            .problems() == TextLines{"total_row t.xlsx:Kreise:4:1"});
  // Filled downwards it moves with its cell, but for what `$` fixes.
  constexpr std::string_view kDown =
      R"(<c><f t="shared" ref="C4:C5" si="3">SUM(C2:C3)</f><v>3</v></c>)";
  constexpr std::string_view kBelow = R"(<c><f t="shared" si="3"/><v>5</v></c>)";
  CHECK(sample_of_rows(
            {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", kOne, kDown}, {"D2", kOne, kBelow}},
            "id: id, except: {id: [A1, B7, C4]}")
            .problems() == TextLines{});
  CHECK(sample_of_rows(
            {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", kOne, kDown}, {"D2", kOne, kBelow}},
            "id: id, except: {id: [A1, B7]}")
            .problems() == TextLines{"total_row t.xlsx:Kreise:5:1"});
}

TEST_CASE("formulas across columns, of columns not in use, and of rows that are out say nothing") {
  const auto problems = [](std::string_view m, std::string_view n, std::string_view fields) {
    return sample_of_rows(
               {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", m, n}, {"D2", kOne, kOne}}, fields)
        .problems();
  };
  CHECK(problems(kOne, "<c><f>SUM(B2:B3)</f><v>2</v></c>", "id: id") == TextLines{});
  CHECK(problems(kOne, "<c><f>SUM(A4:B4)</f><v>1</v></c>", "id: id") == TextLines{});
  CHECK(problems("<c><f>SUM(B2:B3)</f><v>2</v></c>", kThree, "id: id") == TextLines{});
  // Towns that were merged, each with its row: the new one is a district.
  CHECK(problems(kOne, kSum, "id: id, except: {id: [A1, B7]}") == TextLines{});
  CHECK(problems(kOne, kSum, "id: id, except: {id: A1}") ==
        TextLines{"total_row t.xlsx:Kreise:4:1"});
  CHECK(problems(kOne, kSum, "id: id, sums: none") == TextLines{});
}

TEST_CASE("a sum of a further table is one, too, and is told where the districts are") {
  CHECK(sample_of_rows(
            {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", kOne, kSum}, {"D2", kOne, kOne}},
            "id: id", "tables: [a.csv, t.xlsx]")
            .problems() == TextLines{"total_row a.csv:4:1"});
}

TEST_CASE("where one sum is certain a likely one is not told beside it") {
  // The last has as much as all others together.
  constexpr std::string_view kAll = "<c><v>6</v></c>";
  CHECK(sample_of_rows(
            {{"A1", kOne, kOne}, {"B7", kOne, kTwo}, {"C4", kOne, kSum}, {"D2", kOne, kAll}})
            .problems() == TextLines{"total_row t.xlsx:Kreise:4:1"});
}

}  // namespace
}  // namespace allot::load
