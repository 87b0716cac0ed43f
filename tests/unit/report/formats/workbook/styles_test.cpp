#include "report/formats/workbook/styles.hpp"

#include <doctest/doctest.h>

namespace allot::report::workbook {
namespace {

TEST_CASE("numbers are shown with groups, their decimals, and gains with their sign") {
  CHECK(number_format_code(0, Sign::kMinusOnly) == "#,##0");
  CHECK(number_format_code(2, Sign::kMinusOnly) == "#,##0.00");
  CHECK(number_format_code(2, Sign::kAlways) == "+#,##0.00;-#,##0.00;0.00");
  CHECK(number_format_code(0, Sign::kAlways) == "+#,##0;-#,##0;0");
}

TEST_CASE("a style is there once") {
  Styles styles;
  CHECK(styles.number_of({}) == 0);
  const Style money{Look::kPlain, Align::kRight, "#,##0.00"};
  CHECK(styles.number_of(money) == 1);
  CHECK(styles.number_of({Look::kTotal, Align::kRight, "#,##0.00"}) == 2);
  CHECK(styles.number_of(money) == 1);
}

}  // namespace
}  // namespace allot::report::workbook
