#include "load/printed/printed_numbers.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "support/read_table.hpp"

namespace allot::load {
namespace {

/// "1400000±50000 3000000±500000", with `-` for a cell without a number.
std::string read(std::string_view csv, PrintedRole role = PrintedRole::kAmount,
                 PrintedForm form = {.role = PrintedRole::kAmount, .rules = {}}) {
  const ReadTable made{std::string{csv}};
  Table table = made.table();
  std::vector<std::uint32_t> rows(table.row_count());
  std::iota(rows.begin(), rows.end(), 0U);
  form.role = role;
  form.rules.currency = "EUR";
  Problems problems;
  const auto column = read_printed_column(table, 1, rows, form, problems);
  if (!column) {
    return problems.list().empty() ? "nothing" : problems.list().front().message;
  }
  std::string text;
  for (const auto& cell : column->cells) {
    text += text.empty() ? "" : " ";
    const std::string_view sign = !cell                               ? ""
                                  : cell->side == PrintedSide::kBelow ? "-"
                                  : cell->side == PrintedSide::kAbove ? "+"
                                                                      : "±";
    text += cell ? cell->value.to_string() + std::string{sign} + cell->half.to_string() : "-";
  }
  return text;
}

TEST_CASE("a printed number stands for half a unit of its last digit to either side") {
  CHECK(read("id;x\na;1.938.873 €\nb;7\n") == "1938873±1/2 7±1/2");
  CHECK(read("id;x\na;1.034,50\nb;12,00\n") == "2069/2±1/200 12±1/200");
  CHECK(read("id;x\na;1'234'567.–\n") == "1234567±1/2");
  CHECK(read("id,x\na,939.5\nb,940\n") == "1879/2±1/20 940±1/20");  // the zero was dropped
}

TEST_CASE("the unit of a column is that of its head, or as it is given") {
  CHECK(read("id;Betrag (Tsd. EUR)\na;939\nb;12\n") == "939000±500 12000±500");
  CHECK(read("id;Mio. €\na;1,40\n") == "1400000±5000");
  CHECK(read("id;Tsd. EUR\na;939\n", PrintedRole::kAmount,
             {.role = PrintedRole::kAmount, .rules = {}, .in = Fraction{1}}) == "939±1/2");
  CHECK(read("id;x\na;939\n", PrintedRole::kAmount,
             {.role = PrintedRole::kAmount, .rules = {}, .in = Fraction{1000000}}) ==
        "939000000±500000");
  CHECK(read("id;x\na;939\n", PrintedRole::kAmount,
             {.role = PrintedRole::kAmount, .rules = {}, .printed_to = Fraction{1000}}) ==
        "939±500");
}

TEST_CASE("a cell may carry its own unit, and its own precision") {
  CHECK(read("id;x\na;1,4 Mio. €\nb;938.873 €\nc;12 Mio.\n") ==
        "1400000±50000 938873±1/2 12000000±500000");
  CHECK(read("id;x\na;2 Mrd. EUR\nb;7 T€\n") == "2000000000±500000000 7000±500");
  CHECK(read("id,x\na,1.4 million\n") == "1400000±50000");
}

TEST_CASE("zeros at the end of a number that is told about were not meant") {
  CHECK(read("id;x\na;rund 3 Mio.\nb;rund 60.000\nc;ca. 1,50 Mio.\n") ==
        "3000000±500000 60000±5000 1500000±5000");
  CHECK(read("id;x\na;~ 700\nb;710\n") == "700±50 710±1/2");
}

TEST_CASE("some words say on which side the number is") {
  CHECK(read("id;x\na;knapp 3 Mio.\nb;gut 60.000\nc;mehr als 1,5 Mio.\nd;rund 700\n") ==
        "3000000-500000 60000+5000 1500000+50000 700±50");
  const PrintedNumber below{
      .value = 3, .half = 1, .text = "", .where = {}, .side = PrintedSide::kBelow};
  CHECK(below.admits(2));
  CHECK(below.admits(3));
  CHECK_FALSE(below.admits(Fraction{31, 10}));
  const PrintedNumber above{
      .value = 3, .half = 1, .text = "", .where = {}, .side = PrintedSide::kAbove};
  CHECK(above.admits(4));
  CHECK_FALSE(above.admits(Fraction{29, 10}));
}

TEST_CASE("percentages are parts of 1, whatever they add to") {
  CHECK(read("id;x\na;12,5 %\nb;87,5 %\n", PrintedRole::kPercent) == "1/8±1/2000 7/8±1/2000");
  CHECK(read("id;Anteil in %\na;12,5\n", PrintedRole::kPercent) == "1/8±1/2000");
  CHECK(read("id;x\na;0,125\nb;0,875\n", PrintedRole::kPercent) == "1/8±1/2000 7/8±1/2000");
  CHECK(read("id;x\na;0,5\nb;0,3\n", PrintedRole::kChange) == "1/200±1/2000 3/1000±1/2000");
  CHECK(read("id;x\na;+4,1\nb;−3,9\n", PrintedRole::kChange) == "41/1000±1/2000 -39/1000±1/2000");
}

TEST_CASE("gains carry a plus, and a percent sign may be two letters") {
  CHECK(read("id;x\na;+392\nb;±0\nc;-3.600\nd;+ 1.250.000\n", PrintedRole::kShift) ==
        "392±1/2 0±1/2 -3600±1/2 1250000±1/2");
  CHECK(read("id;x\na;+0,1 %\nb;13,0 v.H.\n", PrintedRole::kChange) ==
        "1/1000±1/2000 13/100±1/2000");
  CHECK(read("id;x\na;2,65 %\nb;3,75 %\n", PrintedRole::kKey) == "53/20±1/200 15/4±1/200");
}

TEST_CASE("what can be read in two ways is kept in both where a result will tell") {
  CHECK(read("id;x\na;80.000 €\nb;9.500 €\n").find("two ways") != std::string::npos);
  CHECK(read("id;x\na;80.000 €\nb;9.500 €\n", PrintedRole::kAmount,
             {.role = PrintedRole::kAmount, .rules = {}, .result_decides = true}) ==
        "80000±1/2 9500±1/2");
}

TEST_CASE("a dash is nothing: 0, or no value of the year before") {
  CHECK(read("id;x\na;-\nb;7\n") == "0±1/2 7±1/2");
  CHECK(read("id;x\na;–\nb;7\n", PrintedRole::kPrior) == "- 7±1/2");
  CHECK(read("id;x\na;\nb;7\n") == "- 7±1/2");
}

TEST_CASE("what is no number is reported") {
  CHECK(read("id;x\na;viel\nb;7\n").find("viel") != std::string::npos);
  CHECK(read("id;x\na;5 $\nb;7\n").find("5 $") != std::string::npos);
}

}  // namespace
}  // namespace allot::load
