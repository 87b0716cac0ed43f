// A floor, and who pays for it:
//   ratable            all above the floor, in proportion to their allocation (20 U.S.C. 6332)
//   scale_above_floor  all, in proportion to what they have above the floor: x = F + s * (y - F)
//                      (damping in English local government finance)
//   scale_gains        those who gain, in proportion to their gains
//   top_up             somebody outside the pot
// The floor is a part of the prior year, F_i = f * b_i, any other bound, or what the prior year
// leaves of a loss, F_i = min(y_i, b_i) + p * max(0, b_i - y_i).

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/effect.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/model/funding.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/arithmetic/floor_payment.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::string_view kOfLoss = "percent_of_loss";
constexpr std::array<std::string_view, 3> kFloors{"percent_of_prior", kOfLoss, "floor"};

constexpr std::array kFields{
    Field{.name = "percent_of_prior",
          .type = FieldType::kPriorPart,
          .summary = "the floor, as a part of what the district had in the prior year; a new "
                     "district has none; this, `percent_of_loss` or `floor` is required"},
    Field{.name = kOfLoss,
          .type = FieldType::kPercentage,
          .summary = "the floor, as what a district has and this part of what it loses against the "
                     "prior year; of who gains it is the prior year"},
    Field{.name = "floor",
          .type = FieldType::kBound,
          .summary = "the floor, as any bound; a district without a prior year has none that is a "
                     "part of it"},
    Field{.name = "paid_by",
          .type = FieldType::kPayer,
          .required = true,
          .summary = "`ratable` (all above the floor, by what they have), `scale_above_floor` (by "
                     "what they have above it), `scale_gains` (by what they gain; who had no prior "
                     "year gains all it has), or `{top_up: NAME}`, money from outside the pot"},
    kWithin,
    kMayBeUndone,
};

const Payer& payer_of(const Step& step) { return *step.get<Payer>("paid_by"); }

bool reads_prior_year(const Step& step) {
  const auto* payer = step.get<Payer>("paid_by");
  return step.find("floor") == nullptr ||
         (payer != nullptr && payer->how == Payer::How::kScaleGains);
}

void check_forms(const Step& step, Problems& problems) {
  std::vector<const Argument*> given;
  for (const std::string_view name : kFloors) {
    if (const Argument* argument = step.find(name)) {
      given.push_back(argument);
    }
  }
  if (given.size() == 1) {
    return;
  }
  const bool none = given.empty();
  problems.add(
      {.code = none ? Code::kMissingField : Code::kFieldsClash,
       .where = none ? step.where : given[1]->where,
       .message =
           none ? "`hold_harmless` does not say what the floor is"
                : fmt::format("`hold_harmless` has `{}` and `{}`", given[0]->name, given[1]->name),
       .label = none ? "which floor?" : "which of the two?",
       .help = {none ? "write `percent_of_prior: 95 %`, `percent_of_loss: 50 %` or `floor: BOUND`"
                     : "keep one of them; several floors at once are `floor: {greatest_of: [BOUND, "
                       "BOUND]}`"}});
}

void check(const StepPlace& place, Problems& problems) {
  const Step& step = place.step();
  check_forms(step, problems);
  for (const std::string_view name : {kFloors[0], kFloors[1]}) {
    const auto* share = step.get<Fraction>(name);
    if (share != nullptr && share->sign() < 0) {
      problems.add({.code = Code::kNegativeAmount,
                    .where = step.find(name)->where,
                    .message = fmt::format("`{}` is negative ({})", name, percent_text(*share)),
                    .label = "write 0 % or more"});
    }
  }
  const Argument* within = step.find(kWithin.name);
  if (within != nullptr && payer_of(step).how == Payer::How::kTopUp) {
    problems.add({.code = Code::kFieldsClash,
                  .where = within->where,
                  .message = "a top-up is for each district by itself",
                  .label = "`within` has no meaning here",
                  .help = {"remove it, or let others pay: `ratable`, `scale_above_floor` or "
                           "`scale_gains`"}});
  }
  if (place.pot.is_open() && payer_of(step).how != Payer::How::kTopUp) {
    problems.add({.code = Code::kOpenPotStep,
                  .where = step.find("paid_by")->where,
                  .message = "in a pot whose amount is `open` nobody pays for others",
                  .label = "only `{top_up: NAME}`",
                  .help = {"write `paid_by: {top_up: NAME}`, or give the pot an amount"}});
  }
}

/// The floors of a step, and what they are held against.
struct Floors {
  Quantities prior;  ///< 0 where undefined; of no districts where nothing reads it
  Quantities amounts;
  std::optional<Bound> bound;            ///< nothing: what the prior year leaves of a loss
  std::vector<bool> none = {};           ///< who has none; empty: nobody
  std::optional<Quantities> lines = {};  ///< of kScaleGains

  [[nodiscard]] bool has(std::size_t district) const { return none.empty() || !none[district]; }
};

/// min(y, b) + p * (b - min(y, b)).
Quantities of_losses(const Quantities& so_far, const Quantities& prior, const Fraction& part) {
  const Quantities kept = smaller_of(so_far, prior);
  return kept.times(Fraction{1} - part).plus(prior.times(part)).reduced();
}

std::optional<Floors> floors_of(const StepInput& input, const PotState& state) {
  Floors floors{.prior = {}, .amounts = {}, .bound = floor_of(input.step)};
  if (reads_prior_year(input.step)) {
    floors.prior = input.participants.only(input.prior->amounts);
  }
  if (floors.bound) {
    auto amounts = floor_values(input, state, *floors.bound);
    if (!amounts) {
      return std::nullopt;  // a key failed, which has been reported
    }
    floors.amounts = *std::move(amounts);
    floors.none = unbounded(input, *floors.bound);
  } else {
    floors.amounts =
        of_losses(state.ledger.so_far(), floors.prior, *input.step.get<Fraction>(kOfLoss));
    floors.none = input.prior->missing;
    if (!floors.none.empty()) {
      std::vector<bool> defined = floors.none;
      defined.flip();
      floors.amounts = floors.amounts.only(defined);
    }
  }
  if (payer_of(input.step).how == Payer::How::kScaleGains) {
    const auto* share = floors.bound ? std::get_if<PriorBound>(&*floors.bound) : nullptr;
    const bool below = share != nullptr && share->share <= Fraction{1};
    floors.lines = below ? floors.prior : larger_of(floors.prior, floors.amounts);
  }
  return floors;
}

std::string floor_text(const StepInput& input, const Floors& floors) {
  const std::string prior = prior_text(input.prior);
  return floors.bound ? bound_text(input.scenario, *floors.bound, prior)
                      : part_of_loss_text(*input.step.get<Fraction>(kOfLoss), prior);
}

/// Of all floors by one number, what can be paid: the floor itself where it is a number, else a
/// part of each.
std::string highest_text(const StepInput& input, const Floors& floors, const FloorTask& task) {
  if (floors.bound) {
    const Fraction factor = highest_payable(task, floors.prior);
    const auto* share = std::get_if<PriorBound>(&*floors.bound);
    return share != nullptr
               ? percent_text(share->share * factor)
               : scaled_bound_text(input.scenario, *floors.bound, factor, prior_text(input.prior));
  }
  // Sum of min(y, b) + p * losses <= sum of y.
  const Fraction kept = smaller_of(task.so_far, floors.prior).total();
  return percent_text((task.so_far.total() - kept) / (floors.prior.total() - kept)) +
         " of the loss";
}

void report_not_payable(const StepInput& input, const Floors& floors, const FloorTask& task,
                        const FloorShortage& shortage, Problems& problems) {
  const int decimals = input.scenario.decimals;
  const bool by_gains = task.how == Payer::How::kScaleGains;
  const std::string needed = amount_text(shortage.needed, decimals);
  const std::string there = amount_text(shortage.there, decimals);
  const std::string what =
      by_gains ? fmt::format("costs {}, and those who gain have gained {}", needed, there)
               : fmt::format("needs {}, {} is there", needed, there);
  problems.add(
      {.code = Code::kFloorNotPayable,
       .where = input.step.where,
       .message =
           fmt::format("the floor of {} in pot `{}` {}: short by {}", floor_text(input, floors),
                       input.pot.id, what, amount_text(shortage.needed - shortage.there, decimals)),
       .label = "cannot be paid",
       .help = {fmt::format("the highest floor that can be paid so is {}",
                            highest_text(input, floors, task)),
                by_gains ? "let others pay: `ratable`, `scale_above_floor` or `{top_up: NAME}`"
                         : "or let somebody add the money: `paid_by: {top_up: NAME}`"}});
}

std::optional<Scaling> scaling_of_ratable(const PotState& state, const FloorTask& task,
                                          const FloorsPaid& paid) {
  if (task.how != Payer::How::kRatable) {
    return std::nullopt;
  }
  return scaling_of({.weights = state.ledger.so_far(),
                     .minimums = task.floors,
                     .maximums = nullptr,
                     .unlimited = {},
                     .total = state.ledger.so_far().total()},
                    paid.amounts, paid.at_floor, paid.others);
}

/// Of watched districts what the floor is made of, where it is no bound by itself.
void record_floor(const StepInput& input, const Floors& floors, PotState& state) {
  if (floors.bound) {
    record_members(input, *floors.bound, true, state);
    return;
  }
  const Fraction& part = *input.step.get<Fraction>(kOfLoss);
  for (const DistrictId district : state.facts.watched()) {
    const std::size_t i = index_of(district);
    if (floors.has(i)) {
      const std::array one{static_cast<std::uint32_t>(i)};
      state.facts.record_of(one, [&](std::size_t) {
        return LossFloor{.part = part,
                         .prior = floors.prior.at(i),
                         .before = state.ledger.so_far().at(i),
                         .floor = floors.amounts.at(i)};
      });
    }
  }
}

StepRecord::What fact_of(const StepInput& input, const PotState& state, const Floors& floors,
                         const FloorTask& task, const FloorsPaid& paid,
                         const std::optional<Scaling>& scaling, std::size_t i) {
  const Fraction before = state.ledger.so_far().at(i);
  const Fraction amount = task.floors.at(i);
  const auto floor = floors.has(i) ? std::optional{amount} : std::nullopt;
  if (task.how == Payer::How::kRatable) {
    return Bounded{.kind = Bounded::Kind::kRatable,
                   .minimum = floor,
                   .maximum = std::nullopt,
                   .before = before,
                   .factor = paid.factor,
                   .after = paid.amounts.at(i),
                   .scaling = scaling};
  }
  const bool reads_prior = floors.prior.size() > 0 && input.prior->defined(i);
  const Fraction untouched = floors.lines ? std::min(before, floors.lines->at(i)) : amount;
  const bool pays = task.how != Payer::How::kTopUp;
  const Fraction after = paid.amounts.at(i);
  return FloorKept{.how = task.how,
                   .prior = reads_prior ? std::optional{floors.prior.at(i)} : std::nullopt,
                   .floor = floor,
                   .before = before,
                   .from = pays ? untouched : before,
                   .factor = paid.factor,
                   .after = after,
                   .held = after == amount && after != before && amount.sign() > 0,
                   .cost = paid.cost,
                   .above = paid.above};
}

/// Whom the floor keeps from what they would have without it.
std::vector<bool> held_by(const FloorTask& task, const FloorsPaid& paid) {
  if (task.how == Payer::How::kRatable) {
    return flags_of(task.floors.size(), paid.at_floor);
  }
  std::vector<bool> held = above(task.floors, task.so_far);
  for (std::size_t i = 0; paid.lowered.districts > 0 && i < held.size(); ++i) {
    const Fraction floor = task.floors.at(i);
    held[i] =
        held[i] || (floor.sign() > 0 && floor < task.so_far.at(i) && paid.amounts.at(i) == floor);
  }
  return held;
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  const Payer& payer = payer_of(input.step);
  const auto floors = floors_of(input, state);
  if (!floors) {
    state.blocked = true;
    return;
  }
  const FloorTask task{.so_far = state.ledger.so_far(),
                       .floors = floors->amounts,
                       .lines = floors->lines ? &*floors->lines : nullptr,
                       .how = payer.how};
  auto result = pay_floors(task);
  if (const auto* shortage = std::get_if<FloorShortage>(&result)) {
    report_not_payable(input, *floors, task, *shortage, problems);
    return;
  }
  auto& paid = std::get<FloorsPaid>(result);
  if (!state.facts.watched().empty()) {
    record_floor(input, *floors, state);
    const auto scaling = scaling_of_ratable(state, task, paid);
    state.facts.record(
        [&](std::size_t i) { return fact_of(input, state, *floors, task, paid, scaling, i); });
  }
  if (paid.cost.sign() > 0) {
    state.facts.effect(HeldHarmless{.paid_by = payer,
                                    .held = paid.held,
                                    .payers = paid.payers,
                                    .cost = paid.cost,
                                    .factor = paid.factor,
                                    .lowered = paid.lowered});
  }
  if (is_followed(input)) {
    state.kept.keep(input.index, true, {.amounts = task.floors}, held_by(task, paid));
  }
  if (payer.how == Payer::How::kTopUp) {
    state.ledger.top_up(payer.name, std::move(paid.amounts), paid.cost, input.index);
  } else {
    state.ledger.replace(std::move(paid.amounts));
  }
  state.bounds.keep(floors->amounts, {}, input.pot.rounding.unit);
}

}  // namespace

extern const StepKind kHoldHarmless{
    .name = "hold_harmless",
    .german = "Besitzstandsgarantie",
    .summary = "gives no district less than its floor, and says who pays for it",
    .fields = kFields,
    .examples =
        "{percent_of_prior: 95 %, paid_by: scale_above_floor, may_be_undone: true}\n"
        "{percent_of_prior: 100 %, paid_by: {top_up: state budget}}\n"
        "{percent_of_loss: 50 %, paid_by: scale_gains}\n"
        "{floor: {greatest_of: [90_000, {percent_of_prior: 95 %}]}, paid_by: ratable}\n"
        "{percent_of_prior: 95 %, paid_by: ratable, within: region}",
    .one_of = "percent_of_prior|percent_of_loss|floor",
    .in_open_pot = true,
    .reads_prior = &reads_prior_year,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
