#include "allot/engine/run.hpp"

#include <algorithm>
#include <utility>

#include "engine/allocate.hpp"
#include "engine/prior.hpp"
#include "engine/weakest_status.hpp"

namespace allot::engine {

namespace {

void report_range(const ArithmeticError& error, const std::string& thing, Location where,
                  Problems& problems) {
  problems.add({.code = Code::kNumberOutOfRange,
                .where = where,
                .message = thing + ": " + error.what(),
                .label = "out of range",
                .help = {"use a larger rounding unit, or amounts in thousands"}});
}

/// One pot; a number out of range is a problem like the others.
std::optional<PotRun> allocate_or_report(const Scenario& scenario, const Keys& keys, const Pot& pot,
                                         std::optional<DistrictId> watched, Problems& problems) {
  try {
    return allocate(scenario, keys, pot, watched, problems);
  } catch (const ArithmeticError& error) {
    report_range(error, "pot `" + pot.id + "`", pot.where, problems);
    return std::nullopt;
  }
}

std::vector<Money> summed(const std::vector<PotResult>& pots, std::size_t districts) {
  std::vector<Money> budgets(districts);
  for (const PotResult& pot : pots) {
    for (std::size_t i = 0; i < districts; ++i) {
      budgets[i] += pot.budgets[i];
    }
  }
  return budgets;
}

Result totalled(const Scenario& scenario, Keys keys, std::vector<PotResult> pots) {
  Result result;
  result.pots = std::move(pots);
  result.budgets = summed(result.pots, scenario.districts.size());
  for (const PotResult& pot : result.pots) {
    result.total += pot.budget;
  }
  result.keys = std::move(keys);
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

}  // namespace

std::optional<Result> run(const Scenario& scenario, Problems& problems) {
  Problems found;
  auto keys = evaluated(scenario, found);
  std::vector<PotResult> pots;
  for (std::size_t i = 0; keys && i < scenario.pots.size(); ++i) {
    auto pot = allocate_or_report(scenario, *keys, scenario.pots[i], std::nullopt, found);
    if (pot) {
      pots.push_back(std::move(pot->result));
    }
  }
  std::optional<Result> result;
  try {
    std::optional<PriorYear> prior;
    if (keys) {
      prior = prior_year(scenario, *keys, found);
    }
    if (!found.has_errors()) {
      result = totalled(scenario, std::move(*keys), std::move(pots));
      result->prior = std::move(prior);
    }
  } catch (const ArithmeticError& error) {
    report_range(error, "the sum of the pots, or the prior year", scenario.where, found);
    result.reset();
  }
  problems.append(found);
  return result;
}

std::vector<Record> records_of(const Scenario& scenario, std::size_t pot, DistrictId district) {
  Problems problems;
  const auto keys = evaluated(scenario, problems);
  if (!keys) {
    return {};
  }
  auto run = allocate_or_report(scenario, *keys, scenario.pots[pot], district, problems);
  return run ? std::move(run->records) : std::vector<Record>{};
}

}  // namespace allot::engine
