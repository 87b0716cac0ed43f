#include <doctest/doctest.h>

#include <string>

#include "allot/load/csv/csv.hpp"
#include "support/workbook_sample.hpp"

namespace allot::load {
namespace {

/// The text of a sheet that has these rows.
std::string text_of_rows(const std::string& rows) {
  ReadWorkbook read{WorkbookSample{.rows = rows}};
  return read.text();
}

/// The text of one cell, A1, of a style whose format is `format`.
std::string text_of_number(const std::string& stored, const std::string& format) {
  ReadWorkbook read{
      WorkbookSample{.rows = "<row><c s=\"1\"><v>" + stored + "</v></c></row>",
                     .formats = "<numFmt numFmtId=\"170\" formatCode=\"" + format + "\"/>",
                     .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/>"}};
  return read.text();
}

TEST_CASE("line n of the text is row n, its cells stand between tabs") {
  CHECK(text_of_rows(R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>)"
                     R"(<row r="4"><c r="C4"><v>3</v></c></row>)") == "1\t2\n\n\n\t\t3\n");
}

TEST_CASE("rows and cells without a name follow the one before") {
  CHECK(text_of_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>") ==
        "1\t2\n3\n");
  CHECK(text_of_rows(R"(<row r="2"><c><v>1</v></c><c r="D2"><v>2</v></c><c><v>3</v></c></row>)"
                     "<row><c><v>4</v></c></row>") == "\n1\t\t\t2\t3\n4\n");
  CHECK(text_of_rows(R"(<row><c r="B3"><v>1</v></c></row><row><c><v>2</v></c></row>)") ==
        "\n\n\t1\n2\n");
  CHECK(text_of_rows(R"(<row r="1"><c r="aa1"><v>1</v></c></row>)") ==
        std::string(26, '\t') + "1\n");
}

TEST_CASE("empty cells, cells of blanks and empty rows end nothing") {
  CHECK(text_of_rows("").empty());
  CHECK(text_of_rows(R"(<row r="1"><c r="A1"><v>1</v></c><c r="Z1" s="3"/></row><row r="9"/>)") ==
        "1\n");
  CHECK(text_of_rows(R"(<row><c t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>)")
            .empty());
  CHECK(text_of_rows(R"(<row><c t="str"><f>IF(A2="","")</f><v></v></c><c><v>2</v></c></row>)") ==
        "\t2\n");
}

TEST_CASE("each type of cell has its text") {
  struct Row {
    std::string cell, text;
  };
  const Row rows[] = {
      {R"(<c><v>1234.567</v></c>)", "1234.567"},
      {R"(<c t="n"><v> 5 </v></c>)", "5"},
      {R"(<c><v>1.5E-3</v></c>)", "0.0015"},
      {R"(<c><v>8111.0</v></c>)", "8111"},
      {R"(<c><v>0.30000000000000004</v></c>)", "0.3"},
      {R"(<c><v>1,5</v></c>)", "1,5"},
      {R"(<c t="b"><v>1</v></c>)", "TRUE"},
      {R"(<c t="b"><v>0</v></c>)", "FALSE"},
      {R"(<c t="e"><v>#N/A</v></c>)", "#N/A"},
      {R"(<c t="e"><f>1/0</f><v>#DIV/0!</v></c>)", "#DIV/0!"},
      {R"(<c t="str"><f>A2</f><v>a &amp; b</v></c>)", "a & b"},
      {R"(<c t="d"><v>2025-01-31T00:00:00</v></c>)", "2025-01-31"},
      {R"(<c t="inlineStr"><is><t>Ulm</t></is></c>)", "Ulm"},
      {R"(<c t="inlineStr"><is><r><rPr><b/><t>x</t></rPr><t>Bad </t></r><r><t>Urach</t></r>)"
       R"(<rPh sb="0" eb="1"><t>kana</t></rPh></is></c>)",
       "Bad Urach"},
      {R"(<c t="inlineStr"><is><r><t>92</t></r><r><rPr><vertAlign val="superscript"/></rPr>)"
       R"(<t>10</t></r><r><t>3</t></r></is></c>)",
       "92\u00B9\u2070"
       "3"},
      {R"(<c t="inlineStr"><is><r><rPr><vertAlign val="baseline"/><strike val="0"/></rPr>)"
       R"(<t>92</t></r></is></c>)",
       "92"},
      {R"(<c t="inlineStr"><is><r><rPr><strike/></rPr><t>4</t></r><r><t>92</t></r></is></c>)",
       "[4]92"},
      {R"(<c t="s"><v>3</v></c>)", "7\u00B2"},
      {R"(<c t="s"><v>4</v></c>)", "12"},
      {R"(<c t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c>)", "a b"},
      {R"(<c t="s"><v>1</v></c>)", "Gro\u00DF-Gerau"},
      {R"(<c t="s"><v>2</v></c>)", "two words"},
      {R"(<c t="s"><v></v></c>)", ""},
      {R"(<c t="unheard-of"><v>x</v></c>)", "x"},
      {R"(<c t="inlineStr"/>)", ""},
      {R"(<c><f>SUM(A2:A3)</f><v>7</v></c>)", "7"},
      {R"(<c><f>SUM(A2:A3)</f></c>)", "=SUM(A2:A3)"},
      {R"(<c><f>SUM(A2:A3)</f><v></v></c>)", "=SUM(A2:A3)"},
      {R"(<c t="str"><f>A2&amp;A3</f></c>)", "=A2&A3"},
      {R"(<c><f t="shared" si="0"/></c>)", "=\u2026"},
      {R"(<c><extLst><ext><v>9</v></ext></extLst><v>1</v></c>)", "1"},
      {R"(<x:c xmlns:x="m" t="b"><x:v>1</x:v></x:c>)", "TRUE"},
      {R"(<c><v>1<!-- 2 -->3</v></c>)", "13"},
      {R"(<c t="str"><v><![CDATA[a<b]]></v></c>)", "a<b"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cell);
    ReadWorkbook read{
        WorkbookSample{.rows = "<row>" + row.cell + "</row>",
                       .shared = "<si><t>Ulm</t></si><si><t>Gro\u00DF-Gerau</t><phoneticPr/></si>"
                                 "<si><r><t xml:space=\"preserve\">two </t></r><rPh><t>x</t></rPh>"
                                 "<r><t>words</t></r></si>"
                                 "<si><r><t>7</t></r><r><rPr><vertAlign val=\"superscript\"/>"
                                 "</rPr><t>2</t></r></si><si><t>12</t></si>"}};
    CHECK(read.text() == row.text + (row.text.empty() ? "" : "\n"));
    CHECK(read.problems().empty());
  }
}

TEST_CASE("a cell has nothing of the one before") {
  CHECK(text_of_rows(
            R"(<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><v>b</v></c>)"
            R"(<c t="inlineStr"/><c t="inlineStr"><is/></c><c t="str"><f>X()</f><v>c</v></c>)"
            R"(<c><v></v></c><c><f/></c><c s="1"><v>1</v></c><c/></row>)") ==
        "a\tb\t\t\tc\t\t=\u2026\t1\n");
}

TEST_CASE("a number is told by its format") {
  struct Row {
    std::string stored, format, text;
  };
  const Row rows[] = {
      {"0.125", "0.0%", "12.5 %"},
      {"0.070000000000000007", "0%", "7 %"},
      {"1234.567", "0.00", "1234.567"},
      {"8111", "00000", "08111"},
      {"0", "00000", "00000"},
      {"123456", "00000", "123456"},
      {"8111000", "00\\ 0\\ 00\\ 000", "08 1 11 000"},
      {"123456789", "00\\ 000", "123456 789"},
      {"-8111", "00000", "-8111"},
      {"81.5", "00000", "81.5"},
      {"8.1110000000000004E3", "00000", "08111"},
      {"45688", "dd\\.mm\\.yyyy", "2025-01-31"},
      {"45688.520833333336", "dd\\.mm\\.yyyy hh:mm", "2025-01-31 12:30:00"},
      {"-5", "dd\\.mm\\.yyyy", "-5"},
      {"1.5", "[h]:mm", "36:00:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.stored);
    CAPTURE(row.format);
    CHECK(text_of_number(row.stored, row.format) == row.text + "\n");
  }
}

TEST_CASE("only plain numbers are given as numbers, by where they begin") {
  ReadWorkbook read{WorkbookSample{
      .rows = R"(<row><c t="str"><v>Wert</v></c></row>)"
              R"(<row><c><v>1.5</v></c><c t="str"><v>2</v></c><c s="1"><v>0.5</v></c>)"
              R"(<c><v>1E2</v></c><c s="2"><v>7</v></c><c><v>x</v></c></row>)",
      .formats = R"(<numFmt numFmtId="170" formatCode="00"/>)",
      .styles = R"(<xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/>)"}};
  const std::optional<SheetText> sheet = read.sheet();
  REQUIRE(sheet);
  CHECK(sheet->text == "Wert\n1.5\t2\t50 %\t100\t07\tx\n");
  CHECK(sheet->cells.numbers == std::vector<std::uint32_t>{5, 16});
}

TEST_CASE("what a reader should know of a column is counted, with the first row") {
  ReadWorkbook read{WorkbookSample{
      .rows = R"(<row r="2"><c r="A2" s="1"><v>1.23</v></c><c r="B2"><v>1.2345678901234567</v></c>)"
              R"(<c r="C2" s="2"><v>5000</v></c><c r="D2"><f>X()</f></c></row>)"
              R"(<row r="3" hidden="1"><c r="A3" s="1"><v>1.50</v></c><c r="F3"><v>1</v></c></row>)"
              R"(<row r="4" ht="0" customHeight="1"><c r="A4" s="3"><v>0.1234</v></c></row>)"
              R"(<row r="5" hidden="true"><c r="A5"/></row>)",
      .columns = R"(<cols><col min="2" max="3" hidden="1"/><col min="6" max="6" width="0"/>)"
                 R"(<col min="9" max="16384" hidden="1"/></cols>)",
      .formats =
          R"(<numFmt numFmtId="170" formatCode="0.0"/><numFmt numFmtId="171" formatCode="#,##0,"/>)"
          R"(<numFmt numFmtId="172" formatCode="0.0%"/>)",
      .styles = R"(<xf/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/>)"}};
  const std::optional<SheetText> sheet = read.sheet();
  REQUIRE(sheet);
  CHECK(sheet->text == "\n1.23\t1.23456789012346\t5000\t=X()\n1.5\t\t\t\t\t1\n12.34 %\n");
  CHECK(sheet->hidden_rows == Noted{2, 3});
  REQUIRE(sheet->columns.size() == 6);
  CHECK(sheet->columns[0].shown_shorter == Noted{2, 2});
  CHECK(sheet->columns[1].rounded == Noted{1, 2});
  CHECK(sheet->columns[2].shown_scaled == Noted{1, 2});
  CHECK(sheet->columns[3].without_value == Noted{1, 2});
  std::string hidden;
  std::string filled;
  for (const SheetColumn& column : sheet->columns) {
    hidden += column.hidden ? '1' : '0';
    filled += column.filled ? '1' : '0';
  }
  CHECK(hidden == "011001");
  CHECK(filled == "111101");
}

TEST_CASE("rows and cells in no order, and names that are none, are refused") {
  for (const char* rows : {
           R"(<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>)",
           R"(<row r="2"/><row r="2"/>)",
           R"(<row r="0"/>)",
           R"(<row r="1048577"/>)",
           R"(<row r="x"/>)",
           R"(<row r="1048576"/><row/>)",
           R"(<row r="1"><c r="B1"/><c r="A1"/></row>)",
           R"(<row r="1"><c r="A1"/><c r="A1"/></row>)",
           R"(<row r="1"><c r="A2"/></row>)",
           R"(<row r="1"><c r="XFE1"/></row>)",
           R"(<row r="1"><c r="XFD1"/><c/></row>)",
           R"(<row r="1"><c r="AAAA1"/></row>)",
           R"(<row r="1"><c r="1"/></row>)",
           R"(<row r="1"><c r="$A$1"/></row>)",
           R"(<row r="1"><c r=""/></row>)",
           R"(<row><c/><c r="B7"/></row>)",
       }) {
    CAPTURE(rows);
    ReadWorkbook read{WorkbookSample{.rows = rows}};
    CHECK(read.problem().starts_with("table_syntax: the file is damaged: in the sheet `Kreise`"));
  }
}

TEST_CASE("a control character is an error that names its cell, for each of the first ten") {
  ReadWorkbook one{
      WorkbookSample{.rows = R"(<row r="17"><c r="C17" t="str"><v>a_x0007_</v></c></row>)"}};
  CHECK(one.problem() == "control_byte: cell `Kreise!C17` has a control character, U+0007");
  ReadWorkbook shared{
      WorkbookSample{.rows = R"(<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>)",
                     .shared = "<si><t>a&#x85;</t></si><si><t>b</t></si>"}};
  CHECK(shared.problem() == "control_byte: cell `Kreise!B1` has a control character, U+0085");
  std::string rows;
  for (int row = 0; row < 30; ++row) {
    rows += "<row><c t=\"str\"><v>&#127;</v></c></row>";
  }
  ReadWorkbook many{WorkbookSample{.rows = rows}};
  CHECK(many.text() == "refused");
  CHECK(many.problems().list().size() == 11);
}

TEST_CASE("shared texts that are not there are an error at the cell") {
  const std::string rows = R"(<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>5</v></c></row>)";
  ReadWorkbook beyond{WorkbookSample{.rows = rows, .shared = "<si><t>a</t></si>"}};
  CHECK(beyond.problem() ==
        "table_syntax: the file is damaged: cell `Kreise!B1` refers to a text that is not there");
  ReadWorkbook without{WorkbookSample{.rows = rows}};
  CHECK(without.problem() ==
        "table_syntax: the file is damaged: it lacks the texts of its cells (`sharedStrings.xml`), "
        "cell `Kreise!A1` is the first of them");
}

TEST_CASE("a sheet is read as a table: line and column are row and column of the sheet") {
  ReadWorkbook read{WorkbookSample{
      .rows = R"(<row r="5"><c r="A5" t="str"><v>AGS</v></c><c r="B5" t="str"><v>n</v></c></row>)"
              R"(<row r="6"><c r="A6" s="1"><v>8111</v></c><c r="B6"><v>1.087</v></c></row>)",
      .formats = R"(<numFmt numFmtId="170" formatCode="00000"/>)",
      .styles = R"(<xf/><xf numFmtId="170"/>)"}};
  std::optional<SheetText> sheet = read.sheet();
  REQUIRE(sheet);
  SourceFiles files;
  Problems problems;
  const FileId file = files.add_sheet("zugang.xlsx", "Kreise", std::move(sheet->text));
  const auto table = read_sheet(files, file, sheet->cells, {}, problems);
  REQUIRE(table);
  CHECK(table->line_of(0) == 6);
  CHECK(table->cell(0, 0) == "08111");
  CHECK_FALSE(table->is_number(0, 0));
  CHECK(table->cell(0, 1) == "1.087");
  CHECK(table->is_number(0, 1));
}

}  // namespace
}  // namespace allot::load
