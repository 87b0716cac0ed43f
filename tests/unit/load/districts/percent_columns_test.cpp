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

constexpr std::string_view kTable = "districts: {table: t.csv}\n";
constexpr std::string_view kPotByKey = "pots: [{id: p, amount: 8, steps: [{share: {by: k}}]}]\n";

/// "1/8 7/8, 3 decimals": the column of a published key.
std::string shares_of(std::string_view districts, std::string_view key, std::string_view table) {
  MemoryFiles files{{{"t.csv", std::string{table}}}};
  const Scenario scenario =
      loaded(files, file_of({districts, fmt::format("keys: {{k: {{{}}}}}\n", key), kPotByKey}));
  const Column& column = scenario.columns.front();
  std::string text;
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    text += column.values.at(i).to_string() + " ";
  }
  return text + fmt::format("{} decimals", column.decimals);
}

TEST_CASE("a published key in percent adds to 1 or to 100, and percentages are read as such") {
  CHECK(shares_of(kTable, "shares: s, adds_to: 1", "id;s\na;12,5 %\nb;87,5%\n") ==
        "1/8 7/8 3 decimals");
  CHECK(shares_of(kTable, "shares: s, adds_to: 100 %", "id;s\na;12,5 %\nb;0,875\n") ==
        "1/8 7/8 3 decimals");
  CHECK(shares_of(kTable, "shares: s, adds_to: 100", "id;s\na;12,5 %\nb;87,5\n") ==
        "25/2 175/2 1 decimals");
  constexpr std::string_view kInline = "districts: [{id: a, s: 12.5 %}, {id: b, s: 87.5 %}]\n";
  CHECK(shares_of(kInline, "shares: s, adds_to: 1", "") == "1/8 7/8 3 decimals");
  CHECK(shares_of(kInline, "shares: s, adds_to: 100", "") == "25/2 175/2 1 decimals");
}

TEST_CASE("a percentage is no count, no amount, and none of shares that add to something else") {
  const struct {
    std::string_view rest, problem;
  } rows[] = {{"pots: [{id: p, amount: 8, steps: [{share: {by: s}}]}]\n", "not_a_number t.csv:2:3"},
              {"keys: {k: {shares: s, adds_to: 8}}\n"
               "pots: [{id: p, amount: 8, steps: [{share: {by: k}}]}]\n",
               "not_a_number t.csv:2:3"},
              {"keys: {k: {shares: s, adds_to: 100}, l: {shares: s, adds_to: 1}}\n"
               "pots: [{id: p, amount: 8, steps: [{share: {by: k}}]}]\n",
               "not_a_number t.csv:2:3"},
              {"keys: {k: {shares: s, adds_to: 100}}\nprior: {column: s}\n"
               "pots: [{id: p, amount: 8, steps: [{share: {by: k}}]}]\n",
               "not_a_number t.csv:2:3"}};
  for (const auto& row : rows) {
    CAPTURE(row.rest);
    CHECK(problems_of(fmt::format("{}{}", kTable, row.rest), {{"t.csv", "id,s\na,100 %\n"}}) ==
          Lines{std::string{row.problem}});
  }
}

}  // namespace
}  // namespace allot
