// Whole runs: the laws that hold for every result of random programmes with several pots. What each
// of them gives to whom is held against tests/reference/run.py.
#include <doctest/doctest.h>

#include "allot/engine/facts/record.hpp"
#include "allot/engine/keys/keys.hpp"
#include "allot/engine/run.hpp"
#include "programmes.hpp"

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
        const auto records =
            engine::Recorder{ran.scenario}.records_of(pot, static_cast<DistrictId>(i));
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
  Exact operator()(const engine::SharedByRate& record) const {
    REQUIRE(record.amount == record.rate * record.weight);
    return exact(record.amount);
  }
  Exact operator()(const engine::Equalised& record) const {
    const Fraction gap = record.base * record.need - record.capacity;
    REQUIRE(record.amount ==
            (record.need.sign() > 0 && gap.sign() > 0 ? record.rate * gap : Fraction{}));
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
  Exact operator()(const engine::TopSliced& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::DropChecked& record) const {
    return exact(record.after - record.before);
  }
  Exact operator()(const engine::RoundedByStep& record) const {
    return exact(record.after - record.before);
  }
  Exact operator()(const engine::BoundChosen& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::ForOthers& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::LossFloor& /*record*/) const { return Exact{0}; }
  Exact operator()(const engine::BeyondBound& /*record*/) const { return Exact{0}; }
};

TEST_CASE("the records' amounts are what their own numbers say, and add up before rounding") {
  for_each_run(2032, [](const Ran& ran) {
    for (std::size_t pot = 0; pot < ran.scenario.pots.size(); ++pot) {
      for (std::size_t i = 0; i < ran.scenario.districts.size(); ++i) {
        CAPTURE(pot);
        CAPTURE(i);
        Exact sum{0};
        const auto records =
            engine::Recorder{ran.scenario}.records_of(pot, static_cast<DistrictId>(i));
        for (const engine::StepRecord& record : records.steps) {
          sum += std::visit(GivenBy{}, record.what);
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

TEST_CASE("settlements add up, and touch neither budgets nor sums") {
  int settled = 0;
  for_each_run(2033, [&](const Ran& ran) {
    Scenario without = ran.scenario;
    for (Pot& pot : without.pots) {
      pot.settle.reset();
    }
    Problems problems;
    const auto plain = engine::run(without, problems);
    REQUIRE(plain.has_value());
    REQUIRE_FALSE(plain->settlements.has_value());
    REQUIRE(plain->budgets == ran.result.budgets);
    REQUIRE(plain->total == ran.result.total);
    if (!ran.result.settlements) {
      return;
    }
    ++settled;
    Money payable;
    Money total;
    for (std::size_t i = 0; i < ran.scenario.districts.size(); ++i) {
      Fraction amount;
      for (const Pot& pot : ran.scenario.pots) {
        amount += pot.settle ? ran.scenario.column(pot.settle->column).values.at(i) : Fraction{};
      }
      const Money money = ran.result.settlements->amounts[i];
      REQUIRE(in_currency(money, ran.scenario.decimals) == amount);
      payable += ran.result.budgets[i] + money;
      total += money;
    }
    REQUIRE(ran.result.settlements->total == total);
    REQUIRE(payable == ran.result.total + total);
  });
  CHECK(settled > kCases / 10);
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

TEST_CASE("a key closes where its weights add up to what they are divided by") {
  int open = 0;
  for_each_run(2031, [&](const Ran& ran) {
    Problems problems;
    const auto keys = engine::Keys::evaluate(ran.scenario, problems);
    for (std::size_t k = 0; k < ran.scenario.keys.size(); ++k) {
      const engine::KeyValues* key = keys.find(static_cast<KeyId>(k));
      if (key != nullptr) {
        REQUIRE(key->closes == (key->weights.total() == key->whole));
        open += key->closes ? 0 : 1;
      }
    }
  });
  CHECK(open > 0);
}

}  // namespace
}  // namespace allot::test
