#include "engine/prior.hpp"

#include <algorithm>
#include <unordered_map>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/allocate.hpp"
#include "engine/keys/named_ties.hpp"
#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

namespace {

Quantities amounts_of(const std::vector<Money>& budgets, int decimals) {
  std::vector<std::int64_t> minor;
  minor.reserve(budgets.size());
  for (const Money budget : budgets) {
    minor.push_back(budget.minor());
  }
  return Quantities::from(std::move(minor), BigInt::power_of_ten(decimals));
}

/// What prior scenarios came to. Pots that name the same one have it run once; otherwise a chain of
/// years in which two pots name the year before would double with each link.
using PriorRuns = std::unordered_map<const Scenario*, std::optional<PriorAmounts>>;

/// Reads the forms of `prior:`.
struct PriorReader {
  const Scenario& scenario;
  const Keys& keys;
  PriorRuns& runs;
  Problems& problems;

  using Amounts = std::optional<PriorAmounts>;

  Amounts operator()(const PriorColumn& prior) const {
    const Column& column = scenario.column(prior.column);
    return PriorAmounts{.amounts = column.values, .missing = column.missing, .label = {}};
  }

  Amounts operator()(const PriorTable& prior) const {
    return PriorAmounts{.amounts = prior.amounts, .missing = prior.missing, .label = {}};
  }

  Amounts operator()(const PriorScenario& prior) const {
    const auto [known, is_new] = runs.try_emplace(prior.scenario.get());
    if (is_new) {
      // The loader has seen to it that both have the same districts, and both are in id order.
      const auto result = run(*prior.scenario, problems, PotDetail::kTotals);
      if (result) {
        known->second = {.amounts = amounts_of(result->budgets, prior.scenario->decimals),
                         .missing = {},
                         .label = {}};
      }
    }
    return known->second;
  }

  Amounts operator()(const PriorRule& prior) const {
    const Pot& pot = *prior.pot;
    const Fraction* amount = pot.fixed_amount();
    const auto run = allocate({.scenario = scenario,
                               .keys = keys,
                               .pot = pot,
                               .amount = amount == nullptr ? Fraction{} : *amount,
                               .passed_on = {},
                               .prior = nullptr,
                               .watched = {}},
                              problems);
    return run ? Amounts{{.amounts = amounts_of(run->result.budgets, scenario.decimals),
                          .missing = {},
                          .label = {},
                          .ties = ties_of(run->result)}}
               : std::nullopt;
  }

  std::vector<NamedTie> ties_of(const PotResult& result) const {
    std::vector<NamedTie> ties = result.earlier_ties;
    for (const Tie& tie : result.ties) {
      ties.push_back(named_tie(tie, TieOf::kDistricts, {}, scenario.districts));
    }
    for (NamedTie& tie : ties) {
      tie.about.prior = true;
    }
    return ties;
  }
};

std::optional<PriorAmounts> read(const Scenario& scenario, const Keys& keys,
                                 const std::optional<Prior>& prior, PriorRuns& runs,
                                 Problems& problems) {
  if (!prior) {
    return std::nullopt;
  }
  auto amounts = std::visit(PriorReader{scenario, keys, runs, problems}, prior->from);
  if (amounts) {
    amounts->label = prior->label;
  }
  return amounts;
}

/// In minor units. Parts of old amounts need not be whole: then by largest remainder, so that the
/// sum is that of the old ones.
std::vector<std::int64_t> in_minor_units(const Scenario& scenario, const Quantities& amounts) {
  const Fraction scale{BigInt::power_of_ten(scenario.decimals)};
  const Quantities minor = amounts.times(scale).reduced();
  std::vector<std::int64_t> units;
  if (minor.denominator() == BigInt{1}) {
    units.reserve(minor.size());
    minor.visit([&](const auto& values) {
      for (const auto& value : values) {
        units.push_back(Money::from_minor(BigInt{value}).minor());
      }
    });
    return units;
  }
  const RoundingRule rule{.unit = Fraction{1} / scale,
                          .method = default_rounding_method(),
                          .residual = Residual{},
                          .ties = {{.by = TieRule::By::kId}},
                          .minimum = {},
                          .maximum = {},
                          .where = {}};
  const Fraction total = amounts.total();
  Problems none;
  const auto rounded = round_amounts({.scenario = scenario,
                                      .rule = rule,
                                      .exact = amounts,
                                      .weights = amounts,
                                      .total = total,
                                      .units = units_in(total, rule.unit, Rounding::kDown)},
                                     none);
  invariant(rounded.has_value(), "without bounds largest remainder always closes");
  return rounded->outcome.units;
}

void add(const Scenario& scenario, const PriorAmounts& prior, PriorYear& year) {
  const std::vector<std::int64_t> minor = in_minor_units(scenario, prior.amounts);
  for (std::size_t i = 0; i < minor.size(); ++i) {
    if (prior.defined(i)) {
      year.budgets[i] = year.budgets[i].value_or(Money{}) + Money::from_minor(minor[i]);
    }
  }
  year.label = prior.label;
}

Money total_of(const std::vector<std::optional<Money>>& budgets) {
  int128 sum = 0;
  for (const auto& budget : budgets) {
    sum += budget ? budget->minor() : 0;
  }
  return Money::from_minor(BigInt{sum});
}

}  // namespace

bool reads_any_prior(const Pot& pot) {
  return std::any_of(pot.steps.begin(), pot.steps.end(), reads_prior);
}

PriorYears::PriorYears(const Scenario& scenario, const Keys& keys, Problems& problems)
    : scenario_{scenario} {
  PriorRuns runs;
  whole_ = read(scenario, keys, scenario.prior, runs, problems);
  for (const Pot& pot : scenario.pots) {
    of_pots_.push_back(read(scenario, keys, pot.prior, runs, problems));
  }
}

const PriorAmounts* PriorYears::of_pot(std::size_t pot) const {
  if (of_pots_[pot]) {
    return &*of_pots_[pot];
  }
  return whole_ && of_pots_.size() == 1 ? &*whole_ : nullptr;
}

std::optional<PriorYear> PriorYears::in_all() const {
  PriorYear year{.budgets = std::vector<std::optional<Money>>(scenario_.districts.size()),
                 .total = {},
                 .label = {}};
  if (whole_) {
    add(scenario_, *whole_, year);
  } else {
    for (const auto& prior : of_pots_) {
      if (!prior) {
        return std::nullopt;
      }
      add(scenario_, *prior, year);
    }
  }
  year.total = total_of(year.budgets);
  return year;
}

}  // namespace allot::engine
