#include "load/xlsx/values/cell_text.hpp"

#include <doctest/doctest.h>

#include <string>

namespace allot::load::xlsx {
namespace {

TEST_CASE("escapes are decoded once; half a pair of surrogates is none") {
  struct Row {
    std::string stored, text;
  };
  const Row rows[] = {
      {"Ulm", "Ulm"},
      {"a_x000D_b", "a b"},
      {"a_x000D_\nb", "a b"},
      {"a_x0009_b", "a b"},
      {"_x0041__x00e4_", "A\u00E4"},
      {"_x20AC_", "\u20AC"},
      {"_x005F_x000D_", "_x000D_"},
      {"_xD83D__xDE00_", "\U0001F600"},
      {"_xD83D_", "_xD83D_"},
      {"_xDE00_x", "_xDE00_x"},
      {"_xD83D__x0041_", "_xD83D_A"},
      {"_x00", "_x00"},
      {"_x00G0_", "_x00G0_"},
      {"max_x_y", "max_x_y"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.stored);
    CHECK(cell_text(row.stored) == row.text);
  }
}

TEST_CASE("tabs and line breaks are a blank each") {
  CHECK(cell_text("Zuweisung\n2025") == "Zuweisung 2025");
  CHECK(cell_text("Zuweisung\r\n2025") == "Zuweisung 2025");
  CHECK(cell_text("a\tb\rc\n\nd") == "a b c  d");
  CHECK(cell_text("\r") == " ");
}

TEST_CASE("control characters are found, of one byte and of two") {
  CHECK_FALSE(find_control("Gr\u00FC\u00DFe \u20AC\u00A0"));
  CHECK(find_control("a\x07") == 1);
  CHECK(find_control(std::string_view{"a\0", 2}) == 1);
  CHECK(find_control("\x7F") == 0);
  CHECK(find_control("ab\u0085") == 2);
  CHECK(find_control(cell_text("_x0007_")) == 0);
}

}  // namespace
}  // namespace allot::load::xlsx
