#include "report/formats/workbook/names.hpp"

#include <doctest/doctest.h>

namespace allot::report::workbook {
namespace {

TEST_CASE("a sheet has a name that Excel takes") {
  const struct {
    const char *wanted, *name;
  } rows[] = {
      {"Ergebnis", "Ergebnis"},
      {"Topf [a]: b/c\\d*?", "Topf -a-- b-c-d--"},
      {"'quoted'", "quoted"},
      {" blank ", "blank"},
      {"O'Hara", "O'Hara"},
      {"History", "History (2)"},
      {"1234567890123456789012345678901234", "1234567890123456789012345678901"},
      {"äääääääääääääääääääääääääääääääää", "äääääääääääääääääääääääääääääää"},
      {"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"},
      {"", "(2)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.wanted);
    CHECK(SheetNames{}.next(row.wanted) == row.name);
  }
}

TEST_CASE("names of sheets are told apart without regard to case, within their length") {
  SheetNames names;
  CHECK(names.next("Topf") == "Topf");
  CHECK(names.next("TOPF") == "TOPF (2)");
  CHECK(names.next("topf") == "topf (3)");
  CHECK(names.next("Öl") == "Öl");
  CHECK(names.next("öl") == "öl (2)");
  CHECK(names.next("1234567890123456789012345678901x") == "1234567890123456789012345678901");
  CHECK(names.next("1234567890123456789012345678901y") == "123456789012345678901234567 (2)");
}

TEST_CASE("a formula has the name of a sheet in quotes") {
  CHECK(in_formula("Topf 2026") == "'Topf 2026'");
  CHECK(in_formula("O'Hara") == "'O''Hara'");
}

}  // namespace
}  // namespace allot::report::workbook
