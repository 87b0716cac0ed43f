#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/load/xlsx/workbook.hpp"
#include "support/zip_builder.hpp"

namespace allot::load {

/// A workbook of one sheet, `Kreise`; each part may be replaced or left out ("").
struct WorkbookSample {
  std::string rows = {};     ///< within `<sheetData>`
  std::string columns = {};  ///< before it
  std::string shared = {};   ///< within `<sst>`
  std::string formats = {};  ///< within `<numFmts>`
  std::string styles = {};   ///< within `<cellXfs>`
  std::string workbook =
      R"(<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="Kreise" sheetId="1" r:id="r1"/>)"
      R"(</sheets></workbook>)";
  std::string relationships =
      R"(<Relationships><Relationship Id="r1" Type="http://t/worksheet" Target="worksheets/sheet1.xml"/>)"
      R"(<Relationship Id="r2" Type="http://t/sharedStrings" Target="sharedStrings.xml"/>)"
      R"(<Relationship Id="r3" Type="http://t/styles" Target="styles.xml"/></Relationships>)";
  std::string root =
      R"(<Relationships><Relationship Id="r1" Type="http://t/officeDocument" Target="xl/workbook.xml"/>)"
      R"(</Relationships>)";
  std::optional<std::string> sheet = {};  ///< the whole part, instead of `rows` and `columns`
  ZipEntry entry = {};                    ///< of the sheet

  [[nodiscard]] std::string sheet_part() const {
    return sheet.value_or("<worksheet xmlns=\"m\">" + columns + "<sheetData>" + rows +
                          "</sheetData></worksheet>");
  }

  [[nodiscard]] ZipBuilder zip() const {
    ZipBuilder zip;
    const auto add = [&](const char* name, const std::string& content) {
      if (!content.empty()) {
        zip.add(name, content);
      }
    };
    add("_rels/.rels", root);
    add("xl/workbook.xml", workbook);
    add("xl/_rels/workbook.xml.rels", relationships);
    if (!shared.empty()) {
      add("xl/sharedStrings.xml", "<sst xmlns=\"m\">" + shared + "</sst>");
    }
    if (!styles.empty()) {
      add("xl/styles.xml", "<styleSheet xmlns=\"m\"><numFmts>" + formats + "</numFmts><cellXfs>" +
                               styles + "</cellXfs></styleSheet>");
    }
    if (const std::string part = sheet_part(); !part.empty()) {
      zip.add("xl/worksheets/sheet1.xml", part, entry);
    }
    return zip;
  }

  [[nodiscard]] std::string bytes() const { return zip().bytes(); }
};

/// A workbook read from bytes, and what was said about it.
class ReadWorkbook {
 public:
  explicit ReadWorkbook(std::string bytes)
      : bytes_{std::move(bytes)}, workbook_{Workbook::open(bytes_, kFile, problems_)} {}
  explicit ReadWorkbook(const WorkbookSample& sample) : ReadWorkbook{sample.bytes()} {}

  [[nodiscard]] bool opened() const { return workbook_.has_value(); }
  [[nodiscard]] bool ok() const { return workbook_.has_value() && problems_.empty(); }
  [[nodiscard]] const Workbook& workbook() const { return *workbook_; }
  [[nodiscard]] const Problems& problems() const { return problems_; }

  std::optional<SheetText> sheet(std::size_t index = 0) {
    return workbook_ ? workbook_->read(index, kFile, problems_) : std::nullopt;
  }
  /// "refused" where there is none.
  std::string text(std::size_t index = 0) {
    std::optional<SheetText> read = sheet(index);
    return read ? std::move(read->text) : "refused";
  }
  /// Of the only problem that there is once the first sheet was read; "" where there is none.
  std::string problem() {
    if (workbook_) {
      sheet();
    }
    if (problems_.list().size() != 1) {
      return problems_.empty() ? "" : "several";
    }
    return std::string{describe(problems_.list().front().code).name} + ": " +
           problems_.list().front().message;
  }

 private:
  static constexpr FileId kFile = 1;

  std::string bytes_;
  Problems problems_;
  std::optional<Workbook> workbook_;
};

}  // namespace allot::load
