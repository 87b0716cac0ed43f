// Laws of the rules that bound, guarantee and mix what districts have. Each is checked exactly,
// against the slow obvious way to the same amounts.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "allot/engine/run.hpp"
#include "random.hpp"
#include "support/rounding_case.hpp"
#include "support/scenario_builder.hpp"

namespace allot::test {
namespace {

constexpr int kCases = 400;

using Amounts = std::vector<Exact>;

Exact sum_of(const Amounts& amounts) {
  Exact sum{0};
  for (const Exact& amount : amounts) {
    sum += amount;
  }
  return sum;
}

/// A share by random weights, and random columns for bounds.
struct Case {
  explicit Case(Random& random, int number)
      : builder{static_cast<std::size_t>(random.between(1, 3 + number / 40))} {
    const std::size_t size = builder.scenario().districts.size();
    weights = random.weights(size, random.chance(20) ? 50 : 8);
    lower = random.weights(size, 7);
    upper = random.weights(size, 9);
    share = step("share", {{"by", builder.key_of("count", weights)}});
    lower_column = builder.column("lower", lower);
    upper_column = builder.column("upper", upper);
    upper_key = builder.key_of("upper_key", upper);
    amount = random.between(1, 200 * static_cast<std::int64_t>(size));
    builder.scenario().decimals = 1;
    unit = Fraction{1, random.chance(50) ? 1 : 10};
  }

  [[nodiscard]] std::optional<engine::PotResult> run(std::vector<Step> steps) {
    builder.scenario().pots.clear();
    steps.insert(steps.begin(), share);
    builder.pot("pot", amount, std::move(steps), rounding("largest_remainder", unit));
    Problems problems;
    auto result = engine::run(builder.scenario(), problems);
    codes = codes_of(problems);
    return result ? std::optional{std::move(result->pots[0])} : std::nullopt;
  }

  /// What the share alone gives.
  [[nodiscard]] Amounts before() const {
    Exact total{0};
    for (const std::int64_t weight : weights) {
      total += weight;
    }
    Amounts amounts;
    for (const std::int64_t weight : weights) {
      amounts.push_back(Exact{amount} * weight / total);
    }
    return amounts;
  }

  ScenarioBuilder builder;
  std::vector<std::int64_t> weights, lower, upper;
  Step share;
  ColumnId lower_column{}, upper_column{};
  KeyId upper_key{};
  std::int64_t amount = 0;
  Fraction unit;
  std::vector<Code> codes;
};

Step limit(std::optional<ColumnId> minimum, std::optional<ColumnId> maximum) {
  std::vector<std::pair<std::string_view, ArgumentValue>> arguments;
  if (minimum) {
    arguments.emplace_back("minimum", Bound{ColumnBound{*minimum}});
  }
  if (maximum) {
    arguments.emplace_back("maximum", Bound{ColumnBound{*maximum}});
  }
  return step("limit", arguments);
}

Exact clamped(const Exact& value, const Exact& low, const Exact& high) {
  return value < low ? low : high < value ? high : value;
}

/// min(c, max(l, f * w)) for the f that gives the sum, found by trying every breakpoint.
Amounts filled_slowly(const Amounts& had, const Amounts& low, const Amounts& high) {
  const Exact total = sum_of(had);
  const auto at = [&](const Exact& factor) {
    Amounts amounts;
    for (std::size_t i = 0; i < had.size(); ++i) {
      amounts.push_back(had[i] == 0 ? low[i] : clamped(factor * had[i], low[i], high[i]));
    }
    return amounts;
  };
  Amounts breakpoints{0};
  for (std::size_t i = 0; i < had.size(); ++i) {
    if (had[i] > 0) {
      breakpoints.push_back(low[i] / had[i]);
      breakpoints.push_back(high[i] / had[i]);
    }
  }
  std::sort(breakpoints.begin(), breakpoints.end());
  for (std::size_t k = 0; k + 1 < breakpoints.size(); ++k) {
    const Exact left = sum_of(at(breakpoints[k]));
    const Exact right = sum_of(at(breakpoints[k + 1]));
    if (left <= total && total <= right) {
      // Between two breakpoints the sum is a straight line.
      const Exact part = right == left ? Exact{0} : (total - left) / (right - left);
      return at(breakpoints[k] + part * (breakpoints[k + 1] - breakpoints[k]));
    }
  }
  return at(breakpoints.back());
}

void check_in_units(const Case& trial, const engine::PotResult& pot, const Amounts& low,
                    const Amounts& high) {
  const std::int64_t scale = 10;
  for (std::size_t i = 0; i < low.size(); ++i) {
    const Exact budget = Exact{pot.budgets[i].minor()} / scale;
    REQUIRE(budget >= low[i]);
    REQUIRE(budget <= high[i]);
  }
  REQUIRE(pot.budget.minor() == trial.amount * scale);
}

template <class Law>
void for_each_case(Law law) {
  Random random{9};
  for (int number = 0; number < kCases; ++number) {
    CAPTURE(number);
    Case trial{random, number};
    law(trial, random);
  }
}

Amounts of(const std::vector<std::int64_t>& values) { return {values.begin(), values.end()}; }

TEST_CASE("limit: the amounts are the fixed point, and the bounds hold after rounding") {
  int feasible = 0;
  for_each_case([&](Case& trial, Random&) {
    for (std::size_t i = 0; i < trial.lower.size(); ++i) {
      trial.upper[i] += trial.lower[i];
    }
    trial.upper_column = trial.builder.column("above", trial.upper);
    const auto pot = trial.run({limit(trial.lower_column, trial.upper_column)});
    const Amounts had = trial.before();
    const Amounts low = of(trial.lower);
    Exact room{0};
    for (std::size_t i = 0; i < had.size(); ++i) {
      room += had[i] > 0 ? Exact{trial.upper[i]} : low[i];
    }
    const bool fits = sum_of(low) <= trial.amount && trial.amount <= room;
    REQUIRE(pot.has_value() == fits);
    if (!fits) {
      REQUIRE(trial.codes == std::vector{sum_of(low) > trial.amount ? Code::kMinimumsTooHigh
                                                                    : Code::kMaximumsTooLow});
      return;
    }
    ++feasible;
    REQUIRE(exact(pot->exact) == filled_slowly(had, low, of(trial.upper)));
    check_in_units(trial, *pot, low, of(trial.upper));
  });
  CHECK(feasible > kCases / 10);
}

/// "Share, set those below their floor to it, deduct, and repeat."
Amounts statutory_loop(const Case& trial) {
  Amounts amounts = trial.before();
  std::vector<bool> fixed(amounts.size());
  while (true) {
    bool changed = false;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      if (!fixed[i] && amounts[i] < trial.lower[i]) {
        fixed[i] = changed = true;
      }
    }
    if (!changed) {
      return amounts;
    }
    Exact left{trial.amount};
    Exact weights{0};
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      fixed[i] ? left -= trial.lower[i] : weights += trial.weights[i];
    }
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      amounts[i] = fixed[i]       ? Exact{trial.lower[i]}
                   : weights == 0 ? Exact{0}
                                  : left * trial.weights[i] / weights;
    }
  }
}

TEST_CASE("limit: with minimums only the loop of the statutes gives the same") {
  int feasible = 0;
  for_each_case([&](Case& trial, Random&) {
    const auto pot = trial.run({limit(trial.lower_column, std::nullopt)});
    if (pot) {
      ++feasible;
      REQUIRE(exact(pot->exact) == statutory_loop(trial));
    }
  });
  CHECK(feasible > kCases / 3);
}

TEST_CASE("limit: loosening a bound that holds nobody changes nothing") {
  for_each_case([](Case& trial, Random& random) {
    const auto pot = trial.run({limit(trial.lower_column, trial.upper_column)});
    if (!pot) {
      return;
    }
    const Amounts amounts = exact(pot->exact);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      if (Exact{trial.lower[i]} < amounts[i]) {
        trial.lower[i] -= random.between(0, trial.lower[i]);
      }
      if (amounts[i] < Exact{trial.upper[i]}) {
        trial.upper[i] += random.between(0, 50);
      }
    }
    const ColumnId low = trial.builder.column("looser", trial.lower);
    const ColumnId high = trial.builder.column("wider", trial.upper);
    const auto again = trial.run({limit(low, high)});
    REQUIRE(again.has_value());
    REQUIRE(exact(again->exact) == amounts);
  });
}

Step hold(Payer::How how, const Fraction& part) {
  return step("hold_harmless", {{"percent_of_prior", part}, {"paid_by", Payer{how, "payer"}}});
}

TEST_CASE("hold harmless: nobody is below its floor, and the money is that of the pot") {
  int held = 0;
  for_each_case([&](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.lower_column}, "prior", {}};
    const auto how = static_cast<Payer::How>(random.index(4));
    const Fraction part{random.between(0, 120), 100};
    const auto pot = trial.run({hold(how, part)});
    if (!pot) {
      const bool expected = trial.codes == std::vector{Code::kFloorNotPayable} ||
                            trial.codes == std::vector{Code::kBoundsAfterRounding};
      REQUIRE(expected);
      return;
    }
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    Exact cost{0};
    for (std::size_t i = 0; i < had.size(); ++i) {
      const Exact floor = exact(part) * trial.lower[i];
      REQUIRE(got[i] >= floor);
      REQUIRE(Exact{pot->budgets[i].minor()} / 10 >= floor);
      if (had[i] < floor) {
        REQUIRE(got[i] == floor);
        cost += floor - had[i];
      } else if (how == Payer::How::kTopUp) {
        REQUIRE(got[i] == had[i]);
      } else {
        REQUIRE(got[i] <= had[i]);
      }
      // Who does not gain does not pay for others by `scale_gains`.
      if (how == Payer::How::kScaleGains && had[i] >= floor && had[i] <= trial.lower[i]) {
        REQUIRE(got[i] == had[i]);
      }
    }
    held += cost > 0 ? 1 : 0;
    const bool topped_up = how == Payer::How::kTopUp;
    REQUIRE(sum_of(got) == trial.amount + (topped_up ? cost : Exact{0}));
  });
  CHECK(held > kCases / 10);
}

/// What a record says of a bound of its step.
struct SaidBounds {
  std::optional<Fraction> minimum = {}, maximum = {};
};

SaidBounds said_bounds(const engine::StepRecord& record) {
  if (const auto* bounded = std::get_if<engine::Bounded>(&record.what)) {
    return {bounded->minimum, bounded->maximum};
  }
  const auto* floor = std::get_if<engine::FloorKept>(&record.what);
  return floor != nullptr ? SaidBounds{.minimum = floor->floor} : SaidBounds{};
}

Step any_bounding(Case& trial, Random& random) {
  switch (random.index(5)) {
    case 0:
      return limit(trial.lower_column, std::nullopt);
    case 1:
      return limit(std::nullopt, trial.upper_column);
    case 2:
      return step("gain_cap", {{"percent", Fraction{random.between(0, 80), 100}},
                               {"released", std::string{random.chance(50) ? "to_others" : "keep"}},
                               {"new", std::string{"uncapped"}}});
    case 3:
      return step("phase_in", {{"new_weight", Fraction{random.between(0, 4), 4}}});
    default:
      return hold(static_cast<Payer::How>(random.index(4)), Fraction{random.between(50, 110), 100});
  }
}

TEST_CASE("a bound that does not hold in the end is told and warned of, and no other") {
  int broken = 0;
  for_each_case([&](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.lower_column}, "prior", {}};
    std::vector<Step> steps;
    for (std::int64_t count = random.between(2, 4); count > 0; --count) {
      steps.push_back(any_bounding(trial, random));
    }
    const auto pot = trial.run(steps);
    if (!pot) {
      return;
    }
    std::vector<std::pair<std::size_t, bool>> expected;  // step, and whether it is a minimum
    const engine::Recorder recorder{trial.builder.scenario()};
    for (std::size_t i = 0; i < trial.weights.size(); ++i) {
      const auto records = recorder.records_of(0, static_cast<DistrictId>(i)).steps;
      const Fraction ends = pot->exact.at(i);
      for (const engine::StepRecord& record : records) {
        const SaidBounds said = said_bounds(record);
        const auto told = [&](bool is_minimum) {
          return std::ranges::count_if(records, [&](const engine::StepRecord& other) {
            const auto* beyond = std::get_if<engine::BeyondBound>(&other.what);
            return beyond != nullptr && other.step == record.step &&
                   beyond->is_minimum == is_minimum && beyond->ends == ends;
          });
        };
        const bool below = said.minimum && ends < *said.minimum;
        const bool above = said.maximum && *said.maximum < ends;
        if (said.minimum || said.maximum) {
          REQUIRE(told(true) == (below ? 1 : 0));
          REQUIRE(told(false) == (above ? 1 : 0));
        }
        if (below || above) {
          expected.emplace_back(record.step, below);
        }
      }
    }
    std::ranges::sort(expected);
    const auto bounds = std::unique(expected.begin(), expected.end()) - expected.begin();
    REQUIRE(std::ranges::count(trial.codes, Code::kBoundNotKept) == bounds);
    broken += bounds > 0 ? 1 : 0;
  });
  CHECK(broken > kCases / 20);
}

/// How many districts, and how much they get or lose.
struct Count {
  std::size_t districts = 0;
  Exact amount{0};

  void add(const Exact& moved) {
    ++districts;
    amount += moved;
  }
  [[nodiscard]] bool is(const engine::BoundReached& reached) const {
    return districts == reached.districts && amount == exact(reached.amount);
  }
};

/// Nothing where the rule did nothing.
template <class Effect>
std::optional<Effect> effect_of(const engine::PotResult& pot) {
  for (const engine::Effect& effect : pot.effects) {
    if (const auto* found = std::get_if<Effect>(&effect.what)) {
      return *found;
    }
  }
  return std::nullopt;
}

/// Below it a payer pays nothing.
Exact line_of(Payer::How how, const Exact& prior, const Exact& floor) {
  switch (how) {
    case Payer::How::kRatable:
      return 0;
    case Payer::How::kScaleGains:
      return std::max(prior, floor);
    case Payer::How::kScaleAboveFloor:
    case Payer::How::kTopUp:
      break;
  }
  return floor;
}

TEST_CASE("hold harmless: who is held, who pays and what it costs is what the amounts say") {
  int come_down = 0;
  int all_come_down = 0;
  for_each_case([&](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.lower_column}, "prior", {}};
    const auto how = static_cast<Payer::How>(random.index(4));
    if (random.chance(10)) {  // just enough for the floors
      trial.amount = std::max<std::int64_t>(
          1, std::accumulate(trial.lower.begin(), trial.lower.end(), std::int64_t{0}));
    }
    const Fraction part = random.chance(30) ? Fraction{1} : Fraction{random.between(50, 120), 100};
    const auto pot = trial.run({hold(how, part)});
    if (!pot) {
      return;
    }
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    const auto effect = effect_of<engine::HeldHarmless>(*pot);
    if (!effect) {
      REQUIRE(got == had);
      return;
    }
    const Exact factor = exact(effect->factor);
    Count held;
    Count raised;
    Count lowered;
    Count payers;
    for (std::size_t i = 0; i < had.size(); ++i) {
      const Exact floor = exact(part) * trial.lower[i];
      const Exact line = line_of(how, trial.lower[i], floor);
      const Exact by_factor = had[i] <= line ? had[i] : line + factor * (had[i] - line);
      // Who keeps nothing above its floor is held there, too.
      const bool nothing_left = factor == 0 && got[i] < had[i] && floor > 0;
      const bool at_floor = got[i] == floor && (by_factor < floor || nothing_left);
      if (at_floor) {
        held.add(0);
      }
      if (got[i] > had[i]) {
        raised.add(got[i] - had[i]);
      } else if (got[i] < had[i] && at_floor) {
        lowered.add(had[i] - got[i]);
      } else if (got[i] < had[i]) {
        payers.add(had[i] - got[i]);
        REQUIRE(got[i] == by_factor);
      }
    }
    REQUIRE(held.districts == effect->held);
    REQUIRE(raised.amount == exact(effect->cost));
    REQUIRE(lowered.is(effect->lowered));
    REQUIRE(payers.districts == effect->payers);
    if (how != Payer::How::kTopUp) {
      REQUIRE(payers.amount + lowered.amount == raised.amount);
    }
    come_down += lowered.districts > 0 ? 1 : 0;
    all_come_down += lowered.districts > 0 && payers.districts == 0 ? 1 : 0;
  });
  CHECK(come_down > kCases / 80);
  CHECK(all_come_down > 0);
}

/// What a step with bounds says it did, against what the factor and the bounds say.
struct Clamping {
  Count at_minimum, at_maximum, raised, cut, lowered, lifted;

  void add(const Exact& had, const Exact& got, const Exact& by_factor) {
    if (by_factor < got) {
      at_minimum.add(0);
    } else if (got < by_factor) {
      at_maximum.add(0);
    } else {
      return;
    }
    if (had < got) {
      (by_factor < got ? raised : lifted).add(got - had);
    } else if (got < had) {
      (by_factor < got ? lowered : cut).add(had - got);
    }
  }
};

TEST_CASE("limit: who is at a bound, and from which side it came, is what the amounts say") {
  int crossed = 0;
  for_each_case([&](Case& trial, Random& random) {
    const bool floors = random.chance(70);
    const auto pot = trial.run(
        {limit(floors ? std::optional{trial.lower_column} : std::nullopt,
               floors && random.chance(50) ? std::nullopt : std::optional{trial.upper_column})});
    const auto effect = pot ? effect_of<engine::Limited>(*pot) : std::nullopt;
    if (!effect) {
      REQUIRE((!pot || exact(pot->exact) == trial.before()));
      return;
    }
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    Clamping counted;
    for (std::size_t i = 0; i < had.size(); ++i) {
      counted.add(had[i], got[i], exact(effect->factor) * had[i]);
    }
    REQUIRE(counted.at_minimum.districts == effect->at_minimum);
    REQUIRE(counted.at_maximum.districts == effect->at_maximum);
    REQUIRE(counted.raised.amount == exact(effect->raised));
    REQUIRE(counted.cut.amount == exact(effect->cut));
    REQUIRE(counted.lowered.is(effect->lowered));
    REQUIRE(counted.lifted.is(effect->lifted));
    crossed += counted.lowered.districts + counted.lifted.districts > 0 ? 1 : 0;
  });
  CHECK(crossed > kCases / 40);
}

TEST_CASE("gain cap: who is at its ceiling, and by how much, is what the amounts say") {
  int excluded_beside = 0;
  for_each_case([&](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.upper_column}, "prior", {}};
    const bool excluded = random.chance(60);
    const bool keep = random.chance(20);
    const auto pot =
        trial.run({step("gain_cap", {{"percent", Fraction{random.between(0, 3000), 100}},
                                     {"released", keep ? "keep" : "to_others"},
                                     {"new", excluded ? "excluded" : "uncapped"}})});
    const auto effect = pot ? effect_of<engine::GainsCapped>(*pot) : std::nullopt;
    if (!effect) {
      REQUIRE((!pot || exact(pot->exact) == trial.before()));
      return;
    }
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    Clamping counted;
    std::size_t as_they_were = 0;
    for (std::size_t i = 0; i < had.size(); ++i) {
      if (excluded && trial.upper[i] == 0) {
        REQUIRE(got[i] == had[i]);
        ++as_they_were;
      } else {
        counted.add(had[i], got[i], exact(effect->factor) * had[i]);
      }
    }
    REQUIRE(counted.at_maximum.districts == effect->capped);
    REQUIRE(counted.cut.amount == exact(effect->cut));
    REQUIRE(counted.lifted.is(effect->lifted));
    excluded_beside += as_they_were > 0 ? 1 : 0;
  });
  CHECK(excluded_beside > 0);
}

TEST_CASE("hold harmless: what the payers keep above their line is the same part for all") {
  for_each_case([&](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.lower_column}, "prior", {}};
    const bool gains = random.chance(50);
    const Fraction part{random.between(50, 120), 100};
    const auto pot =
        trial.run({hold(gains ? Payer::How::kScaleGains : Payer::How::kScaleAboveFloor, part)});
    if (!pot) {
      return;
    }
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    std::optional<Exact> factor;
    for (std::size_t i = 0; i < had.size(); ++i) {
      const Exact floor = exact(part) * trial.lower[i];
      const Exact line = gains ? std::max(floor, Exact{trial.lower[i]}) : floor;
      if (had[i] > line) {
        const Exact own = (got[i] - line) / (had[i] - line);
        REQUIRE(own == factor.value_or(own));
        factor = own;
      }
    }
  });
}

TEST_CASE("hold harmless, ratable, is a minimum") {
  for_each_case([](Case& trial, Random&) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.lower_column}, "prior", {}};
    const auto held = trial.run({hold(Payer::How::kRatable, 1)});
    const auto limited = trial.run({limit(trial.lower_column, std::nullopt)});
    REQUIRE(held.has_value() == limited.has_value());
    if (held) {
      REQUIRE(exact(held->exact) == exact(limited->exact));
    }
  });
}

SeveralBounds several(SeveralBounds::Which which, const std::vector<Bound>& bounds) {
  SeveralBounds made{.which = which, .members = {}};
  for (const Bound& bound : bounds) {
    made.members.push_back({bound});
  }
  return made;
}

TEST_CASE("several bounds at once are the greatest, or the least, of each district") {
  int feasible = 0;
  for_each_case([&](Case& trial, Random& random) {
    const Fraction fixed{random.between(0, 60), 10};
    Amounts low;
    Amounts high;
    for (std::size_t i = 0; i < trial.lower.size(); ++i) {
      low.push_back(std::max(Exact{trial.lower[i]}, exact(fixed)));
      high.push_back(std::min(Exact{trial.upper[i] * 40}, exact(fixed) + 300));
    }
    const auto pot = trial.run({step(
        "limit",
        {{"minimum", Bound{several(SeveralBounds::Which::kGreatest,
                                   {ColumnBound{trial.lower_column}, FixedBound{fixed}})}},
         {"maximum", Bound{several(SeveralBounds::Which::kLeast,
                                   {FixedBound{fixed + Fraction{300}},
                                    several(SeveralBounds::Which::kGreatest,
                                            {RateBound{trial.upper_key, Fraction{40}}})})}}})});
    if (!pot) {
      return;
    }
    ++feasible;
    REQUIRE(exact(pot->exact) == filled_slowly(trial.before(), low, high));
    check_in_units(trial, *pot, low, high);
  });
  CHECK(feasible > kCases / 10);
}

TEST_CASE("a floor as a bound is the same as the percentage of the prior year that it is") {
  for_each_case([](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.lower_column}, "prior", {}};
    const auto how = static_cast<Payer::How>(random.index(4));
    const Fraction part{random.between(0, 120), 100};
    const auto by_part = trial.run({hold(how, part)});
    const auto codes = trial.codes;
    const auto by_bound = trial.run(
        {step("hold_harmless", {{"floor", Bound{several(SeveralBounds::Which::kGreatest,
                                                        {PriorBound{part}, FixedBound{0}})}},
                                {"paid_by", Payer{how, "payer"}}})});
    REQUIRE(codes == trial.codes);
    if (by_part) {
      REQUIRE(exact(by_part->exact) == exact(by_bound->exact));
    }
  });
}

TEST_CASE("a part of the loss: who loses keeps it, and all floors together are what it says") {
  int held = 0;
  for_each_case([&](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.lower_column}, "prior", {}};
    const auto how = static_cast<Payer::How>(random.index(4));
    const Fraction part{random.between(0, 100), 100};
    const auto pot = trial.run(
        {step("hold_harmless", {{"percent_of_loss", part}, {"paid_by", Payer{how, "payer"}}})});
    const Amounts had = trial.before();
    Exact cost{0};
    Exact gains{0};
    Amounts floors;
    for (std::size_t i = 0; i < had.size(); ++i) {
      const Exact prior{trial.lower[i]};
      const Exact loss = std::max(Exact{0}, Exact{prior - had[i]});
      floors.push_back(std::min(had[i], prior) + exact(part) * loss);
      cost += exact(part) * loss;
      gains += std::max(Exact{0}, Exact{had[i] - prior});
    }
    const bool payable = how == Payer::How::kTopUp || cost <= gains;
    if (!pot) {
      const bool rounding = trial.codes == std::vector{Code::kBoundsAfterRounding};
      REQUIRE((rounding || !payable));
      return;
    }
    REQUIRE(payable);
    held += cost > 0 ? 1 : 0;
    for (std::size_t i = 0; i < had.size(); ++i) {
      REQUIRE(exact(pot->exact)[i] >= floors[i]);
      REQUIRE((had[i] >= floors[i] || exact(pot->exact)[i] == floors[i]));
    }
  });
  CHECK(held > kCases / 20);
}

TEST_CASE("floors in whole units: what they take is what others lack of plain largest remainder") {
  int moved = 0;
  for_each_case([&](Case& trial, Random& random) {
    const Fraction fixed{random.between(1, 60), 7};
    const auto pot = trial.run({step("limit", {{"minimum", Bound{FixedBound{fixed}}}})});
    if (!pot) {
      return;
    }
    const auto per_unit = (trial.unit * Fraction{10}).rounded(Rounding::kExact).as_int64();
    const auto size = trial.weights.size();
    // The slow way: one unit after the other to the largest remainder.
    std::vector<Exact> quotas;
    std::vector<std::int64_t> units;
    std::int64_t left = trial.amount * 10 / *per_unit;
    for (std::size_t i = 0; i < size; ++i) {
      quotas.push_back(exact(pot->exact)[i] * 10 / *per_unit);
      units.push_back(static_cast<std::int64_t>(floor_of(quotas.back())));
      left -= units.back();
    }
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      const Exact of_a = quotas[a] - units[a];
      const Exact of_b = quotas[b] - units[b];
      return of_a != of_b ? of_a > of_b : trial.weights[a] > trial.weights[b];
    });
    for (std::size_t at = 0; at < static_cast<std::size_t>(left); ++at) {
      ++units[order[at]];
    }
    std::int64_t taken = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::int64_t more = pot->budgets[i].minor() / *per_unit - units[i];
      taken += std::max<std::int64_t>(more, 0);
      from += more < 0 ? 1 : 0;
    }
    REQUIRE(pot->by_floors.units == taken);
    REQUIRE(pot->by_floors.from == from);
    moved += taken > 0 ? 1 : 0;
  });
  CHECK(moved > kCases / 50);
}

TEST_CASE("gain cap: nobody is above its ceiling; kept money and cuts are the same") {
  for_each_case([](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.upper_column}, "prior", {}};
    const bool keep = random.chance(50);
    const Fraction growth{random.between(0, 100), 100};
    const auto pot = trial.run({step(
        "gain_cap",
        {{"percent", growth}, {"released", keep ? "keep" : "to_others"}, {"new", "uncapped"}})});
    if (!pot) {
      const bool expected = !keep && (trial.codes == std::vector{Code::kMaximumsTooLow} ||
                                      trial.codes == std::vector{Code::kBoundsAfterRounding});
      REQUIRE(expected);
      return;
    }
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    for (std::size_t i = 0; i < had.size(); ++i) {
      const Exact ceiling = exact(Fraction{1} + growth) * trial.upper[i];
      if (trial.upper[i] == 0) {
        REQUIRE(got[i] >= had[i]);
        continue;
      }
      REQUIRE(got[i] <= ceiling);
      REQUIRE(Exact{pot->budgets[i].minor()} / 10 <= ceiling);
      REQUIRE(got[i] >= std::min(had[i], ceiling));
      if (keep) {
        REQUIRE(got[i] == std::min(had[i], ceiling));
      }
    }
    REQUIRE((keep || sum_of(got) == trial.amount));
  });
}

TEST_CASE("drop below: who has something has at least the amount, and who had less has nothing") {
  int dropped = 0;
  for_each_case([&](Case& trial, Random& random) {
    const auto to = static_cast<Released::To>(random.index(3));
    const auto pot =
        trial.run({step("drop_below", {{"amount", Bound{ColumnBound{trial.upper_column}}},
                                       {"released", Released{to, "small"}}})});
    if (!pot) {
      const bool expected = trial.codes == std::vector{Code::kNobodyReceives} ||
                            trial.codes == std::vector{Code::kBoundsAfterRounding};
      REQUIRE(expected);
      return;
    }
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    Exact released{0};
    Exact others{0};
    for (std::size_t i = 0; i < had.size(); ++i) {
      (had[i] < Exact{trial.upper[i]} ? released : others) += had[i];
    }
    const Exact factor =
        to == Released::To::kOthers && others > 0 ? (others + released) / others : Exact{1};
    for (std::size_t i = 0; i < had.size(); ++i) {
      const bool below = had[i] < Exact{trial.upper[i]};
      REQUIRE(got[i] == (below ? Exact{0} : factor * had[i]));
      REQUIRE((pot->budgets[i].minor() == 0 ||
               Exact{pot->budgets[i].minor()} / 10 >= Exact{trial.upper[i]}));
    }
    if (to == Released::To::kReserve && released > 0) {
      REQUIRE(pot->reserves.size() == 1);
      REQUIRE(pot->not_assigned == Money{});
    }
    dropped += released > 0 ? 1 : 0;
  });
  CHECK(dropped > kCases / 20);
}

TEST_CASE("round: each amount is a multiple of the unit, and the pot has the difference") {
  int rounded = 0;
  for_each_case([&](Case& trial, Random& random) {
    const Amounts had = trial.before();
    const std::int64_t part = random.between(1, 7);
    Step first = step("limit", {{"minimum", Bound{FixedBound{0}}}});
    first.arguments.push_back({"round", FactorRounding{Fraction{1, part}, Rounding::kDown}, {}});
    const auto pot = trial.run({first});
    REQUIRE(pot.has_value());
    const Amounts got = exact(pot->exact);
    Exact less{0};
    for (std::size_t i = 0; i < had.size(); ++i) {
      REQUIRE(denominator(Exact{got[i] * part}) == 1);
      REQUIRE(got[i] <= had[i]);
      REQUIRE(had[i] - got[i] < Exact{1} / part);
      less += had[i] - got[i];
    }
    rounded += less > 0 ? 1 : 0;
  });
  CHECK(rounded > kCases / 10);
}

TEST_CASE("phase in: new and old mixed, and the total is the pot's") {
  for_each_case([](Case& trial, Random& random) {
    trial.builder.scenario().prior = Prior{PriorColumn{trial.upper_column}, "prior", {}};
    const Fraction weight{random.between(0, 100), 100};
    const auto pot = trial.run({step("phase_in", {{"new_weight", weight}})});
    REQUIRE(pot.has_value());
    const Amounts had = trial.before();
    const Amounts got = exact(pot->exact);
    const Exact prior = sum_of(of(trial.upper));
    for (std::size_t i = 0; i < had.size(); ++i) {
      REQUIRE(got[i] ==
              exact(weight) * had[i] + (1 - exact(weight)) * trial.upper[i] * trial.amount / prior);
    }
    REQUIRE(sum_of(got) == trial.amount);
  });
}

TEST_CASE("unclaimed money: nobody gets more than its claim, and it ends where all have theirs") {
  for_each_case([](Case& trial, Random& random) {
    const Fraction each{random.between(0, 40)};
    const std::size_t size = trial.weights.size();
    trial.builder.scenario().pots.clear();
    Pot& pot = trial.builder.pot("pot", Fraction{40 * static_cast<std::int64_t>(size)},
                                 {step("flat", {{"amount", each}})},
                                 rounding("largest_remainder", trial.unit));
    pot.unclaimed = Unclaimed::kReallocate;
    pot.claims = trial.upper_column;
    Problems problems;
    const auto result = engine::run(trial.builder.scenario(), problems);
    REQUIRE(result.has_value());
    const Amounts got = exact(result->pots[0].exact);
    bool all_have_theirs = true;
    for (std::size_t i = 0; i < size; ++i) {
      const Exact ceiling = std::max(Exact{trial.upper[i]}, exact(each));
      REQUIRE(got[i] >= exact(each));
      REQUIRE(got[i] <= ceiling);
      all_have_theirs = all_have_theirs && (got[i] == ceiling || each.sign() == 0);
    }
    REQUIRE((all_have_theirs || sum_of(got) == 40 * Exact{size}));
  });
}

TEST_CASE("unclaimed money: an earlier maximum that the exact amount keeps holds in units") {
  int kept = 0;
  for_each_case([&](Case& trial, Random& random) {
    const std::size_t size = trial.weights.size();
    std::vector<std::int64_t> most;
    for (std::size_t i = 0; i < size; ++i) {
      most.push_back(random.between(8, 20));
    }
    trial.builder.scenario().pots.clear();
    Pot& pot = trial.builder.pot(
        "pot", Fraction{12 * static_cast<std::int64_t>(size)},
        {step("flat", {{"amount", Fraction{8}}}), limit({}, trial.builder.column("most", most))},
        rounding("largest_remainder", 3));
    pot.rounding.residual = Residual{};
    pot.unclaimed = Unclaimed::kReallocate;
    pot.claims = trial.upper_column;
    Problems problems;
    const auto result = engine::run(trial.builder.scenario(), problems);
    if (!result) {  // whole units need not fit into bounds that exact amounts keep
      REQUIRE(codes_of(problems) == std::vector{Code::kBoundsAfterRounding});
      return;
    }
    const Amounts got = exact(result->pots[0].exact);
    for (std::size_t i = 0; i < size; ++i) {
      const Exact budget = Exact{result->pots[0].budgets[i].minor()} / 10;
      REQUIRE(budget <= std::max<Exact>(trial.upper[i], 8));
      if (got[i] <= most[i]) {
        REQUIRE(budget <= most[i]);
        kept += got[i] > 8 && most[i] < trial.upper[i] && got[i] > most[i] - most[i] % 3 ? 1 : 0;
      }
    }
  });
  CHECK(kept > 0);
}

}  // namespace
}  // namespace allot::test
