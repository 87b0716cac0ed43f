// The sheets of `explain`: every line is what its formula says of the lines before it, computed
// with other rationals than the program's, and the last one is the budget.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/run.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/report/sheet.hpp"
#include "programmes.hpp"
#include "support/numbers.hpp"

namespace allot::test {
namespace {

using report::Expression;
using report::SheetLine;

constexpr int kProgrammes = 1000;

Exact rounded_exactly(const Exact& value, Rounding rounding) {
  const Exact half{1, 2};
  const Exact down{floor_of(value)};
  const Exact rest = value - down;
  switch (rounding) {
    case Rounding::kDown:
      return down;
    case Rounding::kUp:
      return rest == 0 ? down : down + 1;
    case Rounding::kHalfUp:
      return rest > half || (rest == half && value > 0) ? down + 1 : down;
    case Rounding::kHalfEven:
      return rest > half || (rest == half && floor_of(value) % 2 != 0) ? down + 1 : down;
    case Rounding::kExact:
      break;
  }
  REQUIRE(rest == 0);
  return down;
}

Exact recomputed(const Expression& formula, const std::vector<Exact>& lines) {
  using Op = Expression::Op;
  std::vector<Exact> operands;
  for (const Expression& operand : formula.operands) {
    operands.push_back(recomputed(operand, lines));
  }
  Exact value = operands.empty() ? Exact{0} : operands.front();
  switch (formula.op) {
    case Op::kConstant:
      return exact(formula.constant.value);
    case Op::kLine:
      REQUIRE(formula.line < lines.size());
      return lines[formula.line];
    case Op::kRounded: {
      const Exact unit = exact(formula.constant.value);
      return rounded_exactly(value / unit, formula.rounding) * unit;
    }
    case Op::kRoundedAtHarmonicMean:
    case Op::kRoundedAtGeometricMean: {
      const Exact n{floor_of(value)};
      const bool harmonic = formula.op == Op::kRoundedAtHarmonicMean;
      const Exact mean = harmonic ? Exact{2 * n * (n + 1) / (2 * n + 1)} : Exact{n * (n + 1)};
      const bool up = mean <= (harmonic ? value : Exact{value * value});  // at the mean itself, too
      return up && value > 0 ? Exact{n + 1} : n;
    }
    case Op::kAtLeast:
      return std::max(value, operands.at(1));
    case Op::kAtMost:
      return std::min(value, operands.at(1));
    case Op::kQuotient:
      return value / operands.at(1);
    case Op::kSum:
    case Op::kDifference:
    case Op::kProduct:
      break;
  }
  for (std::size_t i = 1; i < operands.size(); ++i) {
    value = formula.op == Op::kSum          ? Exact{value + operands[i]}
            : formula.op == Op::kDifference ? Exact{value - operands[i]}
                                            : Exact{value * operands[i]};
  }
  return value;
}

/// What has been seen: a law that holds because nothing happened proves nothing.
using Seen = std::map<std::string, int>;

void check_lines(const std::vector<SheetLine>& lines, const Exact& budget, Seen& seen) {
  std::vector<Exact> values;
  Exact last{0};
  for (const SheetLine& line : lines) {
    CAPTURE(line.label);
    ++seen[line.label];
    values.push_back(exact(line.value.value));
    if (line.formula) {
      const std::vector<Exact> before(values.begin(), values.end() - 1);
      REQUIRE(recomputed(*line.formula, before) == values.back());
      last = values.back();
    }
  }
  REQUIRE(last == budget);
}

void check_sheets(const Scenario& scenario, const engine::Result& result, Seen& seen) {
  Whole scale = 1;
  for (int i = 0; i < scenario.decimals; ++i) {
    scale *= 10;
  }
  for (std::size_t i = 0; i < scenario.districts.size(); ++i) {
    CAPTURE(i);
    const report::Sheet sheet =
        report::sheet_of({scenario, result}, static_cast<DistrictId>(i), {});
    REQUIRE(sheet.pots.size() == scenario.pots.size());
    for (const report::PotSheet& pot : sheet.pots) {
      CAPTURE(pot.pot);
      const Money budget = result.pots[pot.pot].budgets[i];
      REQUIRE(pot.budget == budget);
      check_lines(pot.lines, Exact{Whole{budget.minor()}, scale}, seen);
    }
    if (sheet.shift && sheet.shift->prior) {
      Money causes;
      for (const report::CauseWords& cause : sheet.shift->causes) {
        causes += cause.amount;
      }
      REQUIRE(causes == result.budgets[i] - *sheet.shift->prior);
    }
  }
}

/// Adds what the programmes do not have: bounds, floors, ceilings, transitions, part of a year.
class Funding {
 public:
  Funding(ScenarioBuilder& builder, Random& random)
      : builder_{builder}, scenario_{builder.scenario()}, random_{random} {}

  void add() {
    add_prior();
    for (std::size_t pot = 0; pot < scenario_.pots.size(); ++pot) {
      if (!engine::rounding_methods()[scenario_.pots[pot].rounding.method].divisor) {
        add_participation(scenario_.pots[pot]);
        add_steps(pot);
      }
    }
  }

 private:
  void add_prior() {
    std::vector<Fraction> amounts;
    for (std::size_t i = 0; i < scenario_.districts.size(); ++i) {
      amounts.push_back(Fraction{random_.between(0, 200'000), 100});
    }
    const ColumnId column = builder_.decimal_column("last year", amounts, 2);
    for (Pot& pot : scenario_.pots) {
      pot.prior = Prior{.from = PriorColumn{column}, .label = "2025", .where = {}};
    }
  }

  void add_participation(Pot& pot) {
    if (!random_.chance(30)) {
      return;
    }
    const Date from = *parse_date("2026-01-01");
    const Date until = *parse_date("2027-01-01");
    scenario_.period = Period{.from = from, .until = until, .where = {}};
    Participation participation;
    for (std::size_t i = 0; i < scenario_.districts.size(); ++i) {
      const Date begin = from + std::chrono::days{random_.between(0, 1) * random_.between(0, 364)};
      participation.spans.push_back(random_.chance(15) ? std::vector<Span>{}
                                                       : std::vector<Span>{{begin, until}});
    }
    pot.participation = std::move(participation);
    pot.prorate = Prorate{.unit = random_.chance(50) ? Prorate::Unit::kDay : Prorate::Unit::kMonth,
                          .started_month = Prorate::StartedMonth::kHalf,
                          .applies_to = Prorate::AppliesTo::kAmount,
                          .where = {}};
    const bool claims = std::any_of(pot.steps.begin(), pot.steps.end(), [](const Step& step) {
      return engine::step_kinds()[step.kind].claims || step.find("need") != nullptr;
    });
    if (!claims && random_.chance(50)) {
      pot.prorate->applies_to = Prorate::AppliesTo::kKey;
    }
    pot.reduce_claims = true;
  }

  void add_steps(std::size_t pot) {
    for (std::int64_t left = random_.between(0, 2); left > 0; --left) {
      std::vector<Step>& steps = scenario_.pots[pot].steps;
      steps.push_back(funding_step());
      const engine::StepKind& kind = engine::step_kinds()[steps.back().kind];
      Problems problems;
      if (kind.check != nullptr) {
        kind.check({scenario_, scenario_.pots[pot], steps.size() - 1}, problems);
      }
      if (!problems.empty() || (scenario_.pots[pot].is_open() && !kind.in_open_pot)) {
        steps.pop_back();
      }
    }
  }

  [[nodiscard]] Fraction percent(std::int64_t low, std::int64_t high) {
    return Fraction{random_.between(low, high), 100};
  }

  Step funding_step() {
    Step added = unrounded_step();
    if (random_.chance(15)) {
      added.arguments.push_back(
          {engine::kRoundOfStep.name,
           FactorRounding{Fraction{1, random_.between(1, 20)},
                          random_.chance(80) ? Rounding::kDown : Rounding::kHalfUp},
           {}});
    }
    return added;
  }

  Step unrounded_step() {
    switch (random_.index(9)) {
      case 0:
        return step("limit",
                    {{"minimum", Bound{FixedBound{Fraction{random_.between(0, 99), 10}}}}});
      case 1:
        return step("limit", {{"minimum", Bound{PriorBound{percent(0, 20)}}},
                              {"maximum", Bound{PriorBound{percent(80, 9'000)}}}});
      case 2:
        return step("gain_cap",
                    {{"percent", percent(0, 900)},
                     {"released", std::string{random_.chance(50) ? "to_others" : "keep"}},
                     {"new", std::string{random_.chance(50) ? "uncapped" : "excluded"}}});
      case 3:
        return step("phase_in", {{"new_weight", percent(0, 100)}});
      case 4:
        return step("drop_below",
                    {{"amount", Bound{FixedBound{Fraction{random_.between(0, 999), 10}}}},
                     {"released", Released{static_cast<Released::To>(random_.index(3)), "fund"}}});
      default:
        return step("hold_harmless", {{"percent_of_prior", percent(0, 40)}, {"paid_by", payer()}});
    }
  }

  Payer payer() {
    constexpr Payer::How kHows[] = {Payer::How::kRatable, Payer::How::kScaleAboveFloor,
                                    Payer::How::kScaleGains, Payer::How::kTopUp};
    return {.how = kHows[random_.index(4)], .name = "Land"};
  }

  ScenarioBuilder& builder_;
  Scenario& scenario_;
  Random& random_;
};

template <class Change>
Seen sheets_of_programmes(std::uint64_t seed, Change change) {
  Random random{seed};
  Seen seen;
  int runs = 0;
  for (int number = 0; number < kProgrammes; ++number) {
    CAPTURE(number);
    const auto builder = random_programme(random, number % 100);
    change(*builder, random);
    Problems problems;
    const auto result = engine::run(builder->scenario(), problems);
    if (result) {
      ++runs;
      check_sheets(builder->scenario(), *result, seen);
    }
  }
  CHECK(runs > kProgrammes / 4);
  return seen;
}

void check_seen(Seen& seen, const std::vector<std::string_view>& labels) {
  for (const std::string_view label : labels) {
    CAPTURE(label);
    CHECK(seen[std::string{label}] > 0);
  }
}

TEST_CASE("the lines of a sheet recompute to the budget, for every key and rounding method") {
  Seen seen = sheets_of_programmes(401, [](ScenarioBuilder&, Random&) {});
  check_seen(seen, {"key",
                    "exact",
                    "share",
                    "flat amount",
                    "rate",
                    "left for each unit",
                    "rate, rounded",
                    "needs of those who receive",
                    "base amount",
                    "base amount, rounded",
                    "equalisation",
                    "claims",
                    "together",
                    "top-slice",
                    "left in the pot",
                    "rounded down",
                    "left-over unit",
                    "no left-over unit",
                    "rounded half up",
                    "rounded half to even",
                    "rounded up",
                    "units",
                    "the rest",
                    "tie",
                    "divisor",
                    "quotient",
                    "used before",
                    "all, rounded",
                    "budget"});
}

TEST_CASE("the lines of a sheet recompute to the budget, whatever holds, pays or is phased in") {
  Seen seen = sheets_of_programmes(402, [](ScenarioBuilder& builder, Random& random) {
    Funding{builder, random}.add();
  });
  check_seen(seen, {"held at the minimum",
                    "held at the maximum",
                    "held at the floor",
                    "held at the ceiling",
                    "pays for others",
                    "receives",
                    "dropped",
                    "not dropped",
                    "within the bounds of the step",
                    "no minimum paid",
                    "no floor paid",
                    "not cut at the ceiling",
                    "above the floor",
                    "gain",
                    "mixed",
                    "part of the period",
                    "weight",
                    "factor",
                    "sum of all",
                    "those held",
                    "the others had",
                    "cost of all floors",
                    "sum now",
                    "within the bounds"});
}

}  // namespace
}  // namespace allot::test
