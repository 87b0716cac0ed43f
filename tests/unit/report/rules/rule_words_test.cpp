#include "report/rules/rule_words.hpp"

#include <doctest/doctest.h>

#include <string>

#include "report/words/language.hpp"
#include "support/numbers.hpp"
#include "support/scenario_builder.hpp"

namespace allot::report {
namespace {

using test::number;

TEST_CASE("a key is worded by all that its fields say, also where no sentence is there for it") {
  test::ScenarioBuilder builder{2};
  const KeyId a = builder.key_of("a", {1, 2});
  const KeyId b = builder.key_of("b", {2, 3});
  const Words words{kEnglish, kMachineNumbers};
  const RuleWords rules{builder.scenario(), 0, words};
  const std::vector<WeightedKey> parts{{number("0.5"), a, {}}, {number("1/3"), b, {}}};

  CHECK(rules.key(test::sum_of(parts)) == "`sum` of 0.5 a, 1/3 b");
  CHECK(rules.key(test::average_of(parts, "shares", "zero")) ==
        "`average` of `shares` of 0.5 a, 1/3 b, missing ones are zero");
  CHECK(rules.key(test::shares_key(ColumnId{0}, 100, "normalise")) ==
        "shares in a that add to 100, normalised");
  Key made_up = test::sum_of(parts);
  made_up.arguments = {{"apply", "whole", {}}, {"above", number("7500"), {}}};
  CHECK(rules.key(made_up) == "`sum` of 0.5 a, 1/3 b, `apply` `whole`, `above` 7500");
}

}  // namespace
}  // namespace allot::report
