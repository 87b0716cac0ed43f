// Keys of every form, on rows that can be checked by hand.
#include "allot/engine/keys/keys.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/numbers.hpp"
#include "support/rounding_case.hpp"
#include "support/scenario_builder.hpp"

namespace allot {
namespace {

using engine::Keys;
using engine::KeyValues;
using test::number;
using test::numbers;
using test::ScenarioBuilder;
using Texts = std::vector<std::string_view>;

/// Shares of the key in a scenario whose only pot is shared by it, or what is wrong with it.
struct Evaluated {
  std::vector<Fraction> shares;
  std::vector<Code> codes;
  bool closes = false;
};

Evaluated evaluated(ScenarioBuilder& builder, KeyId key) {
  builder.pot("pot", 100, {test::step("share", {{"by", key}})},
              test::rounding("largest_remainder"));
  Problems problems;
  const Keys keys = Keys::evaluate(builder.scenario(), problems);
  Evaluated result;
  result.codes = test::codes_of(problems);
  if (const KeyValues* values = keys.find(key)) {
    for (std::size_t i = 0; i < values->weights.size(); ++i) {
      result.shares.push_back(values->weights.at(i) / values->whole);
    }
    result.closes = values->closes;
  }
  return result;
}

TEST_CASE("a column is a key: each district's part of its sum") {
  ScenarioBuilder builder{3};
  const Evaluated key = evaluated(builder, builder.key_of("count", {3, 0, 9}));
  CHECK(key.shares == numbers({"1/4", "0", "3/4"}));
  CHECK(key.closes);
}

TEST_CASE("a blend normalises each part first; a sum mixes the counts") {
  // Königstein's form: 2/3 tax revenue, 1/3 population.
  ScenarioBuilder blended{2};
  const KeyId tax = blended.key_of("tax", {900, 100});
  const KeyId people = blended.key_of("people", {1, 3});
  const KeyId blend =
      blended.key("blend", test::blend_of({{number("2/3"), tax, {}}, {number("1/3"), people, {}}}));
  CHECK(evaluated(blended, blend).shares == numbers({"41/60", "19/60"}));

  ScenarioBuilder summed{2};
  const KeyId children = summed.key_of("children", {10, 20});
  const KeyId roads = summed.key_of("roads", {4, 2});
  const KeyId sum =
      summed.key("sum", test::sum_of({{number("1"), children, {}}, {number("2.5"), roads, {}}}));
  CHECK(evaluated(summed, sum).shares == numbers({"4/9", "5/9"}));
}

/// What a key comes to for counts.
std::vector<Fraction> in_brackets(const std::vector<std::int64_t>& counts, std::string apply,
                                  std::vector<Bracket> from,
                                  std::optional<FactorRounding> round = {}) {
  ScenarioBuilder builder{counts.size()};
  const KeyId key = builder.key(
      "sized",
      test::brackets_of(builder.key_of("count", counts), std::move(apply), std::move(from), round));
  Problems problems;
  const Keys keys = Keys::evaluate(builder.scenario(), problems);
  REQUIRE_FALSE(problems.has_errors());
  std::vector<Fraction> values;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    values.push_back(keys.find(key)->weights.at(i));
  }
  return values;
}

TEST_CASE("70 euros for each of the first 1 000 inhabitants") {
  // Saxony, 2018 to 2020: the part within the first class counts, and no more.
  CHECK(in_brackets({0, 400, 1'000, 1'001, 530'000}, "marginal", {{0, 1}, {1'000, 0}}) ==
        numbers({"0", "400", "1000", "1000", "1000"}));
}

TEST_CASE("a class begins at its threshold: one more inhabitant lifts all of them") {
  // Austria: 1 41/67 up to 10 000 inhabitants, 1 2/3 up to 20 000, 2 up to 50 000, 2 1/3 above; the
  // ramps of the law left out.
  const std::vector<Bracket> classes{
      {0, number("108/67")}, {10'001, number("5/3")}, {20'001, 2}, {50'001, number("7/3")}};
  CHECK(in_brackets({6'700, 10'000, 10'001, 30'000, 60'000}, "whole", classes) ==
        numbers({"10800", "1080000/67", "50005/3", "60000", "140000"}));
}

TEST_CASE("a factor between two thresholds is on the line between them, and may be rounded up") {
  // North Rhine-Westphalia rounds the factor up to 0.1 %.
  const std::vector<Bracket> steps{{0, 1}, {25'000, 1}, {50'000, number("1.085")}};
  const std::vector<std::int64_t> counts{24'999, 25'001, 37'500, 50'000, 1'000'000};
  CHECK(in_brackets(counts, "interpolated", steps) ==
        numbers({"24999", "125005425017/5000000", "39093.75", "54250", "1085000"}));
  CHECK(in_brackets(counts, "interpolated", steps,
                    FactorRounding{.unit = number("0.001"), .rounding = Rounding::kUp}) ==
        numbers({"24999", "25026.001", "39112.5", "54250", "1085000"}));
}

TEST_CASE("a need is what is above one's own, and a product may need the widest numbers") {
  ScenarioBuilder builder{3};
  const KeyId need = builder.key_of("need", {100, 80, 50});
  const KeyId own = builder.key_of("own", {60, 80, 70});
  const KeyId gap = builder.key("gap", test::gap_of(need, own));
  const KeyId large = builder.key_of("large", {999'999'999'999'999'999, 1, 0});
  const KeyId product = builder.key("product", test::product_of({large, large, large, gap}));
  Problems problems;
  const Keys keys = Keys::evaluate(builder.scenario(), problems);
  CHECK(keys.find(gap)->weights.at(0) == number("40"));
  CHECK(keys.find(gap)->weights.at(1).sign() == 0);
  CHECK(keys.find(gap)->weights.at(2).sign() == 0);
  const Fraction nines{999'999'999'999'999'999};
  CHECK(keys.find(product)->weights.at(0) == nines * nines * nines * Fraction{40});
  CHECK(keys.find(product)->whole == keys.find(product)->weights.at(0));
}

TEST_CASE("an average of counts is not an average of shares") {
  for (const std::string of : {"counts", "shares"}) {
    ScenarioBuilder builder{2};
    const KeyId first = builder.key_of("first", {100, 100});
    const KeyId second = builder.key_of("second", {300, 100});
    const Fraction half = number("1/2");
    const KeyId average =
        builder.key("average", test::average_of({{half, first, {}}, {half, second, {}}}, of));
    CHECK(evaluated(builder, average).shares ==
          (of == "shares" ? numbers({"5/8", "3/8"}) : numbers({"2/3", "1/3"})));
  }
}

TEST_CASE("periods weigh what the average says") {
  ScenarioBuilder builder{2};
  const KeyId first = builder.key_of("first", {100, 0});
  const KeyId second = builder.key_of("second", {0, 100});
  const KeyId average = builder.key(
      "average", test::average_of({{number("1/4"), first, {}}, {number("3/4"), second, {}}}));
  CHECK(evaluated(builder, average).shares == numbers({"1/4", "3/4"}));
}

TEST_CASE("a missing period is an error, a zero, or left out, as the average says") {
  struct Row {
    std::string missing;
    Texts shares;
    std::vector<Code> codes;
  };
  // Counts 10 and nothing yet against 10 and 30.
  const Row rows[] = {{"zero", {"1/5", "4/5"}, {}}, {"skip", {"1/3", "2/3"}, {}}};
  for (const Row& row : rows) {
    ScenarioBuilder builder{2};
    const KeyId first = builder.key_of("first", {10, 10});
    const ColumnId column =
        builder.decimal_column("second", numbers({"0", "30"}), 0, std::vector<bool>{true, false});
    const KeyId second = builder.key("second", test::column_key(column));
    const Fraction half = number("1/2");
    const KeyId average = builder.key(
        "average",
        test::average_of({{half, first, {}}, {half, second, {}}}, "counts", row.missing));
    const Evaluated key = evaluated(builder, average);
    CHECK(key.shares == numbers(row.shares));
    CHECK(key.codes == row.codes);
  }
}

struct Published {
  Texts printed;
  int decimals;
  std::string_view adds_to;
  std::string if_not_closed;
};

Evaluated published(const Published& row) {
  ScenarioBuilder builder{row.printed.size()};
  const ColumnId column = builder.decimal_column("printed", numbers(row.printed), row.decimals);
  return evaluated(builder, builder.key("published", test::shares_key(column, number(row.adds_to),
                                                                      row.if_not_closed)));
}

TEST_CASE("a published key that closes is taken as printed") {
  const Evaluated key = published({{"33.33", "33.33", "33.34"}, 2, "100", "error"});
  CHECK(key.shares == numbers({"0.3333", "0.3333", "0.3334"}));
  CHECK(key.closes);
}

TEST_CASE("a gap that rounding explains is an error, nobody's, or normalised") {
  const Texts thirds{"33.33", "33.33", "33.33"};  // 0.01 short; rounding explains 0.015
  CHECK(published({thirds, 2, "100", "error"}).codes == std::vector{Code::kKeyNotClosed});
  const Evaluated as_published = published({thirds, 2, "100", "as_published"});
  CHECK(as_published.shares == numbers({"0.3333", "0.3333", "0.3333"}));
  CHECK_FALSE(as_published.closes);
  const Evaluated normalised = published({thirds, 2, "100", "normalise"});
  CHECK(normalised.shares == numbers({"1/3", "1/3", "1/3"}));
  CHECK(normalised.closes);
}

TEST_CASE("a key that adds to more cannot be used as published") {
  const Texts above{"33.34", "33.34", "33.33"};
  CHECK(published({above, 2, "100", "as_published"}).codes == std::vector{Code::kKeyNotClosed});
  CHECK(published({above, 2, "100", "normalise"}).codes.empty());
}

TEST_CASE("a gap beyond half a last digit for each district is a misprint, whatever was chosen") {
  // Three districts, two decimals: 0.015 is explained, 0.02 is not.
  for (const char* way : {"error", "as_published", "normalise"}) {
    CHECK(published({{"33.33", "33.33", "33.32"}, 2, "100", way}).codes ==
          std::vector{Code::kKeyNotClosed});
  }
  CHECK(published({{"33.333", "33.333", "33.319"}, 3, "100", "normalise"}).codes ==
        std::vector{Code::kKeyNotClosed});
  // Exactly what rounding can explain is explained: two districts, 0.01.
  CHECK(published({{"50.00", "49.99"}, 2, "100", "normalise"}).codes.empty());
}

TEST_CASE("a key is rounded to its unit before money is, and closes by the named rule") {
  struct Row {
    std::string_view method;
    std::optional<Residual::To> residual;
    Texts shares;
    bool closes;
  };
  const Row rows[] = {{"largest_remainder", {}, {"0.334", "0.333", "0.333"}, true},
                      {"half_up", Residual::To::kLargest, {"0.334", "0.333", "0.333"}, true},
                      {"half_up", Residual::To::kReport, {"0.333", "0.333", "0.333"}, false}};
  for (const Row& row : rows) {
    CAPTURE(row.method);
    ScenarioBuilder builder{3};
    const ColumnId column = builder.column("count", std::vector<std::int64_t>{1, 1, 1});
    const RoundingRule rule = row.residual
                                  ? test::rounding(row.method, number("0.001"), *row.residual)
                                  : test::rounding(row.method, number("0.001"));
    const Evaluated key =
        evaluated(builder, builder.key("rounded", test::column_key(column), rule));
    CHECK(key.shares == numbers(row.shares));
    CHECK(key.closes == row.closes);
  }
}

TEST_CASE("the largest share absorbs what the rounding of a key leaves") {
  ScenarioBuilder builder{3};
  const ColumnId column = builder.column("count", std::vector<std::int64_t>{1, 2, 4});
  const KeyId key = builder.key("rounded", test::column_key(column),
                                test::rounding("half_up", number("0.01"), Residual::To::kLargest));
  // 1/7 = 0.14, 2/7 = 0.29, 4/7 = 0.57: they add to 1 as they are.
  CHECK(evaluated(builder, key).shares == numbers({"0.14", "0.29", "0.57"}));
  ScenarioBuilder up{3};
  const ColumnId same = up.column("count", std::vector<std::int64_t>{1, 2, 4});
  const KeyId rounded_up = up.key("rounded", test::column_key(same),
                                  test::rounding("up", number("0.01"), Residual::To::kLargest));
  CHECK(evaluated(up, rounded_up).shares == numbers({"0.15", "0.29", "0.56"}));
}

TEST_CASE("a key rounded to more than the whole, with nobody to absorb it, is an error") {
  ScenarioBuilder builder{3};
  const ColumnId column = builder.column("count", std::vector<std::int64_t>{1, 2, 4});
  const KeyId key = builder.key("rounded", test::column_key(column),
                                test::rounding("up", number("0.01"), Residual::To::kReport));
  CHECK(evaluated(builder, key).codes == std::vector{Code::kKeyNotClosed});
}

TEST_CASE("a key may be made of keys that are made of keys") {
  ScenarioBuilder builder{2};
  const KeyId a = builder.key_of("a", {1, 3});
  const KeyId b = builder.key_of("b", {1, 1});
  const Fraction half = number("1/2");
  const KeyId inner = builder.key("inner", test::blend_of({{half, a, {}}, {half, b, {}}}));
  const KeyId outer = builder.key("outer", test::blend_of({{half, inner, {}}, {half, a, {}}}));
  CHECK(evaluated(builder, outer).shares == numbers({"5/16", "11/16"}));
}

TEST_CASE("a blend of two large columns needs more than 64 bits and loses nothing") {
  ScenarioBuilder builder{2};
  const KeyId a = builder.key_of("a", {999'999'999'999'999'989, 1});
  const KeyId b = builder.key_of("b", {1, 999'999'999'999'999'988});
  const Fraction half = number("1/2");
  const KeyId blend = builder.key("blend", test::blend_of({{half, a, {}}, {half, b, {}}}));
  const Evaluated key = evaluated(builder, blend);
  REQUIRE(key.shares.size() == 2);
  CHECK(key.shares[0] + key.shares[1] == Fraction{1});
  CHECK(key.shares[0] ==
        half * (number("999999999999999989/999999999999999990") + number("1/999999999999999989")));
}

}  // namespace
}  // namespace allot
