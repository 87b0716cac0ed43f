#include "engine/steps/apply_steps.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/arithmetic/water_filling.hpp"
#include "engine/every_step/rounded_step.hpp"
#include "engine/keys/named_ties.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/problems/wording.hpp"
#include "engine/steps/bounds_at_end.hpp"

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
                       amount_text(claims, decimals), amount_text(state.ledger.left(), decimals),
                       amount_text(claims - state.ledger.left(), decimals)),
       .label = "more than is left",
       .help = {"raise the amount of the pot, lower the claims, or write `amount: open`",
                "`if_claims_exceed: reduce_pro_rata` reduces all claims by the same factor"}});
}

/// All claims of the block by the same factor.
void reduce_claims(const Fraction& claims, PotState& state) {
  const Fraction factor = state.ledger.left() / claims;
  state.facts.effect(
      ClaimsReduced{.claims = claims, .available = state.ledger.left(), .factor = factor});
  state.facts.record([&](std::size_t i) {
    const Fraction claimed = state.claims.at(i);
    return Reduced{.claimed = claimed, .factor = factor, .amount = claimed * factor};
  });
  state.claims = state.claims.times(factor);
}

/// Adjacent steps that make claims are one block: their claims are summed and compared with what is
/// left. In an open pot the claims make the pot.
bool settle_claims(const StepInput& last, PotState& state, Problems& problems) {
  Fraction claims = state.claims.total();
  if (state.ledger.open()) {
    state.ledger.enlarge(claims);
  }
  if (claims > state.ledger.left()) {
    if (nothing_is_left(state)) {
      report_nothing_left(last, state, problems);
      return false;
    }
    if (!last.pot.reduce_claims) {
      report_claims(last, state, claims, problems);
      return false;
    }
    reduce_claims(claims, state);
    claims = state.ledger.left();
  }
  state.give(state.claims, claims);
  state.claims = {};
  return true;
}

/// Money that no step gave, to those below their claims, in proportion to what they have: the fixed
/// point itself, no rounds. The claims are maximums now; those of steps before hold where what is
/// given keeps them.
void reallocate(const PotTask& task, const Participants& participants, PotState& state) {
  const Quantities claims = participants.only(task.scenario.column(*task.pot.claims).values);
  const Quantities ceilings = larger_of(claims, state.ledger.so_far());
  const Quantities before = state.ledger.so_far();
  const Fraction unclaimed = state.ledger.left();
  FillingTask filling_task{.weights = before,
                           .minimums = before,
                           .maximums = &ceilings,
                           .unlimited = {},
                           .total = before.total() + unclaimed};
  filling_task.total = std::min(filling_task.total, room_of(filling_task).value());
  Filling filling = fill(filling_task);
  const Fraction placed = filling_task.total - before.total();
  if (!state.facts.watched().empty()) {
    const Scaling scaling = scaling_of(filling_task, filling.amounts, filling.held, filling.others);
    state.facts.record([&](std::size_t i) {
      return Bounded{.kind = Bounded::Kind::kReallocated,
                     .minimum = before.at(i),
                     .maximum = ceilings.at(i),
                     .before = before.at(i),
                     .factor = filling.factor,
                     .after = filling.amounts.at(i),
                     .scaling = scaling};
    });
  }
  state.facts.effect(Reallocated{.receivers = count_above(filling.amounts, before),
                                 .placed = placed,
                                 .unplaced = unclaimed - placed});
  state.ledger.replace(std::move(filling.amounts), placed);
  state.bounds.keep({}, ExactBound{.amounts = ceilings, .yields = true}, task.pot.rounding.unit);
}

void settle_unclaimed(const PotTask& task, const Participants& participants, PotState& state) {
  if (state.ledger.open() || !state.blocks.empty() || state.ledger.left().sign() == 0) {
    return;
  }
  switch (task.pot.unclaimed) {
    case Unclaimed::kNotAssigned:
      return;
    case Unclaimed::kReallocate:
      return reallocate(task, participants, state);
    case Unclaimed::kReturn:
    case Unclaimed::kCarryOver:
      state.facts.effect(UnclaimedMoney{.to = task.pot.unclaimed, .amount = state.ledger.left()});
  }
}

/// What later cuts have taken back of a top-up.
void note_released(PotState& state) {
  for (Effect& effect : state.facts.effects()) {
    auto* floor = std::get_if<HeldHarmless>(&effect.what);
    if (floor != nullptr && floor->paid_by.how == Payer::How::kTopUp) {
      floor->released = floor->cost - state.ledger.topped_up_for(effect.step);
    }
  }
}

/// Of adjacent claims the first: what they give is given when the last has said what it claims.
std::size_t first_of_block(const std::vector<Step>& steps, std::size_t step) {
  while (makes_claims(steps[step]) && step > 0 && makes_claims(steps[step - 1])) {
    --step;
  }
  return step;
}

/// A message about a step shows its line of the file. Where `--set` or another file changed a step
/// or the amount, that line is not what was computed with: the change is shown as well.
void add_changed_places(const Pot& pot, Diagnostic& problem) {
  const auto add_if_changed = [&](const Location& where, const Location& home,
                                  std::string_view name) {
    if (where.file != home.file && where != problem.where) {
      problem.related.push_back({where, changed_text(name)});
    }
  };
  add_if_changed(pot.amount_where, pot.where, "amount");
  for (const Step& step : pot.steps) {
    for (const Argument& argument : step.arguments) {
      add_if_changed(argument.where, step.where, argument.name);
    }
  }
}

Problems with_changed_places(const Pot& pot, const Problems& problems) {
  Problems result;
  for (Diagnostic problem : problems.list()) {
    add_changed_places(pot, problem);
    result.add(std::move(problem));
  }
  return result;
}

}  // namespace

std::optional<PotState> apply_steps(const PotTask& task, const Participants& participants,
                                    Problems& problems) {
  Fraction passed_on;
  for (const PotTask::Passed& part : task.passed_on) {
    passed_on += part.amount;
  }
  const std::vector<Step>& steps = task.pot.steps;
  PotState state{
      .ledger = {task.scenario.districts.size(), task.pot.is_open(), task.amount, passed_on},
      .facts = Facts{task.watched}};
  if (task.prior != nullptr) {
    state.ties = task.prior->ties;
  }
  std::ranges::move(ties_of_keys(task.scenario, task.keys, task.pot),
                    std::back_inserter(state.ties));
  Problems found;
  for (std::size_t i = 0; i < steps.size() && !found.has_errors() && !state.blocked; ++i) {
    const StepInput input{task.scenario, task.keys, task.pot, steps[i], i,
                          participants,  task.prior};
    state.facts.begin(i);
    const StepKind& kind = step_kinds()[steps[i].kind];
    if (task.prior == nullptr && reads_prior(steps[i])) {
      state.blocked = true;  // why it could not be computed has been reported
      break;
    }
    const std::optional<RoundedStep> rounded = RoundedStep::of(input, state);
    kind.apply(input, state, found);
    if (rounded && !found.has_errors() && !state.blocked) {
      if (kind.gives && !makes_claims(steps[i])) {  // rounding alone may take from somebody
        state.kept.look(i, true, state.ledger, state.blocks);
      }
      rounded->round(input, makes_claims(steps[i]), state, found);
    }
    const bool more_claims = i + 1 < steps.size() && makes_claims(steps[i + 1]);
    if (found.has_errors() || state.blocked ||
        (makes_claims(steps[i]) && (more_claims || !settle_claims(input, state, found)))) {
      continue;
    }
    state.ledger.assert_closed();
    const bool gives = kind.gives && (makes_claims(steps[i]) || !rounded);
    state.kept.look(first_of_block(steps, i), gives, state.ledger, state.blocks);
  }
  if (!found.has_errors() && !state.blocked) {
    state.facts.begin(steps.size());
    settle_unclaimed(task, participants, state);
    state.kept.look(steps.size(), true, state.ledger, state.blocks);
    note_released(state);
    settle_bounds(task, state, found);
    state.bounds.forget_undone(state.ledger.so_far(), task.pot.rounding.unit);
    state.ledger.assert_closed();
  }
  problems.append(with_changed_places(task.pot, found));
  return found.has_errors() || state.blocked ? std::nullopt : std::optional{std::move(state)};
}

}  // namespace allot::engine
