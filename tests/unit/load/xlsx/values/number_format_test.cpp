#include "load/xlsx/values/number_format.hpp"

#include <doctest/doctest.h>

#include <string>

namespace allot::load::xlsx {
namespace {

using enum NumberFormat::Kind;

TEST_CASE("what a format is, is seen outside its quotes, brackets and escapes") {
  struct Row {
    std::string code;
    NumberFormat::Kind kind;
  };
  const Row rows[] = {
      {"General", kNumber},
      {"#,##0.00", kNumber},
      {"#,##0.00\\ \"\u20AC\"", kNumber},
      {"#,##0.00 [$\u20AC-407];[Red]-#,##0.00 [$\u20AC-407]", kNumber},
      {"0.00\"d\"", kNumber},
      {"0\\d", kNumber},
      {"0\"%\"", kNumber},
      {"0\\%", kNumber},
      {"[Red]0", kNumber},
      {"0_d", kNumber},
      {"0*d", kNumber},
      {"0.00E+00", kNumber},
      {"# ?/?", kNumber},
      {"@", kNumber},
      {"", kNumber},
      {"\"day", kNumber},
      {"[day", kNumber},
      {"\\", kNumber},
      {"0%", kPercentage},
      {"0.0\\ %", kPercentage},
      {"[Red]0.00%;-0.00%", kPercentage},
      {"0;0%", kNumber},  // percent of negative numbers only
      {"yyyy-mm-dd", kDate},
      {"dd\\.mm\\.yyyy", kDate},
      {"[$-407]d. mmmm yyyy;@", kDate},
      {"DD.MM.YY", kDate},
      {"mmm", kDate},
      {"h:mm", kTime},
      {"h:mm AM/PM", kTime},
      {"mm:ss", kTime},
      {"h \"Uhr\"", kTime},
      {"dd.mm.yyyy hh:mm", kDateTime},
      {"d.m. h:mm A/P", kDateTime},
      {"[h]:mm", kDuration},
      {"[hh]:mm:ss", kDuration},
      {"[mm]:ss", kDuration},
      {"00000", kId},
      {"00", kId},
      {"[<=99999]00000;00000-0000", kId},
      {"00\\ 000", kId},
      {"\"D-\"00000", kId},
      {"0", kNumber},
      {"00000\" EUR\"", kNumber},
      {"#00000", kNumber},
      {"000.00", kNumber},
      {"000,000", kNumber},
      {"\"0\"0000", kNumber},
      {"\"\t\"00000", kNumber},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(read_number_format(row.code).kind == row.kind);
  }
}

TEST_CASE("a format says how many decimals it shows, and whether it shows thousands") {
  struct Row {
    std::string code;
    int decimals;
    bool scaled;
  };
  const Row rows[] = {
      {"General", NumberFormat::kAllDecimals, false},
      {"0", 0, false},
      {"#,##0.00", 2, false},
      {"0.0##", 3, false},
      {"0.00_);(0.0)", 2, false},
      {"0.0%", 1, false},
      {"#,##0,", 0, true},
      {"0.0,,\" Mio.\"", 1, true},
      {"0.00E+00", NumberFormat::kAllDecimals, false},
      {"# ?/?", NumberFormat::kAllDecimals, false},
      {"@", NumberFormat::kAllDecimals, false},
      {";;;", NumberFormat::kAllDecimals, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(read_number_format(row.code).decimals == row.decimals);
    CHECK(read_number_format(row.code).scaled == row.scaled);
  }
}

TEST_CASE("formats that are built in are known by their number") {
  struct Row {
    std::uint32_t id;
    NumberFormat::Kind kind;
    int decimals;
  };
  const Row rows[] = {{0, kNumber, NumberFormat::kAllDecimals},
                      {1, kNumber, 0},
                      {4, kNumber, 2},
                      {9, kPercentage, 0},
                      {10, kPercentage, 2},
                      {13, kNumber, NumberFormat::kAllDecimals},
                      {14, kDate, NumberFormat::kAllDecimals},
                      {17, kDate, NumberFormat::kAllDecimals},
                      {18, kTime, NumberFormat::kAllDecimals},
                      {21, kTime, NumberFormat::kAllDecimals},
                      {22, kDateTime, NumberFormat::kAllDecimals},
                      {44, kNumber, 2},
                      {45, kTime, NumberFormat::kAllDecimals},
                      {46, kDuration, NumberFormat::kAllDecimals},
                      {47, kTime, NumberFormat::kAllDecimals},
                      {49, kNumber, NumberFormat::kAllDecimals},
                      {163, kNumber, NumberFormat::kAllDecimals},
                      {4'000'000'000, kNumber, NumberFormat::kAllDecimals}};
  for (const Row& row : rows) {
    CAPTURE(row.id);
    CHECK(built_in_number_format(row.id).kind == row.kind);
    CHECK(built_in_number_format(row.id).decimals == row.decimals);
  }
}

}  // namespace
}  // namespace allot::load::xlsx
