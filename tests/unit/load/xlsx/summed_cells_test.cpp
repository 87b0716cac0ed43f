#include "load/xlsx/summed_cells.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

namespace allot::load::xlsx {
namespace {

/// "C2:C9 C12:C12" as rows and columns from 1: "3/2-9 3/12-12"; `$` before what is fixed.
std::string read(std::string_view formula) {
  std::string text;
  for (const SummedCells& cells : summed_cells(formula)) {
    const auto named = [](const NamedPlace& place) {
      return fmt::format("{}{}", place.fixed ? "$" : "", place.at);
    };
    text += fmt::format("{}{}/{}-{}", text.empty() ? "" : " ", named(cells.column),
                        named(cells.first), named(cells.last));
  }
  return text;
}

TEST_CASE("a formula that adds up cells, and does nothing else, is a sum of them") {
  CHECK(read("SUM(C2:C9)") == "3/2-9");
  CHECK(read("SUM($C$2:$C9)") == "$3/$2-9");
  CHECK(read("SUM( C2:C9 , C12 )") == "3/2-9 3/12-12");
  CHECK(read("sum(AA2:AA9)") == "27/2-9");
  CHECK(read("SUBTOTAL(9,C2:C9)") == "3/2-9");
  CHECK(read("SUBTOTAL(109,C2:C9)") == "3/2-9");
  CHECK(read("C2+C5") == "3/2-2 3/5-5");
  CHECK(read("+C2+C5+SUM(C7:C8)") == "3/2-2 3/5-5 3/7-8");
  CHECK(read("ROUND(SUM(C2:C9),-3)") == "3/2-9");
  CHECK(read("ROUND(C2+C3,0)") == "3/2-2 3/3-3");
}

TEST_CASE("a formula that does anything else is none") {
  for (const std::string_view formula : {"",
                                         "SUM()",
                                         "C2",
                                         "SUM(C2)",
                                         "SUM(C2:C9",
                                         "SUM(C2:C9))",
                                         "SUM(C2:D9)",
                                         "SUM(C9:C2)",
                                         "SUM(C2:C9)/1000",
                                         "SUM(C2:C9)*B1",
                                         "C2-C5",
                                         "C2+5",
                                         "AVERAGE(C2:C9)",
                                         "SUBTOTAL(1,C2:C9)",
                                         "SUM(Alt!C2:C9)",
                                         "'Alt'!C2+C3",
                                         "SUM(C:C)",
                                         "SUM(2:9)",
                                         "SUM(C2:C9999999)",
                                         "IF(A1,C2,C3)",
                                         "ROUND(ROUND(SUM(C2:C9),1),0)",
                                         "SUM(C2:C9)+",
                                         "SUM(SUM(C2:C9))",
                                         "ROUND(SUM(C2:C9))"}) {
    CAPTURE(formula);
    CHECK(summed_cells(formula).empty());
  }
}

}  // namespace
}  // namespace allot::load::xlsx
