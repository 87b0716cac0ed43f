#include <algorithm>

#include "allot/core/text.hpp"
#include "report/formats/workbook/sheets.hpp"
#include "report/markup/xml.hpp"

namespace allot::report::workbook {
namespace {

std::string place_text(std::size_t row, std::size_t column, std::string_view dollar = "") {
  std::string text{dollar};
  text += column_letters(column);
  text += dollar;
  text += std::to_string(row + 1);
  return text;
}

std::string range_text(const Frame& frame, std::string_view dollar) {
  return place_text(frame.header, 0, dollar) + ":" +
         place_text(frame.header + frame.rows, frame.widths.size() - 1, dollar);
}

void put_view(const Frame& frame, Writer& out) {
  out.put("<sheetViews><sheetView");
  out.put(frame.is_first ? std::string_view{R"( tabSelected="1")"} : std::string_view{});
  out.put(R"( workbookViewId="0")");
  const auto [row, column] = frame.frozen;
  if (row == 0 && column == 0) {
    out.put("/></sheetViews>");
    return;
  }
  out.put("><pane");
  out.put(column > 0 ? " xSplit=\"" + std::to_string(column) + "\"" : "");
  out.put(row > 0 ? " ySplit=\"" + std::to_string(row) + "\"" : "");
  const std::string_view pane = row == 0 ? "topRight" : column == 0 ? "bottomLeft" : "bottomRight";
  out.put(" topLeftCell=\"" + place_text(row, column) + "\" activePane=\"");
  out.put(pane);
  out.put("\" state=\"frozen\"/><selection pane=\"");
  out.put(pane);
  out.put("\"/></sheetView></sheetViews>");
}

/// Excel takes a bit more than the characters.
void put_widths(const std::vector<std::size_t>& widths, Writer& out) {
  out.put("<cols>");
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    out.put("<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
            std::to_string(widths[i]) + ".7109375\" customWidth=\"1\"/>");
  }
  out.put("</cols>");
}

}  // namespace

// The order of the elements is that of CT_Worksheet (ECMA-376, 18.3.1.99): Excel takes no other.
void write_sheet(const SheetPart& sheet, Writer& out) {
  const Frame& frame = sheet.frame;
  out.put(kXmlHead);
  out.put(R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
          R"(<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>)");
  put_view(frame, out);
  out.put(R"(<sheetFormatPr defaultRowHeight="15"/>)");
  put_widths(frame.widths, out);
  out.put("<sheetData>");
  sheet.rows(out);
  out.put("</sheetData>");
  if (frame.filters) {
    out.put("<autoFilter ref=\"" + range_text(frame, "") + "\"/>");
  }
  out.put(
      R"(<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>)"
      R"(<pageSetup paperSize="9" orientation=")");
  constexpr std::size_t kUpright = 105;  // characters that are read on it without a lens
  std::size_t width = 0;
  for (const std::size_t column : frame.widths) {
    width += column;
  }
  out.put(width > kUpright ? std::string_view{"landscape"} : std::string_view{"portrait"});
  out.put(
      R"(" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / )"
      R"(&amp;N</oddFooter></headerFooter>)");
  if (frame.filters || frame.rows > 0) {
    out.put("<ignoredErrors><ignoredError sqref=\"" + range_text(frame, "") +
            "\" numberStoredAsText=\"1\"/></ignoredErrors>");
  }
  out.put("</worksheet>");
}

std::string filtered_range(const Frame& frame) { return range_text(frame, "$"); }

std::string repeated_rows(const Frame& frame) {
  const std::string row = "$" + std::to_string(frame.header + 1);
  return row + ":" + row;
}

}  // namespace allot::report::workbook
