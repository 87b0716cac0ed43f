// Whole runs: random programmes with several pots against the oracle, and the laws that hold for
// every result.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "allot/engine/facts/record.hpp"
#include "allot/engine/keys/keys.hpp"
#include "allot/engine/run.hpp"
#include "oracle_run.hpp"
#include "programmes.hpp"
#include "support/rounding_case.hpp"

namespace allot::test {
namespace {

constexpr int kCases = 400;

/// A programme that ran, with what the engine made of it.
struct Ran {
  const Scenario& scenario;
  const engine::Result& result;
};

template <class Law>
void for_each_run(std::uint64_t seed, Law law) {
  Random random{seed};
  int runs = 0;
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const auto builder = random_programme(random, number);
    Problems problems;
    const auto result = engine::run(builder->scenario(), problems);
    REQUIRE(result.has_value() == !problems.has_errors());
    if (result) {
      ++runs;
      law(Ran{builder->scenario(), *result});
    }
  }
  CHECK(runs > kCases / 2);
}

Exact in_currency(const Scenario& scenario, Money amount) {
  Whole scale = 1;
  for (int i = 0; i < scenario.decimals; ++i) {
    scale *= 10;
  }
  return Exact{Whole{amount.minor()}, scale};
}

std::map<std::string, Exact> without_empty(std::map<std::string, Exact> reserves) {
  std::erase_if(reserves, [](const auto& reserve) { return reserve.second == 0; });
  return reserves;
}

void check_pot(const Scenario& scenario, const PotAnswer& expected,
               const engine::PotResult& actual) {
  const auto money = [&](Money amount) { return in_currency(scenario, amount); };
  REQUIRE(money(actual.amount) == expected.amount);
  REQUIRE(exact(actual.exact) == expected.exact);
  for (std::size_t i = 0; i < expected.budgets.size(); ++i) {
    CAPTURE(i);
    REQUIRE(money(actual.budgets[i]) == expected.budgets[i]);
  }
  REQUIRE(money(actual.left_over) == expected.left_over);
  std::map<std::string, Exact> reserves;
  for (const engine::Reserve& reserve : actual.reserves) {
    reserves[reserve.name] += money(reserve.amount);
  }
  REQUIRE(without_empty(reserves) == without_empty(expected.reserves));
  REQUIRE(money(actual.not_assigned) == expected.not_assigned);
  const bool for_rest = expected.tied_for_rest.size() > 1;
  REQUIRE(actual.ties.size() == (expected.tie ? 1U : 0U) + (for_rest ? 1U : 0U));
  if (expected.tie) {
    REQUIRE(indices(actual.ties[0].tied) == expected.tie->tied);
    REQUIRE(indices(actual.ties[0].chosen) == expected.tie->given);
    REQUIRE(actual.ties[0].stake == engine::Stake::kUnits);
  }
  if (for_rest) {
    REQUIRE(indices(actual.ties.back().tied) == expected.tied_for_rest);
    REQUIRE(actual.ties.back().chosen == std::vector{*actual.residual_to});
    REQUIRE(actual.ties.back().stake == engine::Stake::kResidual);
  }
}

/// The answers for all pots, or what makes the scenario infeasible; what is wrong with a key that
/// no pot uses may be reported too.
struct Answers {
  std::vector<PotAnswer> pots;
  std::set<Code> codes, of_keys;
};

Answers answers_for(const Scenario& scenario) {
  Answers answers;
  for (const Pot& pot : scenario.pots) {
    try {
      answers.pots.push_back(pot_answer(scenario, pot));
    } catch (const Infeasible& infeasible) {
      answers.codes.insert(infeasible.code);
    }
  }
  for (std::size_t key = 0; key < scenario.keys.size(); ++key) {
    try {
      key_answer(scenario, static_cast<KeyId>(key));
    } catch (const Infeasible& infeasible) {
      answers.of_keys.insert(infeasible.code);
    }
  }
  return answers;
}

void check_codes(const Answers& expected, const std::vector<Code>& codes) {
  for (const Code code : expected.codes) {
    CAPTURE(describe(code).name);
    REQUIRE(std::find(codes.begin(), codes.end(), code) != codes.end());
  }
  for (const Code code : codes) {
    CAPTURE(describe(code).name);
    REQUIRE((expected.codes.contains(code) || expected.of_keys.contains(code)));
  }
}

TEST_CASE("a run gives what the oracle gives, for every pot, or fails for the same reason") {
  Random random{2025};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    const auto builder = random_programme(random, number);
    const Scenario& scenario = builder->scenario();
    Problems problems;
    const auto result = engine::run(scenario, problems);
    CAPTURE(messages_of(problems));
    const Answers expected = answers_for(scenario);
    check_codes(expected, codes_of(problems));
    for (std::size_t pot = 0; result && pot < scenario.pots.size(); ++pot) {
      CAPTURE(pot);
      check_pot(scenario, expected.pots[pot], result->pots[pot]);
    }
  }
}

TEST_CASE("what went into a pot came out of it: budgets, reserves, not assigned, left over") {
  for_each_run(2026, [](const Ran& ran) {
    for (const engine::PotResult& pot : ran.result.pots) {
      Money budgets;
      for (const Money budget : pot.budgets) {
        budgets += budget;
      }
      Money out = budgets + pot.not_assigned + pot.left_over;
      for (const engine::Reserve& reserve : pot.reserves) {
        out += reserve.amount;
      }
      REQUIRE(pot.budget == budgets);
      REQUIRE(out == pot.amount);
    }
  });
}

TEST_CASE("a district's budget is the sum of what it gets from each pot") {
  for_each_run(2027, [](const Ran& ran) {
    Money total;
    for (std::size_t i = 0; i < ran.scenario.districts.size(); ++i) {
      Money budget;
      for (const engine::PotResult& pot : ran.result.pots) {
        budget += pot.budgets[i];
      }
      REQUIRE(ran.result.budgets[i] == budget);
      total += budget;
    }
    REQUIRE(ran.result.total == total);
  });
}

TEST_CASE("the records of a district replay to its budget in every pot") {
  for_each_run(2028, [](const Ran& ran) {
    for (std::size_t pot = 0; pot < ran.scenario.pots.size(); ++pot) {
      const Fraction& unit = ran.scenario.pots[pot].rounding.unit;
      for (std::size_t i = 0; i < ran.scenario.districts.size(); ++i) {
        CAPTURE(pot);
        CAPTURE(i);
        const auto records = engine::records_of(ran.scenario, pot, static_cast<DistrictId>(i));
        const Money replayed = engine::replay(records, unit, ran.scenario.decimals);
        REQUIRE(replayed.minor() == ran.result.pots[pot].budgets[i].minor());
      }
    }
  });
}

/// The exact amount that a record of a step gives.
struct GivenBy {
  Exact operator()(const engine::Shared& record) const {
    REQUIRE(record.amount == record.left * record.weight / record.whole);
    return exact(record.amount);
  }
  Exact operator()(const engine::FlatGranted& record) const {
    REQUIRE(record.amount == record.each * record.times);
    return exact(record.amount);
  }
  Exact operator()(const engine::RateGranted& record) const {
    REQUIRE(record.amount == record.rate * record.count);
    return exact(record.amount);
  }
  Exact operator()(const engine::GroupShared& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::Reduced& record) const {
    REQUIRE(record.amount == record.claimed * record.factor);
    return exact(record.amount - record.claimed);
  }
  Exact operator()(const engine::Bounded& record) const {
    return exact(record.after - record.before);
  }
  Exact operator()(const engine::FloorKept& record) const {
    return exact(record.after - record.before);
  }
  Exact operator()(const engine::Blended& record) const {
    return exact(record.after - record.before);
  }
  Exact operator()(const engine::KeptInUnits& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::TopSliced& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::Quota& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::LeftoverUnit& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::DivisorUnits& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::ResidualTaken& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::TieBroken& /*record*/) const { return Exact{0}; }
};

TEST_CASE("the records' amounts are what their own numbers say, and add up before rounding") {
  for_each_run(2032, [](const Ran& ran) {
    for (std::size_t pot = 0; pot < ran.scenario.pots.size(); ++pot) {
      for (std::size_t i = 0; i < ran.scenario.districts.size(); ++i) {
        CAPTURE(pot);
        CAPTURE(i);
        Exact sum{0};
        for (const auto& record :
             engine::records_of(ran.scenario, pot, static_cast<DistrictId>(i))) {
          sum += std::visit(GivenBy{}, record);
        }
        REQUIRE(sum == exact(ran.result.pots[pot].exact.at(i)));
      }
    }
  });
}

TEST_CASE(
    "no budget is negative, and each is a multiple of the unit but for the residual's taker") {
  for_each_run(2029, [](const Ran& ran) {
    for (std::size_t p = 0; p < ran.scenario.pots.size(); ++p) {
      const engine::PotResult& pot = ran.result.pots[p];
      int odd = 0;
      for (const Money budget : pot.budgets) {
        REQUIRE(budget.minor() >= 0);
        odd += budget.minor() % pot.unit != 0 ? 1 : 0;
      }
      const auto& residual = ran.scenario.pots[p].rounding.residual;
      const bool taken = residual && (residual->to == Residual::To::kLargest ||
                                      residual->to == Residual::To::kDistrict);
      REQUIRE(odd <= (taken ? 1 : 0));
    }
  });
}

TEST_CASE("pots do not touch each other: each gives the same when it is alone") {
  for_each_run(2030, [](const Ran& ran) {
    for (std::size_t pot = 0; pot < ran.scenario.pots.size(); ++pot) {
      Scenario alone = ran.scenario;
      alone.pots = {ran.scenario.pots[pot]};
      Problems problems;
      const auto result = engine::run(alone, problems);
      REQUIRE(result.has_value());
      REQUIRE(result->pots[0].budgets == ran.result.pots[pot].budgets);
    }
  });
}

TEST_CASE("keys of every form are what the oracle makes of them") {
  Random random{2031};
  int keys = 0;
  for (int number = 0; number < kCases; ++number) {
    const auto builder = random_keys(random, number);
    Scenario& scenario = builder->scenario();
    for (std::size_t k = 0; k < scenario.keys.size(); ++k) {
      CAPTURE(number);
      CAPTURE(scenario.keys[k].name);
      const auto id = static_cast<KeyId>(k);
      scenario.pots.clear();
      builder->pot("pot", 100, {step("share", {{"by", id}})}, rounding("largest_remainder"));
      Problems problems;
      const auto evaluated = engine::Keys::evaluate(scenario, problems);
      CAPTURE(messages_of(problems));
      std::optional<KeyAnswer> expected;
      try {
        expected = key_answer(scenario, id);
      } catch (const Infeasible& infeasible) {
        const std::vector<Code> codes = codes_of(problems);
        REQUIRE(std::find(codes.begin(), codes.end(), infeasible.code) != codes.end());
      }
      const engine::KeyValues* actual = evaluated.find(id);
      REQUIRE((actual != nullptr) == expected.has_value());
      for (std::size_t i = 0; expected && i < scenario.districts.size(); ++i) {
        REQUIRE(exact(actual->weights.at(i) / actual->whole) == expected->share(i));
      }
      if (expected) {
        ++keys;
        REQUIRE(actual->closes == (actual->weights.total() == actual->whole));
      }
    }
  }
  CHECK(keys > 5 * kCases);
}

}  // namespace
}  // namespace allot::test
