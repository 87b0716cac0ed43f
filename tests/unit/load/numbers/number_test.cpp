#include "allot/load/numbers/number.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace allot::load {
namespace {

using Readings = std::vector<std::string>;

const Readings kNoReading{"write a number such as `1234.5`, `2/3` or `12.5 %`"};

TEST_CASE("a number is read exactly as it is printed") {
  struct Row {
    std::string text;
    std::string value;
    int decimals;
  };
  const Row rows[] = {
      {"0", "0", 0},
      {"-0", "0", 0},
      {"58000000", "58000000", 0},
      {"58_000_000", "58000000", 0},
      {"1_2", "12", 0},
      {"-12.5", "-25/2", 1},
      {"12.50", "25/2", 2},
      {"0.1", "1/10", 1},
      {"1.000_5", "2001/2000", 4},
      {"08111", "8111", 0},
      {"999999999999999999", "999999999999999999", 0},
      {"000999999999999999999", "999999999999999999", 0},
      {"-0.999999999999999999", "-999999999999999999/1000000000000000000", 18},
      {"0.000000000000000001", "1/1000000000000000000", 18},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadNumber read = ReadNumber::from(row.text);
    REQUIRE(read.number() != nullptr);
    CHECK(read.number()->value.to_string() == row.value);
    CHECK(read.number()->decimals == row.decimals);
    CHECK_FALSE(read.number()->percent);
    CHECK_FALSE(read.number()->ratio);
    CHECK(ReadNumber::takes(row.text));
  }
}

TEST_CASE("a percentage is divided by a hundred and keeps its printed decimals") {
  struct Row {
    std::string text;
    std::string value;
    int decimals;
  };
  const Row rows[] = {{"12.5 %", "1/8", 1},
                      {"12.5%", "1/8", 1},
                      {"-3 %", "-3/100", 0},
                      {"100.00 %", "1", 2},
                      {"1_000 %", "10", 0}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadNumber read = ReadNumber::from(row.text);
    REQUIRE(read.number() != nullptr);
    CHECK(read.number()->value.to_string() == row.value);
    CHECK(read.number()->decimals == row.decimals);
    CHECK(read.number()->percent);
  }
}

TEST_CASE("a fraction is exact and reduced") {
  struct Row {
    std::string text;
    std::string value;
  };
  const Row rows[] = {{"2/3", "2/3"},
                      {"-2/3", "-2/3"},
                      {"4/6", "2/3"},
                      {"6/3", "2"},
                      {"0/7", "0"},
                      {"1_000/3", "1000/3"},
                      {"1/999999999999999999", "1/999999999999999999"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadNumber read = ReadNumber::from(row.text);
    REQUIRE(read.number() != nullptr);
    CHECK(read.number()->value.to_string() == row.value);
    CHECK(read.number()->ratio);
    CHECK(read.number()->decimals == 0);
  }
}

TEST_CASE("a wrong text says what is wrong and shows what it may have meant") {
  struct Row {
    std::string text;
    std::string label;
    Readings readings;
  };
  const Row rows[] = {
      {"1,5", "has a comma", {"1.5 (`,` is the decimal mark): write 1.5"}},
      {"1,234",
       "has a comma",
       {"1234 (`,` groups by three): write 1234", "1.234 (`,` is the decimal mark): write 1.234"}},
      {"1.234,50",
       "has two kinds of separators",
       {"1234.50 (`.` groups, `,` is the decimal mark): write 1234.50"}},
      {"1,234.50",
       "has two kinds of separators",
       {"1234.50 (`,` groups, `.` is the decimal mark): write 1234.50"}},
      {"1.234.567", "has more than one point", {"1234567 (`.` groups by three): write 1234567"}},
      {"1 000", "has a blank between digits", {"1000 (blanks group by three): write 1000"}},
      {"1'000.5",
       "has a `'` between digits",
       {"1000.5 (`'` groups, `.` is the decimal mark): write 1000.5"}},
      {"1\u00A0000",
       "has a no-break space (U+00A0) between digits",
       {"1000 (blanks group by three): write 1000"}},
      {"1\u202F000",
       "has a narrow no-break space (U+202F) between digits",
       {"1000 (blanks group by three): write 1000"}},
      {"12,5 %", "has a comma", {"12.5 % (`,` is the decimal mark): write 12.5 %"}},
      {"12.5  %", "is a percentage that is not written like `12.5 %`", {"write 12.5 %"}},
      {"12.5 Prozent", "is a percentage that is not written like `12.5 %`", {"write 12.5 %"}},
      {"1e6", "has an exponent", {"write 1000000"}},
      {"1.25E+3", "has an exponent", {"write 1250"}},
      {"5e-3", "has an exponent", {"write 0.005"}},
      {".5", "has no digit before the `.`", {"write 0.5"}},
      {"-.5", "has no digit before the `.`", {"write -0.5"}},
      {",5", "has no digit before the `,`", {"0.5 (`,` is the decimal mark): write 0.5"}},
      {"5.", "has no digit after the `.`", {"write 5"}},
      {"+5", "begins with `+`", {"write 5"}},
      {"+.5", "begins with `+`", {"write 0.5"}},
      {"0x10", "is written to base 16", {"write 16"}},
      {"0b11", "is written to base 2", {"write 3"}},
      {"0o17", "is written to base 8", {"write 15"}},
      {"1__0", "has a `_` that is not between two digits", {"write 10"}},
      {"10_", "has a `_` that is not between two digits", {"write 10"}},
      {"€ 5", "carries a currency", {"write 5"}},
      {"5 EUR", "carries a currency", {"write 5"}},
      {"5.000 €",
       "carries a currency",
       {"5 (`.` is the decimal mark): write 5", "5000 (`.` groups by three): write 5000"}},
      {"58 Mio. €", "carries a currency", {"write 58000000"}},
      {"1,5 Mrd",
       "carries the word `Mrd`",
       {"1500000000 (`,` is the decimal mark): write 1500000000"}},
      {"\u22125", "begins with `\u2212` (U+2212), which is not the minus `-`", {"write -5"}},
      {"\u20135", "begins with `\u2013` (U+2013), which is not the minus `-`", {"write -5"}},
      {"- 5", "has a blank after the minus", {"write -5"}},
      {"5-", "has the minus at its end", {"write -5"}},
      {"(5)",
       "is in brackets",
       {"5 (the brackets are a remark): write 5", "-5 (the brackets are a minus): write -5"}},
      {"500,--", "ends in a dash", {"write 500"}},
      {"500.\u2014", "ends in a dash", {"write 500"}},
      {"12 TEUR", "carries the word `TEUR`", {"write 12000"}},
      {"12 T\u20AC", "carries the word `T\u20AC`", {"write 12000"}},
      {"-\u20AC 5", "carries a currency", {"write -5"}},
      {"12 v.H.", "is a percentage that is not written like `12.5 %`", {"write 12 %"}},
      {"12,5 v. H.",
       "is a percentage that is not written like `12.5 %`",
       {"12.5 % (`,` is the decimal mark): write 12.5 %"}},
      {"12 vH", "is a percentage that is not written like `12.5 %`", {"write 12 %"}},
      {"\u201E12\u201C", "has the quote `\u201E` (U+201E) around it", {"write 12"}},
      {"\u201C58_000\u201D", "has the quote `\u201C` (U+201C) around it", {"write 58_000"}},
      {"\u201A12\u2018", "has the quote `\u201A` (U+201A) around it", {"write 12"}},
      {"\u00BB12\u00AB", "has the quote `\u00BB` (U+00BB) around it", {"write 12"}},
      {"'13", "has the quote `'` around it", {"write 13"}},
      {"\uFF11\uFF12\uFF0E\uFF15", "has the wide character `\uFF11` (U+FF11)", {"write 12.5"}},
      {"5,-", "ends in a dash", {"write 5"}},
      {" 5", "has blanks around it", {"write 5"}},
      {"5 ", "has blanks around it", {"write 5"}},
      {"5\u00A0", "has a no-break space (U+00A0) beside it", {"write 5"}},
      {"95 \u2030", "is in thousandths", {"write 9.5 %"}},
      {"7.5 v.T.", "is in thousandths", {"write 0.75 %"}},
      {"5 // per year",
       "has a remark behind it: a comment begins with a blank and `#`",
       {"write 5"}},
      {"5# a year", "has a remark behind it: a comment begins with a blank and `#`", {"write 5"}},
      {"1O5", "has the letter `O` where a digit belongs", {"write 105"}},
      {"2 / 3", "has blanks around the `/`", {"write 2/3"}},
      {"2/3 %", "is a fraction with a percent sign", {"write 2/300"}},
      {"", "is empty", kNoReading},
      {".nan", "is not a finite number", kNoReading},
      {"-.inf", "is not a finite number", kNoReading},
      {"abc", "has no digits", kNoReading},
      {"-", "has no digits", kNoReading},
      {"1.2.3", "has more than one point", kNoReading},
      {"5 apples", "contains `a`", kNoReading},
      {"12x", "contains `x`", kNoReading},
      {"12 34", "is not written like a number", kNoReading},
      {"2024-01-01", "is not written like a number", kNoReading},
      {"--5", "is not written like a number", kNoReading},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadNumber read = ReadNumber::from(row.text);
    CHECK(read.number() == nullptr);
    CHECK(read.error().label == row.label);
    CHECK(read.error().readings == row.readings);
    CHECK_FALSE(read.error().out_of_range);
    CHECK_FALSE(ReadNumber::takes(row.text));
  }
}

TEST_CASE("digits are 0 to 9: those of other scripts are named") {
  struct Row {
    std::string text;
    std::string label;
  };
  const Row rows[] = {{"1\u0662", "contains `\u0662` (U+0662); digits are 0 to 9"},
                      {"1\u00B2", "contains `\u00B2` (U+00B2); digits are 0 to 9"},
                      {"\u00BD", "contains `\u00BD` (U+00BD); digits are 0 to 9"},
                      {"5 \U0001D7D8", "contains `\U0001D7D8` (U+1D7D8); digits are 0 to 9"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadNumber read = ReadNumber::from(row.text);
    CHECK(read.number() == nullptr);
    CHECK(read.error().label == row.label);
  }
}

TEST_CASE("more than 18 significant digits or decimals are out of range") {
  struct Row {
    std::string text;
    std::string label;
  };
  const Row rows[] = {
      {"1000000000000000000", "has 19 significant digits; 18 are the most"},
      {"0.0000000000000000001", "has 19 decimals; 18 are the most"},
      {"1.000000000000000000", "has 19 significant digits; 18 are the most"},
      {"1/1000000000000000000", "has 19 significant digits; 18 are the most"},
      {"99999999999999999999999999999999999999999 %", "has 41 significant digits; 18 are the most"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ReadNumber read = ReadNumber::from(row.text);
    CHECK(read.number() == nullptr);
    CHECK(read.error().label == row.label);
    CHECK(read.error().out_of_range);
    CHECK(read.error().readings.size() == 1);
  }
}

TEST_CASE("a fraction over zero is not a number") {
  const ReadNumber read = ReadNumber::from("5/0");
  CHECK(read.number() == nullptr);
  CHECK(read.error().reason == "`5/0` divides by zero");
  CHECK(read.error().readings == Readings{"write a denominator of 1 or more"});
  CHECK_FALSE(read.error().out_of_range);
}

TEST_CASE("the reason names the text, shortened and without controls") {
  CHECK(ReadNumber::from("5 EUR").error().reason == "`5 EUR` carries a currency");
  CHECK(ReadNumber::from("").error().reason == "an empty text is not a number");
  CHECK(ReadNumber::from("a\nb").error().reason == "`a\\x0ab` has no digits");
  const std::string long_text(100'000, 'a');
  CHECK(ReadNumber::from(long_text).error().reason.size() < 60);
}

}  // namespace
}  // namespace allot::load
