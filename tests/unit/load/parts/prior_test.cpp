#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/scenario_text.hpp"

namespace allot {
namespace {

using test::file_of;
using test::kList;
using test::kPot;
using test::Lines;
using test::loaded;
using test::MemoryFiles;
using test::problems_of;

TEST_CASE("the prior year is a column, a rule or a scenario, and is called by its year") {
  const test::Texts texts{{"old.yaml",
                           "allot: 1\ntitle: O\nyear: 2024/25\n"
                           "districts: [{id: a, n: 1}, {id: b, n: 2}]\n"
                           "pots: [{id: p, amount: 5, steps: [{share: {by: n}}], rounding: {unit: "
                           "0.001}}]\n"}};
  const auto prior = [&](std::string_view year, std::string_view value) {
    MemoryFiles files{texts};
    const Scenario scenario =
        loaded(files, file_of({"year: ", year, "\n", kList, kPot,
                               "expect: {key: {tax: {a: 1/3}}}\nprior: ", value, "\n"}));
    return fmt::format("{} {} {}", scenario.prior->label, scenario.prior->from.index(),
                       scenario.decimals);
  };
  CHECK(prior("2026", "{column: tax}") == "2025 0 0");
  CHECK(prior("2000", "{column: tax}") == "1999 0 0");
  CHECK(prior("2025/26", "{column: tax}") == "prior 0 0");
  CHECK(prior("2026", "{scenario: old.yaml}") == "2024/25 1 3");
  CHECK(prior("2026", "{amount: 90.5, steps: [{share: {by: tax}}], rounding: {unit: 0.5}}") ==
        "2025 2 1");
}

TEST_CASE("a prior year that its year does not tell apart is called by its file") {
  const auto label = [](std::string_view year, std::string_view of_prior, std::string path) {
    MemoryFiles files{{{path, fmt::format("allot: 1\ntitle: O\n{}"
                                          "districts: [{{id: a, n: 1}}, {{id: b, n: 2}}]\n"
                                          "pots: [{{id: p, amount: 5, steps: [{{share: {{by: "
                                          "n}}}}]}}]\n",
                                          of_prior)}}};
    return loaded(files, file_of({year, kList, kPot, "expect: {key: {tax: {a: 1/3}}}\n",
                                  "prior: {scenario: ", path, "}\n"}))
        .prior->label;
  };
  CHECK(label("year: 2026\n", "year: 2026\n", "today.yaml") == "today.yaml");
  CHECK(label("year: 2026\n", "year: 2026\n", "old/today.yaml") == "today.yaml");
  CHECK(label("year: 2026\n", "", "today.yaml") == "today.yaml");
  CHECK(label("", "", "today.yaml") == "today.yaml");
  CHECK(label("", "year: 2026\n", "today.yaml") == "2026");
  // The scenario itself is s.yaml.
  CHECK(label("year: 2026\n", "year: 2026\n", "old/s.yaml") == "old/s.yaml");
}

TEST_CASE("what the prior year must not be") {
  const test::Texts texts{
      {"old.yaml",
       "allot: 1\ntitle: O\ndistricts: [{id: a, n: 1}, {id: c, n: 2}]\n"
       "pots: [{id: p, amount: 5, steps: [{share: {by: n}}]}]\n"},
      {"circle.yaml",
       "allot: 1\ntitle: O\ndistricts: [{id: a, n: 1}]\n"
       "pots: [{id: p, amount: 5, steps: [{share: {by: n}}]}]\nprior: {scenario: s.yaml}\n"}};
  const auto problems = [&](std::string_view value) {
    return problems_of(
        fmt::format("{}{}expect: {{key: {{tax: {{a: 1/3}}}}}}\nprior: {}\n", kList, kPot, value),
        texts);
  };
  CHECK(problems("{scenario: old.yaml}") ==
        Lines{"new_district s.yaml:3:18", "vanished_district old.yaml:3:33"});
  CHECK(problems("{scenario: circle.yaml}") == Lines{"prior_cycle circle.yaml:5:19"});
  CHECK(problems("{column: tax, amount: 1}") == Lines{"fields_clash s.yaml:6:8"});
  CHECK(problems("{amount: 1}") == Lines{"missing_field s.yaml:6:8"});
  CHECK(problems("{column: taxes}") == Lines{"unknown_column s.yaml:6:17"});
  CHECK(problems("{scenario: gone.yaml}") ==
        Lines{"cannot_read s.yaml:6:19 cannot read `gone.yaml`"});
}

TEST_CASE("expectations hold amounts, shares and a table as it was printed") {
  MemoryFiles files{{{"printed.csv", "kreis;Betrag\nb;1.234.000,5\na;\n"}}};
  const Scenario scenario = loaded(
      files, file_of({kList, kPot,
                      "expect:\n  total: 100\n  budgets: {\"a\": 25}\n"
                      "  key: {count: {b: 75 %}, tax: {a: 1/3}}\n"
                      "  table: {file: printed.csv, id: kreis, amount: Betrag, printed_to: 0.5}\n"
                      "  exit: 0\n"}));
  const Expectations& expect = scenario.expect;
  CHECK(expect.total->amount == Fraction{100});
  REQUIRE(expect.budgets.size() == 1);
  REQUIRE(expect.table);
  REQUIRE(expect.table->rows.size() == 2);
  CHECK(expect.table->complete);
  CHECK(expect.table->rows[0].district == DistrictId{1});
  const auto& cells = expect.table->columns.at(0).cells;
  CHECK(cells[0]->value == Fraction{2'468'001, 2});
  CHECK(cells[0]->half == Fraction{1, 4});
  CHECK(cells[0]->where.line == 2);
  CHECK(cells[0]->where.column == 3);
  CHECK(!cells[1]);
  REQUIRE(expect.keys.size() == 2);
  CHECK(expect.keys[0].share == Fraction{3, 4});
  CHECK(expect.exit == 0);
}

TEST_CASE("what expectations must not be") {
  const test::Texts texts{{"printed.csv", "id,amount\nz,5\n"}};
  const auto problems = [&](std::string_view expect) {
    return problems_of(
        fmt::format("districts: [{{id: a, count: 1}}]\n{}expect: {{{}}}\n", kPot, expect), texts);
  };
  CHECK(problems("budgets: {z: 5}") == Lines{"unknown_name s.yaml:5:20"});
  CHECK(problems("key: {cuont: {a: 1}}") == Lines{"unknown_name s.yaml:5:16"});
  CHECK(problems("key: {count: {a: 8.66}}") == Lines{"number_out_of_range s.yaml:5:27"});
  CHECK(problems("table: {file: printed.csv, amount: amount}") ==
        Lines{"unknown_name printed.csv:1:1"});
  CHECK(problems("exit: 300") == Lines{"number_out_of_range s.yaml:5:16"});
}

}  // namespace
}  // namespace allot
