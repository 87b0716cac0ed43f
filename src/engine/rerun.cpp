#include "allot/engine/rerun.hpp"

#include <algorithm>

#include "engine/allocate.hpp"
#include "engine/plain_share.hpp"
#include "engine/pot/pot_amounts.hpp"
#include "engine/prior.hpp"

namespace allot::engine {

namespace {

void report_beyond_range(const ArithmeticError& error, const Scenario& scenario,
                         Problems& problems) {
  problems.add({.code = Code::kNumberOutOfRange,
                .where = scenario.where,
                .message = error.what(),
                .label = "out of range",
                .help = {error.way_out()}});
}

void add_pot(const PotResult& pot, Outcome& outcome) {
  for (std::size_t i = 0; i < pot.budgets.size(); ++i) {
    outcome.budgets[i] += pot.budgets[i];
  }
  outcome.total += pot.budget;
  outcome.not_assigned += pot.not_assigned;
}

}  // namespace

struct Rerun::Fixed {
  Keys keys;
  PriorYears priors;
  std::optional<PriorYear> prior;
  std::vector<PlainShare> plain = {};  ///< of all pots, or of none

  /// Nothing where the general way has to be gone.
  [[nodiscard]] std::optional<Outcome> shared(const Scenario& varied) const;
};

std::optional<Outcome> Rerun::Fixed::shared(const Scenario& varied) const {
  if (plain.empty()) {
    return std::nullopt;
  }
  std::vector<std::int64_t> minor(varied.districts.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const Fraction* amount = varied.pots[i].fixed_amount();
    if (amount == nullptr || !plain[i].add(*amount, minor)) {
      return std::nullopt;
    }
  }
  Outcome outcome{.budgets = {}, .total = {}, .not_assigned = {}};
  outcome.budgets.reserve(minor.size());
  for (const std::int64_t budget : minor) {
    outcome.budgets.push_back(Money::from_minor(budget));
    outcome.total += outcome.budgets.back();
  }
  return outcome;
}

Outcome outcome_of(const Result& result) {
  Outcome outcome{.budgets = result.budgets, .total = result.total, .not_assigned = {}};
  for (const PotResult& pot : result.pots) {
    outcome.not_assigned += pot.not_assigned;
  }
  return outcome;
}

std::optional<Rerun> Rerun::of(const Scenario& scenario, Problems& problems) {
  Problems found;
  std::shared_ptr<const Fixed> fixed;
  try {
    Keys keys = Keys::evaluate(scenario, found);
    PriorYears priors{scenario, keys, found};
    auto prior = priors.in_all();
    auto made = std::make_shared<Fixed>(
        Fixed{.keys = std::move(keys), .priors = std::move(priors), .prior = std::move(prior)});
    for (const Pot& pot : scenario.pots) {
      if (auto share = PlainShare::of(scenario, made->keys, pot)) {
        made->plain.push_back(std::move(*share));
      }
    }
    if (made->plain.size() != scenario.pots.size()) {
      made->plain.clear();
    }
    fixed = std::move(made);
  } catch (const ArithmeticError& error) {
    report_beyond_range(error, scenario, found);
  }
  problems.append(found);
  return found.has_errors() ? std::nullopt : std::optional{Rerun{std::move(fixed)}};
}

std::optional<Outcome> Rerun::run(const Scenario& varied, Problems& problems) const {
  Problems found;
  Outcome outcome{
      .budgets = std::vector<Money>(varied.districts.size()), .total = {}, .not_assigned = {}};
  try {
    if (auto shared = fixed_->shared(varied)) {
      return shared;
    }
    const auto amounts = pot_amounts(varied, found);
    for (std::size_t i = 0; amounts && i < varied.pots.size(); ++i) {
      const auto pot = allocate({.scenario = varied,
                                 .keys = fixed_->keys,
                                 .pot = varied.pots[i],
                                 .amount = amounts->amounts[i],
                                 .passed_on = amounts->passed_on[i],
                                 .prior = fixed_->priors.of_pot(i),
                                 .watched = {}},
                                found);
      if (pot) {
        add_pot(pot->result, outcome);
      }
    }
  } catch (const ArithmeticError& error) {
    report_beyond_range(error, varied, found);
  }
  problems.append(found);
  return found.has_errors() ? std::nullopt : std::optional{std::move(outcome)};
}

const std::optional<PriorYear>& Rerun::prior() const { return fixed_->prior; }

}  // namespace allot::engine
