#include <doctest/doctest.h>

#include <algorithm>
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

constexpr std::string_view kTwoRecipients = "districts: [{id: a, w: 1}, {id: b, w: 1}]\n";

/// A pot of its own line, shared by `w`: lines from 4 on.
std::string shared_pot(std::string_view id, std::string_view amount, std::string_view more = "") {
  return fmt::format("  - {{id: {}, amount: {}{}{}, steps: [{{share: {{by: w}}}}]}}\n", id, amount,
                     more.empty() ? "" : ", ", more);
}

std::string pots_of(std::initializer_list<std::string> lines) {
  std::string text{kTwoRecipients};
  text += "pots:\n";
  for (const std::string& line : lines) {
    text += line;
  }
  return text;
}

TEST_CASE("a pot may be a part of one that comes after it") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files, file_of({pots_of({shared_pot("p", "{part: 30 %, of: q}"), shared_pot("q", "100")})}));
  const auto& part = std::get<PartOfPot>(scenario.pots[0].amount);
  CHECK(part.share == Fraction{3, 10});
  CHECK(part.of == PotId{1});
  CHECK(scenario.pots[0].fixed_amount() == nullptr);
  CHECK(*scenario.pots[1].fixed_amount() == Fraction{100});
}

TEST_CASE("parts of a pot must not be more than it, of nothing, or of themselves") {
  const struct {
    std::string text, problem;
  } rows[] = {
      {pots_of({shared_pot("p", "{part: 30 %, of: r}"), shared_pot("q", "100")}),
       "unknown_name s.yaml:5:38"},
      {pots_of({shared_pot("p", "{part: 30, of: q}"), shared_pot("q", "100")}),
       "ambiguous_percentage s.yaml:5:28"},
      {pots_of({shared_pot("p", "{part: 30 %}")}), "missing_field s.yaml:5:21"},
      {pots_of({shared_pot("p", "{part: -30 %, of: q}"), shared_pot("q", "100")}),
       "negative_amount s.yaml:5:28"},
      {pots_of({shared_pot("p", "{part: 1/2, of: q}"), shared_pot("q", "{part: 1/2, of: r}"),
                shared_pot("r", "{part: 1/2, of: q}")}),
       "pot_cycle s.yaml:6:37"},
      {pots_of({shared_pot("p", "{part: 1/2, of: p}")}), "pot_cycle s.yaml:5:37"},
      {pots_of({shared_pot("p", "100"), shared_pot("q", "{part: 60 %, of: p}"),
                shared_pot("r", "{part: 45.5 %, of: p}")}),
       "parts_exceed_pot s.yaml:5:21"},
      {pots_of({shared_pot("p", "{part: 60 %, of: q}"),
                "  - {id: q, amount: open, steps: [{flat: {amount: 1}}]}\n"}),
       "open_pot_step s.yaml:5:38"},
      {pots_of({shared_pot("p", "[100]")}), "wrong_kind s.yaml:5:21"},
      {pots_of({shared_pot("p", "Open")}), "unknown_choice s.yaml:5:21"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(problems_of(row.text) == Lines{row.problem});
  }
}

TEST_CASE("parts of exactly all of a pot are allowed") {
  CHECK(problems_of(pots_of({shared_pot("p", "99"), shared_pot("q", "{part: 2/3, of: p}"),
                             shared_pot("r", "{part: 1/3, of: p}")})) == Lines{});
}

TEST_CASE("an amount by date is the latest that holds when the period, or the year, begins") {
  const auto amount = [](std::string_view head) {
    MemoryFiles files;
    const Scenario scenario = loaded(
        files,
        file_of({head, pots_of({shared_pot("p",
                                           "{by_date: {2027-01-01: unknown, 2025-01-01: 58.5, "
                                           "2026-01-01: 60}}",
                                           "rounding: {unit: 0.5}")})}));
    return fmt::format("{} {}", scenario.pots[0].fixed_amount()->to_string(), scenario.decimals);
  };
  CHECK(amount("year: 2025\n") == "117/2 1");
  CHECK(amount("year: 2026-2030\n") == "60 1");
  CHECK(amount("year: 2027\nperiod: {from: 2026-12-31, until: 2028-01-01}\n") == "60 1");
}

TEST_CASE("an amount by date that is not known") {
  const auto problems = [](std::string_view head) {
    return problems_of(fmt::format(
        "{}{}", head,
        pots_of({shared_pot("p", "{by_date: {2025-01-01: 58, 2027-01-01: unknown}}")})));
  };
  CHECK(problems("year: 2027\n") == Lines{"amount_unknown s.yaml:6:60"});
  CHECK(problems("year: 2024\n") == Lines{"amount_unknown s.yaml:6:31"});
  CHECK(problems("year: FY 26\n") == Lines{"amount_unknown s.yaml:6:31"});
  CHECK(problems("period: {from: 2027-05-01, until: 2027-07-31}\n") == Lines{"period s.yaml:3:35"});
}

TEST_CASE("contributors give amounts, percentages of the whole, matches, and in kind") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of(
          {"currency: EUR\n",
           pots_of({shared_pot("p", "contributors",
                               "contributors: [{id: m, name: Communes, match: 2/1, of: f, at_most: "
                               "7}, {id: f, amount: 5.1250}, {id: e, percent: 20 %, in_kind: "
                               "0.1234}, {id: k, in_kind: 3}]")})}));
  const auto& contributors = scenario.pots[0].contributors;
  REQUIRE(contributors.size() == 4);
  CHECK(contributors[0].name == "Communes");
  const auto& match = std::get<Match>(contributors[0].cash);
  CHECK(match.ratio == Fraction{2});
  CHECK(match.of == 1);
  CHECK(*match.at_most == Fraction{7});
  CHECK(contributors[1].name == "f");
  CHECK(std::get<Fraction>(contributors[1].cash) == Fraction{41, 8});
  CHECK(std::get<PercentOfWhole>(contributors[2].cash).share == Fraction{1, 5});
  CHECK(std::holds_alternative<std::monostate>(contributors[3].cash));
  CHECK(*contributors[3].in_kind == Fraction{3});
  CHECK(std::holds_alternative<ContributedAmount>(scenario.pots[0].amount));
  CHECK(scenario.decimals == 4);
}

TEST_CASE("what contributors must not be") {
  const struct {
    std::string_view contributors, problem;
  } rows[] = {
      {"{id: f, amount: 5}, {id: f, in_kind: 1}", "duplicate_id s.yaml:5:75"},
      {"{id: f, amount: 5, percent: 1 %}", "fields_clash s.yaml:5:55"},
      {"{id: f, amount: 5}, {id: g, of: f}", "fields_clash s.yaml:5:75"},
      {"{id: f, amount: 5}, {id: g}", "missing_field s.yaml:5:75"},
      {"{id: f, amount: 5}, {id: g, match: 1}", "missing_field s.yaml:5:75"},
      {"{id: f, amount: 5}, {id: g, match: 1, of: h}", "unknown_name s.yaml:5:92"},
      {"{id: f, amount: 5}, {id: g, match: 1, of: g}", "contributions s.yaml:5:92"},
      {"{id: f, amount: 5}, {id: g, match: 1, of: h}, {id: h, match: 1, of: g}",
       "contributions s.yaml:5:92"},
      {"{id: f, amount: 5}, {id: g, match: 1, of: h}, {id: h, percent: 1 %}",
       "contributions s.yaml:5:92"},
      {"{id: f, amount: 5}, {id: g, match: 1, of: h}, {id: h, in_kind: 1}",
       "contributions s.yaml:5:92"},
      {"{id: f, amount: 5}, {id: g, percent: 60 %}, {id: h, percent: 40 %}",
       "contributions s.yaml:5:49"},
      {"{id: g, percent: 60 %}, {id: h, in_kind: 40}", "contributions s.yaml:5:49"},
      {"{id: f, amount: -5}", "negative_amount s.yaml:5:66"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.contributors);
    CHECK(problems_of(pots_of({shared_pot("p", "contributors",
                                          fmt::format("contributors: [{}]", row.contributors))})) ==
          Lines{std::string{row.problem}});
  }
  CHECK(problems_of(pots_of({shared_pot("p", "contributors")})) ==
        Lines{"contributions s.yaml:5:21"});
  CHECK(problems_of(pots_of({shared_pot("p", "5", "contributors: [{id: f, amount: 5}]")})) ==
        Lines{"contributions s.yaml:5:21"});
}

TEST_CASE("tranches have years and weights, and a pot is split in an order") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of({pots_of({shared_pot("p", "contributors",
                                   "contributors: [{id: f, amount: 5}], tranches: {years: [2026, "
                                   "2027/28]}, split_order: [year, district, contributor]"),
                        shared_pot("q", "9", "tranches: {years: [a, b], weights: [1, 1/2]}")})}));
  const Tranches& equal = *scenario.pots[0].tranches;
  CHECK(equal.years == std::vector<std::string>{"2026", "2027/28"});
  CHECK(equal.weights == std::vector<Fraction>{1, 1});
  CHECK(scenario.pots[0].split_order ==
        std::vector{SplitBy::kYear, SplitBy::kDistrict, SplitBy::kContributor});
  CHECK(scenario.pots[1].tranches->weights == std::vector<Fraction>{1, Fraction{1, 2}});
  CHECK(scenario.pots[1].split_order ==
        std::vector{SplitBy::kDistrict, SplitBy::kContributor, SplitBy::kYear});
}

TEST_CASE("what tranches must not be") {
  const struct {
    std::string_view amount, fields, problem;
  } rows[] = {
      {"5", "tranches: {years: [1, 1]}", "duplicate_id s.yaml:5:46"},
      {"5", "tranches: {years: [1, 2], weights: [1]}", "wrong_kind s.yaml:5:59"},
      {"5", "tranches: {years: [1, 2], weights: [0, 0]}", "zero_weight s.yaml:5:59"},
      {"5", "tranches: {years: [1, 2], weights: [2, -1]}", "negative_amount s.yaml:5:63"},
      {"5", "tranches: {weights: [1]}", "missing_field s.yaml:5:34"},
      {"5.5", "tranches: {years: [1]}, rounding: {residual: report}",
       "pot_not_multiple s.yaml:5:21"},
      {"5", "tranches: {years: [1]}, split_order: [district, contributor, year]",
       "fields_clash s.yaml:5:61"},
      {"contributors",
       "contributors: [{id: f, amount: 5}], tranches: {years: [1]}, split_order: [year, year, "
       "district]",
       "fields_clash s.yaml:5:108"},
      {"contributors",
       "contributors: [{id: f, amount: 5}], tranches: {years: [1]}, split_order: [years]",
       "unknown_choice s.yaml:5:109"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.fields);
    CHECK(problems_of(pots_of({shared_pot("p", row.amount, row.fields)})) ==
          Lines{std::string{row.problem}});
  }
}

/// A pot of its own line with that many contributors and years; lines from 4 on.
std::string cube_pot(std::string_view id, std::size_t contributors, std::size_t years) {
  std::string givers;
  for (std::size_t i = 0; i < contributors; ++i) {
    givers += fmt::format("{}{{id: c{}, amount: 1}}", i == 0 ? "" : ", ", i);
  }
  std::string labels;
  for (std::size_t i = 0; i < years; ++i) {
    labels += fmt::format("{}y{}", i == 0 ? "" : ", ", i);
  }
  return shared_pot(id, "contributors",
                    fmt::format("tranches: {{years: [{}]}}, contributors: [{}]", labels, givers));
}

TEST_CASE("contributors × years × districts of all pots are at most ten million") {
  // Two districts.
  CHECK(problems_of(pots_of({cube_pot("p", 2000, 2000), cube_pot("q", 1000, 1000)})) == Lines{});
  CHECK(problems_of(
            pots_of({cube_pot("p", 2000, 2000), cube_pot("q", 1001, 1000), cube_pot("r", 1, 1)})) ==
        Lines{"too_deep s.yaml:6:45 with pot `q` contributors × years × districts come to "
              "10002000: 10000000 are the most"});
}

TEST_CASE("steps and parts of keys times districts are at most 300 million") {
  std::string rows = "id,w\n";
  for (int i = 0; i < 30'000; ++i) {
    rows += fmt::format("{},1\n", i);
  }
  const auto problems = [&](std::size_t flats) {
    std::string steps;
    for (std::size_t i = 0; i < flats; ++i) {
      steps += "{flat: {amount: 1}}, ";
    }
    return problems_of(
        fmt::format("districts: {{table: t.csv}}\nkeys:\n  k: {{sum: [w, w]}}\n"
                    "pots: [{{id: p, amount: 9, steps: [{}{{share: {{by: k}}}}]}}]\n",
                    steps),
        {{"t.csv", rows}});
  };
  // The key `w` of the column, the two parts of `k`, and the share are four.
  CHECK(problems(9'996) == Lines{});
  CHECK(problems(9'997) == Lines{"too_deep s.yaml:1:1 10001 steps and parts of keys × 30000 "
                                 "districts come to 300030000: 300000000 are the most"});
}

TEST_CASE("each group of a tier counts as 600 districts in that limit") {
  std::string rows = "id,g,w\n";
  for (int i = 0; i < 30'000; ++i) {
    rows += fmt::format("{},{},1\n", i, i / 2);
  }
  const auto problems = [&](std::size_t pots) {
    std::string text = "districts: {table: t.csv}\npots:\n";
    for (std::size_t i = 0; i < pots; ++i) {
      text += fmt::format(
          "  - {{id: p{}, amount: 9, steps: [{{share: {{tiers: [{{group: g, by: w}}, {{by: "
          "w}}]}}}}]}}\n",
          i);
    }
    return problems_of(text, {{"t.csv", rows}});
  };
  // Each pot has two tiers of 30 000 districts and 15 000 groups; the key `w` is one pass.
  CHECK(problems(33) == Lines{});
  CHECK(problems(34) == Lines{"too_deep s.yaml:1:1 69 steps and parts of keys × 30000 districts, "
                              "and 510000 groups in tiers × 600, come to 308070000: 300000000 are "
                              "the most"});
}

TEST_CASE("all amounts of contributors are held against the range") {
  CHECK(problems_of(fmt::format(
            "currency: EUR\n{}",
            pots_of({shared_pot("p", "contributors",
                                "contributors: [{id: f, amount: 10_000_000_000_000, in_kind: "
                                "20_000_000_000_000}, {id: g, match: 1, of: f, at_most: "
                                "30_000_000_000_000}]")}))) ==
        Lines{"number_out_of_range s.yaml:6:66", "number_out_of_range s.yaml:6:95",
              "number_out_of_range s.yaml:6:150"});
}

TEST_CASE("claims, unclaimed money and what has been paid") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of({"districts: [{id: a, most: 1/3, out: 0.125}, {id: b, most: 4, out: 0}]\n"
               "pots: [{id: p, amount: 100, if_claims_exceed: reduce_pro_rata, unclaimed: "
               "reallocate, claims: most, paid: {column: out}, steps: [{flat: {amount: 1}}]}]\n"}));
  CHECK(scenario.pots[0].reduce_claims);
  CHECK(scenario.pots[0].unclaimed == Unclaimed::kReallocate);
  CHECK(scenario.column(*scenario.pots[0].claims).name == "most");
  CHECK(scenario.column(*scenario.pots[0].paid).name == "out");
  CHECK(scenario.decimals == 3);
}

TEST_CASE("what claims, unclaimed money and payments must not be") {
  const struct {
    std::string_view amount, fields, problem;
  } rows[] = {
      {"9", "unclaimed: reallocate", "missing_field s.yaml:4:38"},
      {"9", "unclaimed: return, claims: w", "fields_clash s.yaml:4:54"},
      {"9", "claims: w", "fields_clash s.yaml:4:35"},
      {"9", "unclaimed: reallocate, claims: less", "negative_amount s.yaml:3:27"},
      {"9", "unclaimed: gone", "unknown_choice s.yaml:4:38"},
      {"9", "paid: {column: none}", "missing_cell s.yaml:3:43"},
      {"9", "paid: {column: less}", "negative_amount s.yaml:3:27"},
      {"9", "paid: {column: third}", "not_a_number s.yaml:3:38"},
      {"open", "unclaimed: return", "fields_clash s.yaml:4:41"},
      {"open", "if_claims_exceed: error", "fields_clash s.yaml:4:48"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.fields);
    const auto lines = problems_of(
        fmt::format("districts: [{{id: a, less: -1, third: 1/3, none: , w: 1}}]\n"
                    "pots: [{{id: p, amount: {}, {}, steps: [{{rate: {{amount: 1, per: w}}}}]}}]\n",
                    row.amount, row.fields));
    REQUIRE_FALSE(lines.empty());
    CHECK(lines.front() == row.problem);
  }
}

}  // namespace
}  // namespace allot
