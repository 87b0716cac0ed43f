#include "load/fields/thousands.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/scenario_text.hpp"

namespace allot {
namespace {

using test::file_of;
using test::Lines;
using test::loaded;
using test::MemoryFiles;
using test::problems_of;

TEST_CASE("a point and three digits look like thousands, unless the form excludes it") {
  for (const std::string_view text : {"25.000", "1.125", "750.000", "-25.000", "+1.000"}) {
    CAPTURE(text);
    CHECK(load::looks_like_thousands(text));
  }
  for (const std::string_view text :
       {"0.125", "25.00", "25.0000", "1234.567", "1_234.567", "025.000", ".125", "25.", "25_000",
        "1.234.567", "25.00a", "25.000 %", "", "-", "."}) {
    CAPTURE(text);
    CHECK_FALSE(load::looks_like_thousands(text));
  }
}

/// A pot of 25.000 by the rest of the pot, in a scenario that begins with `head`.
std::string scenario_of(std::string_view head, std::string_view pot) {
  return fmt::format(
      "{}districts: [{{id: a, n: 1}}]\npots: [{{id: p, amount: 25.000, steps: "
      "[{{share: {{by: n}}}}]{}}}]\n",
      head, pot);
}

TEST_CASE("three decimals are decimals where the scenario pays in thousandths") {
  const Lines ambiguous{"ambiguous_decimal s.yaml:5:24"};
  CHECK(problems_of(scenario_of("currency: EUR\n", "")) == ambiguous);
  CHECK(problems_of(scenario_of("currency: EUR\n", ", rounding: {unit: 0.01}")) == ambiguous);
  CHECK(problems_of(scenario_of("currency: EUR\n", ", rounding: {unit: 0.001}")) == Lines{});
  CHECK(problems_of(scenario_of("currency: KWD\n", "")) == Lines{});
  CHECK(problems_of(scenario_of("year: 2026\n", ", rounding: {unit: 0.005}")) == Lines{});
}

TEST_CASE("what is no amount of money is not asked") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of({"districts: [{id: a, n: 1.125, w: 2.500}]\n",
               "keys: {k: {sum: [{weight: 1.500, of: w}]}, s: {shares: n, adds_to: 1.125}}\n",
               "pots:\n"
               "  - id: p\n"
               "    amount: 100\n"
               "    steps:\n"
               "      - rate: {amount: 1.125, per: n}\n"
               "      - share: {by: k}\n"
               "      - limit: {minimum: {per: n, amount: 1.250}, maximum: {percent_of_pot: "
               "100.000 %}}\n"}));
  for (const Column& column : scenario.columns) {
    CHECK(column.values.at(0) == (column.name == "n" ? Fraction{9, 8} : Fraction{5, 2}));
  }
}

}  // namespace
}  // namespace allot
