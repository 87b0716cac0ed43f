#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "support/read_table.hpp"

namespace allot::load {
namespace {

TEST_CASE("the separator is the one that the header has most of, outside quotes") {
  struct Row {
    std::string text;
    Cells header;
    Cells first;
  };
  const Row rows[] = {
      {"a,b\n1,2\n", {"a", "b"}, {"1", "2"}},
      {"a;b;c,d\n1,5;2;3\n", {"a", "b", "c,d"}, {"1,5", "2", "3"}},
      {"a\tb\n1\t2\n", {"a", "b"}, {"1", "2"}},
      {"\"x,y,z\";b\n1;2\n", {"x,y,z", "b"}, {"1", "2"}},
      {"Kreis, Stadt;n\nUlm;2\n", {"Kreis, Stadt", "n"}, {"Ulm", "2"}},
      {"a\nx\n", {"a"}, {"x"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadTable read{row.text};
    REQUIRE(read.ok());
    CHECK(read.header() == row.header);
    CHECK(read.row(0) == row.first);
  }
}

TEST_CASE("cells keep their text; blanks around unquoted ones go") {
  struct Row {
    std::string line;
    Cells cells;
  };
  const Row rows[] = {
      {"1,2,3", {"1", "2", "3"}},
      {" 1 ,\t2,3  ", {"1", "2", "3"}},
      {"\" 1 \",\"\",\"a,b\"", {" 1 ", "", "a,b"}},
      {"\"a \"\"b\"\"\",\"\"\"\",\"\"\"x\"", {"a \"b\"", "\"", "\"x"}},
      {"  \"a\"  ,b,c", {"a", "b", "c"}},
      {"5\" pipe,a \"b\" c,d", {"5\" pipe", "a \"b\" c", "d"}},
      {"\"two\nlines\",b,c", {"two\nlines", "b", "c"}},
      {"Gro\u00DF-Gerau,\u6771\u4EAC,c", {"Gro\u00DF-Gerau", "\u6771\u4EAC", "c"}},
  };
  for (const char* line_end : {"\n", "\r\n", ""}) {
    for (const Row& row : rows) {
      CAPTURE(row.line);
      const ReadTable read{"a,b,c\n" + row.line + line_end};
      REQUIRE(read.ok());
      REQUIRE(read.table().row_count() == 1);
      CHECK(read.row(0) == row.cells);
    }
  }
}

TEST_CASE("cells end where they end, however long they are") {
  for (std::size_t length = 0; length < 20; ++length) {
    CAPTURE(length);
    // Bytes that differ from the separator, or from a line feed, by little.
    const std::string cell = std::string(length, '-') + "x";
    const std::string other = std::string(length, '*') + "+";
    const ReadTable read{"a,b,c\n" + cell + "," + other + ",\n" + other + ",," + cell};
    REQUIRE(read.ok());
    CHECK(read.row(0) == Cells{cell, other, ""});
    CHECK(read.row(1) == Cells{other, "", cell});
  }
}

TEST_CASE("with tabs as separator an empty cell at either end of a line is a cell") {
  const ReadTable read{"a\tb\tc\n\t2\t\n1\t\t3"};
  REQUIRE(read.ok());
  CHECK(read.row(0) == Cells{"", "2", ""});
  CHECK(read.row(1) == Cells{"1", "", "3"});
  CHECK(ReadTable{"\tn\n\t2\n"}.header() == Cells{"", "n"});
}

TEST_CASE("blank lines are no rows, and lines are counted as an editor counts them") {
  const ReadTable read{"\n \nid,n\n\na,\"x\ny\"\n  \t\r\nb,2\n\n"};
  REQUIRE(read.ok());
  REQUIRE(read.table().row_count() == 2);
  CHECK(read.table().line_of(0) == 5);
  CHECK(read.table().line_of(1) == 8);
  CHECK(place(read.table().where_header(1)) == "3:4+1");
}

TEST_CASE("a long run of blank lines is no table of its own") {
  const ReadTable read{"id,n\n" + std::string(100'000, '\n') + "a,1\n"};
  REQUIRE(read.ok());
  REQUIRE(read.table().row_count() == 1);
  CHECK(read.table().line_of(0) == 100'002);
}

TEST_CASE("rows whose cells are all empty are none: spreadsheets leave them behind") {
  const ReadTable one{"n\n1\n\"\"\n\n2\n"};
  REQUIRE(one.ok());
  CHECK(one.table().row_count() == 2);
  const ReadTable two{"a;b\n;\n1;\n;;;\n \t; \n;2\n"};
  REQUIRE(two.ok());
  REQUIRE(two.table().row_count() == 2);
  CHECK(two.row(0) == Cells{"1", ""});
  CHECK(two.row(1) == Cells{"", "2"});
}

TEST_CASE("a line that names the separator is what spreadsheets read") {
  for (const std::string line : {"sep=;", "SEP=;", "\"sep=;\"", "sep=;\r"}) {
    CAPTURE(line);
    const ReadTable read{line + "\na;b,c\n1;2,5\n"};
    REQUIRE(read.ok());
    CHECK(read.header() == Cells{"a", "b,c"});
    CHECK(place(read.table().where(0, 1)) == "3:3+3");
  }
}

TEST_CASE("the names of the columns may stand further below, and on several lines") {
  struct Row {
    HeadLines head;
    Cells header;
    std::string place_of_last;
  };
  const std::string text = "Title;;;\n\nid;count;;note\n;2023;2024;\na;1;2;x\n";
  const Row rows[] = {
      {{.first = 3}, {"id", "count", "", "note"}, "3:11+4"},
      {{.first = 3, .last = 4}, {"id", "count / 2023", "count / 2024", "note"}, "3:11+4"},
      {{.first = 4}, {"", "2023", "2024", ""}, "4:12+1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head.first);
    CAPTURE(row.head.last);
    const ReadTable read{text, {.head = row.head}};
    REQUIRE(read.ok());
    CHECK(read.header() == row.header);
    CHECK(place(read.table().where_header(3)) == row.place_of_last);
    CHECK(read.row(read.table().row_count() - 1) == Cells{"a", "1", "2", "x"});
  }
  CHECK(ReadTable{text, {.head = {.first = 9}}}.problem().message == "the table has no line 9");
  CHECK(ReadTable{text, {.head = {.first = 3, .last = 5}}}.ok());
  CHECK(ReadTable{text, {.head = {.first = 3, .last = 6}}}.problem().message ==
        "the table has no line 6");
}

TEST_CASE("a column without a name is called by its letter, where it has values") {
  ReadTable read{"id,,\n1,2,\n3,,\n"};
  REQUIRE(read.ok());
  read.name_by_letters();
  CHECK(read.header() == Cells{"id", "B", ""});
  CHECK(read.table().find_column("B") == std::optional<std::size_t>{1});
  ReadTable taken{"B,\n1,2\n"};
  REQUIRE(taken.ok());
  taken.name_by_letters();
  CHECK(taken.header() == Cells{"B", ""});
}

TEST_CASE("notes of one cell are rows where that is asked") {
  const ReadTable read{"id;n\na;1\nsource\n", {.head = {}, .notes_are_rows = true}};
  REQUIRE(read.ok());
  CHECK(read.row(1) == Cells{"source", ""});
  REQUIRE(read.table().short_rows().size() == 1);
  CHECK(read.table().short_rows()[0].row == 1);
  CHECK(read.table().short_rows()[0].cells == 1);
  CHECK(place(read.table().where(1, 1)) == "3:7+1");
}

TEST_CASE("a cell that is given another text keeps its place") {
  ReadTable read{"id,n\n1,\"2\"\"\"\n"};
  REQUIRE(read.ok());
  read.set_cell(0, 0, "01");
  read.set_cell(0, 1, "3");
  CHECK(read.row(0) == Cells{"01", "3"});
  CHECK(place(read.table().where(0, 0)) == "2:1+1");
  CHECK(place(read.table().where(0, 1)) == "2:4+3");
}

TEST_CASE("every cell knows its place, in bytes of its line") {
  const ReadTable read{
      "id,name,n\n1,\"K\u00F6ln\",3\n\"a\nb\",\"say \"\"hi\"\"\",77\n,\"\"\"x\ny\",\n"};
  REQUIRE(read.ok());
  struct Row {
    std::size_t row;
    std::size_t column;
    std::string place;
  };
  const Row rows[] = {
      {0, 0, "2:1+1"},  {0, 1, "2:4+5"},  {0, 2, "2:11+1"},
      {1, 0, "3:2+1"},                     // cut where its first line ends
      {1, 1, "4:5+10"}, {1, 2, "4:17+2"},  // after a line break within the row
      {2, 0, "5:1+1"},  {2, 1, "5:3+3"},  {2, 2, "6:4+1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.row);
    CAPTURE(row.column);
    CHECK(place(read.table().where(row.row, row.column)) == row.place);
  }
}

TEST_CASE("a table that was moved or copied still has its cells and names") {
  ReadTable read{"\"a\"\"b\",c\n\"1\"\"2\",3\n"};
  REQUIRE(read.ok());
  const Table copy = read.table();
  const Table moved = Table{copy};
  CHECK(moved.header().front() == "a\"b");
  CHECK(moved.cell(0, 0) == "1\"2");
  CHECK(moved.find_column("c") == std::optional<std::size_t>{1});
}

TEST_CASE("a column is found by its exact name; nothing has the empty name") {
  const ReadTable read{"id,Name,\n1,2,\n"};
  REQUIRE(read.ok());
  CHECK(read.table().find_column("Name") == std::optional<std::size_t>{1});
  CHECK(read.table().find_column("name") == std::nullopt);
  CHECK(read.table().find_column("") == std::nullopt);
}

TEST_CASE("what is wrong with a table is reported at its place, with a way out") {
  struct Row {
    std::string text;
    Code code;
    std::string message;
    std::string place;
    std::string help;
  };
  const Row rows[] = {
      {"", Code::kTableSyntax, "the table is empty", "0:0+1", "its first line names the columns"},
      {" \n\r\n", Code::kTableSyntax, "the table is empty", "0:0+1",
       "its first line names the columns"},
      {"a,b\n1\n", Code::kTableSyntax, "this row has 1 cell, the header has 2", "2:1+1",
       "a note is left out by `other_rows: skip` beside the name of the table; else separate its "
       "cells by `,`"},
      {"a;b\n1;2\n3;4;5\r\n", Code::kTableSyntax, "this row has 3 cells, the header has 2", "3:1+5",
       "quote cells that contain `;`, as in \"a;b\""},
      {"a,b\n1,\"2\n3,4\n", Code::kTableSyntax, "a quote is opened and never closed", "2:3+1",
       "close it; a quote that belongs to a quoted text is doubled: `\"\"`"},
      {"a,b\n1,\"2\"x,\n", Code::kTableSyntax, "there is text after a closing quote", "2:6+1",
       "a quote that belongs to a quoted text is doubled: `\"\"`"},
      {"a,b,a\n1,2,3\n", Code::kDuplicateColumn, "there are two columns `a`", "1:5+1",
       "give each column a name of its own"},
      {"a|b\n1|2\n", Code::kTableSyntax, "the header is a single column, `a|b`", "1:1+3",
       "separate the columns by `,`, `;` or a tab, not by `|`"},
      {"\"a;b\"\n\"1;2\"\n", Code::kTableSyntax, "the header is a single column, `a;b`", "1:2+3",
       "do not quote a whole line: quotes are for single cells"},
      {"a,b\r1,2\r", Code::kTableSyntax, "the lines of the table end in CR alone", "1:1+3",
       "save it with LF or CRLF as line ends"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadTable read{row.text};
    CHECK_FALSE(read.ok());
    REQUIRE_FALSE(read.problems().empty());
    CHECK(read.problem().code == row.code);
    CHECK(read.problem().message == row.message);
    CHECK(place(read.problem().where) == row.place);
    REQUIRE(read.problem().help.size() == 1);
    CHECK(read.problem().help.front() == row.help);
  }
}

TEST_CASE("where two places are involved both are named") {
  struct Row {
    std::string text;
    std::string other;
    std::string what;
  };
  const Row rows[] = {
      {"a,b,a\n1,2,3\n", "1:1+1", "first used here"},
      {"a,b\n1,\"2\n3\"x,4\n", "2:3+1", "the quote was opened here"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadTable read{row.text};
    REQUIRE(read.problems().size() >= 1);
    REQUIRE(read.problem().related.size() == 1);
    CHECK(place(read.problem().related.front().where) == row.other);
    CHECK(read.problem().related.front().text == row.what);
  }
}

TEST_CASE("a column without name and values, as spreadsheets leave behind, is no error") {
  CHECK(ReadTable{"a,b,,\n1,2,,\n3,4,,\n"}.ok());
}

TEST_CASE("ten wrong rows are shown and the others counted") {
  std::string text = "a,b\n";
  for (int i = 0; i < 25; ++i) {
    text += "1\n";
  }
  const ReadTable read{text};
  CHECK_FALSE(read.ok());
  REQUIRE(read.problems().size() == 11);
  CHECK(read.problems().back().message == "more wrong rows in this table: 15");
  CHECK(read.problems().back().where.line == 12);
}

}  // namespace
}  // namespace allot::load
