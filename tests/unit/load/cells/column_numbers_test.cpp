#include "allot/load/cells/column_numbers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "allot/load/csv/csv.hpp"
#include "support/read_table.hpp"

namespace allot::load {
namespace {

TEST_CASE("the decimal mark is the one that allows a reading of every cell") {
  struct Row {
    Cells cells;
    Cells values;
    int decimals;
  };
  const Row rows[] = {
      {{"1", "20", "-3"}, {"1", "20", "-3"}, 0},
      {{"0.5", "12"}, {"1/2", "12"}, 1},
      {{"12,5", "1.034"}, {"25/2", "1034"}, 1},
      {{"1.034,5", "12"}, {"2069/2", "12"}, 1},
      {{"0.5", "1.034"}, {"1/2", "517/500"}, 3},
      {{"0,5", "1,034"}, {"1/2", "517/500"}, 3},
      {{"0.500"}, {"1/2"}, 3},              // a group does not begin with 0
      {{"1034.567"}, {"1034567/1000"}, 3},  // nor has it four digits
      {{"1.234.567,8", "2"}, {"6172839/5", "2"}, 1},
      {{"1,234.5", "2,000"}, {"2469/2", "2000"}, 1},
      {{"1,234,567"}, {"1234567"}, 0},
      {{"1 234", "12 345 678"}, {"1234", "12345678"}, 0},
      {{"1'234'567.89"}, {"123456789/100"}, 2},
      {{"1\u2019234\u2019567.89"}, {"123456789/100"}, 2},
      {{"1'234.567"}, {"1234567/1000"}, 3},  // two grouping marks are none
      {{"1\u00A0234,5"}, {"2469/2"}, 1},
      {{"1\u202F234,5"}, {"2469/2"}, 1},
      {{"1\u2009234,5"}, {"2469/2"}, 1},
      {{" 12 ", "\u00A07"}, {"12", "7"}, 0},
      {{"08111", "-0"}, {"8111", "0"}, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cells.front());
    ReadTable read = column_of(row.cells);
    REQUIRE(read.ok());
    const auto column = read.numbers("n");
    CHECK(read.problems().empty());
    REQUIRE(column.has_value());
    CHECK(values(*column) == row.values);
    CHECK(column->decimals == row.decimals);
    CHECK(column->missing.empty());
  }
}

TEST_CASE("a stated mark decides what alone would be ambiguous") {
  struct Row {
    DecimalMark mark;
    Cells cells;
    Cells values;
  };
  const Row rows[] = {
      {DecimalMark::kPoint, {"1.034", "2.117"}, {"517/500", "2117/1000"}},
      {DecimalMark::kComma, {"1.034", "2.117"}, {"1034", "2117"}},
      {DecimalMark::kPoint, {"1,034"}, {"1034"}},
      {DecimalMark::kComma, {"1,034"}, {"517/500"}},
      {DecimalMark::kComma, {"12", "0,25"}, {"12", "1/4"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cells.front());
    ReadTable read = column_of(row.cells);
    const auto column = read.numbers("n", {.mark = row.mark});
    REQUIRE(column.has_value());
    CHECK(values(*column) == row.values);
  }
}

TEST_CASE("two readings of a whole column are an error that shows both and names the field") {
  struct Row {
    Cells cells;
    std::string message;
    std::vector<std::string> help;
  };
  const Row rows[] = {
      {{"1.034", "5", "2.117", "3.000"},
       "the numbers of column `n` can be read in two ways, as `1.034` and `2.117`",
       {"with `decimal: \".\"` in `districts: {…}` (`districts.decimal`) they are 1.034 and 2.117",
        "with `decimal: \",\"` in `districts: {…}` (`districts.decimal`) they are 1034 and 2117"}},
      {{"7", "1,034"},
       "the numbers of column `n` can be read in two ways, as `1,034`",
       {"with `decimal: \".\"` in `districts: {…}` (`districts.decimal`) it is 1034",
        "with `decimal: \",\"` in `districts: {…}` (`districts.decimal`) it is 1.034"}},
  };
  for (const Row& row : rows) {
    ReadTable read = column_of(row.cells);
    CHECK_FALSE(read.numbers("n").has_value());
    REQUIRE(read.problems().size() == 1);
    CHECK(read.problem().code == Code::kAmbiguousDecimal);
    CHECK(read.problem().message == row.message);
    CHECK(read.problem().help == row.help);
  }
}

TEST_CASE("points and commas as decimal marks in one column are an error with both places") {
  ReadTable read = column_of({"0.5", "3", "0,5"});
  CHECK_FALSE(read.numbers("n").has_value());
  REQUIRE(read.problems().size() == 1);
  CHECK(read.problem().code == Code::kAmbiguousDecimal);
  CHECK(read.problem().message ==
        "column `n` has decimal points and decimal commas: `0.5` and `0,5`");
  CHECK(place(read.problem().where) == "4:2+3");
  REQUIRE(read.problem().related.size() == 1);
  CHECK(place(read.problem().related.front().where) == "2:2+3");
}

TEST_CASE("an empty cell is missing, which is not 0") {
  ReadTable read{"id,n\na,1.5\nb,\nc,0\nd,\" \"\n"};
  const auto column = read.numbers("n");
  REQUIRE(column.has_value());
  CHECK(values(*column) == Cells{"3/2", "0", "0", "0"});
  CHECK(column->missing == std::vector<bool>{false, true, false, true});
}

TEST_CASE("negative means below 0") {
  CHECK(column_of({"1", "-0.01"}).numbers("n")->negative);
  CHECK_FALSE(column_of({"1", "-0"}).numbers("n")->negative);
}

TEST_CASE("only the rows that are asked for are read, in their order") {
  SourceFiles files;
  Problems problems;
  const FileId file = files.add("t.csv", "n\n1\nabc\n3\n");
  const auto table = read_csv(files, file, {}, problems);
  REQUIRE(table.has_value());
  const auto column = read_numbers(*table, 0, {2, 0}, {}, problems);
  REQUIRE(column.has_value());
  CHECK(values(*column) == Cells{"3", "1"});
}

TEST_CASE("decimals that do not fit into 64 bits together stay exact") {
  ReadTable read = column_of({"999999999999999999", "-0.000000000000000001", "10"});
  const auto column = read.numbers("n");
  REQUIRE(column.has_value());
  CHECK(values(*column) == Cells{"999999999999999999", "-1/1000000000000000000", "10"});
  CHECK(column->values.numerator(0).to_string() == "999999999999999999000000000000000000");
  CHECK(column->decimals == 18);
}

TEST_CASE("a cell that is not a number is named with its column, its fault and a way out") {
  struct Row {
    std::string cell;
    DecimalMark mark;
    Code code;
    std::string message;
    std::string label;
    std::string help;
  };
  const DecimalMark find = DecimalMark::kFind;
  const Row rows[] = {
      {"1O5", find, Code::kNotANumber, "`1O5` in column `n` is not a number",
       "has the letter `O` where a digit belongs", "write 105"},
      {"12.5 %", find, Code::kNotANumber, "`12.5 %` in column `n` carries a percent sign",
       "a cell is a plain number",
       "write 12.5; a key with `shares` and `adds_to: 100` (or 1) reads a column of percentages "
       "as it is"},
      {"1/4", find, Code::kNotANumber, "`1/4` in column `n` is a fraction",
       "a cell is a plain number", "write 0.25"},
      {"1/4", DecimalMark::kComma, Code::kNotANumber, "`1/4` in column `n` is a fraction",
       "a cell is a plain number", "write 0,25"},
      {"2/3", find, Code::kNotANumber, "`2/3` in column `n` is a fraction",
       "a cell is a plain number",
       "write whole numbers in the same proportion: 2 and 1 for 2/3 and 1/3"},
      {"1_000", find, Code::kNotANumber, "`1_000` in column `n` is not a number", "has a `_`",
       "write 1000"},
      {"\u22125", find, Code::kNotANumber, "`\u22125` in column `n` is not a number",
       "begins with `\u2212` (U+2212), which is not the minus `-`", "write -5"},
      {"1.5 EUR", DecimalMark::kComma, Code::kNotANumber,
       "`1.5 EUR` in column `n` is in `EUR`, and the scenario has no currency", "a currency",
       "write 1,5"},
      {"%", find, Code::kNotANumber, "`%` in column `n` is not a number", "has no digits",
       "correct the cell; rows of no district, such as footnotes, are left out by `other_rows: "
       "skip` or `except`"},
      {"12 34", find, Code::kNotANumber, "`12 34` in column `n` is not a number",
       "is not written like a number",
       "correct the cell; rows of no district, such as footnotes, are left out by `other_rows: "
       "skip` or `except`"},
      {"1234 567", find, Code::kNotANumber, "`1234 567` in column `n` is not a number",
       "is not written like a number",
       "correct the cell; rows of no district, such as footnotes, are left out by `other_rows: "
       "skip` or `except`"},
      {"1,5", DecimalMark::kPoint, Code::kNotANumber,
       "`1,5` in column `n` is not a number with `.` as decimal mark", "`,` as decimal mark",
       "write 1.5, or state `districts.decimal: \",\"`"},
      {"1.5", DecimalMark::kComma, Code::kNotANumber,
       "`1.5` in column `n` is not a number with `,` as decimal mark", "`.` as decimal mark",
       "write 1,5, or state `districts.decimal: \".\"`"},
      {"1000000000000000000", find, Code::kNumberOutOfRange,
       "`1000000000000000000` in column `n` has more than 18 digits or decimals", "too long",
       "write fewer digits, or count in a larger unit"},
      {"0.0000000000000000001", find, Code::kNumberOutOfRange,
       "`0.0000000000000000001` in column `n` has more than 18 digits or decimals", "too long",
       "write fewer digits, or count in a larger unit"},
      {"1.000.000.000.000.000.000,5", find, Code::kNumberOutOfRange,
       "`1.000.000.000.000.000.000,5` in column `n` has more than 18 digits or decimals",
       "too long", "write fewer digits, or count in a larger unit"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cell);
    ReadTable read = column_of({"7", row.cell});
    CHECK_FALSE(read.numbers("n", {.mark = row.mark}).has_value());
    REQUIRE(read.problems().size() == 1);
    CHECK(read.problem().code == row.code);
    CHECK(read.problem().message == row.message);
    CHECK(read.problem().label == row.label);
    CHECK(read.problem().help.front() == row.help);
    CHECK(read.problem().where.line == 3);
    CHECK(read.problem().where.column == 2);
  }
}

TEST_CASE("a wrong cell in a column of decimal commas is put right with a comma") {
  ReadTable read = column_of({"0,5", "7.5 EUR"});
  CHECK_FALSE(read.numbers("n").has_value());
  REQUIRE(read.problems().size() == 1);
  CHECK(read.problem().help ==
        std::vector<std::string>{"write 7,5", "or state `currency: EUR` in the scenario"});
}

TEST_CASE("cells that most of a column is like are one mistake, the others are their own") {
  struct Row {
    Cells cells;
    std::vector<std::string> messages;
  };
  const std::vector<Row> rows{
      {{"1 a", "2 a", "3 a", "4"},
       {"`1 a` in column `n` is not a number; 2 more cells of the column are like it"}},
      {{"1 a", "", "", "22,50 a", "333 a", "y"},
       {"`1 a` in column `n` is not a number; 2 more cells of the column are like it",
        "`y` in column `n` is not a number"}},
      // Not most, too few, and not alike.
      {{"1 a", "2 a", "3 a", "4", "5", "6"},
       {"`1 a` in column `n` is not a number", "`2 a` in column `n` is not a number",
        "`3 a` in column `n` is not a number"}},
      {{"1 a", "2 a"},
       {"`1 a` in column `n` is not a number", "`2 a` in column `n` is not a number"}},
      {{"1 a", "2 %", "3b"},
       {"`1 a` in column `n` is not a number", "`2 %` in column `n` carries a percent sign",
        "`3b` in column `n` is not a number"}}};
  for (const Row& row : rows) {
    ReadTable read = column_of(row.cells);
    CHECK_FALSE(read.numbers("n").has_value());
    std::vector<std::string> messages;
    for (const Diagnostic& problem : read.problems()) {
      messages.push_back(problem.message);
    }
    CHECK(messages == row.messages);
  }
}

TEST_CASE("ten wrong cells are shown and the others counted") {
  Cells cells(37, "y");
  cells.resize(80, "1");
  ReadTable read = column_of(cells);
  CHECK_FALSE(read.numbers("n").has_value());
  REQUIRE(read.problems().size() == 11);
  CHECK(read.problems().back().message == "more wrong cells in column `n`: 27");
  CHECK(read.problems().back().where.line == 12);
}

}  // namespace
}  // namespace allot::load
