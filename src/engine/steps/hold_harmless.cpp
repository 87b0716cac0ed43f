// A floor against the prior year, F_i = f * b_i, and who pays for it:
//   ratable            all above the floor, in proportion to their allocation (20 U.S.C. 6332)
//   scale_above_floor  all, in proportion to what they have above the floor (damping in English
//   local
//                      government finance): x = F + s * (y - F)
//   scale_gains        those who gain, in proportion to their gains
//   top_up             somebody outside the pot

#include <fmt/core.h>

#include <array>

#include "engine/pot/bounds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"
#include "engine/steps/floor_payers.hpp"
#include "engine/steps/step_rows.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "percent_of_prior",
          .type = FieldType::kPercentage,
          .required = true,
          .summary = "the floor, as a part of what the district had in the prior year; a new "
                     "district has none"},
    Field{.name = "paid_by",
          .type = FieldType::kPayer,
          .required = true,
          .summary = "`ratable` (all above the floor, by what they have), `scale_above_floor` (by "
                     "what they have above it), `scale_gains` (by what they gain), or "
                     "`{top_up: NAME}`, money from outside the pot"},
};

Fraction share_of(const Step& step) { return *step.get<Fraction>("percent_of_prior"); }

void check(const StepPlace& place, Problems& problems) {
  const Step& step = place.step();
  if (share_of(step).sign() < 0) {
    problems.add({.code = Code::kNegativeAmount,
                  .where = step.find("percent_of_prior")->where,
                  .message = fmt::format("`percent_of_prior` is negative ({})",
                                         percent_text(share_of(step))),
                  .label = "write 0 % or more"});
  }
  if (place.pot.is_open() && step.get<Payer>("paid_by")->how != Payer::How::kTopUp) {
    problems.add({.code = Code::kOpenPotStep,
                  .where = step.find("paid_by")->where,
                  .message = "in a pot whose amount is `open` nobody pays for others",
                  .label = "only `{top_up: NAME}`",
                  .help = {"write `paid_by: {top_up: NAME}`, or give the pot an amount"}});
  }
}

void report_not_payable(const StepInput& input, const FloorTask& task, const Shortage& shortage,
                        Problems& problems) {
  const int decimals = input.scenario.decimals;
  const std::string year = input.prior->label == "prior" ? "the prior year" : input.prior->label;
  const std::string floor = fmt::format("the floor of {} of {} in pot `{}`",
                                        percent_text(task.share), year, input.pot.id);
  const bool by_gains = task.how == Payer::How::kScaleGains;
  const std::string needed = amount_text(shortage.needed, decimals);
  const std::string there = amount_text(shortage.there, decimals);
  const std::string what =
      by_gains ? fmt::format("costs {}, and those who gain have gained {}", needed, there)
               : fmt::format("needs {}, {} is there", needed, there);
  problems.add(
      {.code = Code::kFloorNotPayable,
       .where = input.step.where,
       .message = fmt::format("{} {}: short by {}", floor, what,
                              amount_text(shortage.needed - shortage.there, decimals)),
       .label = "cannot be paid",
       .help = {fmt::format("the highest floor that can be paid so is {}",
                            percent_text(shortage.highest)),
                by_gains ? "let others pay: `ratable`, `scale_above_floor` or `{top_up: NAME}`"
                         : "or let somebody add the money: `paid_by: {top_up: NAME}`"}});
}

std::optional<Scaling> scaling_of_ratable(const PotState& state, const FloorTask& task,
                                          const FloorsPaid& paid) {
  if (task.how != Payer::How::kRatable) {
    return std::nullopt;
  }
  return scaling_of({.weights = state.so_far,
                     .minimums = task.floors,
                     .maximums = nullptr,
                     .unlimited = {},
                     .total = state.so_far.total()},
                    paid.amounts, paid.at_floor, paid.others);
}

Record fact_of(const StepInput& input, const PotState& state, const FloorTask& task,
               const FloorsPaid& paid, const std::optional<Scaling>& scaling, std::size_t i) {
  const Fraction before = state.so_far.at(i);
  const Fraction floor = task.floors.at(i);
  const bool defined = input.prior->defined(i);
  if (task.how == Payer::How::kRatable) {
    return Bounded{.kind = Bounded::Kind::kRatable,
                   .minimum = defined ? std::optional{floor} : std::nullopt,
                   .maximum = std::nullopt,
                   .before = before,
                   .factor = paid.factor,
                   .after = paid.amounts.at(i),
                   .scaling = scaling};
  }
  const Fraction prior = task.prior.at(i);
  const Fraction untouched =
      task.how == Payer::How::kScaleGains ? std::min(before, std::max(prior, floor)) : floor;
  const bool pays = task.how != Payer::How::kTopUp;
  const Fraction after = paid.amounts.at(i);
  return FloorKept{.how = task.how,
                   .prior = defined ? std::optional{prior} : std::nullopt,
                   .floor = floor,
                   .before = before,
                   .from = pays ? untouched : before,
                   .factor = paid.factor,
                   .after = after,
                   .held = after == floor && after != before && floor.sign() > 0,
                   .cost = paid.cost,
                   .above = paid.above};
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  const Payer& payer = *input.step.get<Payer>("paid_by");
  const Quantities prior = input.participants.only(input.prior->amounts);
  const FloorTask task{.so_far = state.so_far,
                       .prior = prior,
                       .floors = prior.times(share_of(input.step)),
                       .share = share_of(input.step),
                       .how = payer.how};
  auto result = pay_floors(task);
  if (const auto* shortage = std::get_if<Shortage>(&result)) {
    report_not_payable(input, task, *shortage, problems);
    return;
  }
  auto& paid = std::get<FloorsPaid>(result);
  if (!input.watched.empty()) {
    const auto scaling = scaling_of_ratable(state, task, paid);
    state.record(input.watched,
                 [&](std::size_t i) { return fact_of(input, state, task, paid, scaling, i); });
  }
  if (paid.cost.sign() > 0) {
    state.effects.push_back({.step = input.index,
                             .what = HeldHarmless{.share = task.share,
                                                  .paid_by = payer,
                                                  .held = paid.held,
                                                  .payers = paid.payers,
                                                  .cost = paid.cost,
                                                  .factor = paid.factor,
                                                  .lowered = paid.lowered}});
  }
  if (payer.how == Payer::How::kTopUp) {
    state.top_up(payer.name, std::move(paid.amounts), paid.cost);
  } else {
    state.replace(std::move(paid.amounts));
  }
  state.keep_minimum(task.floors, input.pot.rounding.unit);
}

}  // namespace

const StepKind kHoldHarmless{
    .name = "hold_harmless",
    .german = "Besitzstandsgarantie",
    .summary = "gives no district less than a part of its prior year, and says who pays for it",
    .fields = kFields,
    .in_open_pot = true,
    .needs_prior = true,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
