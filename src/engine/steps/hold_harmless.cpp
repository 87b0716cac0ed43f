// A floor against the prior year, F_i = f * b_i, and who pays for it:
//   ratable            all above the floor, in proportion to their allocation (20 U.S.C. 6332)
//   scale_above_floor  all, in proportion to what they have above the floor: x = F + s * (y - F)
//                      (damping in English local government finance)
//   scale_gains        those who gain, in proportion to their gains
//   top_up             somebody outside the pot

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/effect.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/model/funding.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/arithmetic/lanes.hpp"
#include "engine/arithmetic/water_filling.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

/// Floors against the prior year. Who takes no part, or has no prior year, has 0 in `prior`.
struct FloorTask {
  const Quantities& so_far;
  const Quantities& prior;
  Quantities floors;  ///< share * prior
  Fraction share;
  Payer::How how;
};

struct FloorsPaid {
  Quantities amounts;
  std::size_t held = 0;       ///< districts at their floor that had less, or would have
  std::size_t payers = 0;     ///< districts that pay by the factor; none of a top-up
  BoundReached lowered = {};  ///< of those held: who pays by coming down to its floor
  Fraction cost;              ///< what those below their floor were given
  Fraction factor = 1;        ///< of what the payers pay from
  Fraction above = {};        ///< what they pay from, where factor = 1 - cost / above
  std::size_t others = 0;     ///< of `ratable`: who has factor times what it had; the rest are held
  std::vector<std::uint32_t> at_floor = {};  ///< of `ratable`
};

/// The payers cannot pay.
struct Shortage {
  Fraction needed, there;
  Fraction highest;  ///< the largest share of the prior year that they could
};

using Answer = std::variant<FloorsPaid, Shortage>;

/// Sum of prior years that are not paid for twice: the highest share with sum of floors <= total.
Fraction highest_of_all(const FloorTask& task) { return task.so_far.total() / task.prior.total(); }

Answer ratable(const FloorTask& task) {
  const Fraction needed = task.floors.total();
  const Fraction there = task.so_far.total();
  if (needed > there) {
    return Shortage{.needed = needed, .there = there, .highest = highest_of_all(task)};
  }
  Filling filling = fill({.weights = task.so_far,
                          .minimums = task.floors,
                          .maximums = nullptr,
                          .unlimited = {},
                          .total = there});
  const bool pays = filling.raised.sign() > 0;
  return FloorsPaid{.amounts = std::move(filling.amounts),
                    .held = filling.at_minimum,
                    .payers = pays ? filling.others : 0,
                    .lowered = filling.lowered,
                    .cost = filling.raised,
                    .factor = pays ? filling.factor : Fraction{1},
                    .others = filling.others,
                    .at_floor = std::move(filling.held)};
}

/// What the districts have above the line from which a payer pays, and what is below the floor.
struct Sums {
  BigInt cost, above;
  BigInt above_floor;  ///< of it, what is above a floor that is the line
  std::size_t held = 0, payers = 0;
  std::size_t above_floors = 0;  ///< the payers that have it
};

/// Lanes: so far, floor, and the line from which a payer pays (never below the floor).
template <class Lanes>
Sums sums_of(const Lanes& lanes) {
  using Int = typename std::remove_cvref_t<decltype(lanes.of[0])>::value_type;
  Sums sums;
  Int cost{0};
  Int above{0};
  Int above_floor{0};
  for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
    const Int& had = lanes.of[0][i];
    if (had < lanes.of[1][i]) {
      cost += lanes.of[1][i] - had;
      ++sums.held;
    } else if (lanes.of[2][i] < had) {
      above += had - lanes.of[2][i];
      ++sums.payers;
      if (lanes.of[2][i] == lanes.of[1][i] && lanes.of[1][i] != Int{0}) {
        above_floor += had - lanes.of[2][i];
        ++sums.above_floors;
      }
    }
  }
  sums.cost = BigInt{cost};
  sums.above = BigInt{above};
  sums.above_floor = BigInt{above_floor};
  return sums;
}

/// Those below their floor get it; who has more than its line keeps `factor` of what is above.
template <class Lanes>
Quantities scaled(const Lanes& lanes, const Fraction& factor) {
  const BigInt& up = factor.numerator();
  const BigInt& down = factor.denominator();
  const int most =
      std::max({most_bits(lanes.of[0]), most_bits(lanes.of[1]), most_bits(lanes.of[2])});
  const int bits = most + std::max(up.bit_length(), down.bit_length()) + 1;
  return with_width(bits, [&](auto width) {
    using Out = decltype(width);
    const Out times = widened<Out>(up);
    const Out over = widened<Out>(down);
    std::vector<Out> amounts;
    amounts.reserve(lanes.of[0].size());
    for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
      const Out had = widened<Out>(lanes.of[0][i]);
      const Out line = widened<Out>(lanes.of[2][i]);
      const Out kept = std::max(had, widened<Out>(lanes.of[1][i]));
      amounts.push_back(line < had ? line * over + (had - line) * times : kept * over);
    }
    return Quantities::from(std::move(amounts), lanes.denominator * down);
  });
}

/// The largest f with sum of (f * b - y)+ <= sum of gains, f <= 1: between the breakpoints y / b it
/// is a straight line.
Fraction highest_of_gains(const FloorTask& task) {
  struct Point {
    Fraction ratio, had, prior;
  };
  std::vector<Point> points;
  Fraction gains;
  for (std::size_t i = 0; i < task.prior.size(); ++i) {
    const Fraction prior = task.prior.at(i);
    const Fraction had = task.so_far.at(i);
    gains += had > prior ? had - prior : Fraction{};
    if (prior.sign() > 0) {
      points.push_back({had / prior, had, prior});
    }
  }
  std::sort(points.begin(), points.end(),
            [](const Point& a, const Point& b) { return a.ratio < b.ratio; });
  Fraction had;
  Fraction prior;
  Fraction highest{1};
  for (std::size_t i = 0; i < points.size(); ++i) {
    had += points[i].had;
    prior += points[i].prior;
    highest = (gains + had) / prior;
    if (i + 1 == points.size() || highest <= points[i + 1].ratio) {
      break;
    }
  }
  // Above 1 the gains shrink as the floor rises.
  return highest <= Fraction{1} ? highest : highest_of_all(task);
}

Answer by_scaling(const FloorTask& task, const Quantities& lines) {
  const int spare = bits_of_count(task.so_far.size()) + 1;
  return with_lanes<3>({&task.so_far, &task.floors, &lines}, spare, [&](const auto& lanes) {
    const Sums sums = sums_of(lanes);
    const Fraction cost{sums.cost, lanes.denominator};
    const Fraction above{sums.above, lanes.denominator};
    if (cost > above) {
      return task.how == Payer::How::kScaleGains
                 ? Answer{Shortage{
                       .needed = cost, .there = above, .highest = highest_of_gains(task)}}
                 : Answer{Shortage{.needed = task.floors.total(),
                                   .there = task.so_far.total(),
                                   .highest = highest_of_all(task)}};
    }
    const Fraction factor = cost.sign() == 0 ? Fraction{1} : Fraction{1} - cost / above;
    // Who keeps nothing above its floor is held there, too.
    const bool all_come_down = factor.sign() == 0;
    const BoundReached lowered{
        all_come_down ? sums.above_floors : 0,
        all_come_down ? Fraction{sums.above_floor, lanes.denominator} : Fraction{}};
    return Answer{FloorsPaid{.amounts = scaled(lanes, factor),
                             .held = sums.held + lowered.districts,
                             .payers = cost.sign() == 0 ? 0 : sums.payers - lowered.districts,
                             .lowered = lowered,
                             .cost = cost,
                             .factor = factor,
                             .above = above}};
  });
}

Answer topped_up(const FloorTask& task) {
  return with_lanes<3>({&task.so_far, &task.floors, &task.so_far},
                       bits_of_count(task.so_far.size()) + 1, [&](const auto& lanes) {
                         const Sums sums = sums_of(lanes);
                         return Answer{FloorsPaid{.amounts = scaled(lanes, 1),
                                                  .held = sums.held,
                                                  .cost = {sums.cost, lanes.denominator}}};
                       });
}

/// k = max(b, F): nobody pays out of what is no gain.
Quantities gain_lines(const FloorTask& task) {
  return task.share > Fraction{1} ? task.floors : task.prior;
}

Answer pay_floors(const FloorTask& task) {
  switch (task.how) {
    case Payer::How::kRatable:
      return ratable(task);
    case Payer::How::kScaleAboveFloor:
      return by_scaling(task, task.floors);
    case Payer::How::kScaleGains:
      return by_scaling(task, gain_lines(task));
    case Payer::How::kTopUp:
      break;
  }
  return topped_up(task);
}

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
    kWithin,
    kMayBeUndone,
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
  const Argument* within = step.find(kWithin.name);
  if (within != nullptr && step.get<Payer>("paid_by")->how == Payer::How::kTopUp) {
    problems.add({.code = Code::kFieldsClash,
                  .where = within->where,
                  .message = "a top-up is for each district by itself",
                  .label = "`within` has no meaning here",
                  .help = {"remove it, or let others pay: `ratable`, `scale_above_floor` or "
                           "`scale_gains`"}});
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
  return scaling_of({.weights = state.ledger.so_far(),
                     .minimums = task.floors,
                     .maximums = nullptr,
                     .unlimited = {},
                     .total = state.ledger.so_far().total()},
                    paid.amounts, paid.at_floor, paid.others);
}

StepRecord::What fact_of(const StepInput& input, const PotState& state, const FloorTask& task,
                         const FloorsPaid& paid, const std::optional<Scaling>& scaling,
                         std::size_t i) {
  const Fraction before = state.ledger.so_far().at(i);
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
  const Payer& payer = *input.step.get<Payer>("paid_by");
  const Quantities prior = input.participants.only(input.prior->amounts);
  const FloorTask task{.so_far = state.ledger.so_far(),
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
  if (!state.facts.watched().empty()) {
    const auto scaling = scaling_of_ratable(state, task, paid);
    state.facts.record(
        [&](std::size_t i) { return fact_of(input, state, task, paid, scaling, i); });
  }
  if (paid.cost.sign() > 0) {
    state.facts.effect(HeldHarmless{.share = task.share,
                                    .paid_by = payer,
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
  state.bounds.keep(task.floors, {}, input.pot.rounding.unit);
}

}  // namespace

extern const StepKind kHoldHarmless{
    .name = "hold_harmless",
    .german = "Besitzstandsgarantie",
    .summary = "gives no district less than a part of its prior year, and says who pays for it",
    .fields = kFields,
    .examples =
        "{percent_of_prior: 95 %, paid_by: scale_above_floor, may_be_undone: true}\n"
        "{percent_of_prior: 100 %, paid_by: {top_up: state budget}}\n"
        "{percent_of_prior: 95 %, paid_by: ratable, within: region}",
    .in_open_pot = true,
    .needs_prior = true,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
