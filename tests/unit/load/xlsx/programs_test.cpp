#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "support/workbook_sample.hpp"

namespace allot::load {
namespace {

/// A file that a program wrote; its parts without cells are left out.
std::string written_by(const std::string& program) {
  std::ifstream file{ALLOT_SOURCE_DIR "/tests/fuzz/corpus/xlsx/" + program + ".xlsx",
                     std::ios::binary};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST_CASE("what LibreOffice writes: texts shared, all attributes, formulas with their values") {
  ReadWorkbook read{written_by("libreoffice")};
  REQUIRE(read.ok());
  CHECK(read.workbook().sheets() == std::vector<SheetName>{{"Kreise", false}, {"Hinweise", true}});
  const std::optional<SheetText> sheet = read.sheet();
  REQUIRE(sheet);
  CHECK(sheet->text ==
        "Zugang 2025\n"
        "\n"
        "AGS\tKreis\tEinwohner am 31.12.\tQuote\tStand\tSumme\tPruef\n"
        "08111\tStuttgart\t1234.567\t12.5 %\t2025-01-31\t2469.134\tTRUE\n"
        "08115\tB\u00F6blingen\t0.1\t7 %\t2024-02-29\t0.3\t#DIV/0!\n"
        "davon\t\t1000000\t\t2025-01-31 12:30:00\tStuttgart B\u00F6blingen\t#N/A\n");
  CHECK(sheet->hidden_rows == Noted{1, 5});
  CHECK(sheet->columns[1].hidden);
  CHECK(sheet->columns[2].shown_shorter == Noted{1, 4});
  CHECK(sheet->columns[2].shown_scaled == Noted{1, 6});
  CHECK(read.text(1) == "\n\ta b\n");
}

TEST_CASE("what openpyxl writes: no formula has its value") {
  ReadWorkbook read{written_by("openpyxl")};
  REQUIRE(read.ok());
  const std::optional<SheetText> sheet = read.sheet();
  REQUIRE(sheet);
  CHECK(sheet->text ==
        "Zugang 2025\n"
        "\n"
        "AGS\tKreis\tEinwohner am 31.12.\tQuote\tStand\tSumme\tPruef\n"
        "08111\tStuttgart\t1234.567\t12.5 %\t2025-01-31\t=C4*2\t=A4=8111\n"
        "08115\tB\u00F6blingen\t0.1\t7 %\t2024-02-29\t=C5+0.2\t=1/0\n"
        "davon\t\t1000000\t\t2025-01-31 12:30:00\t=B4&\" \"&B5\t=NA()\n");
  CHECK(sheet->columns[5].without_value == Noted{3, 4});
}

TEST_CASE("what XlsxWriter writes, from 1904 with shared texts and row by row without") {
  for (const char* program : {"xlsxwriter", "xlsxwriter_rows"}) {
    CAPTURE(program);
    ReadWorkbook read{written_by(program)};
    REQUIRE(read.ok());
    CHECK(read.workbook().sheets() == std::vector<SheetName>{{"\u00C4mter & Co", false}});
    CHECK(read.text() ==
          "id\tn\td\tp\tt\trich\te\tsum\n"
          "01\t0.0000001\t2025-01-31\t33.3333333333333 %\t12:30:00\tBad Urach\t#N/A\t"
          "123456789012346000\n"
          "02\t123456.789012346\tTRUE\t\t\tab c _x000D_\n");
  }
}

}  // namespace
}  // namespace allot::load
