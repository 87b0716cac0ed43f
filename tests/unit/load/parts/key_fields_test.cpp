#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "allot/engine/run.hpp"
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
  const Key& blend = scenario.keys[3];
  CHECK(blend.parts[0].weight == Fraction{2, 3});
  CHECK(index_of(blend.parts[0].of) == 2);
  CHECK(index_of(blend.parts[1].of) == 1);
  CHECK(scenario.keys[2].parts[1].weight == Fraction{1, 2});
}

TEST_CASE("what a key must not be") {
  const struct {
    std::string_view keys, problem;
  } rows[] = {
      {"a: {sum: [b]}, b: {sum: [c]}, c: {sum: [a]}", "key_cycle s.yaml:4:48"},
      {"a: {blend: [{weight: 0.5, of: tax}, {weight: 0.4, of: count}]}",
       "blend_weights s.yaml:4:19"},
      {"tax: {sum: [count]}", "fields_clash s.yaml:4:8"},
      {"a: {sum: [taxes]}", "unknown_name s.yaml:4:18"},
      {"a: {shares: tax}", "missing_field s.yaml:4:8"},
      {"a: {average: [tax]}", "missing_field s.yaml:4:8"},
      {"a: {average: [tax], of: shares, missing: skip}", "fields_clash s.yaml:4:49"},
      {"a: {average: [tax], of: counts, weights: [1, 2]}", "wrong_kind s.yaml:4:49"},
      {"a: {average: [tax], of: counts, weights: [0]}", "zero_weight s.yaml:4:49"},
      {"a: {sum: [{weight: -1, of: tax}]}", "negative_weight s.yaml:4:27"},
      {"a: {column: tax, sum: [tax]}", "fields_clash s.yaml:4:8"},
      {"a: {column: tax, weights: [1]}", "fields_clash s.yaml:4:34"},
      {"a: {product: [tax, b]}, b: {blend: [{of: tax, weight: 1}]}", "key_of_shares s.yaml:4:27"},
      {"a: {product: [tax, count], round: {unit: percent, decimals: 2}}, b: {gap: {need: a, own: "
       "tax}}",
       "key_of_shares s.yaml:4:89"},
      {"a: {gap: {need: tax}}", "missing_field s.yaml:4:17"},
      {"a: {brackets: {of: tax, from: {0: 100 %}}}", "missing_field s.yaml:4:22"},
      {"a: {brackets: {of: tax, apply: whole, from: {1: 100 %}}}", "brackets s.yaml:4:53"},
      {"a: {brackets: {of: tax, apply: whole, from: {0: 100 %, 5: 3/2, 4: 2/1}}}",
       "brackets s.yaml:4:71"},
      {"a: {brackets: {of: tax, apply: marginal, from: {0: 100 %}, round: {unit: 1 %, method: "
       "up}}}",
       "fields_clash s.yaml:4:74"},
      {"equal: {column: tax}", "reserved_name s.yaml:4:8"},
      {"a: {column: tax, round: {unit: percent, decimals: 5, method: down}}",
       "residual_required s.yaml:4:32"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.keys);
    CHECK(problems_of(fmt::format("{}keys: {{{}}}\n{}", kList, row.keys,
                                  "pots: [{id: p, amount: 1, steps: [{share: {by: count}}]}]")) ==
          Lines{std::string{row.problem}});
  }
}

TEST_CASE("keys that are made of maps: parts in the order of the format, and what else they say") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of(
          {kList,
           "keys:\n"
           "  left: {gap: {own: tax, need: equal}}\n"
           "  sized: {brackets: {round: {method: half_even, unit: 0.1 %}, from: {0: 2/3, 10.5: 109 "
           "%}, apply: interpolated, of: count}}\n",
           "pots: [{id: p, amount: open, steps: [{rate: {amount: 1, per: left}}]}]\n"}));
  const auto key = [&](std::string_view name) -> const Key& {
    return *std::ranges::find(scenario.keys, name, &Key::name);
  };
  const Key& left = key("left");
  CHECK(scenario.key(left.parts[0].of).name == "equal");
  CHECK(scenario.key(left.parts[1].of).name == "tax");
  const Key& sized = key("sized");
  CHECK(scenario.key(sized.parts.at(0).of).name == "count");
  CHECK(*sized.get<std::string>("apply") == "interpolated");
  CHECK(*sized.get<std::vector<Bracket>>("from") ==
        std::vector<Bracket>{{0, Fraction{2, 3}}, {Fraction{21, 2}, Fraction{109, 100}}});
  CHECK(*sized.get<FactorRounding>("round") ==
        FactorRounding{.unit = Fraction{1, 1'000}, .rounding = Rounding::kHalfEven});
  const Key& rate = scenario.key(*scenario.pots[0].steps[0].get<KeyId>("per"));
  CHECK(rate.name == "left");
}

TEST_CASE("a blend that does not add to 1 hides nothing that is wrong with what is made of it") {
  CHECK(problems_of(fmt::format("{}{}{}", kList,
                                "keys: {a: {blend: [{weight: 2, of: tax}]}, "
                                "b: {blend: [{weight: 1/2, of: a}]}}\n",
                                kPot)) ==
        Lines{"blend_weights s.yaml:4:19 the weights of the blend `a` add to 2, not to 1",
              "blend_weights s.yaml:4:55 the weights of the blend `b` add to 0.5, not to 1"});
}

TEST_CASE("keys nested without end are refused, not followed") {
  std::string keys = "keys:\n";
  for (int i = 0; i < 200; ++i) {
    keys += fmt::format("  k{}: {{sum: [k{}]}}\n", i, i + 1);
  }
  keys += "  k200: {sum: [tax]}\n";
  const auto lines = problems_of(fmt::format("{}{}{}", kList, keys, kPot));
  REQUIRE_FALSE(lines.empty());
  CHECK(lines.front() ==
        "too_deep s.yaml:68:15 the key `k64` would be the 65th of keys within keys");
}

/// `count` keys, each made of the one after it, or before it.
std::string chain_of_keys(int count, bool upwards) {
  std::string keys = "keys:\n";
  for (int i = 0; i < count; ++i) {
    const bool last = i == (upwards ? count - 1 : 0);
    keys += last ? fmt::format("  k{}: {{column: tax}}\n", i)
                 : fmt::format("  k{}: {{sum: [k{}]}}\n", i, upwards ? i + 1 : i - 1);
  }
  return keys;
}

TEST_CASE("a chain of keys may have 64, whether each names the one after it or before it") {
  for (const bool upwards : {true, false}) {
    CAPTURE(upwards);
    CHECK(problems_of(fmt::format("{}{}{}", kList, chain_of_keys(64, upwards), kPot)) == Lines{});
    const auto lines = problems_of(fmt::format("{}{}{}", kList, chain_of_keys(65, upwards), kPot));
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().text.find("the key `k64` would be the 65th of keys within keys") !=
          std::string::npos);
  }
}

TEST_CASE("a key that is made of the same key twice, over and over, is read once") {
  std::string keys = "keys:\n  k0: {column: tax}\n";
  for (int i = 1; i < 64; ++i) {
    keys += fmt::format("  k{0}: {{sum: [k{1}, k{1}]}}\n", i, i - 1);
  }
  CHECK(problems_of(fmt::format("{}{}{}", kList, keys, kPot)) == Lines{});
}

/// 18-digit fractions that have no factor in common.
std::string fraction_of(int i) { return fmt::format("1/{}", 999'999'999'999'000'000 + i); }

TEST_CASE("numbers that grow beyond the range are refused where they stand, and each once") {
  std::string sum = "keys:\n  k: {sum: [";
  std::string chain = "keys:\n  k0: {sum: [tax]}\n";
  std::string districts = "districts:\n";
  std::string years;
  std::string weights;
  std::string parts = "pots:\n  - {id: p0, amount: 100, steps: [{share: {by: count}}]}\n";
  for (int i = 1; i < 1'000; ++i) {
    sum += fmt::format("{{of: tax, weight: {}}}, ", fraction_of(i));
    if (i <= 60) {  // keys may be 64 deep
      chain += fmt::format(
          "  k{}: {{sum: [{{of: k{}, weight: {}}}, {{of: tax, weight: {}}}, {{of: tax, weight: "
          "{}}}, "
          "{{of: tax, weight: {}}}]}}\n",
          i, i - 1, fraction_of(i), fraction_of(100 + i), fraction_of(200 + i),
          fraction_of(300 + i));
    }
    districts += fmt::format("  - {{id: d{}, count: {}, tax: 1}}\n", i, fraction_of(i));
    years += fmt::format("y{}, ", i);
    weights += fraction_of(i) + ", ";
    parts += fmt::format(
        "  - {{id: p{}, amount: {{part: {}, of: p0}}, steps: [{{share: {{by: count}}}}]}}\n", i,
        fraction_of(i));
  }
  const std::string tranches = fmt::format(
      "pots: [{{id: p, amount: 100, steps: [{{share: {{by: count}}}}],\n  tranches: {{years: "
      "[{}], weights: [{}]}}}}]\n",
      years, weights);
  const std::string pot = "pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]\n";
  const struct {
    std::string text;
    std::string_view line;
  } rows[] = {
      {std::string{kList} + sum + "]}\n" + pot,
       "number_out_of_range s.yaml:5:3 key `k`: exact fractions grow beyond 3 000 digits"},
      {std::string{kList} + chain + pot,
       "number_out_of_range s.yaml:51:3 key `k46`: exact fractions grow beyond 3 000 digits"},
      {districts + pot,
       "number_out_of_range s.yaml:4:14 column `count`: exact fractions grow beyond 3 000 digits"},
      {std::string{kList} + tranches,
       "number_out_of_range s.yaml:5:13 the tranches: exact fractions grow beyond 3 000 digits"},
      {std::string{kList} + parts,
       "number_out_of_range s.yaml:188:24 the parts of the pot `p0`: exact fractions grow beyond "
       "3 000 digits"},
  };
  for (const auto& row : rows) {
    MemoryFiles files;
    load::Loaded result = files.load(file_of({row.text}));
    if (result.scenario) {
      engine::run(*result.scenario, result.problems);
    }
    test::Found found;
    for (const std::string& line : files.lines(result.problems)) {
      if (line.find("without effect") == std::string::npos && !line.starts_with("unused")) {
        found.push_back({line});
      }
    }
    CHECK(found == Lines{std::string{row.line}});
  }
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

}  // namespace
}  // namespace allot
