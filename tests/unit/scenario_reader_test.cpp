#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "memory_files.hpp"

namespace allot {
namespace {

using test::MemoryFiles;
using Lines = std::vector<std::string>;

constexpr std::string_view kHead = "allot: 1\ntitle: T\n";
constexpr std::string_view kList =
    "districts: [{id: b, tax: 2, count: 30}, {id: a, tax: 1, count: 10}]\n";
constexpr std::string_view kPot = "pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]\n";

std::string file_of(std::initializer_list<std::string_view> parts) {
  std::string text{kHead};
  for (const std::string_view part : parts) {
    text += part;
  }
  return text;
}

/// The problems of a file that is one of `kHead` and `rest`.
Lines problems_of(std::string_view rest, test::Texts others = {}) {
  MemoryFiles files{std::move(others)};
  return files.lines(files.load(file_of({rest})).problems);
}

Scenario loaded(MemoryFiles& files, std::string_view text, load::Options options = {}) {
  load::Loaded result = files.load(text, std::move(options));
  CHECK(files.lines(result.problems) == Lines{});
  REQUIRE(result.scenario);
  return std::move(*result.scenario);
}

TEST_CASE("districts are in the order of their ids by bytes, whatever the order of the file") {
  MemoryFiles files{{{"t.csv", "id,name,count\n10,Zehn,1\nä,Umlaut,2\n9,Neun,3\n\"\",x,4\n"},
                     {"u.csv", "id,name,count\n10,Zehn,1\nä,,2\n9,Neun,3\n"}}};
  const std::string rest = "districts: {table: u.csv}\n";
  const Scenario scenario = loaded(files, file_of({rest, kPot}));
  const Districts& districts = scenario.districts;
  CHECK(districts.ids == std::vector<std::string_view>{"10", "9", "ä"});
  CHECK(districts.names == std::vector<std::string_view>{"Zehn", "Neun", "ä"});
  CHECK(districts.places[0].line == 2);
  CHECK(districts.places[1].line == 4);
  const Column& count = scenario.columns.at(0);
  CHECK(count.values.at(0) == Fraction{1});
  CHECK(count.values.at(1) == Fraction{3});
  CHECK(count.values.at(2) == Fraction{2});
  CHECK(index_of(*districts.find("9")) == 1);
  CHECK_FALSE(districts.find("99"));
  CHECK(problems_of("districts: {table: t.csv}\n" + std::string{kPot},
                    {{"t.csv", "id,name,count\n10,Zehn,1\n\"\",x,4\n"}}) ==
        Lines{"missing_id t.csv:3:1 the row has no `id`"});
}

TEST_CASE("an id that is there twice is reported with both places") {
  MemoryFiles files{{{"t.csv", "id,count\nb,1\na,1\nb,2\n"}}};
  const auto result = files.load(file_of({"districts: {table: t.csv}\n", kPot}));
  CHECK(files.lines(result.problems) ==
        Lines{"duplicate_district t.csv:4:1 the id `b` is there twice"});
  REQUIRE(result.problems.list().front().related.size() == 1);
  CHECK(result.problems.list().front().related.front().where.line == 2);
}

TEST_CASE("`where` keeps the rows whose text is one of those named") {
  const test::Texts texts{{"t.csv", "id,land,type,count\na,X,1,5\nb,Y,1,6\nc,Z,1,7\nd,Y,2,8\n"}};
  const auto ids = [&](std::string_view where) {
    MemoryFiles files{texts};
    const std::string rest = fmt::format("districts: {{table: t.csv, where: {}}}\n", where);
    const Scenario scenario = loaded(files, file_of({rest, kPot}));
    std::string text;
    for (const std::string_view id : scenario.districts.ids) {
      text += id;
    }
    return text;
  };
  CHECK(ids("{land: Y}") == "bd");
  CHECK(ids("{land: [X, Y], type: 1}") == "ab");
  const auto problems = [&](std::string_view where) {
    return problems_of(fmt::format("districts: {{table: t.csv, where: {}}}\n{}", where, kPot),
                       texts);
  };
  CHECK(problems("{lnd: Y}") == Lines{"unknown_column s.yaml:3:34 the table has no column `lnd`"});
  CHECK(problems("{land: y}") ==
        Lines{"no_districts s.yaml:3:33 no row of `t.csv` passes `where`"});
}

TEST_CASE("further tables join by id; other rows of theirs are ignored") {
  const std::string rest =
      "districts: {tables: [a.csv, b.csv], id: ags}\n"
      "pots: [{id: p, amount: 9, steps: [{share: {by: tax}}]}]\n";
  MemoryFiles files{{{"a.csv", "ags,count\n1,1\n2,2\n"}, {"b.csv", "tax;ags\n7;3\n5;2\n4;1\n"}}};
  const Scenario scenario = loaded(files, file_of({rest}));
  CHECK(scenario.columns.at(0).values.at(0) == Fraction{4});
  CHECK(scenario.columns.at(0).values.at(1) == Fraction{5});
  CHECK(problems_of(rest, {{"a.csv", "ags,count\n1,1\n2,2\n"}, {"b.csv", "tax,ags\n5,2\n"}}) ==
        Lines{"district_not_in_table a.csv:2:1 `1` (1) is not in `b.csv`"});
  CHECK(problems_of(rest, {{"a.csv", "ags,tax\n1,1\n"}, {"b.csv", "tax,ags\n5,1\n"}}) ==
        Lines{"duplicate_column b.csv:1:1 the column `tax` is in two tables"});
}

TEST_CASE("cells are checked by what their column is used for") {
  const auto problems = [](std::string_view cells, std::string_view rest) {
    return problems_of(fmt::format("districts: {{table: t.csv}}\n{}", rest),
                       {{"t.csv", fmt::format("id,count,spare\na,1,2\nb,{}\n", cells)}});
  };
  const std::string share{kPot};
  const std::string prior = fmt::format("{}prior: {{column: spare}}\n", kPot);
  const std::string average =
      "keys: {k: {average: [count, spare], of: counts, missing: skip}}\n"
      "pots: [{id: p, amount: 1, steps: [{share: {by: k}}]}]\n";
  CHECK(problems("3,4", share) == Lines{});
  CHECK(problems("3,x", share) == Lines{});
  CHECK(problems(",4", share) == Lines{"missing_cell t.csv:3:3 `count` of `b` (b) is empty"});
  CHECK(problems("-3,4", share) ==
        Lines{"negative_weight t.csv:3:3 `count` of `b` (b) is negative (-3)"});
  CHECK(problems("3,", prior) == Lines{});
  CHECK(problems("3,-4", prior) ==
        Lines{"negative_amount t.csv:3:5 `spare` of `b` (b) is negative (-4)"});
  CHECK(problems("3,", average) == Lines{});
  CHECK(problems("3,-1", average) ==
        Lines{"negative_weight t.csv:3:5 `spare` of `b` (b) is negative (-1)"});
}

TEST_CASE("empty cells are reported ten times, and then counted") {
  std::string table = "id,count\n";
  for (int i = 10; i < 35; ++i) {
    table += fmt::format("{},\n", i);
  }
  const Lines lines =
      problems_of(fmt::format("districts: {{table: t.csv}}\n{}", kPot), {{"t.csv", table}});
  REQUIRE(lines.size() == 11);
  CHECK(lines.back() == "missing_cell t.csv:12:4 more empty cells of `count`: 15");
}

TEST_CASE("tables in Windows-1252 are decoded once, however often they are read") {
  MemoryFiles files{{{"t.csv", "id,name,count\na,K\xF6ln,1\n"}}};
  const std::string text = file_of({"districts: {table: t.csv, encoding: windows-1252}\n", kPot});
  const Scenario first = loaded(files, text);
  const Scenario second = loaded(files, text);
  CHECK(first.districts.names.front() == "Köln");
  CHECK(second.districts.names.front() == "Köln");
}

TEST_CASE("cells with doubled quotes outlive their table") {
  MemoryFiles files{{{"t.csv", "id,name,count\n\"a\"\"b\",\"x \"\"y\"\" z\",1\n"}}};
  const Scenario scenario = loaded(files, file_of({"districts: {table: t.csv}\n", kPot}));
  CHECK(scenario.districts.ids.front() == "a\"b");
  CHECK(scenario.districts.names.front() == "x \"y\" z");
}

TEST_CASE("an inline column that nothing uses is a warning with the name that was meant") {
  MemoryFiles files;
  const auto result = files.load(file_of({"districts: [{id: a, count: 1, nmae: A}]\n", kPot}));
  CHECK(result.scenario);
  CHECK(files.lines(result.problems) ==
        Lines{"unused_column s.yaml:3:31 nothing uses the column `nmae`"});
  CHECK(result.problems.list().front().help.front() == "did you mean `name`?");
}

TEST_CASE("ids with a leading zero are quoted") {
  CHECK(problems_of(fmt::format("districts: [{{id: 08111, count: 1}}, {{id: \"08112\", count: "
                                "2}}, {{id: 0, count: 1}}]\n{}",
                                kPot)) ==
        Lines{"unquoted_id s.yaml:3:18 the id `08111` has a leading zero and no quotes"});
}

TEST_CASE("a key comes after the keys it is made of, and a column is a key only once") {
  MemoryFiles files;
  const Scenario scenario =
      loaded(files, file_of({kList,
                             "keys:\n"
                             "  whole: {blend: [{weight: 2/3, of: part}, {weight: 1/3, of: tax}]}\n"
                             "  part: {sum: [count, {weight: 0.5, of: tax}]}\n",
                             "pots: [{id: p, amount: 100, steps: [{share: {by: whole}}]}]\n"}));
  std::vector<std::string> names;
  for (const Key& key : scenario.keys) {
    names.push_back(key.name);
  }
  CHECK(names == Lines{"count", "tax", "part", "whole"});
  const auto& blend = std::get<BlendKey>(scenario.keys[3].rule);
  CHECK(blend.parts[0].weight == Fraction{2, 3});
  CHECK(index_of(blend.parts[0].of) == 2);
  CHECK(index_of(blend.parts[1].of) == 1);
  CHECK(std::get<SumKey>(scenario.keys[2].rule).parts[1].weight == Fraction{1, 2});
}

TEST_CASE("what a key must not be") {
  const struct {
    std::string_view keys, problem;
  } rows[] = {
      {"a: {sum: [b]}, b: {sum: [c]}, c: {sum: [a]}",
       "key_cycle s.yaml:4:47 the key `a` is made of itself: `a` → `b` → `c` → `a`"},
      {"a: {blend: [{weight: 0.5, of: tax}, {weight: 0.4, of: count}]}",
       "blend_weights s.yaml:4:18 the weights of the blend `a` add to 0.9, not to 1"},
      {"tax: {sum: [count]}", "fields_clash s.yaml:4:8 `tax` is the name of a key and of a column"},
      {"a: {sum: [taxes]}", "unknown_name s.yaml:4:18 unknown key `taxes`"},
      {"a: {shares: tax}", "missing_field s.yaml:4:8 the key `a` needs `adds_to`"},
      {"a: {average: [tax]}", "missing_field s.yaml:4:8 the key `a` needs `of`"},
      {"a: {average: [tax], of: shares, missing: skip}",
       "fields_clash s.yaml:4:49 the key `a` skips periods in an average of shares"},
      {"a: {average: [tax], of: counts, weights: [1, 2]}",
       "wrong_kind s.yaml:4:49 the key `a` has 1 periods, and weights for 2"},
      {"a: {average: [tax], of: counts, weights: [0]}",
       "zero_weight s.yaml:4:49 the weights of the key `a` add to 0"},
      {"a: {sum: [{weight: -1, of: tax}]}",
       "negative_weight s.yaml:4:27 a weight of the key `a` is negative (-1)"},
      {"a: {column: tax, sum: [tax]}",
       "fields_clash s.yaml:4:8 the key `a` has `column` and `sum`"},
      {"a: {column: tax, weights: [1]}",
       "fields_clash s.yaml:4:34 `weights` belongs to `average`, and the key `a` is made of "
       "`column`"},
      {"a: {column: tax, round: {unit: percent, decimals: 5, method: down}}",
       "residual_required s.yaml:4:32 `down` need not add up to the whole, and `residual` is "
       "missing"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.keys);
    CHECK(problems_of(fmt::format("{}keys: {{{}}}\n{}", kList, row.keys,
                                  "pots: [{id: p, amount: 1, steps: [{share: {by: count}}]}]")) ==
          Lines{std::string{row.problem}});
  }
}

TEST_CASE("keys nested without end are refused, not followed") {
  std::string keys = "keys:\n";
  for (int i = 0; i < 200; ++i) {
    keys += fmt::format("  k{}: {{sum: [k{}]}}\n", i, i + 1);
  }
  keys += "  k200: {sum: [tax]}\n";
  const Lines lines = problems_of(fmt::format("{}{}{}", kList, keys, kPot));
  REQUIRE_FALSE(lines.empty());
  CHECK(lines.front() == "too_deep s.yaml:68:15 the key `k64` is the 65th that is made of another");
}

TEST_CASE("decimals of a rounded percentage are two more of the share") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of({kList,
               "keys: {k: {sum: [tax, count], round: {unit: percent, decimals: 5, method: half_up, "
               "residual: largest}}}\n",
               "pots: [{id: p, amount: 100, steps: [{share: {by: k}}]}]\n"}));
  const RoundingRule& rule = scenario.keys.back().rounding->rule;
  CHECK(rule.unit == Fraction{1, 10'000'000});
  CHECK(rule.residual->to == Residual::To::kLargest);
}

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
      {"100", "share: {by: count}", "unit: 1, method: half_up",
       "residual_required s.yaml:6:15 `half_up` need not add up to the pot, and `residual` is "
       "missing"},
      {"100.30", "share: {by: count}", "unit: 0.25",
       "pot_not_multiple s.yaml:4:19 the pot of 100.3 is not a multiple of the unit 0.25: 0.05 is "
       "left over"},
      {"100", "share: {by: count}", "unit: 0",
       "number_out_of_range s.yaml:6:22 `unit` is 0, not a positive decimal number"},
      {"100", "share: {by: count}", "unit: 1/3",
       "number_out_of_range s.yaml:6:22 `unit` is 1/3, not a positive decimal number"},
      {"100", "share: {by: count}", "ties: [largest_key]",
       "missing_field s.yaml:6:22 `ties` does not end in `id`"},
      {"100", "share: {by: count}", "ties: [id, smallest_key]",
       "fields_clash s.yaml:6:22 `ties` has rules after `id`, which no tie ever reaches"},
      {"100", "share: {by: count}", "ties: [biggest, id]",
       "unknown_choice s.yaml:6:23 `ties` cannot have `biggest`"},
      {"100", "share: {by: count}", "minimum: 1",
       "fields_clash s.yaml:6:25 `minimum` is for divisor methods, and `largest_remainder` is "
       "none"},
      {"100", "flat: {amount: 1}", "method: dhondt",
       "divisor_needs_share s.yaml:6:24 `dhondt` needs a pot whose only step is one `share` of "
       "all participants"},
      {"100", "share: {by: count, of: all}", "method: adams",
       "divisor_needs_share s.yaml:6:24 `adams` needs a pot whose only step is one `share` of all "
       "participants"},
      {"100", "share: {by: count}", "residual: {district: z}",
       "unknown_name s.yaml:6:37 unknown district `z`"},
      {"100", "share: {by: count}", "residual: {district: a, reserve: r}",
       "fields_clash s.yaml:6:26 `residual` names one receiver"},
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
  CHECK(scenario.column(*steps[2].get<ColumnId>("per")).name == "count");
  CHECK(scenario.key(*steps[3].get<KeyId>("by")).name == "tax");
  CHECK(steps[3].where.line == 12);
}

TEST_CASE("what steps must not be") {
  const struct {
    std::string_view amount, step, problem;
  } rows[] = {
      {"100", "shar: {by: count}", "unknown_field s.yaml:4:38 unknown step `shar`"},
      {"100", "share: {bi: count}", "missing_field s.yaml:4:45 share needs `by`"},
      {"100", "share: {by: cuont}", "unknown_name s.yaml:4:50 unknown key `cuont`"},
      {"100", "share: {by: count, of: each}", "unknown_choice s.yaml:4:61 `of` cannot be `each`"},
      {"100", "top_slice: {percent: 95, to: x}",
       "ambiguous_percentage s.yaml:4:59 `percent` is `95`, which may mean 95 % or 9500 %"},
      {"100", "top_slice: {percent: 0.95, to: x}",
       "ambiguous_percentage s.yaml:4:59 `percent` is `0.95`, which may mean 0.95 % or 95 %"},
      {"100", "flat: {amount: 5 %}",
       "wrong_kind s.yaml:4:53 `amount` is an amount, and `5 %` a percentage"},
      {"100", "flat: {amount: 1/3}",
       "not_a_number s.yaml:4:53 `amount` is `1/3`, which no amount of money is exactly"},
      {"100", "flat: {amount: 1}, rate: {amount: 1, per: count}",
       "wrong_kind s.yaml:4:57 a step is a map with one key, its name"},
      {"open", "share: {by: count}",
       "open_pot_step s.yaml:4:39 `share` cannot be in a pot whose amount is `open`"},
      {"-1", "flat: {amount: 1}", "negative_amount s.yaml:4:24 `amount` is negative (-1)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.step);
    const Lines lines =
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
  CHECK(problems("10_000_000_000_000", "1") ==
        Lines{"number_out_of_range s.yaml:5:24 `amount` is 10000000000000, which with 2 decimals "
              "has more than 15 digits"});
  CHECK(problems("1", "100_000_000_000_000") ==
        Lines{"number_out_of_range s.yaml:5:50 `amount` is 100000000000000, which with 2 decimals "
              "has more than 15 digits"});
}

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
        Lines{"new_district s.yaml:3:13 `b` (b) is not in the prior year's scenario",
              "vanished_district old.yaml:3:28 `c` (c) is in the prior year's scenario only"});
  CHECK(problems("{scenario: circle.yaml}") ==
        Lines{"prior_cycle circle.yaml:5:19 the prior years go round in a circle: `s.yaml` → "
              "`circle.yaml` → `s.yaml`"});
  CHECK(problems("{column: tax, amount: 1}") ==
        Lines{"fields_clash s.yaml:6:8 `prior` has more than one form"});
  CHECK(problems("{amount: 1}") == Lines{"missing_field s.yaml:6:8 a prior rule needs `steps`"});
  CHECK(problems("{column: taxes}") == Lines{"unknown_column s.yaml:6:17 unknown column `taxes`"});
  CHECK(problems("{scenario: gone.yaml}") ==
        Lines{"cannot_read s.yaml:6:19 cannot read `gone.yaml`"});
}

TEST_CASE("expectations hold amounts with the tolerance of what was printed") {
  MemoryFiles files{{{"printed.csv", "kreis;Betrag\nb;1.234.000,5\na;\n"}}};
  const Scenario scenario = loaded(
      files, file_of({kList, kPot,
                      "expect:\n  total: 100\n  budgets: {\"a\": 25}\n"
                      "  key: {count: {b: 75 %}, tax: {a: 1/3}}\n"
                      "  table: {file: printed.csv, id: kreis, amount: Betrag, printed_to: 0.5}\n"
                      "  exit: 0\n"}));
  const Expectations& expect = scenario.expect;
  CHECK(expect.total->amount == Fraction{100});
  REQUIRE(expect.budgets.size() == 2);
  CHECK(expect.budgets[0].tolerance == Fraction{0});
  CHECK(expect.budgets[1].district == DistrictId{1});
  CHECK(expect.budgets[1].amount == Fraction{2'468'001, 2});
  CHECK(expect.budgets[1].tolerance == Fraction{1, 4});
  CHECK(expect.budgets[1].where.line == 2);
  CHECK(expect.budgets[1].where.column == 3);
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
  CHECK(problems("budgets: {z: 5}") == Lines{"unknown_name s.yaml:5:20 unknown district `z`"});
  CHECK(problems("key: {cuont: {a: 1}}") == Lines{"unknown_name s.yaml:5:16 unknown key `cuont`"});
  CHECK(problems("key: {count: {a: 8.66}}") ==
        Lines{"number_out_of_range s.yaml:5:27 the share of `a` is 8.66, and a share is from 0 to "
              "1"});
  CHECK(problems("table: {file: printed.csv, amount: amount}") ==
        Lines{"unknown_name printed.csv:2:1 unknown district `z`"});
  CHECK(problems("exit: 300") ==
        Lines{"number_out_of_range s.yaml:5:16 `exit` is 300, not a whole number from 0 to 255"});
}

TEST_CASE("the expected exit code is known also of a file that is refused") {
  MemoryFiles files;
  const auto result = files.load("allot: 1\ntitel: x\nexpect: {exit: 3}\n");
  CHECK_FALSE(result.scenario);
  CHECK(result.expected_exit == 3);
}

TEST_CASE("what is known of columns, pots and sources is kept") {
  MemoryFiles files{{{"t.csv", "id,count,spare\na,1,1\n"}}};
  const Scenario scenario = loaded(
      files, file_of({"sources: {press: {title: Zahlen, date: 2024-02-29}}\n"
                      "districts:\n"
                      "  table: t.csv\n"
                      "  columns: {count: {label: Zahl, unit: persons, as_of: 2019-12-31, status: "
                      "preliminary, source: press}}\n",
                      "pots: [{id: p, amount: 1, status: planned, note: n, steps: [{share: {by: "
                      "count}}]}]\n"}));
  const Column& column = scenario.columns.at(0);
  CHECK(column.label == "Zahl");
  CHECK(column.as_of == "2019-12-31");
  CHECK(column.provenance.status == Status::kPreliminary);
  CHECK(index_of(*column.provenance.source) == 0);
  CHECK(scenario.pots[0].provenance.status == Status::kPlanned);
  CHECK(scenario.sources[0].title == "Zahlen");
}

TEST_CASE("a file that is no scenario is told so, and nothing else") {
  const struct {
    std::string_view text, problem;
  } rows[] = {
      {"a: 1\nb: 2\n", "not_a_scenario s.yaml:1:1 the file does not begin with `allot: 1`"},
      {"allot: 2\nzzz: 1\n",
       "not_a_scenario s.yaml:1:8 the format version is `2`, and this program knows 1"},
      {"title: T\nallot: 1\ndistricts: [{id: a, n: 1}]\npots: [{id: p, amount: 1, steps: [{share: "
       "{by: n}}]}]\n",
       "not_a_scenario s.yaml:1:1 the first field is `title`, not `allot`"},
  };
  for (const auto& row : rows) {
    MemoryFiles files;
    CHECK(files.lines(files.load(row.text).problems) == Lines{std::string{row.problem}});
  }
}

TEST_CASE("all problems of a file are reported in one run") {
  const Lines lines = problems_of(
      "currency: euro\n"
      "districts: [{id: a, count: x}]\n"
      "recipients: [{id: a}]\n"
      "pots: [{id: p, amount: 1, steps: [{share: {by: count}}], extra: 1}, {id: p, amount: 2, "
      "steps: []}]\n"
      "prior: {column: none}\n");
  CHECK(lines == Lines{"wrong_kind s.yaml:3:11 `euro` is not the ISO code of a currency",
                       "not_a_number s.yaml:4:28 `count` is not a number: `x` has no digits",
                       "fields_clash s.yaml:5:13 `districts` and `recipients` are the same field",
                       "unknown_field s.yaml:6:58 unknown field `extra`",
                       "duplicate_id s.yaml:6:74 two pots have the id `p`",
                       "empty_value s.yaml:6:95 `steps` is empty",
                       "unknown_column s.yaml:7:17 unknown column `none`"});
}

TEST_CASE("--per names a column, and a wrong one is a fault of the command line") {
  MemoryFiles files;
  const std::string text = file_of({kList, kPot});
  const Scenario scenario = loaded(files, text, {.assignments = {}, .per = "tax", .per_where = {}});
  CHECK(scenario.column(*scenario.per).name == "tax");
  const auto result = files.load(text, {.assignments = {}, .per = "tx", .per_where = {}});
  CHECK(files.lines(result.problems) == Lines{"usage :0:0 --per names the unknown column `tx`"});
}

}  // namespace
}  // namespace allot
