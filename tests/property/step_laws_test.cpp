// Laws of the steps. The first test goes through the table with arguments made from each row's
// fields: a new row is tried by itself.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "allot/engine/facts/record.hpp"
#include "allot/engine/run.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "programmes.hpp"
#include "support/rounding_case.hpp"

namespace allot::test {
namespace {

constexpr int kCases = 300;

ArgumentValue any_choice(const Field& field, Random& random) {
  std::vector<std::string> choices;
  for (std::string_view rest = field.choices; !rest.empty();) {
    const std::size_t end = std::min(rest.find(", "), rest.size());
    choices.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return choices[random.index(choices.size())];
}

Bound any_bound(const Scenario& scenario, Random& random) {
  const auto column = static_cast<ColumnId>(random.index(3));
  switch (random.index(scenario.prior ? 7 : 5)) {
    case 4: {
      SeveralBounds several{.which = random.chance(50) ? SeveralBounds::Which::kGreatest
                                                       : SeveralBounds::Which::kLeast,
                            .members = {}};
      for (std::int64_t count = random.between(1, 3); count > 0; --count) {
        several.members.push_back({any_bound(scenario, random)});
      }
      return several;
    }
    case 5:
      return PriorColumnBound{column};
    case 0:
      return FixedBound{Fraction{random.between(0, 200'000)}};
    case 1:
      return PotBound{Fraction{random.between(0, 100), 100}};
    case 2:
      return RateBound{static_cast<KeyId>(random.index(3)), Fraction{random.between(0, 20), 3}};
    case 3:
      return ColumnBound{column};
    default:
      return PriorBound{Fraction{random.between(0, 150), 100}};
  }
}

/// Districts in two groups, by the first key; within them by another.
std::vector<Tier> any_tiers(const Scenario& scenario, Random& random) {
  Tier groups{.group = "group",
              .groups = {"a", "b"},
              .group_of = {},
              .by = static_cast<KeyId>(random.index(3)),
              .upper = {},
              .where = {}};
  for (std::size_t i = 0; i < scenario.districts.size(); ++i) {
    groups.group_of.push_back(static_cast<std::uint32_t>(random.index(2)));
  }
  const Tier districts{.group = "",
                       .groups = {},
                       .group_of = {},
                       .by = static_cast<KeyId>(random.index(3)),
                       .upper = {},
                       .where = {}};
  return {groups, districts};
}

/// Districts in two groups that have nothing to do with anything else.
std::shared_ptr<const Grouping> any_grouping(const Scenario& scenario, Random& random) {
  Grouping grouping{.column = "typ", .groups = {"a", "b"}, .group_of = {}};
  for (std::size_t i = 0; i < scenario.districts.size(); ++i) {
    grouping.group_of.push_back(static_cast<std::uint32_t>(random.index(2)));
  }
  return std::make_shared<const Grouping>(std::move(grouping));
}

Where where_is(std::shared_ptr<const Grouping> by, const std::vector<std::string>& texts) {
  Where where{.conditions = {}, .districts = {}};
  for (const std::uint32_t group : by->group_of) {
    where.districts.push_back(std::ranges::find(texts, by->groups[group]) != texts.end());
  }
  where.conditions.push_back({.by = std::move(by), .texts = texts});
  return where;
}

FactorRounding any_rate_rounding(Random& random) {
  constexpr Rounding kRoundings[] = {Rounding::kDown, Rounding::kHalfUp, Rounding::kHalfEven,
                                     Rounding::kUp};
  return {Fraction{1, random.between(1, 300)}, kRoundings[random.index(4)]};
}

/// A value of the field's type that a scenario could hold.
ArgumentValue any_argument(const Field& field, const Scenario& scenario, Random& random) {
  switch (field.type) {
    case FieldType::kKey:
    case FieldType::kCounts:
      return static_cast<KeyId>(random.index(3));  // the columns: they close
    case FieldType::kColumn:
      return static_cast<ColumnId>(random.index(3));
    case FieldType::kCapacity:
      if (random.chance(30)) {
        return static_cast<KeyId>(random.index(3));
      }
      return static_cast<ColumnId>(random.index(3));
    case FieldType::kBase:
      if (random.chance(50)) {
        return Fraction{random.between(0, 60), random.between(1, 7)};
      }
      return any_rate_rounding(random);
    case FieldType::kRateRounding:
      return any_rate_rounding(random);
    case FieldType::kDistrict:
      return static_cast<DistrictId>(random.index(scenario.districts.size()));
    case FieldType::kChoice:
      return any_choice(field, random);
    case FieldType::kPercentage:
      return Fraction{random.between(0, 100), 100};
    case FieldType::kPriorPart:
      return random.chance(50) ? ArgumentValue{Fraction{random.between(0, 100), 100}}
                               : ArgumentValue{static_cast<ColumnId>(random.index(3))};
    case FieldType::kInteger:
    case FieldType::kNumber:
    case FieldType::kAmount:
      return Fraction{random.between(0, 20)};
    case FieldType::kRate:
      return Fraction{random.between(0, 60), random.between(1, 7)};
    case FieldType::kBound:
      return any_bound(scenario, random);
    case FieldType::kPayer:
      return Payer{static_cast<Payer::How>(random.index(4)), "payer"};
    case FieldType::kReleased:
      return Released{static_cast<Released::To>(random.index(3)), "reserve"};
    case FieldType::kProrate:
      return std::optional<Prorate>{};
    case FieldType::kTiers:
      return any_tiers(scenario, random);
    case FieldType::kWithin:
      return Within{any_grouping(scenario, random)};
    default:
      return std::string{"name"};
  }
}

/// A step of the row with the required fields and some of the others.
Step any_step(const engine::StepKind& kind, const Scenario& scenario, Random& random) {
  std::vector<std::pair<std::string_view, ArgumentValue>> arguments;
  for (const Field& field : kind.fields) {
    if (field.required || random.chance(50)) {
      arguments.emplace_back(field.name, any_argument(field, scenario, random));
    }
  }
  if (!kind.takes_out && random.chance(30)) {
    arguments.emplace_back(engine::kWhere, where_is(any_grouping(scenario, random), {"a"}));
  }
  return step(kind.name, arguments);
}

/// Whether the loader would let the pot pass.
bool passes(const Scenario& scenario) {
  const Pot& pot = scenario.pots[0];
  Problems problems;
  for (std::size_t i = 0; i < pot.steps.size(); ++i) {
    const engine::StepKind& kind = engine::step_kinds()[pot.steps[i].kind];
    if (kind.check != nullptr) {
      kind.check({scenario, pot, i}, problems);
    }
  }
  return !problems.has_errors();
}

void check_closed(const Scenario& scenario, const engine::Result& result) {
  const engine::PotResult& pot = result.pots[0];
  Money in = pot.amount;
  for (const engine::Reserve& top_up : pot.top_ups) {
    in += top_up.amount;
  }
  Money out = pot.budget + pot.not_assigned + pot.left_over;
  for (const engine::Reserve& reserve : pot.reserves) {
    out += reserve.amount;
  }
  REQUIRE(out == in);
  for (std::size_t i = 0; i < scenario.districts.size(); ++i) {
    const auto records = engine::Recorder{scenario}.records_of(0, static_cast<DistrictId>(i));
    REQUIRE(engine::replay(records, scenario.pots[0].rounding.unit, scenario.decimals) ==
            pot.budgets[i]);
  }
}

TEST_CASE("each step of the table, alone or before a share, loses no cent and replays") {
  for (const engine::StepKind& kind : engine::step_kinds()) {
    CAPTURE(kind.name);
    Random random{17};
    int runs = 0;
    for (int number = 0; number < kCases; ++number) {
      CAPTURE(number);
      const auto builder = random_keys(random, number);
      Scenario& scenario = builder->scenario();
      scenario.keys.resize(3);
      scenario.prior = Prior{PriorColumn{ColumnId{1}}, "prior", {}};
      const Step share = step("share", {{"by", static_cast<KeyId>(0)}});
      do {
        scenario.pots.clear();
        std::vector<Step> steps{any_step(kind, scenario, random)};
        if (random.chance(50)) {
          // What works on amounts comes after a share, what gives them before.
          steps.insert(kind.claims || kind.proportional ? steps.end() : steps.begin(), share);
        }
        builder->pot(
            "pot", Fraction{random.between(1, 1'000'000)}, steps,
            rounding("largest_remainder", number % 2 == 0 ? Fraction{1} : Fraction{1, 100}));
      } while (!passes(scenario));
      Problems problems;
      const auto result = engine::run(scenario, problems);
      REQUIRE(result.has_value() == !problems.has_errors());
      if (result) {
        ++runs;
        check_closed(scenario, *result);
      }
    }
    CHECK(runs > kCases / 10);
  }
}

void add_argument(Step& step, std::string_view name, ArgumentValue value) {
  std::erase_if(step.arguments, [&](const Argument& argument) { return argument.name == name; });
  step.arguments.push_back({.name = name, .value = std::move(value), .where = {}});
}

void take_out(Step& step, std::string_view name) {
  std::erase_if(step.arguments, [&](const Argument& argument) { return argument.name == name; });
}

/// Budgets and exact amounts; what is wrong where there are none.
std::string outcome_of(const Scenario& scenario) {
  Problems problems;
  const auto result = engine::run(scenario, problems);
  if (!result) {
    return "infeasible";
  }
  std::string text;
  for (std::size_t i = 0; i < scenario.districts.size(); ++i) {
    text += std::to_string(result->budgets[i].minor()) + " " +
            result->pots[0].exact.at(i).to_string() + ", ";
  }
  return text + std::to_string(result->pots[0].not_assigned.minor());
}

TEST_CASE("a step for all is the step without `where`, and within one value the step itself") {
  for (const engine::StepKind& kind : engine::step_kinds()) {
    CAPTURE(kind.name);
    const bool within = find_field(kind.fields, engine::kWithin.name) != nullptr;
    Random random{29};
    for (int number = 0; number < kCases && !kind.takes_out; ++number) {
      CAPTURE(number);
      const auto builder = random_keys(random, number);
      Scenario& scenario = builder->scenario();
      scenario.keys.resize(3);
      scenario.prior = Prior{PriorColumn{ColumnId{1}}, "prior", {}};
      const auto by = any_grouping(scenario, random);
      Grouping constant = *by;
      constant.group_of.assign(constant.group_of.size(), 1);
      do {
        scenario.pots.clear();
        Step one = any_step(kind, scenario, random);
        take_out(one, engine::kWithin.name);
        builder->pot("pot", Fraction{random.between(1, 100'000)},
                     {step("share", {{"by", static_cast<KeyId>(0)}}), one, one},
                     rounding("largest_remainder", Fraction{1}));
        if (kind.claims || kind.proportional) {
          scenario.pots[0].steps.erase(scenario.pots[0].steps.begin());
        }
        if (kind.proportional) {
          scenario.pots[0].steps.pop_back();
        }
      } while (!passes(scenario));
      Step& last = scenario.pots[0].steps.back();
      take_out(last, engine::kWhere);
      const std::string without = outcome_of(scenario);
      const Step plain = last;
      add_argument(last, engine::kWhere, where_is(by, {"a", "b"}));
      CHECK(outcome_of(scenario) == without);
      last = plain;
      if (within) {
        add_argument(last, engine::kWithin.name,
                     Within{std::make_shared<const Grouping>(constant)});
        CHECK(outcome_of(scenario) == without);
      }
    }
  }
}

TEST_CASE("steps for two kinds of districts are two pots, each for its own") {
  Random random{31};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    ScenarioBuilder builder{static_cast<std::size_t>(random.between(2, 9))};
    Scenario& scenario = builder.scenario();
    const auto size = scenario.districts.size();
    const KeyId key = builder.key_of("count", random.weights(size, 20));
    const auto by = any_grouping(scenario, random);
    const Where some = where_is(by, {"a"});
    const Where others = where_is(by, {"b"});
    const Fraction flat{random.between(1, 900), 7};
    const Fraction least{random.between(0, 100)};
    const auto count = std::ranges::count(some.districts, true);
    const Fraction claimed = flat * Fraction{count};
    const Step claim = step("flat", {{"amount", flat}});
    const Step share = step("share", {{"by", key}});
    const Step limit = step("limit", {{"minimum", Bound{FixedBound{least}}}});
    const auto for_whom = [](Step of, const Where& where) {
      add_argument(of, engine::kWhere, where);
      return of;
    };
    builder.pot("both", claimed + Fraction{1'000},
                {for_whom(claim, some), for_whom(share, others), for_whom(limit, others)},
                rounding("half_up", Fraction{1}, Residual::To::kReport));
    Problems problems;
    const auto together = engine::run(scenario, problems);
    scenario.pots.clear();
    Participation participation;
    participation.only = some;
    builder.pot("some", claimed, {claim}, rounding("half_up", Fraction{1}, Residual::To::kReport))
        .participation = participation;
    participation.only = others;
    builder
        .pot("others", Fraction{1'000}, {share, limit},
             rounding("half_up", Fraction{1}, Residual::To::kReport))
        .participation = participation;
    const auto apart = engine::run(scenario, problems);
    REQUIRE(together.has_value() == apart.has_value());
    for (std::size_t i = 0; together && i < size; ++i) {
      CHECK(together->pots[0].exact.at(i) ==
            apart->pots[0].exact.at(i) + apart->pots[1].exact.at(i));
      CHECK(together->budgets[i] == apart->budgets[i]);
    }
  }
}

/// Amounts before rounding, of a pot that has these steps.
std::vector<Exact> exact_amounts(ScenarioBuilder& builder, const Fraction& amount,
                                 std::vector<Step> steps) {
  builder.pot("pot", amount, std::move(steps), rounding("largest_remainder"));
  Problems problems;
  const auto result = engine::run(builder.scenario(), problems);
  CAPTURE(messages_of(problems));
  REQUIRE(result.has_value());
  return exact(result->pots[0].exact);
}

template <class Law>
void for_each_column(Law law) {
  Random random{4};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const auto count = static_cast<std::size_t>(random.between(1, 8));
    const std::vector<std::int64_t> counts = random.weights(count, 30);
    ScenarioBuilder builder{count};
    builder.key_of("count", counts);
    law(builder, counts, random);
  }
}

TEST_CASE("share: two districts' amounts are in the proportion of their weights, and add up") {
  for_each_column([](ScenarioBuilder& builder, const auto& counts, Random& random) {
    const std::int64_t pot = random.between(1, 1'000'000'000);
    const std::vector<Exact> amounts =
        exact_amounts(builder, pot, {step("share", {{"by", static_cast<KeyId>(0)}})});
    Exact sum{0};
    for (std::size_t i = 0; i < counts.size(); ++i) {
      sum += amounts[i];
      for (std::size_t j = 0; j < counts.size(); ++j) {
        REQUIRE(amounts[i] * counts[j] == amounts[j] * counts[i]);
      }
    }
    REQUIRE(sum == pot);
  });
}

/// Some districts with a need, and with a capacity that may be below 0.
struct ToEqualise {
  explicit ToEqualise(Random& random)
      : count{static_cast<std::size_t>(random.between(1, 7))},
        needs{random.weights(count, 12)},
        rate{Fraction{random.between(1, 20), 20}},
        pot{random.between(0, 100'000)},
        builder{count} {
    for (std::size_t i = 0; i < count; ++i) {
      capacities.push_back(random.between(random.chance(20) ? -3'000 : 0, 60'000));
    }
    builder.key_of("need", needs);
    builder.column("capacity", capacities);
  }

  [[nodiscard]] Step step_with(std::optional<ArgumentValue> base = {}) const {
    std::vector<std::pair<std::string_view, ArgumentValue>> arguments{
        {"need", static_cast<KeyId>(0)}, {"capacity", static_cast<ColumnId>(1)}, {"rate", rate}};
    if (base) {
      arguments.emplace_back("base", std::move(*base));
    }
    return step("equalise", arguments);
  }

  [[nodiscard]] Exact amount(std::size_t i, const Exact& base) const {
    const Exact gap = base * needs[i] - capacities[i];
    return needs[i] > 0 && gap > 0 ? Exact{exact(rate) * gap} : Exact{0};
  }

  [[nodiscard]] Exact sum(const Exact& base) const {
    Exact all{0};
    for (std::size_t i = 0; i < count; ++i) {
      all += amount(i, base);
    }
    return all;
  }

  /// Of all sets of districts the one that receives, and nobody else, by the base that gives them
  /// all of the pot.
  [[nodiscard]] std::optional<Exact> base_by_trying_all_sets() const {
    for (unsigned set = 1; set < (1U << count); ++set) {
      Exact need{0};
      Exact own = Exact{pot} / exact(rate);
      for (std::size_t i = 0; i < count; ++i) {
        if ((set >> i & 1U) != 0) {
          need += needs[i];
          own += capacities[i];
        }
      }
      if (need > 0 && own >= 0 && sum(own / need) == pot) {
        return own / need;
      }
    }
    return std::nullopt;
  }

  std::size_t count;
  std::vector<std::int64_t> needs, capacities = {};
  Fraction rate;
  std::int64_t pot;
  ScenarioBuilder builder;
};

template <class Effect>
const Effect* effect_of(const engine::Result& result) {
  for (const engine::Effect& effect : result.pots[0].effects) {
    if (const auto* what = std::get_if<Effect>(&effect.what)) {
      return what;
    }
  }
  return nullptr;
}

TEST_CASE("equalise: the base is the only one that gives out all that is left, and no more") {
  Random random{29};
  int below_0 = 0;
  int some_receive_nothing = 0;
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    ToEqualise task{random};
    task.builder.pot("pot", Fraction{task.pot}, {task.step_with()}, rounding("largest_remainder"));
    Problems problems;
    const auto result = engine::run(task.builder.scenario(), problems);
    const auto base = task.base_by_trying_all_sets();
    if (task.pot > 0 && !base) {
      ++below_0;
      REQUIRE(codes_of(problems) == std::vector<Code>{Code::kClaimsExceedPot});
      REQUIRE(task.sum(0) > task.pot);
      continue;
    }
    REQUIRE(result.has_value());
    const auto* told = effect_of<engine::Equalisation>(*result);
    REQUIRE((told == nullptr) == (task.pot == 0));
    for (std::size_t i = 0; i < task.count; ++i) {
      REQUIRE(exact(result->pots[0].exact.at(i)) ==
              (task.pot == 0 ? Exact{0} : task.amount(i, *base)));
    }
    if (told != nullptr) {
      REQUIRE(exact(told->base) == *base);
      REQUIRE(told->receivers + told->abundant == task.count);
      some_receive_nothing += told->abundant > 0 ? 1 : 0;
    }
  }
  CHECK(below_0 > 3);
  CHECK(some_receive_nothing > kCases / 4);
}

TEST_CASE("equalise: by its own base, as a number of the file, it gives the same") {
  Random random{30};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    ToEqualise task{random};
    const auto base = task.base_by_trying_all_sets();
    if (!base || task.pot == 0) {
      continue;
    }
    const std::vector<Exact> solved = exact_amounts(task.builder, task.pot, {task.step_with()});
    task.builder.scenario().pots.clear();
    REQUIRE(solved == exact_amounts(task.builder, task.pot, {task.step_with(fraction(*base))}));
    task.builder.scenario().pots.clear();
    const FactorRounding down{Fraction{1, 100}, Rounding::kDown};
    const std::vector<Exact> rounded =
        exact_amounts(task.builder, task.pot, {task.step_with(down)});
    for (std::size_t i = 0; i < task.count; ++i) {
      REQUIRE(rounded[i] == task.amount(i, exact(down.of(fraction(*base)))));
      REQUIRE(rounded[i] <= solved[i]);
    }
  }
}

TEST_CASE("share: a rounded rate is the same for each unit, and leaves less than a unit for each") {
  for_each_column([](ScenarioBuilder& builder, const auto& counts, Random& random) {
    const std::int64_t pot = random.between(1, 1'000'000'000);
    const FactorRounding down{Fraction{1, random.between(1, 1'000)}, Rounding::kDown};
    const std::vector<Exact> amounts = exact_amounts(
        builder, pot, {step("share", {{"by", static_cast<KeyId>(0)}, {"rate", down}})});
    Exact sum{0};
    Exact whole{0};
    for (const std::int64_t count : counts) {
      whole += count;
    }
    const Exact rate = exact(down.of(fraction(Exact{pot} / whole)));
    for (std::size_t i = 0; i < counts.size(); ++i) {
      REQUIRE(amounts[i] == rate * counts[i]);
      sum += amounts[i];
    }
    REQUIRE(sum <= pot);
    REQUIRE(Exact{pot} - sum < exact(down.unit) * whole);
  });
}

TEST_CASE("flat: everybody gets the same, whatever their counts, and the rest stays") {
  for_each_column([](ScenarioBuilder& builder, const auto& counts, Random& random) {
    const std::int64_t each = random.between(0, 1'000'000);
    const std::vector<Exact> amounts =
        exact_amounts(builder, 100'000'000,
                      {step("flat", {{"amount", Fraction{each}}, {"times", Fraction{5, 2}}})});
    REQUIRE(amounts == std::vector<Exact>(counts.size(), Exact{5 * each, 2}));
  });
}

TEST_CASE("rate: each counted unit brings the same amount") {
  for_each_column([](ScenarioBuilder& builder, const auto& counts, Random& random) {
    const Fraction rate{random.between(0, 1'000), random.between(1, 1'000)};
    const std::vector<Exact> amounts =
        exact_amounts(builder, 100'000'000'000'000,
                      {step("rate", {{"amount", rate}, {"per", static_cast<KeyId>(0)}})});
    for (std::size_t i = 0; i < counts.size(); ++i) {
      REQUIRE(amounts[i] == exact(rate) * counts[i]);
    }
  });
}

TEST_CASE("top_slice: the others share as if the pot were smaller by it") {
  for_each_column([](ScenarioBuilder& builder, const auto& /*counts*/, Random& random) {
    const std::int64_t pot = random.between(1'000, 1'000'000);
    const std::int64_t slice = random.between(0, pot - 1);
    const Step share = step("share", {{"by", static_cast<KeyId>(0)}});
    const std::vector<Exact> sliced = exact_amounts(
        builder, pot, {step("top_slice", {{"amount", Fraction{slice}}, {"to", "reserve"}}), share});
    builder.scenario().pots.clear();
    REQUIRE(sliced == exact_amounts(builder, pot - slice, {share}));
  });
}

TEST_CASE("adjacent claims may stand in any order") {
  for_each_column([](ScenarioBuilder& builder, const auto& /*counts*/, Random& random) {
    const Step flat = step("flat", {{"amount", Fraction{random.between(0, 100)}}});
    const Step rate = step(
        "rate", {{"amount", Fraction{random.between(0, 9), 7}}, {"per", static_cast<KeyId>(0)}});
    const std::vector<Exact> first = exact_amounts(builder, 100'000'000'000, {flat, rate});
    builder.scenario().pots.clear();
    REQUIRE(first == exact_amounts(builder, 100'000'000'000, {rate, flat}));
  });
}

}  // namespace
}  // namespace allot::test
