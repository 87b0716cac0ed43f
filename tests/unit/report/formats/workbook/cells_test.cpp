#include "report/formats/workbook/cells.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>

namespace allot::report::workbook {
namespace {

std::string row_of(const std::function<void(CellWriter& out)>& write) {
  std::string text;
  Writer to{[&](std::string_view part) { text += part; }};
  CellWriter out{to};
  out.begin_row();
  write(out);
  out.end_row();
  to.flush();
  return text;
}

TEST_CASE("a text of a workbook is what it was, whatever it holds") {
  const struct {
    const char *text, *written;
  } rows[] = {
      {"Köln", "Köln"},
      {"=1+1", "=1+1"},
      {"a&b <c> \"d\"", "a&amp;b &lt;c&gt; &quot;d&quot;"},
      {"a\rb", "a_x000D_b"},
      {"a\x1b", "a_x001B_"},
      {"a\nb", "a&#10;b"},
      {"_x000D_", "_x005F_x000D_"},
      {"_x00_", "_x00_"},
      {"\xFF", "\uFFFD"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(workbook_text(row.text) == row.written);
  }
}

TEST_CASE("a text is no formula, and keeps its blanks") {
  CHECK(row_of([](CellWriter& out) { out.text(0, "=1+1", 3); }) ==
        R"(<row r="1"><c r="A1" s="3" t="inlineStr"><is><t>=1+1</t></is></c></row>)");
  CHECK(row_of([](CellWriter& out) { out.text(27, " a", 0); }) ==
        R"(<row r="1"><c r="AB1" s="0" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>)"
        R"(</row>)");
}

TEST_CASE("no text is longer than a cell") {
  const std::string longest(32'767, 'a');
  const auto written = [](const std::string& text) {
    return row_of([&](CellWriter& out) { out.text(0, text, 0); });
  };
  CHECK(written(longest + "a") == written(longest));
  CHECK(written(std::string(32'766, 'a') + "😀") == written(std::string(32'766, 'a')));
}

TEST_CASE("a number has its digits, and is a text where a spreadsheet would lose some") {
  CHECK(row_of([](CellWriter& out) { out.number(0, -999'999'999'999'999, 2, 1); }) ==
        R"(<row r="1"><c r="A1" s="1"><v>-9999999999999.99</v></c></row>)");
  CHECK(row_of([](CellWriter& out) { out.number(0, 1'000'000'000'000'000, 2, 1); }) ==
        R"(<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>10000000000000.00</t></is></c></row>)");
}

TEST_CASE("a formula has its value beside it") {
  CHECK(row_of([](CellWriter& out) { out.formula(1, "IF(A1<2,1,0)", 5, 1, 2); }) ==
        R"(<row r="1"><c r="B1" s="2"><f>IF(A1&lt;2,1,0)</f><v>0.5</v></c></row>)");
}

TEST_CASE("a row that is higher says so") {
  std::string text;
  Writer to{[&](std::string_view part) { text += part; }};
  CellWriter out{to};
  out.begin_row(2);
  out.end_row();
  to.flush();
  CHECK(text == R"(<row r="1" ht="30" customHeight="1"></row>)");
}

}  // namespace
}  // namespace allot::report::workbook
