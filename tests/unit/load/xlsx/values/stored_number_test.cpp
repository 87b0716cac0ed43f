#include "load/xlsx/values/stored_number.hpp"

#include <doctest/doctest.h>

#include <string>

namespace allot::load::xlsx {
namespace {

TEST_CASE("a stored number is written out as a plain decimal, without zeros at its end") {
  struct Row {
    std::string stored, text;
  };
  const Row rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"0.00", "0"},
      {"12.50", "12.5"},
      {"8111.0", "8111"},
      {"1.0E7", "10000000"},
      {"100.0", "100"},
      {"-1234.567", "-1234.567"},
      {"007", "7"},
      {".5", "0.5"},
      {"5.", "5"},
      {"+5", "5"},
      {"1.2E-3", "0.0012"},
      {"1.25E+2", "125"},
      {"1.25e1", "12.5"},
      {"1E+20", "100000000000000000000"},
      {"-1E-7", "-0.0000001"},
      {"0E10", "0"},
      {"0.30000000000000004", "0.30000000000000004"},
      {"9007199254740993", "9007199254740993"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.stored);
    const auto number = StoredNumber::parse(row.stored);
    REQUIRE(number);
    CHECK(number->text() == row.text);
  }
}

TEST_CASE("what is no number, or none of a double's range, is refused") {
  for (const char* text : {"", "-", ".", "E5", "1E", "1E+", "1,5", "1.2.3", "0x10", "1 2", "INF",
                           "NaN", "1E401", "1E-99999999999999999999", "1E5x", "--1", "\xC3\xA4"}) {
    CAPTURE(text);
    CHECK_FALSE(StoredNumber::parse(text));
  }
  CHECK_FALSE(StoredNumber::parse(std::string(401, '1')));
}

TEST_CASE("numbers are rounded to 15 significant digits, half to even") {
  struct Row {
    std::string stored, text;
    bool rounded;
  };
  const Row rows[] = {
      {"123456789012345", "123456789012345", false},
      {"100000000000000000", "100000000000000000", false},  // one significant digit
      {"0.30000000000000004", "0.3", true},
      {"0.070000000000000007", "0.07", true},
      {"1234567890123456", "1234567890123460", true},
      {"1234567890123445", "1234567890123440", true},
      {"1234567890123455", "1234567890123460", true},
      {"12345678901234450001", "12345678901234500000", true},
      {"0.1234567890123445", "0.123456789012344", true},
      {"0.1234567890123455", "0.123456789012346", true},
      {"999999999999999.9", "1000000000000000", true},
      {"9.9999999999999995E-5", "0.0001", true},
      {"-2.0000000000000004", "-2", true},
      {"129.99999999999997", "130", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.stored);
    auto number = StoredNumber::parse(row.stored);
    REQUIRE(number);
    CHECK(number->round_to_15() == row.rounded);
    CHECK(number->text() == row.text);
  }
}

TEST_CASE("a percentage is the number with its point two places on") {
  struct Row {
    std::string stored, text;
  };
  const Row rows[] = {{"0.125", "12.5"}, {"1", "100"},        {"0.5", "50"},
                      {"0", "0"},        {"-0.001", "-0.1"},  {"0.0725", "7.25"},
                      {"1E-4", "0.01"},  {"12.345", "1234.5"}};
  for (const Row& row : rows) {
    CAPTURE(row.stored);
    auto number = StoredNumber::parse(row.stored);
    REQUIRE(number);
    number->make_percentage();
    CHECK(number->text() == row.text);
  }
}

TEST_CASE("zeros at the end are no decimals; the parts of a number are its digits") {
  const auto number = StoredNumber::parse("45688.520830");
  REQUIRE(number);
  CHECK(number->decimals() == 5);
  CHECK(number->whole() == "45688");
  CHECK(number->decimals(8) == "52083000");
  CHECK(number->decimals(2) == "52");
  CHECK(StoredNumber::parse("0.001")->whole().empty());
  CHECK(StoredNumber::parse("0.001")->decimals(2) == "00");
  CHECK(StoredNumber::parse("1E3")->whole() == "1000");
}

TEST_CASE("a number is plain only where its text would stay as it is") {
  for (const char* text :
       {"0", "7", "-7", "12.05", "100", "0.5", "123456789012345", "1234567890.12345"}) {
    CAPTURE(text);
    CHECK(plain_number(text).is_plain);
    CHECK(StoredNumber::parse(text)->text() == text);
  }
  for (const char* text : {"", "-", "-0", "-0.5", "007", "1.", ".5", "1E5", "1.5x", "1.2.3", "1,5",
                           "1234567890123456", "12345678901.23456", "+5", " 5", "12.50", "5.0"}) {
    CAPTURE(text);
    CHECK_FALSE(plain_number(text).is_plain);
  }
  CHECK(plain_number("12.05").decimals == 2);
}

}  // namespace
}  // namespace allot::load::xlsx
