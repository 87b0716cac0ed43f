#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/numbers.hpp"
#include "support/scenario_text.hpp"

namespace allot {
namespace {

using test::file_of;
using test::Lines;
using test::loaded;
using test::MemoryFiles;
using test::problems_of;

constexpr std::string_view kNewDistricts =
    "districts: [{id: a, w: 1}, {id: b, w: 1}, {id: c, w: 1}]\n";
constexpr std::string_view kPotOfNine = "pots: [{id: p, amount: 9, steps: [{share: {by: w}}]}]\n";

/// "7 30864/25 –, 2 decimals"
std::string prior_amounts_of(std::string_view prior, std::string_view table) {
  MemoryFiles files{{{"t.csv", std::string{table}}}};
  const Scenario scenario =
      loaded(files, file_of({"year: 2026\n", kNewDistricts, kPotOfNine, "prior: ", prior, "\n"}));
  CHECK(scenario.prior->label == "2025");
  const auto& found = std::get<PriorTable>(scenario.prior->from);
  std::string text;
  for (std::size_t i = 0; i < found.amounts.size(); ++i) {
    const bool missing = !found.missing.empty() && found.missing[i];
    text += missing ? "– " : found.amounts.at(i).to_string() + " ";
  }
  CHECK(scenario.decimals == found.decimals);
  return text + fmt::format("{} decimals", found.decimals);
}

test::Found problems_of_table(std::string_view prior, std::string_view table) {
  return problems_of(fmt::format("{}{}prior: {}\n", kNewDistricts, kPotOfNine, prior),
                     {{"t.csv", std::string{table}}});
}

TEST_CASE("a table of the prior year has a row for each district; an empty amount is a new one") {
  CHECK(prior_amounts_of("{table: t.csv, id: ags, amount: betrag}",
                         "ags;betrag\nb;1.234,56\nc;\na;7\n") == "7 30864/25 – 2 decimals");
  CHECK(prior_amounts_of("{table: t.csv, amount: x}", "id,x\na,0\nb,1\nc,2\n") ==
        "0 1 2 0 decimals");
}

TEST_CASE("old units become parts of new districts, exactly") {
  // Eisenach (2) joins b; 1 is split in thirds between a and b, 3 is new as c.
  CHECK(prior_amounts_of("{table: t.csv, amount: x, becomes: now, part: part}",
                         "id,now,part,x\n1,a,1/3,100\n1,b,2/3,100\n2,b,100 %,11.5\n,c,,\n") ==
        "100/3 469/6 – 1 decimals");
  CHECK(prior_amounts_of("{table: t.csv, amount: x, becomes: now}",
                         "id,now,x\n1,a,10\n2,a,20\n3,b,4\n4,c,5\n") == "30 4 5 0 decimals");
  CHECK(prior_amounts_of("{table: t.csv, amount: x, becomes: now, part: part}",
                         "id;now;part;x\n1;a;0,25;10\n1;b;0,75;10\n2;c;1;3\n") ==
        "5/2 15/2 3 0 decimals");
}

TEST_CASE("a table that several pots name in the same words is read once") {
  const auto pots_with = [](std::initializer_list<std::string_view> priors) {
    std::string pots = "pots:\n";
    for (const std::string_view prior : priors) {
      pots += fmt::format("  - {{id: p{}, amount: 9, prior: {}, steps: [{{share: {{by: w}}}}]}}\n",
                          pots.size(), prior);
    }
    return pots;
  };
  constexpr std::string_view kX = "{table: t.csv, amount: x}";
  MemoryFiles files{{{"t.csv", "id,x,y,now\na,1,4,b\nb,2,5,c\nc,3,6,a\n"}}};
  const Scenario scenario =
      loaded(files, file_of({"year: 2026\n", kNewDistricts,
                             pots_with({kX, "{table: t.csv, amount: y}",
                                        "{table: t.csv, amount: x, becomes: now}", kX, kX})}));
  CHECK(files.opened("t.csv") == 3);
  const std::vector<std::string_view> expected[] = {
      {"1", "2", "3"}, {"4", "5", "6"}, {"3", "1", "2"}, {"1", "2", "3"}, {"1", "2", "3"}};
  for (std::size_t pot = 0; pot < scenario.pots.size(); ++pot) {
    const auto& found = std::get<PriorTable>(scenario.pots[pot].prior->from);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(found.amounts.at(i) == test::number(expected[pot][i]));
    }
  }
}

TEST_CASE("every row of the prior year leads to a district, and every district has a row") {
  CHECK(problems_of_table("{table: t.csv, amount: x}", "id,x\na,1\nz,2\nb,3\nb,4\n,5\n") ==
        Lines{"new_district s.yaml:3:48", "vanished_district t.csv:3:1",
              "duplicate_district t.csv:5:1", "missing_id t.csv:6:1"});
  CHECK(problems_of_table("{table: t.csv, amount: x, becomes: now}",
                          "id,now,x\n1,a,1\n2,,2\n3,bb,3\n4,b,3\n5,c,\n6,c,1\n") ==
        Lines{"vanished_district t.csv:3:3", "vanished_district t.csv:4:3",
              "missing_cell t.csv:6:5"});
}

TEST_CASE("the parts of an old unit add to 1, of one amount") {
  const auto problems = [](std::string_view rows) {
    return problems_of_table("{table: t.csv, amount: x, becomes: now, part: part}",
                             fmt::format("id,now,part,x\n{}0,c,1,5\n", rows));
  };
  CHECK(problems("1,a,1/3,9\n1,b,1/2,9\n") == Lines{"prior_parts t.csv:2:5"});
  CHECK(problems("1,a,1/2,9\n1,b,1/2,8.5\n") == Lines{"prior_parts t.csv:3:9"});
  CHECK(problems("1,a,1/2,9\n1,b,1/2,\n") == Lines{"prior_parts t.csv:3:9"});
  CHECK(problems("1,a,1/2,9\n1,a,1/2,9\n2,b,1,3\n") == Lines{"duplicate_district t.csv:3:1"});
  CHECK(problems("1,a,50,9\n2,b,,9\n") ==
        Lines{"number_out_of_range t.csv:2:5", "missing_cell t.csv:3:5"});
  CHECK(problems("1,a,0,9\n2,b,x,-9\n") == Lines{"number_out_of_range t.csv:2:5",
                                                 "not_a_number t.csv:3:5",
                                                 "negative_amount t.csv:3:7"});
}

TEST_CASE("what a table of the prior year must not be") {
  const std::string_view table = "id,now,x\na,a,1\nb,b,1\nc,c,1\n";
  const struct {
    std::string_view prior, problem;
  } rows[] = {
      {"{table: t.csv}", "missing_field s.yaml:5:8"},
      {"{amount: x, becomes: now}", "missing_field s.yaml:5:8"},
      {"{table: t.csv, amount: x, part: now}", "fields_clash s.yaml:5:40"},
      {"{table: t.csv, amount: xx}", "unknown_column s.yaml:5:31"},
      {"{table: t.csv, amount: x, id: ags}", "unknown_column s.yaml:5:38"},
      {"{table: t.csv, amount: x, becomes: nun}", "unknown_column s.yaml:5:43"},
      {"{table: t.csv, column: w}", "fields_clash s.yaml:5:8"},
      {"{table: t.csv, amount: x, steps: [{flat: {amount: 1}}]}", "fields_clash s.yaml:5:8"},
      {"{table: u.csv, amount: x}", "cannot_read s.yaml:5:16 cannot read `u.csv`"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.prior);
    CHECK(problems_of_table(row.prior, table) == Lines{std::string{row.problem}});
  }
  CHECK(problems_of_table("{table: t.csv, amount: x}", "id,x\n") ==
        Lines{"no_districts s.yaml:5:16"});
}

TEST_CASE("amounts of a prior year's table are held against the range") {
  CHECK(problems_of_table("{table: t.csv, amount: x}", "id,x\na,1.25\nb,10000000000000.5\nc,1\n") ==
        Lines{"number_out_of_range t.csv:3:3"});
}

}  // namespace
}  // namespace allot
