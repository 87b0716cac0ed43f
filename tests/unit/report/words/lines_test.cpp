#include "report/words/lines.hpp"

#include <doctest/doctest.h>

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

TEST_CASE("a text is broken between words, then behind hyphens, then anywhere but in numbers") {
  struct Row {
    std::string_view text;
    std::size_t width;
    std::vector<std::string> lines;
  };
  const Row rows[] = {
      {"", 8, {""}},
      {"Ulm", 3, {"Ulm"}},
      {"Freiburg im Breisgau", 11, {"Freiburg im", "Breisgau"}},
      {"Freiburg im Breisgau", 10, {"Freiburg", "im", "Breisgau"}},
      {"im Landkreis Breisgau-Hochschwarzwald",
       16,
       {"im Landkreis", "Breisgau-", "Hochschwarzwald"}},
      {"am Neckar-Odenwald-Kreis", 19, {"am Neckar-Odenwald-", "Kreis"}},
      {"1405000000/1623", 12, {"1405000000/", "1623"}},
      {"Hochschwarzwald", 8, {"Hochschw", "arzwald"}},
      {"ab Hochschwarzwald", 8, {"ab", "Hochschw", "arzwald"}},
      {"10\u202F000\u202F000.00 EUR", 13, {"10\u202F000\u202F000.00", "EUR"}},
      {"Zuweisung2026", 12, {"Zuweisung", "2026"}},
      {"=(\u221210\u202F000.00)x", 12, {"=", "(\u221210\u202F000.00)", "x"}},
      {"1234567890", 4, {"1234", "5678", "90"}},
      // Marks stay with their letter, and a wide character is never cut.
      {"Mu\u0308u\u0308u\u0308n", 2, {"Mu\u0308", "u\u0308u\u0308", "n"}},
      {"北京市朝阳区", 5, {"北京", "市朝", "阳区"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(lines_within(row.text, row.width) == row.lines);
  }
}

TEST_CASE("a number that is longer than a line has one of its own where it must not be cut") {
  const std::vector<std::string> lines = {"a ×", "10\u202F000\u202F000.00", "EUR"};
  CHECK(lines_within("a × 10\u202F000\u202F000.00 EUR", 5, LongNumber::kWhole) == lines);
}

TEST_CASE("the widest number has its sign and marks") {
  CHECK(widest_number("") == 0);
  CHECK(widest_number("b × f, …") == 0);
  CHECK(widest_number("5 % × (\u221210\u202F000.00") == 11);
  CHECK(widest_number("1405000000/1623") == 10);
}

TEST_CASE("the widest piece is what hyphens and blanks leave whole") {
  CHECK(widest_piece("") == 0);
  CHECK(widest_piece("Landkreis Breisgau-Hochschwarzwald") == 15);
  CHECK(widest_piece("Neckar-Odenwald-Kreis") == 9);
  CHECK(widest_piece("北京市 u\u0308ber") == 6);
}

}  // namespace
}  // namespace allot::report
