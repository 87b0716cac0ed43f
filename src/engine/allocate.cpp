#include "engine/allocate.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/pot/round_blocks.hpp"
#include "engine/pot/rounding_records.hpp"
#include "engine/pot/totals.hpp"
#include "engine/problems/wording.hpp"
#include "engine/rounding/whole_units.hpp"
#include "engine/split/split.hpp"

namespace allot::engine {

namespace {

/// Reserves, or who pays a top-up: one of each name, in the order in which they were first named.
class ByName {
 public:
  explicit ByName(std::vector<Reserve>& reserves) : reserves_{reserves} {}

  void add(const std::string& name, Money amount) {
    const auto [at, added] = places_.try_emplace(name, reserves_.size());
    if (added) {
      reserves_.push_back({.name = name, .amount = {}});
    }
    reserves_[at->second].amount += amount;
  }

 private:
  std::vector<Reserve>& reserves_;
  std::unordered_map<std::string, std::size_t> places_;
};

void book_rest(const RoundingRule& rule, const RoundedAmounts& rounded, Money rest,
               ByName& reserves, PotResult& result) {
  if (rounded.receiver) {
    result.budgets[index_of(*rounded.receiver)] += rest;
    result.residual_to = rounded.receiver;
    result.residual = rest;
  } else if (rule.residual && rule.residual->to == Residual::To::kReserve) {
    reserves.add(rule.residual->reserve, rest);
  } else {
    result.left_over = rest;
  }
}

/// What was booked in all, by who pays: cumulated, each payer's part is within one unit.
void book_top_ups(const PotState& state, const Totals& totals, const Fraction& unit, int decimals,
                  PotResult& result) {
  ByName top_ups{result.top_ups};
  Fraction exact;
  Fraction booked;
  for (std::size_t i = 0; i < state.ledger.top_ups().size(); ++i) {
    exact += state.ledger.top_ups()[i].amount;
    const bool last = i + 1 == state.ledger.top_ups().size();
    const Fraction upto =
        last ? totals.top_up
             : std::min(totals.top_up, Fraction{(exact / unit).rounded(Rounding::kHalfUp)} * unit);
    top_ups.add(state.ledger.top_ups()[i].name, to_money(upto - booked, decimals));
    booked = upto;
  }
}

/// What named left-overs come to, in whole units of what is not assigned; where there is nothing
/// besides them, all of it.
std::vector<Fraction> reserved_rests(const PotState& state, const Totals& totals,
                                     const Fraction& unit) {
  const std::vector<ExactReserve>& rests = state.ledger.reserved_rests();
  const Fraction unassigned =
      state.ledger.available() - (state.ledger.paid() - state.ledger.topped_up());
  std::vector<Fraction> amounts;
  Fraction exact;
  Fraction booked;
  for (const ExactReserve& rest : rests) {
    exact += rest.amount;
    const bool all = amounts.size() + 1 == rests.size() && exact == unassigned;
    const Fraction upto =
        all ? totals.not_assigned
            : std::min(totals.not_assigned,
                       Fraction{(exact / unit).rounded(Rounding::kHalfUp)} * unit);
    amounts.push_back(upto - booked);
    booked = upto;
  }
  return amounts;
}

PotResult booked(const PotTask& task, PotState& state, const Totals& totals,
                 RoundedAmounts rounded) {
  const int decimals = task.scenario.decimals;
  const RoundingRule& rule = task.pot.rounding;
  PotResult result;
  result.amount = to_money(totals.pot, decimals);
  result.unit = to_money(rule.unit, decimals).minor();
  result.budgets.reserve(rounded.outcome.units.size());
  for (const std::int64_t units : rounded.outcome.units) {
    result.budgets.push_back(Money::from_minor(whole_units(int128{units} * result.unit)));
  }
  for (const auto& [district, amount] : rounded.taken) {
    result.budgets[index_of(district)] += to_money(amount, decimals);
  }
  ByName reserves{result.reserves};
  for (const ExactReserve& reserve : state.ledger.reserves()) {
    reserves.add(reserve.name, to_money(reserve.amount, decimals));
  }
  result.not_assigned = to_money(totals.not_assigned, decimals);
  const std::vector<Fraction> rests = reserved_rests(state, totals, rule.unit);
  for (std::size_t i = 0; i < rests.size(); ++i) {
    const Money amount = to_money(rests[i], decimals);
    reserves.add(state.ledger.reserved_rests()[i].name, amount);
    result.not_assigned -= amount;
  }
  for (const PotTask::Passed& part : task.passed_on) {
    result.passed_on.push_back({.to = part.to, .amount = to_money(part.amount, decimals)});
  }
  book_top_ups(state, totals, rule.unit, decimals, result);
  result.topped_up_for = state.ledger.take_topped_up();
  book_rest(rule, rounded, to_money(rounded.rest, decimals), reserves, result);
  result.share = state.last_share;
  result.tier_of_groups = state.tier_of_groups;
  result.earlier_ties = std::move(state.ties);
  result.ties = std::move(rounded.outcome.ties);
  result.extra = std::move(rounded.outcome.extra);
  result.extra_units = rounded.outcome.extra_units;
  result.extra_again = rounded.outcome.extra_again;
  result.given_back = rounded.outcome.given_back;
  result.givers = std::move(rounded.outcome.givers);
  result.within_bounds = rounded.outcome.within_bounds;
  result.by_floors = rounded.outcome.by_floors;
  result.effects = std::move(state.facts.effects());
  result.exact = state.take_exact();
  return result;
}

void close(PotResult& result) {
  int128 sum = 0;
  for (const Money budget : result.budgets) {
    sum += budget.minor();
  }
  result.budget = Money::from_minor(BigInt{sum});
  Money in = result.amount;
  for (const Reserve& top_up : result.top_ups) {
    in += top_up.amount;
  }
  Money out = result.budget + result.not_assigned + result.left_over;
  for (const Reserve& reserve : result.reserves) {
    out += reserve.amount;
  }
  for (const PassedOn& part : result.passed_on) {
    out += part.amount;
  }
  invariant(in == out, "budgets and named left-overs add up to the pot and its top-ups");
}

bool report_missing_residual(const PotTask& task, const Fraction& rest, Problems& problems) {
  const Pot& pot = task.pot;
  if (rest.sign() == 0 || pot.rounding.residual) {
    return false;
  }
  const int decimals = task.scenario.decimals;
  problems.add({.code = Code::kPotNotMultiple,
                .where = pot.where,
                .message = fmt::format("rounding pot `{}` to units of {} leaves {} to nobody",
                                       pot.id, amount_text(pot.rounding.unit, decimals),
                                       amount_text(rest, decimals)),
                .label = "not a multiple of the unit",
                .help = {"say where it goes: `residual: report`, `largest`, `{district: ID}` or "
                         "`{reserve: NAME}`"}});
  return true;
}

/// A reserve of that name that a step filled before can absorb what rounding gave too much.
bool report_negative_reserve(const PotTask& task, const PotState& state, const Totals& totals,
                             const Fraction& rest, Problems& problems) {
  const RoundingRule& rule = task.pot.rounding;
  if (rest.sign() >= 0 || rule.residual->to != Residual::To::kReserve) {
    return false;
  }
  const std::string& name = rule.residual->reserve;
  Fraction amount = rest;
  for (const ExactReserve& reserve : state.ledger.reserves()) {
    amount += reserve.name == name ? reserve.amount : Fraction{};
  }
  const std::vector<Fraction> rests = reserved_rests(state, totals, rule.unit);
  for (std::size_t i = 0; i < rests.size(); ++i) {
    amount += state.ledger.reserved_rests()[i].name == name ? rests[i] : Fraction{};
  }
  if (amount.sign() >= 0) {
    return false;
  }
  problems.add(
      {.code = Code::kResidualNegative,
       .where = rule.residual->where,
       .message = fmt::format("the reserve `{}` would end at {}: rounding gave out too much", name,
                              amount_text(amount, task.scenario.decimals)),
       .label = "takes the difference",
       .help = {"let the largest district take it, or write `residual: report`"}});
  return true;
}

/// Tranches are parts of an envelope in whole units.
bool report_broken_envelope(const PotTask& task, const Totals& totals, Problems& problems) {
  const Fraction& unit = task.pot.rounding.unit;
  if (!task.pot.tranches || (totals.pot / unit).is_whole()) {
    return false;
  }
  problems.add(
      {.code = Code::kPotNotMultiple,
       .where = task.pot.tranches->where,
       .message = fmt::format("the envelope of pot `{}` is {}, not a multiple of the unit {}",
                              task.pot.id, amount_text(totals.pot, task.scenario.decimals),
                              amount_text(unit, task.scenario.decimals)),
       .label = "cannot be split into years of whole units",
       .help = {"choose a smaller `unit`"}});
  return true;
}

/// What divisor methods round, and `largest_key` compares.
const Quantities& weights_of(const PotTask& task, const PotState& state) {
  if (!state.last_share) {
    return state.ledger.so_far();
  }
  return state.last_weights ? *state.last_weights : task.keys.find(state.last_share->key)->weights;
}

}  // namespace

std::optional<PotRun> allocate(const PotTask& task, Problems& problems) {
  const Participants participants{task.scenario, task.pot};
  auto state = apply_steps(task, participants, problems);
  if (!state) {
    return std::nullopt;
  }
  const Totals totals = totals_of(*state, state->ledger.paid(), task.pot.rounding.unit);
  if (method_of(task.pot.rounding).divisor) {
    state->bounds = bounds_of_rule(task.scenario, task.pot.rounding, participants.flags());
  }
  const AmountsToRound amounts{.scenario = task.scenario,
                               .rule = task.pot.rounding,
                               .exact = state->ledger.so_far(),
                               .weights = weights_of(task, *state),
                               .total = totals.to_districts,
                               .units = totals.units,
                               .bounds = state->bounds,
                               .pot = task.pot.id};
  auto rounded = round_blocks(amounts, state->blocks, state->facts, problems);
  if (!rounded || report_missing_residual(task, rounded->rest, problems) ||
      report_negative_reserve(task, *state, totals, rounded->rest, problems) ||
      report_broken_envelope(task, totals, problems)) {
    return std::nullopt;
  }
  PotRun run;
  record_rounding(task.pot, amounts, *rounded, *state);
  run.records = state->facts.take_records();
  run.result = booked(task, *state, totals, std::move(*rounded));
  run.result.takes_part = participants.flags();
  close(run.result);
  split(task.scenario, task.pot, task.splits, run.result);
  return run;
}

}  // namespace allot::engine
