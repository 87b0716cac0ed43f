#include "engine/allocate.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "allot/engine/steps.hpp"
#include "engine/round_amounts.hpp"
#include "engine/rounding_records.hpp"
#include "engine/wording.hpp"

namespace allot::engine {

namespace {

void report_claims(const StepInput& last, const PotState& state, const Fraction& claims,
                   Problems& problems) {
  const int decimals = last.scenario.decimals;
  problems.add(
      {.code = Code::kClaimsExceedPot,
       .where = last.step.where,
       .message =
           fmt::format("the claims on pot `{}` come to {}, {} is there: short by {}", last.pot.id,
                       amount_text(claims, decimals), amount_text(state.left, decimals),
                       amount_text(claims - state.left, decimals)),
       .label = "more than is left",
       .help = {"raise the amount of the pot, lower the claims, or write `amount: open`"}});
}

/// Adjacent flat and rate steps are one block: their claims are summed and compared with what is
/// left. In an open pot the claims make the pot.
bool settle_claims(const StepInput& last, PotState& state, Problems& problems) {
  const Fraction claims = state.claims.total();
  if (state.open) {
    state.amount += claims;
    state.left += claims;
  }
  if (claims > state.left) {
    if (state.last_key) {
      report_nothing_left(last, problems);
    } else {
      report_claims(last, state, claims, problems);
    }
    return false;
  }
  state.give(state.claims, claims);
  state.claims = Quantities::constant(last.scenario.districts.size(), 0);
  return true;
}

std::optional<PotState> apply_steps(const Scenario& scenario, const Keys& keys, const Pot& pot,
                                    std::optional<DistrictId> watched, Problems& problems) {
  PotState state{scenario.districts.size(), pot.amount};
  Problems found;
  for (std::size_t i = 0; i < pot.steps.size() && !found.has_errors() && !state.blocked; ++i) {
    const StepInput input{scenario, keys, pot, pot.steps[i], watched};
    const StepKind& kind = step_kinds()[pot.steps[i].kind];
    kind.apply(input, state, found);
    const bool more_claims = i + 1 < pot.steps.size() && step_kinds()[pot.steps[i + 1].kind].claims;
    if (kind.claims && (more_claims || !settle_claims(input, state, found))) {
      continue;
    }
    state.assert_closed();
  }
  problems.append(found);
  return found.has_errors() || state.blocked ? std::nullopt : std::optional{std::move(state)};
}

/// What goes to districts in all, how many units a closing method gives of it, and what no step
/// gave.
struct Totals {
  Fraction pot;
  Fraction to_districts;
  Fraction not_assigned;
  std::int64_t units = 0;
};

/// SEMANTICS 17. A pot that is given out in full has its whole units to give, and the part of a
/// unit goes to `residual`. Where named left-overs leave a part of a unit, the total is rounded
/// half up and the left-over takes the difference. An open pot is the exact sum, rounded half up.
Totals totals_of(const PotState& state, const Fraction& unit) {
  const Fraction exact = state.so_far.total();
  Totals totals;
  totals.pot = state.amount;
  Fraction reserved;
  for (const ExactReserve& reserve : state.reserves) {
    reserved += reserve.amount;
  }
  const Fraction available = state.amount - reserved;
  if (state.open) {
    totals.units = units_in(exact, unit, Rounding::kHalfUp);
    totals.to_districts = totals.pot = Fraction{totals.units} * unit;
  } else if (exact == available) {
    totals.units = units_in(exact, unit, Rounding::kDown);
    totals.to_districts = exact;
  } else {
    totals.units = std::min(units_in(exact, unit, Rounding::kHalfUp),
                            units_in(available, unit, Rounding::kDown));
    totals.to_districts = Fraction{totals.units} * unit;
    totals.not_assigned = available - totals.to_districts;
  }
  return totals;
}

void add_reserve(std::vector<Reserve>& reserves, const std::string& name, Money amount) {
  const auto same = std::find_if(reserves.begin(), reserves.end(),
                                 [&](const Reserve& reserve) { return reserve.name == name; });
  if (same != reserves.end()) {
    same->amount += amount;
  } else {
    reserves.push_back({.name = name, .amount = amount});
  }
}

void book_rest(const RoundingRule& rule, const RoundedAmounts& rounded, Money rest,
               PotResult& result) {
  if (rounded.receiver) {
    result.budgets[index_of(*rounded.receiver)] += rest;
    result.residual_to = rounded.receiver;
    result.residual = rest;
  } else if (rule.residual && rule.residual->to == Residual::To::kReserve) {
    add_reserve(result.reserves, rule.residual->reserve, rest);
  } else {
    result.left_over = rest;
  }
}

PotResult booked(const Scenario& scenario, const Pot& pot, PotState& state, const Totals& totals,
                 RoundedAmounts rounded) {
  const int decimals = scenario.decimals;
  PotResult result;
  result.amount = to_money(totals.pot, decimals);
  result.unit = to_money(pot.rounding.unit, decimals).minor();
  result.budgets.reserve(rounded.outcome.units.size());
  for (const std::int64_t units : rounded.outcome.units) {
    result.budgets.push_back(Money::from_minor(BigInt{int128{units} * result.unit}));
  }
  for (const ExactReserve& reserve : state.reserves) {
    add_reserve(result.reserves, reserve.name, to_money(reserve.amount, decimals));
  }
  result.not_assigned = to_money(totals.not_assigned, decimals);
  book_rest(pot.rounding, rounded, to_money(rounded.rest, decimals), result);
  result.key = state.last_key;
  result.ties = std::move(rounded.outcome.ties);
  result.extra = std::move(rounded.outcome.extra);
  result.extra_units = rounded.outcome.extra_units;
  result.exact = std::move(state.so_far);
  return result;
}

void close(PotResult& result) {
  int128 sum = 0;
  for (const Money budget : result.budgets) {
    sum += budget.minor();
  }
  result.budget = Money::from_minor(BigInt{sum});
  Money parts = result.budget + result.not_assigned + result.left_over;
  for (const Reserve& reserve : result.reserves) {
    parts += reserve.amount;
  }
  invariant(parts == result.amount, "budgets and named left-overs add up to the pot");
}

bool report_missing_residual(const Scenario& scenario, const Pot& pot, const Fraction& rest,
                             Problems& problems) {
  if (rest.sign() == 0 || pot.rounding.residual) {
    return false;
  }
  problems.add({.code = Code::kPotNotMultiple,
                .where = pot.where,
                .message = fmt::format("rounding pot `{}` to units of {} leaves {} to nobody",
                                       pot.id, amount_text(pot.rounding.unit, scenario.decimals),
                                       amount_text(rest, scenario.decimals)),
                .label = "not a multiple of the unit",
                .help = {"say where it goes: `residual: report`, `largest`, `{district: ID}` or "
                         "`{reserve: NAME}`"}});
  return true;
}

/// A reserve of that name that a step filled before can absorb what rounding gave too much.
bool report_negative_reserve(const Scenario& scenario, const Pot& pot, const PotState& state,
                             const Fraction& rest, Problems& problems) {
  if (rest.sign() >= 0 || pot.rounding.residual->to != Residual::To::kReserve) {
    return false;
  }
  const std::string& name = pot.rounding.residual->reserve;
  Fraction amount = rest;
  for (const ExactReserve& reserve : state.reserves) {
    amount += reserve.name == name ? reserve.amount : Fraction{};
  }
  if (amount.sign() >= 0) {
    return false;
  }
  problems.add(
      {.code = Code::kResidualNegative,
       .where = pot.rounding.residual->where,
       .message = fmt::format("the reserve `{}` would end at {}: rounding gave out too much", name,
                              amount_text(amount, scenario.decimals)),
       .label = "takes the difference",
       .help = {"let the largest district take it, or write `residual: report`"}});
  return true;
}

}  // namespace

Money to_money(const Fraction& amount, int decimals) {
  const Fraction minor = amount * Fraction{BigInt::power_of_ten(decimals)};
  return Money::from_minor(minor.rounded(Rounding::kExact));
}

std::optional<PotRun> allocate(const Scenario& scenario, const Keys& keys, const Pot& pot,
                               std::optional<DistrictId> watched, Problems& problems) {
  auto state = apply_steps(scenario, keys, pot, watched, problems);
  if (!state) {
    return std::nullopt;
  }
  const Totals totals = totals_of(*state, pot.rounding.unit);
  const KeyValues* key = state->last_key ? keys.find(*state->last_key) : nullptr;
  const AmountsToRound amounts{.scenario = scenario,
                               .rule = pot.rounding,
                               .exact = state->so_far,
                               .weights = key != nullptr ? key->weights : state->so_far,
                               .total = totals.to_districts,
                               .units = totals.units};
  auto rounded = round_amounts(amounts, problems);
  if (!rounded || report_missing_residual(scenario, pot, rounded->rest, problems) ||
      report_negative_reserve(scenario, pot, *state, rounded->rest, problems)) {
    return std::nullopt;
  }
  PotRun run;
  if (watched) {
    record_rounding(amounts, *rounded, *watched, state->records);
  }
  run.records = std::move(state->records);
  run.result = booked(scenario, pot, *state, totals, std::move(*rounded));
  close(run.result);
  return run;
}

}  // namespace allot::engine
