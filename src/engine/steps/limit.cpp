// Minimum and maximum on what a district has so far, solved at once; the others keep their
// proportions. 42 U.S.C. 801 note (Emergency Rental Assistance) has it as "at least 200 million,
// the others pro rata". With floors and caps the loop of many statutes ("set those below to the
// floor, deduct, repeat") is wrong when it fixes both sides in one round; this is the fixed point
// itself.

#include <fmt/core.h>

#include <array>
#include <span>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/arithmetic/water_filling.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "minimum",
          .type = FieldType::kBound,
          .summary = "what each participant has at least; this, `maximum`, or both"},
    Field{.name = "maximum",
          .type = FieldType::kBound,
          .summary = "what each participant has at most"},
    kWithin,
    kMayBeUndone,
};

void check(const StepPlace& place, Problems& problems) {
  if (place.step().find("minimum") == nullptr && place.step().find("maximum") == nullptr) {
    problems.add({.code = Code::kMissingField,
                  .where = place.step().where,
                  .message = "`limit` needs `minimum` or `maximum`",
                  .label = "which bound?",
                  .help = {"write one of them, or both"}});
  }
  const Argument* within = place.step().find(kWithin.name);
  if (within != nullptr && place.pot.is_open()) {
    problems.add({.code = Code::kFieldsClash,
                  .where = within->where,
                  .message = "in a pot whose amount is `open` each amount is bounded by itself",
                  .label = "`within` has no meaning here",
                  .help = {"remove it, or give the pot an amount"}});
  }
}

struct Bounds {
  Quantities minimums;
  std::optional<Quantities> maximums;
  std::vector<bool> without_minimum = {};  ///< who has none; empty: nobody
  std::vector<bool> without_maximum = {};
};

bool has(const std::vector<bool>& without, std::size_t district) {
  return without.empty() || !without[district];
}

/// Who has no bound although the step has one; empty: nobody.
std::vector<bool> without_bound(const StepInput& input, const Argument& argument) {
  const auto& bound = std::get<Bound>(argument.value);
  return std::holds_alternative<SeveralBounds>(bound) ? unbounded(input, bound)
                                                      : std::vector<bool>{};
}

std::optional<Bounds> bounds_of(const StepInput& input, const PotState& state, Problems& problems) {
  Bounds bounds{.minimums = Quantities::constant(input.scenario.districts.size(), 0),
                .maximums = std::nullopt};
  bool good = true;
  if (const Argument* minimum = input.step.find("minimum")) {
    const auto values = bound_values(input, state, *minimum, problems);
    good = values.has_value();
    bounds.minimums = values.value_or(Quantities{});
    bounds.without_minimum = without_bound(input, *minimum);
  }
  if (const Argument* maximum = input.step.find("maximum")) {
    bounds.maximums = bound_values(input, state, *maximum, problems);
    good = good && bounds.maximums;
    bounds.without_maximum = without_bound(input, *maximum);
    if (good && !bounds.without_maximum.empty()) {  // it is no bound: as large as it has to be
      bounds.maximums = bounds.maximums->plus(
          larger_of(state.ledger.so_far(), bounds.minimums).only(bounds.without_maximum));
    }
  }
  return good ? std::optional{std::move(bounds)} : std::nullopt;
}

bool report_clashes(const StepInput& input, const Bounds& bounds, Problems& problems) {
  if (!bounds.maximums) {
    return false;
  }
  const auto clash = first_above(bounds.minimums, *bounds.maximums);
  if (!clash) {
    return false;
  }
  const int decimals = input.scenario.decimals;
  const auto district = static_cast<DistrictId>(*clash);
  problems.add({.code = Code::kMinimumAboveMaximum,
                .where = input.step.where,
                .message = fmt::format("{} has a minimum of {} and a maximum of {}",
                                       district_text(input.scenario, district),
                                       amount_text(bounds.minimums.at(*clash), decimals),
                                       amount_text(bounds.maximums->at(*clash), decimals)),
                .label = "minimum above maximum",
                .help = {"lower the minimum or raise the maximum of this district"}});
  return true;
}

/// In words of money: what is short, and the highest minimum that could be paid where all have the
/// same.
void report_too_high(const StepInput& input, const Fraction& needed, const Fraction& there,
                     Problems& problems) {
  const Argument& minimum = *input.step.find("minimum");
  const auto& bound = std::get<Bound>(minimum.value);
  std::string way_out = "lower the minimums, or make the pot larger";
  const Fraction affordable = there / needed;
  const int decimals = input.scenario.decimals;
  if (const auto* fixed = std::get_if<FixedBound>(&bound)) {
    way_out = fmt::format("the highest minimum that can be paid is {}",
                          amount_text(fixed->amount * affordable, decimals));
  } else if (const auto* prior = std::get_if<PriorBound>(&bound)) {
    way_out = fmt::format("the highest that can be paid is {} of the prior year",
                          percent_text(prior->share * affordable));
  } else if (const auto* pot = std::get_if<PotBound>(&bound)) {
    way_out = fmt::format("the highest that can be paid is {} of the pot",
                          percent_text(pot->share * affordable));
  } else if (const auto* rate = std::get_if<RateBound>(&bound)) {
    way_out = fmt::format("the highest that can be paid is {} for each unit",
                          amount_text(rate->amount * affordable, decimals));
  } else if (!std::holds_alternative<ColumnBound>(bound)) {
    way_out =
        fmt::format("the highest that can be paid is {} of each minimum", percent_text(affordable));
  }
  report_minimums(input, minimum.where, needed, there, std::move(way_out), problems);
}

/// In an open pot there is nobody to pay for others: each amount is clamped alone.
Filling clamped_alone(const PotState& state, const Bounds& bounds) {
  Filling filling{.amounts = larger_of(state.ledger.so_far(), bounds.minimums), .factor = 1};
  filling.at_minimum = count_above(bounds.minimums, state.ledger.so_far());
  filling.raised = filling.amounts.total() - state.ledger.so_far().total();
  if (bounds.maximums) {
    const Fraction before = filling.amounts.total();
    filling.at_maximum = count_above(filling.amounts, *bounds.maximums);
    filling.amounts = smaller_of(filling.amounts, *bounds.maximums);
    filling.cut = before - filling.amounts.total();
  }
  return filling;
}

Bounded fact_of(const StepInput& input, const PotState& state, const Bounds& bounds,
                const Filling& filling, const std::optional<Scaling>& scaling, std::size_t i) {
  Bounded fact{.kind = Bounded::Kind::kLimit,
               .minimum = std::nullopt,
               .maximum = std::nullopt,
               .before = state.ledger.so_far().at(i),
               .factor = filling.factor,
               .after = filling.amounts.at(i),
               .scaling = scaling};
  if (input.participants.takes_part(i)) {
    const bool minimum = input.step.find("minimum") != nullptr && has(bounds.without_minimum, i);
    const bool maximum = bounds.maximums && has(bounds.without_maximum, i);
    fact.minimum = minimum ? std::optional{bounds.minimums.at(i)} : std::nullopt;
    fact.maximum = maximum ? std::optional{bounds.maximums->at(i)} : std::nullopt;
  }
  return fact;
}

FillingTask task_of(const PotState& state, const Bounds& bounds) {
  return {.weights = state.ledger.so_far(),
          .minimums = bounds.minimums,
          .maximums = bounds.maximums ? &*bounds.maximums : nullptr,
          .unlimited = bounds.without_maximum,
          .total = state.ledger.so_far().total()};
}

std::optional<Filling> filled(const StepInput& input, const PotState& state, const Bounds& bounds,
                              Problems& problems) {
  if (state.ledger.open()) {
    return clamped_alone(state, bounds);
  }
  const FillingTask task = task_of(state, bounds);
  const Fraction needed = bounds.minimums.total();
  if (needed > task.total) {
    report_too_high(input, needed, task.total, problems);
    return std::nullopt;
  }
  const auto room = room_of(task);
  if (room && *room < task.total) {
    const Argument* maximum = input.step.find("maximum");
    report_maximums(input, maximum == nullptr ? input.step.where : maximum->where, *room,
                    task.total, "raise the maximums, or make the pot smaller", problems);
    return std::nullopt;
  }
  return fill(task);
}

/// Whom the minimum, or the maximum, keeps from what they would have without it.
std::vector<bool> held_by(const Quantities& before, const Bounds& bounds, const Filling& filling,
                          bool is_minimum) {
  if (filling.held.empty()) {  // nobody, or each is bounded alone
    return is_minimum ? above(bounds.minimums, before)
                      : above(larger_of(before, bounds.minimums), *bounds.maximums);
  }
  const auto held = std::span{filling.held};
  return flags_of(before.size(),
                  is_minimum ? held.first(filling.at_minimum) : held.subspan(filling.at_minimum));
}

void keep_bounds(const StepInput& input, const Quantities& before, const Bounds& bounds,
                 const Filling& filling, PotState& state) {
  std::optional<Quantities> minimums;
  if (input.step.find("minimum") != nullptr) {
    minimums = bounds.minimums;
  }
  std::optional<ExactBound> maximums;
  if (bounds.maximums) {
    maximums = ExactBound{.amounts = *bounds.maximums, .unlimited = bounds.without_maximum};
  }
  if (is_followed(input) && minimums) {
    state.kept.keep(input.index, true, {.amounts = *minimums},
                    held_by(before, bounds, filling, true));
  }
  if (is_followed(input) && maximums) {
    state.kept.keep(input.index, false, *maximums, held_by(before, bounds, filling, false));
  }
  state.bounds.keep(std::move(minimums), std::move(maximums), input.pot.rounding.unit);
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  auto bounds = bounds_of(input, state, problems);
  if (!bounds || report_clashes(input, *bounds, problems)) {
    return;
  }
  auto filling = filled(input, state, *bounds, problems);
  if (!filling) {
    return;
  }
  if (!state.facts.watched().empty()) {
    for (const bool is_minimum : {true, false}) {
      if (const Argument* argument = input.step.find(is_minimum ? "minimum" : "maximum")) {
        record_members(input, std::get<Bound>(argument->value), is_minimum, state);
      }
    }
    const auto scaling = state.ledger.open()
                             ? std::nullopt
                             : std::optional{scaling_of(task_of(state, *bounds), filling->amounts,
                                                        filling->held, filling->others)};
    state.facts.record(
        [&](std::size_t i) { return fact_of(input, state, *bounds, *filling, scaling, i); });
  }
  if (filling->raised.sign() > 0 || filling->cut.sign() > 0) {
    state.facts.effect(Limited{.at_minimum = filling->at_minimum,
                               .at_maximum = filling->at_maximum,
                               .others = filling->others,
                               .raised = filling->raised,
                               .cut = filling->cut,
                               .factor = filling->factor,
                               .lowered = filling->lowered,
                               .lifted = filling->lifted});
  }
  const Quantities before = state.ledger.so_far();
  if (state.ledger.open()) {
    state.ledger.raise_and_cut(std::move(filling->amounts), filling->raised, filling->cut);
  } else {
    state.ledger.replace(std::move(filling->amounts));
  }
  keep_bounds(input, before, *bounds, *filling, state);
}

}  // namespace

extern const StepKind kLimit{
    .name = "limit",
    .german = "Mindestbetrag, Kappung",
    .summary =
        "keeps what each district has so far within bounds; the others keep their "
        "proportions, and in an open pot each amount is bounded alone",
    .fields = kFields,
    .examples =
        "{minimum: 100_000, may_be_undone: true}\n"
        "{minimum: {percent_of_prior: 80 %}, maximum: {percent_of_pot: 60 %}}\n"
        "{minimum: {greatest_of: [50_000, {percent_of_prior: 80 %}]}}\n"
        "{minimum: 100_000, within: region}",
    .in_open_pot = true,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
