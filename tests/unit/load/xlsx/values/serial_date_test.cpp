#include "load/xlsx/values/serial_date.hpp"

#include <doctest/doctest.h>

#include <string>

namespace allot::load::xlsx {
namespace {

using enum NumberFormat::Kind;

std::string serial_text(const std::string& serial, NumberFormat::Kind kind,
                        DateSystem system = DateSystem::k1900) {
  return serial_date_text(*StoredNumber::parse(serial), kind, system).value_or("none");
}

TEST_CASE("days are counted from 1900, with the 29 February that never was, or from 1904") {
  struct Row {
    std::string serial, from_1900, from_1904;
  };
  const Row rows[] = {
      {"0", "1900-01-00", "1904-01-01"},     {"1", "1900-01-01", "1904-01-02"},
      {"59", "1900-02-28", "1904-02-29"},    {"60", "1900-02-29", "1904-03-01"},
      {"61", "1900-03-01", "1904-03-02"},    {"45688", "2025-01-31", "2029-02-01"},
      {"44226", "2021-01-30", "2025-01-31"}, {"2957003", "9995-12-30", "9999-12-31"},
      {"2957004", "9995-12-31", "none"},     {"2958465", "9999-12-31", "none"},
      {"2958466", "none", "none"},           {"-1", "none", "none"},
      {"99999999999", "none", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.serial);
    CHECK(serial_text(row.serial, kDate) == row.from_1900);
    CHECK(serial_text(row.serial, kDate, DateSystem::k1904) == row.from_1904);
  }
}

TEST_CASE("times are rounded to the second; a duration goes on beyond a day") {
  struct Row {
    std::string serial;
    NumberFormat::Kind kind;
    std::string text;
  };
  const Row rows[] = {
      {"45688.520833333336", kDateTime, "2025-01-31 12:30:00"},
      {"45688", kDateTime, "2025-01-31 00:00:00"},
      {"45688.520833333336", kDate, "2025-01-31"},
      {"45688.520833333336", kTime, "2025-01-31 12:30:00"},
      {"0.520833333333333", kTime, "12:30:00"},
      {"0", kTime, "00:00:00"},
      {"0.999999", kTime, "00:00:00"},
      {"45687.9999999", kDateTime, "2025-01-31 00:00:00"},
      {"1.5", kDuration, "36:00:00"},
      {"1E-5", kTime, "00:00:01"},
      {"0.5", kNumber, "none"},
      {"0.5", kId, "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.serial);
    CHECK(serial_text(row.serial, row.kind) == row.text);
  }
}

TEST_CASE("dates that are stored as ISO text have the same form") {
  CHECK(iso_date_text("2025-01-31") == "2025-01-31");
  CHECK(iso_date_text("2025-01-31T00:00:00") == "2025-01-31");
  CHECK(iso_date_text("2025-01-31T12:30:00.000Z") == "2025-01-31 12:30:00");
  CHECK(iso_date_text("T12:30:00") == "12:30:00");
  CHECK(iso_date_text("morgen") == "morgen");
}

}  // namespace
}  // namespace allot::load::xlsx
