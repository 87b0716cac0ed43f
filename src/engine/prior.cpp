#include "engine/prior.hpp"

#include <algorithm>

#include "engine/allocate.hpp"

namespace allot::engine {

namespace {

using Budgets = std::vector<std::optional<Money>>;

/// Reads the three forms of `prior:`.
struct PriorReader {
  const Scenario& scenario;
  const Keys& keys;
  Problems& problems;

  std::optional<Budgets> operator()(const PriorColumn& prior) const {
    const Column& column = scenario.column(prior.column);
    const Quantities minor =
        column.values.times(Fraction{BigInt::power_of_ten(scenario.decimals)}).reduced();
    invariant(minor.denominator() == BigInt{1},
              "the scenario's decimals show the prior year in full");
    Budgets budgets;
    budgets.reserve(minor.size());
    minor.visit([&](const auto& values) {
      for (const auto& value : values) {
        budgets.emplace_back(Money::from_minor(BigInt{value}));
      }
    });
    for (std::size_t i = 0; i < column.missing.size(); ++i) {
      if (column.missing[i]) {
        budgets[i].reset();
      }
    }
    return budgets;
  }

  std::optional<Budgets> operator()(const PriorScenario& prior) const {
    const auto result = run(*prior.scenario, problems);
    if (!result) {
      return std::nullopt;
    }
    // The loader has seen to it that both have the same districts, and both are in id order.
    const BigInt scale = BigInt::power_of_ten(scenario.decimals - prior.scenario->decimals);
    Budgets budgets;
    budgets.reserve(result->budgets.size());
    for (const Money budget : result->budgets) {
      budgets.emplace_back(Money::from_minor(BigInt{budget.minor()} * scale));
    }
    return budgets;
  }

  std::optional<Budgets> operator()(const PriorRule& prior) const {
    const auto pot = allocate(scenario, keys, *prior.pot, std::nullopt, problems);
    if (!pot) {
      return std::nullopt;
    }
    return Budgets(pot->result.budgets.begin(), pot->result.budgets.end());
  }
};

Money total_of(const Budgets& budgets) {
  int128 sum = 0;
  for (const auto& budget : budgets) {
    sum += budget ? budget->minor() : 0;
  }
  return Money::from_minor(BigInt{sum});
}

void add(Budgets& sums, const Budgets& budgets) {
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (budgets[i]) {
      sums[i] = sums[i].value_or(Money{}) + *budgets[i];
    }
  }
}

}  // namespace

std::optional<PriorYear> prior_year(const Scenario& scenario, const Keys& keys,
                                    Problems& problems) {
  std::vector<const Prior*> priors;
  if (scenario.prior) {
    priors.push_back(&*scenario.prior);
  } else {
    for (const Pot& pot : scenario.pots) {
      if (!pot.prior) {
        return std::nullopt;
      }
      priors.push_back(&*pot.prior);
    }
  }
  PriorYear year{.budgets = Budgets(scenario.districts.size()), .total = {}, .label = {}};
  for (const Prior* prior : priors) {
    const auto budgets = std::visit(PriorReader{scenario, keys, problems}, prior->from);
    if (!budgets) {
      return std::nullopt;
    }
    add(year.budgets, *budgets);
    year.label = prior->label;
  }
  year.total = total_of(year.budgets);
  return year;
}

}  // namespace allot::engine
