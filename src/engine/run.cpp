#include "allot/engine/run.hpp"

#include <algorithm>
#include <utility>

#include "engine/allocate.hpp"
#include "engine/pot/pot_amounts.hpp"
#include "engine/prior.hpp"
#include "engine/split/split.hpp"
#include "engine/weakest_status.hpp"

namespace allot::engine {

struct Basis {
  Keys keys;
  PotAmounts amounts;
  PriorYears priors;
};

namespace {

void report_range(const ArithmeticError& error, const std::string& thing, Location where,
                  Problems& problems) {
  problems.add({.code = Code::kNumberOutOfRange,
                .where = where,
                .message = thing + ": " + error.what(),
                .label = "out of range",
                .help = {error.way_out()}});
}

/// One pot; a number out of range is a problem like the others.
std::optional<PotRun> allocate_or_report(const Scenario& scenario, const Basis& basis,
                                         std::size_t index, SplitDetail splits,
                                         std::span<const DistrictId> watched, Problems& problems) {
  const Pot& pot = scenario.pots[index];
  try {
    return allocate({.scenario = scenario,
                     .keys = basis.keys,
                     .pot = pot,
                     .amount = basis.amounts.amounts[index],
                     .passed_on = basis.amounts.passed_on[index],
                     .prior = basis.priors.of_pot(index),
                     .watched = watched,
                     .splits = splits},
                    problems);
  } catch (const ArithmeticError& error) {
    report_range(error, "pot `" + pot.id + "`", pot.where, problems);
    return std::nullopt;
  }
}

/// What districts have of all pots. It may be more than an amount can be.
struct Sums {
  std::vector<Money> budgets;
  Money total;
  bool in_range = true;

  void add(const PotResult& pot, const Scenario& scenario, Problems& problems) {
    try {
      for (std::size_t i = 0; in_range && i < budgets.size(); ++i) {
        budgets[i] += pot.budgets[i];
      }
      total = in_range ? total + pot.budget : total;
    } catch (const ArithmeticError& error) {
      report_range(error, "the sum of the pots", scenario.where, problems);
      in_range = false;
    }
  }
};

void forget_districts(PotResult& pot) {
  pot.budgets = std::vector<Money>();
  pot.exact = ExactAmounts{};
  pot.topped_up_for = Quantities{};
}

/// Who takes part in any pot; empty: all do.
std::vector<bool> taking_part(const std::vector<PotResult>& pots, std::size_t districts) {
  std::vector<bool> any(districts);
  for (const PotResult& pot : pots) {
    if (pot.takes_part.empty()) {
      return {};
    }
    for (std::size_t i = 0; i < districts; ++i) {
      any[i] = any[i] || pot.takes_part[i];
    }
  }
  return std::find(any.begin(), any.end(), false) == any.end() ? std::vector<bool>{} : any;
}

std::optional<std::vector<Money>> paid_out(const Scenario& scenario) {
  std::optional<std::vector<Money>> paid;
  const Fraction scale{BigInt::power_of_ten(scenario.decimals)};
  for (const Pot& pot : scenario.pots) {
    if (!pot.paid) {
      continue;
    }
    if (!paid) {
      paid.emplace(scenario.districts.size());
    }
    const Quantities& values = scenario.column(*pot.paid).values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      (*paid)[i] += to_money(values.at(i), scenario.decimals);
    }
  }
  return paid;
}

std::optional<Settlements> settlements_of(const Scenario& scenario, const Result& result) {
  std::optional<Settlements> settled;
  for (const Pot& pot : scenario.pots) {
    if (!pot.settle) {
      continue;
    }
    if (!settled) {
      settled.emplace(
          Settlements{.amounts = std::vector<Money>(scenario.districts.size()), .total = {}});
    }
    const Quantities& values = scenario.column(pot.settle->column).values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      settled->amounts[i] += to_money(values.at(i), scenario.decimals);
    }
  }
  if (!settled) {
    return settled;
  }
  Money to_districts;
  Money from_districts;
  for (const Money amount : settled->amounts) {
    (amount > Money{} ? to_districts : from_districts) += amount;
  }
  settled->total = to_districts + from_districts;
  // The largest and the smallest sum that a report can make of them throw here, or none does.
  static_cast<void>(result.total + to_districts);
  Money open = from_districts;
  for (std::size_t i = 0; result.paid && i < result.paid->size(); ++i) {
    open -= (*result.paid)[i];
  }
  return settled;
}

Result totalled(const Scenario& scenario, Basis basis, std::vector<PotResult> pots, Sums sums) {
  Result result;
  result.pots = std::move(pots);
  result.budgets = std::move(sums.budgets);
  result.total = sums.total;
  result.prior = basis.priors.in_all();
  result.takes_part = taking_part(result.pots, scenario.districts.size());
  result.paid = paid_out(scenario);
  result.settlements = settlements_of(scenario, result);
  result.keys = std::move(basis.keys);
  const WeakestStatus weakest = weakest_status(scenario);
  result.status = weakest.status;
  result.status_where = weakest.where;
  return result;
}

std::optional<Keys> evaluated(const Scenario& scenario, Problems& problems) {
  try {
    return Keys::evaluate(scenario, problems);
  } catch (const ArithmeticError& error) {
    report_range(error, "the keys", scenario.where, problems);
    return std::nullopt;
  }
}

std::optional<Basis> basis_of(const Scenario& scenario, Problems& problems) {
  auto keys = evaluated(scenario, problems);
  if (!keys) {
    return std::nullopt;
  }
  try {
    auto amounts = pot_amounts(scenario, problems);
    PriorYears priors{scenario, *keys, problems};
    return amounts ? std::optional{Basis{std::move(*keys), std::move(*amounts), std::move(priors)}}
                   : std::nullopt;
  } catch (const ArithmeticError& error) {
    report_range(error, "the prior year, or the amount of a pot", scenario.where, problems);
    return std::nullopt;
  }
}

}  // namespace

std::optional<Result> run(const Scenario& scenario, Problems& problems, PotDetail detail) {
  Problems found;
  auto basis = basis_of(scenario, found);
  const SplitDetail splits =
      detail == PotDetail::kTotals ? SplitDetail::kTotals : SplitDetail::kCells;
  std::vector<PotResult> pots;
  Sums sums{.budgets = std::vector<Money>(scenario.districts.size()), .total = {}};
  for (std::size_t i = 0; basis && i < scenario.pots.size(); ++i) {
    auto pot = allocate_or_report(scenario, *basis, i, splits, {}, found);
    if (pot) {
      sums.add(pot->result, scenario, found);
      if (detail == PotDetail::kTotals) {
        forget_districts(pot->result);
      }
      pots.push_back(std::move(pot->result));
    }
  }
  std::optional<Result> result;
  try {
    if (!found.has_errors() && basis) {
      result = totalled(scenario, std::move(*basis), std::move(pots), std::move(sums));
    }
  } catch (const ArithmeticError& error) {
    report_range(error, "the prior year, what is paid, or a settlement", scenario.where, found);
    result.reset();
  }
  problems.append(found);
  return result;
}

Recorder::Recorder(const Scenario& scenario) : scenario_{scenario} {
  Problems problems;
  auto basis = basis_of(scenario, problems);
  if (basis && !problems.has_errors()) {
    basis_ = std::make_unique<const Basis>(std::move(*basis));
  }
}

Recorder::~Recorder() = default;

std::vector<Records> Recorder::records_of(std::size_t pot,
                                          std::span<const DistrictId> districts) const {
  if (!basis_) {
    return {};
  }
  Problems problems;
  auto run = allocate_or_report(scenario_, *basis_, pot, SplitDetail::kNone, districts, problems);
  return run ? std::move(run->records) : std::vector<Records>{};
}

Records Recorder::records_of(std::size_t pot, DistrictId district) const {
  auto records = records_of(pot, std::span{&district, 1});
  return records.empty() ? Records{} : std::move(records.front());
}

}  // namespace allot::engine
