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
#include "engine/whom/for_some.hpp"

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

/// Of adjacent claims the first: what they give is given when the last has said what it claims.
std::size_t first_of_block(const std::vector<Step>& steps, std::size_t step) {
  while (makes_claims(steps[step]) && step > 0 && makes_claims(steps[step - 1])) {
    --step;
  }
  return step;
}

/// Who can claim something in a block of claims; nothing: all.
std::optional<std::vector<bool>> claimants(const StepInput& last) {
  std::vector<bool> any(last.scenario.districts.size());
  for (std::size_t at = first_of_block(last.pot.steps, last.index); at <= last.index; ++at) {
    const auto* where = last.pot.steps[at].get<Where>(kWhere);
    if (where == nullptr) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < any.size(); ++i) {
      any[i] = any[i] || where->districts[i];
    }
  }
  return any;
}

/// The bounds of those who can claim nothing stay.
bool settle_block(const StepInput& last, PotState& state, Problems& problems) {
  const auto some = claimants(last);
  if (!some) {
    return settle_claims(last, state, problems);
  }
  ForSome lots{state};
  bool good = false;
  lots.work(*some, {}, [&] { good = settle_claims(last, state, problems); });
  lots.finish(last.pot.rounding.unit);
  return good;
}

/// For whom a step is, in lots that it is done for one by one, and what messages call them.
struct Lot {
  std::vector<bool> districts;
  std::optional<std::uint32_t> group;  ///< of `within`
  std::string name;
};

std::vector<Lot> lots_of(const StepInput& input) {
  const auto* where = input.step.get<Where>(kWhere);
  const auto* within = input.step.get<Within>(kWithin.name);
  const std::size_t size = input.scenario.districts.size();
  const std::string whom = where == nullptr ? "" : "for " + whom_text(*where);
  if (within == nullptr) {
    return {{.districts = where->districts, .group = {}, .name = whom}};
  }
  const Grouping& by = *within->by;
  std::vector<Lot> lots(by.groups.size());
  for (std::size_t i = 0; i < size; ++i) {
    if (input.participants.takes_part(i) && (where == nullptr || where->districts[i])) {
      Lot& lot = lots[by.group_of[i]];
      lot.districts.resize(size);
      lot.districts[i] = true;
    }
  }
  for (std::uint32_t group = 0; group < lots.size(); ++group) {
    lots[group].group = group;
    lots[group].name = fmt::format("{}{}within `{}` `{}`", whom, whom.empty() ? "" : ", ",
                                   by.column, by.groups[group]);
  }
  std::erase_if(lots, [](const Lot& lot) { return lot.districts.empty(); });
  return lots;
}

/// Ties go by the last share that is for a district; whom none is for weighs nothing.
class LastWeights {
 public:
  explicit LastWeights(const PotState& state)
      : share_{state.last_share}, weights_{state.last_weights} {}

  /// Of those whom the step at hand is not for.
  void bring_back(const StepInput& input, const std::vector<bool>& others, PotState& state) const {
    if (share_ && state.last_share->step == input.index && state.last_weights) {
      const Quantities& earlier = weights_ ? *weights_ : input.keys.find(share_->key)->weights;
      state.last_weights = state.last_weights->plus(earlier.only(others));
    }
  }

 private:
  std::optional<LastShare> share_;
  std::optional<Quantities> weights_;
};

void add_named(const std::string& name, const Problems& found, Problems& problems) {
  for (Diagnostic problem : found.list()) {
    problem.message = fmt::format("{}: {}", name, problem.message);
    problems.add(std::move(problem));
  }
}

/// The step, and how it is rounded. `look` is called in between, where that is of interest:
/// rounding alone may take from somebody.
void apply_and_round(const StepInput& input, PotState& state, const std::function<void()>& look,
                     Problems& problems) {
  const StepKind& kind = step_kinds()[input.step.kind];
  const std::optional<RoundedStep> rounded =
      RoundedStep::of(input.step.find(kRoundOfStep.name), state);
  Problems found;
  kind.apply(input, state, found);
  if (rounded && !found.has_errors() && !state.blocked) {
    if (kind.gives && !makes_claims(input.step)) {
      look();
    }
    rounded->round(input, kind.name, makes_claims(input.step), state, found);
  }
  problems.append(found);
}

void apply_for_some(const StepInput& input, PotState& state, Problems& problems) {
  ForSome lots{state};
  for (const Lot& lot : lots_of(input)) {
    const Participants some{input.participants, lot.districts};
    const StepInput of_lot{input.scenario, input.keys, input.pot,  input.step,
                           input.index,    some,       input.prior};
    Problems found;
    lots.work(lot.districts, lot.group, [&] {
      const auto look = [&] {
        lots.with_others(lot.districts,
                         [&] { state.kept.look(input.index, true, state.ledger, state.blocks); });
      };
      apply_and_round(of_lot, state, look, found);
    });
    add_named(lot.name, found, problems);
  }
  lots.finish(input.pot.rounding.unit);
}

/// A step for all who take part, or for some of them.
void take_step(const StepInput& input, PotState& state, Problems& problems) {
  const auto* where = input.step.get<Where>(kWhere);
  if (where == nullptr && input.step.find(kWithin.name) == nullptr) {
    apply_and_round(
        input, state, [&] { state.kept.look(input.index, true, state.ledger, state.blocks); },
        problems);
    return;
  }
  const LastWeights weights{state};
  apply_for_some(input, state, problems);
  std::vector<bool> others(input.scenario.districts.size());
  std::vector<std::uint32_t> watched;
  for (std::size_t i = 0; where != nullptr && i < others.size(); ++i) {
    others[i] = !where->districts[i];
  }
  for (const DistrictId district : state.facts.watched()) {
    if (others[index_of(district)] && input.participants.takes_part(index_of(district))) {
      watched.push_back(static_cast<std::uint32_t>(index_of(district)));
    }
  }
  state.facts.record_of(watched, [](std::uint32_t /*district*/) { return ForOthers{}; });
  weights.bring_back(input, others, state);
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
    take_step(input, state, found);
    const bool more_claims = i + 1 < steps.size() && makes_claims(steps[i + 1]);
    if (found.has_errors() || state.blocked ||
        (makes_claims(steps[i]) && (more_claims || !settle_block(input, state, found)))) {
      continue;
    }
    state.ledger.assert_closed();
    const bool rounded = steps[i].find(kRoundOfStep.name) != nullptr;
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
