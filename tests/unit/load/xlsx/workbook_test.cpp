#include "allot/load/xlsx/workbook.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/workbook_sample.hpp"

namespace allot::load {
namespace {

const std::string kOneRow = R"(<row r="1"><c r="A1"><v>7</v></c></row>)";

std::string one_sheet_part(const std::string& value) {
  return "<worksheet><sheetData><row><c><v>" + value + "</v></c></row></sheetData></worksheet>";
}

std::string as_utf16(std::string_view ascii, bool big_endian) {
  std::string text = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    text += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  }
  return text;
}

TEST_CASE("a spreadsheet is told by its first bytes") {
  CHECK(is_spreadsheet(WorkbookSample{.rows = kOneRow}.bytes()));
  CHECK(is_spreadsheet(ZipBuilder{}.bytes()));
  CHECK(is_spreadsheet("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"));
  CHECK_FALSE(is_spreadsheet(""));
  CHECK_FALSE(is_spreadsheet("PK,n\n1,2\n"));
  CHECK_FALSE(is_spreadsheet("id;n\n"));
}

TEST_CASE("sheets are in the order of the workbook, found by their relationships") {
  ZipBuilder zip =
      WorkbookSample{
          .workbook =
              R"(<workbook xmlns:r="r"><workbookPr/><sheets>)"
              R"(<sheet name="Zweites &amp; _x0041_" r:id="b"/><sheet name="Bild" r:id="c"/>)"
              R"(<sheet name="Erstes" state="hidden" r:id="a"/>)"
              R"(<sheet name="Tief" state="veryHidden" r:id="d"/></sheets></workbook>)",
          .relationships =
              R"(<Relationships><Relationship Id="a" Type="t/worksheet" Target="/xl/worksheets/A.xml"/>)"
              R"(<Relationship Id="b" Type="t/worksheet" Target="worksheets/../worksheets/./b.xml"/>)"
              R"(<Relationship Id="c" Type="t/chartsheet" Target="chartsheets/sheet1.xml"/>)"
              R"(<Relationship Id="d" Type="t/worksheet" Target="..\xl\worksheets\d.xml"/>)"
              R"(</Relationships>)",
          .sheet = ""}
          .zip();
  zip.add("xl/worksheets/a.xml", one_sheet_part("1"));
  zip.add("XL/Worksheets/b.xml", one_sheet_part("2"));
  zip.add("/xl\\worksheets\\d.xml", one_sheet_part("3"));
  ReadWorkbook read{zip.bytes()};
  REQUIRE(read.ok());
  CHECK(read.workbook().sheets() ==
        std::vector<SheetName>{{"Zweites & A", false}, {"Erstes", true}, {"Tief", true}});
  CHECK(read.text(0) == "2\n");
  CHECK(read.text(1) == "1\n");
  CHECK(read.text(2) == "3\n");
}

TEST_CASE("the strict form and prefixes make no difference") {
  const std::string main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
  const std::string types = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  ReadWorkbook read{WorkbookSample{
      .workbook =
          "<x:workbook xmlns:x=\"" + main + "\" xmlns:rel=\"" + types +
          "\"><x:sheets><x:sheet name=\"S\" sheetId=\"1\" rel:id=\"r1\"/></x:sheets></x:workbook>",
      .relationships = "<Relationships><Relationship Id=\"r1\" Type=\"" + types +
                       "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
      .root = "<Relationships><Relationship Id=\"r1\" Type=\"" + types +
              "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
      .sheet =
          "<x:worksheet xmlns:x=\"" + main +
          "\"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"}};
  CHECK(read.ok());
  CHECK(read.text() == "7\n");
}

TEST_CASE("parts may be UTF-16, with a mark, or stored without being packed") {
  for (const bool big_endian : {false, true}) {
    ReadWorkbook read{WorkbookSample{.sheet = as_utf16(one_sheet_part("7"), big_endian)}};
    CHECK(read.text() == "7\n");
  }
  ReadWorkbook marked{WorkbookSample{.sheet = "\xEF\xBB\xBF" + one_sheet_part("7")}};
  CHECK(marked.text() == "7\n");
  ReadWorkbook stored{WorkbookSample{.rows = kOneRow, .entry = {.deflated = false}}};
  CHECK(stored.text() == "7\n");
}

TEST_CASE("what may be left out is not missed") {
  ReadWorkbook without_root{WorkbookSample{.rows = kOneRow, .root = ""}};
  CHECK(without_root.text() == "7\n");
  // Both parts are named and not there.
  ReadWorkbook without_parts{WorkbookSample{.rows = R"(<row><c s="4"><v>0.5</v></c></row>)"}};
  CHECK(without_parts.text() == "0.5\n");
}

TEST_CASE("a workbook says whether it is as this program wrote it") {
  for (const auto& [program, is_result] : {std::pair{"allot", true}, std::pair{"xl", false}}) {
    ReadWorkbook read{
        WorkbookSample{.rows = kOneRow,
                       .workbook = std::string{R"(<workbook><fileVersion appName=")"} + program +
                                   R"("/><sheets><sheet name="S" id="r1"/></sheets></workbook>)"}};
    REQUIRE(read.ok());
    CHECK(read.workbook().is_result() == is_result);
  }
}

TEST_CASE("the workbook says from when its dates count") {
  for (const char* value : {"1", "true"}) {
    ReadWorkbook read{
        WorkbookSample{.rows = R"(<row><c s="0"><v>44226</v></c></row>)",
                       .styles = R"(<xf numFmtId="14"/>)",
                       .workbook = std::string{R"(<workbook><workbookPr date1904=")"} + value +
                                   R"("/><sheets><sheet name="S" id="r1"/></sheets></workbook>)"}};
    CHECK(read.text() == "2025-01-31\n");
  }
}

TEST_CASE("a format that a file gives outweighs the one that is built in") {
  ReadWorkbook read{WorkbookSample{.rows = R"(<row><c s="0"><v>5</v></c></row>)",
                                   .formats = R"(<numFmt numFmtId="14" formatCode="000"/>)",
                                   .styles = R"(<xf numFmtId="14"/>)"}};
  CHECK(read.text() == "005\n");
}

TEST_CASE("files of other kinds are called by their name") {
  struct Row {
    std::string bytes, problem;
  };
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  const std::string book{"W\0o\0r\0k\0b\0o\0o\0k\0", 16};
  std::string encrypted;
  for (const char c : std::string{"EncryptedPackage"}) {
    encrypted += {c, '\0'};
  }
  const Row rows[] = {
      {ole + "......" + book, "table_syntax: the file is an .xls, as Excel wrote them until 2003"},
      {ole + encrypted, "table_syntax: the file is protected by a password"},
      {ole, "table_syntax: the file is no Excel workbook, but an older file of Office"},
      {ZipBuilder{}
           .add("mimetype", "application/vnd.oasis.opendocument.spreadsheet", {.deflated = false})
           .add("content.xml", "<x/>")
           .bytes(),
       "table_syntax: the file is an .ods, the format of LibreOffice and OpenOffice"},
      {ZipBuilder{}.add("mimetype", "application/epub+zip").bytes(),
       "table_syntax: the file is no Excel workbook, but another document"},
      {ZipBuilder{}.add("xl/workbook.bin", "x").bytes(),
       "table_syntax: the file is an .xlsb, a binary workbook"},
      {ZipBuilder{}.add("word/document.xml", "<x/>").bytes(),
       "table_syntax: the file is no Excel workbook, but another document"},
      {ZipBuilder{}.add("Index/Document.iwa", "x").bytes(),
       "table_syntax: the file is one of Apple Numbers"},
      {ZipBuilder{}.add("table.csv", "a,b\n").bytes(),
       "table_syntax: the file is a ZIP, but no Excel workbook: it lacks the list of its sheets"},
      {ZipBuilder{}.bytes(),
       "table_syntax: the file is damaged: it is not a whole ZIP, as each .xlsx is"},
      {WorkbookSample{.workbook = "<document/>"}.bytes(),
       "table_syntax: the file is no Excel workbook, but another document"},
      {WorkbookSample{.workbook = "<workbook><sheets/></workbook>"}.bytes(),
       "table_syntax: the workbook has no sheet with cells"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.problem);
    ReadWorkbook read{row.bytes};
    CHECK(read.problem() == row.problem);
    REQUIRE_FALSE(read.problems().empty());
    CHECK_FALSE(read.problems().list().front().help.empty());
  }
}

TEST_CASE("damage is said once, with the part that has it") {
  struct Row {
    WorkbookSample sample;
    std::string problem;
  };
  const Row rows[] = {
      {{.rows = kOneRow, .entry = {.flags = 1}},
       "table_syntax: the file is protected by a password"},
      {{.rows = kOneRow, .entry = {.wrong_checksum = 1}},
       "table_syntax: the file is damaged: its part `xl/worksheets/sheet1.xml` cannot be unpacked"},
      {{.rows = kOneRow, .entry = {.method = 12}},
       "table_syntax: the file is damaged: its part `xl/worksheets/sheet1.xml` cannot be unpacked"},
      {{.rows = kOneRow, .entry = {.hidden_bytes = 20}},
       "table_syntax: the file is damaged: its part `xl/worksheets/sheet1.xml` cannot be unpacked"},
      {{.rows = kOneRow, .relationships = ""},
       "table_syntax: the file is damaged: it lacks its part `xl/_rels/workbook.xml.rels`"},
      {{.sheet = ""},
       "table_syntax: the file is damaged: it lacks its part `xl/worksheets/sheet1.xml`"},
      {{.rows = kOneRow, .relationships = "<Relationships/>"},
       "table_syntax: the file is damaged: it lacks its part `sheet Kreise`"},
      {{.rows = "<row>"},
       "table_syntax: the file is damaged: its part `xl/worksheets/sheet1.xml` is not well-formed "
       "XML (line 1, byte 40: mismatched tag)"},
      {{.sheet = "<worksheet><sheetData>"},
       "table_syntax: the file is damaged: its part `xl/worksheets/sheet1.xml` is not well-formed "
       "XML (line 1, byte 23: no element found)"},
      {{.rows = kOneRow, .shared = "<si>"},
       "table_syntax: the file is damaged: its part `xl/sharedStrings.xml` is not well-formed XML "
       "(line 1, byte 22: mismatched tag)"},
      {{.sheet = "<chartsheet/>"},
       "table_syntax: the file is damaged: the sheet `Kreise` is no table of cells"},
      {{.sheet = "<!DOCTYPE worksheet [<!ENTITY a \"b\">]><worksheet/>"},
       "table_syntax: the part `xl/worksheets/sheet1.xml` of the file declares entities (DTD), "
       "which "
       "no spreadsheet needs"},
      {{.sheet = "<worksheet><sheetData><row><c><v>&nbsp;</v></c></row></sheetData></worksheet>"},
       "table_syntax: the file is damaged: its part `xl/worksheets/sheet1.xml` is not well-formed "
       "XML (line 1, byte 34: undefined entity)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.problem);
    ReadWorkbook read{row.sample};
    CHECK(read.problem() == row.problem);
    CHECK_FALSE(read.problems().list().front().help.empty());
  }
}

TEST_CASE("a part that is there twice is refused; names that lead upwards are none") {
  WorkbookSample sample{.rows = kOneRow};
  ReadWorkbook twice{sample.zip().add("xl/worksheets/SHEET1.xml", one_sheet_part("8")).bytes()};
  CHECK(twice.problem() ==
        "table_syntax: the file has its part `xl/worksheets/sheet1.xml` twice, and nothing says "
        "which "
        "is meant");
  ReadWorkbook unused{sample.zip().add("docProps/a.xml", "1").add("docProps/a.xml", "2").bytes()};
  CHECK(unused.text() == "7\n");
  ReadWorkbook upwards{
      sample.zip().add("xl/../xl/worksheets/sheet1.xml", one_sheet_part("8")).bytes()};
  CHECK(upwards.text() == "7\n");
}

TEST_CASE("a file that was cut off anywhere is no whole ZIP") {
  const std::string whole = WorkbookSample{.rows = kOneRow}.bytes();
  for (std::size_t size = 4; size < whole.size(); ++size) {
    ReadWorkbook read{whole.substr(0, size)};
    CAPTURE(size);
    REQUIRE(read.problem().starts_with("table_syntax: the file "));
  }
}

TEST_CASE("bombs are refused: of packing, of repetition, of names, of depth, of far cells") {
  struct Row {
    std::string what;
    WorkbookSample sample;
  };
  constexpr std::size_t kMiB = std::size_t{1} << 20U;
  std::string names;
  for (int name = 0; name < 900'000; ++name) {
    names += "<a" + std::to_string(name) + "/>";
  }
  std::string repeated;
  for (int row = 0; row < 3000; ++row) {
    repeated += "<row><c t=\"s\"><v>0</v></c></row>";
  }
  std::string deep;
  for (int level = 0; level < 200; ++level) {
    deep += "<a>";
  }
  std::string wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
  for (int row = 0; row < 9000; ++row) {
    wide += "<row><c><v>1</v></c></row>";
  }
  const Row rows[] = {
      {"packed", {.sheet = "<worksheet>" + std::string(70 * kMiB, ' ')}},
      {"shared", {.shared = "<si><t>" + std::string(70 * kMiB, 'x') + "</t></si>"}},
      {"repeated",
       {.rows = repeated, .shared = "<si><t>" + std::string(30'000, 'x') + "</t></si>"}},
      {"names", {.columns = "<!-- for expat -->" + names}},
      {"deep", {.columns = deep}},
      {"tag", {.columns = "<a b=\"" + std::string(3 * kMiB, 'x') + "\"/>"}},
      {"wide", {.rows = wide}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    ReadWorkbook read{row.sample};
    CHECK(read.problem().starts_with("too_large: the "));
  }
}

TEST_CASE("a cell in the last corner costs no more than its lines and tabs") {
  ReadWorkbook read{
      WorkbookSample{.rows = R"(<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>)"}};
  CHECK(read.text().size() == 1'048'575 + 16'383 + 2);
}

}  // namespace
}  // namespace allot::load
