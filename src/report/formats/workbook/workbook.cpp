// A workbook of Excel (ECMA-376, Office Open XML), as small as Excel takes it without a repair: the
// list of the parts, the workbook, its styles and its sheets. Texts stand in their cells, so that a
// sheet is written from top to bottom.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "report/document/document.hpp"
#include "report/formats/workbook/cells.hpp"
#include "report/formats/workbook/names.hpp"
#include "report/formats/workbook/package.hpp"
#include "report/formats/workbook/sheets.hpp"
#include "report/formats/workbook/styles.hpp"
#include "report/formats/workbook/text_sheets.hpp"
#include "report/markup/xml.hpp"

namespace allot::report {
namespace workbook {
namespace {

constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

std::string sheet_path(std::size_t index) {
  return "worksheets/sheet" + std::to_string(index + 1) + ".xml";
}

void put_type(std::string_view part, std::string_view type, Writer& out) {
  out.put("<Override PartName=\"/xl/");
  out.put(part);
  out.put("\" ContentType=\"");
  out.put(kTypes);
  out.put(type);
  out.put("+xml\"/>");
}

void put_relation(std::size_t number, std::string_view type, std::string_view target, Writer& out) {
  out.put("<Relationship Id=\"rId" + std::to_string(number) + "\" Type=\"");
  out.put(kOffice);
  out.put(type);
  out.put("\" Target=\"");
  out.put(target);
  out.put("\"/>");
}

void put_types(std::size_t sheets, Writer& out) {
  out.put(kXmlHead);
  out.put(R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
          R"(<Default Extension="rels" ContentType=)"
          R"("application/vnd.openxmlformats-package.relationships+xml"/>)"
          R"(<Default Extension="xml" ContentType="application/xml"/>)");
  put_type("workbook.xml", "sheet.main", out);
  for (std::size_t i = 0; i < sheets; ++i) {
    put_type(sheet_path(i), "worksheet", out);
  }
  put_type("styles.xml", "styles", out);
  out.put("</Types>");
}

void put_name(std::string_view name, std::size_t sheet, std::string_view more,
              const std::string& range, Writer& out) {
  out.put("<definedName name=\"_xlnm.");
  out.put(name);
  out.put("\" localSheetId=\"" + std::to_string(sheet) + "\"");
  out.put(more);
  out.put(">" + xml_escaped(range) + "</definedName>");
}

void put_workbook(const std::vector<SheetPart>& sheets, Writer& out) {
  out.put(kXmlHead);
  out.put(R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
          R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
          R"(<fileVersion appName="allot"/><bookViews><workbookView/></bookViews><sheets>)");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    out.put("<sheet name=\"" + workbook_text(sheets[i].name) + "\" sheetId=\"" + number +
            "\" r:id=\"rId" + number + "\"/>");
  }
  out.put("</sheets>");
  const auto has_rows = [](const SheetPart& sheet) { return sheet.frame.rows > 0; };
  if (std::ranges::any_of(sheets, has_rows)) {
    out.put("<definedNames>");
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const std::string sheet = in_formula(sheets[i].name) + "!";
      if (has_rows(sheets[i]) && sheets[i].frame.filters) {
        put_name("_FilterDatabase", i, R"( hidden="1")", sheet + filtered_range(sheets[i].frame),
                 out);
      }
    }
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const std::string sheet = in_formula(sheets[i].name) + "!";
      if (has_rows(sheets[i])) {
        put_name("Print_Titles", i, "", sheet + repeated_rows(sheets[i].frame), out);
      }
    }
    out.put("</definedNames>");
  }
  // Whoever opens it sees what the formulas give, not what we say they do.
  out.put(R"(<calcPr fullCalcOnLoad="1"/></workbook>)");
}

void put_relations_of_workbook(std::size_t sheets, Writer& out) {
  out.put(kXmlHead);
  out.put(kRelations);
  for (std::size_t i = 0; i < sheets; ++i) {
    put_relation(i + 1, "worksheet", sheet_path(i), out);
  }
  put_relation(sheets + 1, "styles", "styles.xml", out);
  out.put("</Relationships>");
}

std::vector<SheetPart> parts_of(const Document& document, const std::vector<WorkSheet>& sheets,
                                const std::vector<Document>& rule, const RunOptions& options,
                                const Words& words, Styles& styles) {
  std::vector<SheetPart> parts;
  for (const Block& block : document.blocks) {
    if (const auto* table = std::get_if<Table>(&block)) {
      append(parts, sheets_of(*table, styles));
    }
  }
  if (has_calculations(document)) {
    parts.push_back(calculations_sheet(document, words, styles));
  }
  for (const WorkSheet& sheet : sheets) {
    parts.push_back(sheet_of(sheet, styles));
  }
  parts.push_back(notes_sheet(document, rule, options, words, styles));
  parts.front().frame.is_first = true;
  SheetNames names;
  for (SheetPart& part : parts) {
    part.name = names.next(part.name);
  }
  return parts;
}

void write_package(const std::vector<SheetPart>& sheets, const Styles& styles, Writer& out) {
  Package package;
  package.add("[Content_Types].xml", [&](Writer& part) { put_types(sheets.size(), part); });
  package.add("_rels/.rels", [](Writer& part) {
    part.put(kXmlHead);
    part.put(kRelations);
    put_relation(1, "officeDocument", "xl/workbook.xml", part);
    part.put("</Relationships>");
  });
  package.add("xl/workbook.xml", [&](Writer& part) { put_workbook(sheets, part); });
  package.add("xl/_rels/workbook.xml.rels",
              [&](Writer& part) { put_relations_of_workbook(sheets.size(), part); });
  package.add("xl/styles.xml", [&](Writer& part) { styles.write(part); });
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    package.add("xl/" + sheet_path(i), [&](Writer& part) { write_sheet(sheets[i], part); });
  }
  package.write_to(out);
}

}  // namespace
}  // namespace workbook

namespace {

void write_as_workbook(const Report& report, const RunOptions& options, Writer& out) {
  const Words words = words_for_people(options);
  const Document document = report.document(words);
  const std::vector<WorkSheet> sheets =
      report.sheets ? report.sheets(words) : std::vector<WorkSheet>{};
  const std::vector<Document> rule = report.rule ? report.rule(words) : std::vector<Document>{};
  workbook::Styles styles;
  const auto parts = workbook::parts_of(document, sheets, rule, options, words, styles);
  workbook::write_package(parts, styles, out);
}

}  // namespace

extern const Format kWorkbookFormat = {
    .name = "xlsx",
    .summary = "a workbook for Excel: ids, numbers, sums as formulas, a sheet that computes again",
    .suffix = ".xlsx",
    .audience = Audience::kPeople,
    .writes = Writes::kWorkbook,
    .write = write_as_workbook,
};

}  // namespace allot::report
