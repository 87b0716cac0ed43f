#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("rounding is by largest remainder to a cent with a currency, to 1 without") {
  MemoryFiles files;
  const Scenario plain =
      loaded(files, file_of({kList.substr(0, 11), "[{id: a, count: 1}]\n", kPot}));
  CHECK(plain.pots[0].rounding.unit == Fraction{1});
  CHECK(plain.decimals == 0);
  const Scenario euro =
      loaded(files, file_of({"currency: EUR\n", "districts: [{id: a, count: 1}]\n", kPot}));
  CHECK(euro.pots[0].rounding.unit == Fraction{1, 100});
  CHECK(euro.decimals == 2);
  CHECK(euro.pots[0].rounding.ties.size() == 2);
  CHECK(euro.pots[0].rounding.ties[0].by == TieRule::By::kLargestKey);
}

TEST_CASE("what rounding must not be") {
  const struct {
    std::string_view amount, steps, rounding, problem;
  } rows[] = {
      {"100", "share: {by: count}", "unit: 1, method: half_up", "residual_required s.yaml:6:14"},
      {"100.30", "share: {by: count}", "unit: 0.25", "pot_not_multiple s.yaml:4:24"},
      {"100", "share: {by: count}", "unit: 0", "number_out_of_range s.yaml:6:21"},
      {"100", "share: {by: count}", "unit: 1/3", "number_out_of_range s.yaml:6:21"},
      {"100", "share: {by: count}", "ties: [largest_key]", "missing_field s.yaml:6:21"},
      {"100", "share: {by: count}", "ties: [id, smallest_key]", "fields_clash s.yaml:6:21"},
      {"100", "share: {by: count}", "ties: [biggest, id]", "unknown_choice s.yaml:6:22"},
      {"100", "share: {by: count}", "minimum: 1", "fields_clash s.yaml:6:24"},
      {"100", "flat: {amount: 1}", "method: dhondt", "divisor_needs_share s.yaml:6:23"},
      {"100", "share: {by: count, of: all}", "method: adams", "divisor_needs_share s.yaml:6:23"},
      {"100", "share: {by: count}", "residual: {district: z}", "unknown_name s.yaml:6:36"},
      {"100", "share: {by: count}", "residual: {district: a, reserve: r}",
       "fields_clash s.yaml:6:25"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.rounding);
    CHECK(problems_of(fmt::format("districts: [{{id: a, count: 1}}]\n"
                                  "pots: [{{id: p, amount: {},\n"
                                  "        steps: [{{{}}}],\n   rounding: {{{}}}}}]\n",
                                  row.amount, row.steps, row.rounding)) ==
          Lines{std::string{row.problem}});
  }
}

TEST_CASE("a tie may go by a column, and bounds of a divisor method may be one") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files, file_of({kList,
                      "pots: [{id: p, amount: 100, steps: [{share: {by: count}}], rounding: "
                      "{method: sainte_lague, ties: [column: tax, id], minimum: tax, maximum: "
                      "99}}]\n"}));
  const RoundingRule& rule = scenario.pots[0].rounding;
  CHECK(rule.ties[0].by == TieRule::By::kColumn);
  CHECK(scenario.column(rule.ties[0].column).name == "tax");
  CHECK(scenario.column(std::get<ColumnId>(rule.minimum)).name == "tax");
  CHECK(std::get<std::int64_t>(rule.maximum) == 99);
}

TEST_CASE("steps carry their arguments, typed, and a label inside or beside them") {
  MemoryFiles files;
  const Scenario scenario =
      loaded(files, file_of({"districts: [{id: a, tax: 1, count: 10}]\n"
                             "pots:\n"
                             "  - id: p\n"
                             "    amount: 100_000\n"
                             "    steps:\n"
                             "      - top_slice: {percent: 12.5 %, to: training}\n"
                             "      - flat: {label: post, amount: 60_000}\n"
                             "      - rate: {amount: 1.50, per: count}\n"
                             "        label: heads\n"
                             "      - share: {by: tax}\n"}));
  const auto& steps = scenario.pots[0].steps;
  REQUIRE(steps.size() == 4);
  CHECK(*steps[0].get<Fraction>("percent") == Fraction{1, 8});
  CHECK(*steps[0].get<std::string>("to") == "training");
  CHECK(steps[1].label == "post");
  CHECK(*steps[1].get<Fraction>("amount") == Fraction{60'000});
  CHECK(steps[2].label == "heads");
  CHECK(scenario.key(*steps[2].get<KeyId>("per")).name == "count");
  CHECK(scenario.key(*steps[3].get<KeyId>("by")).name == "tax");
  CHECK(steps[3].where.line == 12);
}

TEST_CASE("what steps must not be") {
  const struct {
    std::string_view amount, step, problem;
  } rows[] = {
      {"100", "shar: {by: count}", "unknown_field s.yaml:4:38"},
      {"100", "share: {bi: count}", "unknown_field s.yaml:4:46"},
      {"100", "share: {by: cuont}", "unknown_name s.yaml:4:50"},
      {"100", "share: {by: count, of: each}", "unknown_choice s.yaml:4:61"},
      {"100", "top_slice: {percent: 95, to: x}", "ambiguous_percentage s.yaml:4:59"},
      {"100", "top_slice: {percent: 0.95, to: x}", "ambiguous_percentage s.yaml:4:59"},
      {"100", "flat: {amount: 5 %}", "wrong_kind s.yaml:4:53"},
      {"100", "flat: {amount: 1/3}", "not_a_number s.yaml:4:53"},
      {"100", "rate: {amount: 5 %, per: count}", "wrong_kind s.yaml:4:53"},
      {"100", "rate: {amount: -1/3, per: count}", "negative_amount s.yaml:4:53"},
      {"100", "limit: {minimum: 1/3}", "not_a_number s.yaml:4:55"},
      {"100", "flat: {amount: 1}, rate: {amount: 1, per: count}", "wrong_kind s.yaml:4:57"},
      {"open", "share: {by: count}", "open_pot_step s.yaml:4:39"},
      {"-1", "flat: {amount: 1}", "negative_amount s.yaml:4:24"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.step);
    const auto lines =
        problems_of(fmt::format("districts: [{{id: a, count: 1}}]\n"
                                "pots: [{{id: p, amount: {}, steps: [{{{}}}]}}]\n",
                                row.amount, row.step));
    CHECK(std::find(lines.begin(), lines.end(), row.problem) != lines.end());
  }
}

TEST_CASE("amounts have at most fifteen digits of the smallest unit") {
  const auto problems = [](std::string_view amount, std::string_view flat) {
    return problems_of(fmt::format(
        "currency: EUR\ndistricts: [{{id: a, count: 1}}]\npots: [{{id: p, amount: {}, steps: "
        "[{{flat: {{amount: {}}}}}, {{share: {{by: count}}}}]}}]\n",
        amount, flat));
  };
  CHECK(problems("9_999_999_999_999.99", "1") == Lines{});
  CHECK(problems("10_000_000_000_000", "1") == Lines{"number_out_of_range s.yaml:5:24"});
  CHECK(problems("1", "100_000_000_000_000") == Lines{"number_out_of_range s.yaml:5:51"});
}

TEST_CASE("a long circle of pots is told by ten of them") {
  std::string pots = "pots:\n";
  for (int i = 0; i < 12; ++i) {
    pots += fmt::format(
        "- {{id: p{}, amount: {{part: 1 %, of: p{}}}, steps: [{{share: {{by: count}}}}]}}\n", i,
        (i + 1) % 12);
  }
  CHECK(problems_of(fmt::format("{}{}", kList, pots)) == Lines{"pot_cycle s.yaml:5:36"});
}

TEST_CASE("a chain of pots that leads into a circle is no part of it") {
  constexpr std::string_view kPots =
      "pots:\n"
      "- {id: a, amount: {part: 1 %, of: c}, steps: [{share: {by: count}}]}\n"
      "- {id: b, amount: {part: 1 %, of: c}, steps: [{share: {by: count}}]}\n"
      "- {id: c, amount: {part: 1 %, of: d}, steps: [{share: {by: count}}]}\n"
      "- {id: d, amount: {part: 1 %, of: b}, steps: [{share: {by: count}}]}\n"
      "- {id: e, amount: {part: 1 %, of: e}, steps: [{share: {by: count}}]}\n";
  CHECK(problems_of(fmt::format("{}{}", kList, kPots)) ==
        Lines{"pot_cycle s.yaml:6:35", "pot_cycle s.yaml:9:35"});
}

TEST_CASE("of many parts that exceed a pot ten are shown, and how many more there are") {
  std::string pots = "pots:\n- {id: w, amount: 100, steps: [{share: {by: count}}]}\n";
  for (int i = 0; i < 12; ++i) {
    pots += fmt::format(
        "- {{id: p{}, amount: {{part: 10 %, of: w}}, steps: [{{share: {{by: count}}}}]}}\n", i);
  }
  MemoryFiles files;
  const auto problems = files.load(file_of({kList, pots})).problems;
  REQUIRE(problems.list().size() == 1);
  const auto& related = problems.list().front().related;
  REQUIRE(related.size() == 11);
  CHECK(related[0].text == "10 % for `p0`");
  CHECK(related[10].text == "and 2 more parts");
}

}  // namespace
}  // namespace allot
