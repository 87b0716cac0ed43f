// A ceiling on growth: c_i = (1 + percent) * b_i. What is cut goes to the others, within their own
// ceilings, or stays unassigned.

#include <fmt/core.h>

#include <array>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/arithmetic/water_filling.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "percent",
          .type = FieldType::kPercentage,
          .required = true,
          .summary = "the most by which a district may grow against the prior year"},
    Field{.name = "released",
          .type = FieldType::kChoice,
          .required = true,
          .choices = "to_others, keep",
          .summary = "where the money goes that is cut: to the others in proportion to what they "
                     "have, or to nobody"},
    Field{.name = "new",
          .type = FieldType::kChoice,
          .required = true,
          .choices = "uncapped, excluded",
          .summary = "districts whose prior year is 0 or undefined: without a ceiling, or left as "
                     "they are"},
    kWithin,
    kMayBeUndone,
};

bool to_others(const Step& step) { return *step.get<std::string>("released") == "to_others"; }

void check(const StepPlace& place, Problems& problems) {
  const Step& step = place.step();
  const Fraction& percent = *step.get<Fraction>("percent");
  if (percent.sign() < 0) {
    problems.add({.code = Code::kNegativeAmount,
                  .where = step.find("percent")->where,
                  .message = fmt::format("`percent` is negative ({})", percent_text(percent)),
                  .label = "write 0 % or more"});
  }
  const Argument* within = step.find(kWithin.name);
  if (within != nullptr && !to_others(step)) {
    problems.add({.code = Code::kFieldsClash,
                  .where = within->where,
                  .message = "with `released: keep` each amount is capped by itself",
                  .label = "`within` has no meaning here",
                  .help = {"remove it, or write `released: to_others`"}});
  }
  if (place.pot.is_open() && to_others(step)) {
    problems.add(
        {.code = Code::kOpenPotStep,
         .where = step.find("released")->where,
         .message = "in a pot whose amount is `open` there is nobody to receive what is cut",
         .label = "only `keep`",
         .help = {"write `released: keep`, or give the pot an amount"}});
  }
}

/// Districts without a ceiling: their prior year is 0 or undefined.
std::vector<bool> new_districts(const StepInput& input, const Quantities& prior) {
  std::vector<bool> flags;
  flags.reserve(prior.size());
  for (std::size_t i = 0; i < prior.size(); ++i) {
    flags.push_back(!input.prior->defined(i) || prior.sign_at(i) <= 0);
  }
  return flags;
}

struct Ceilings {
  std::vector<bool> without;
  Quantities fixed;    ///< what districts that are left as they are have; 0 for the others
  Quantities amounts;  ///< of those without: what they have
  bool excluded;
};

Ceilings ceilings_of(const StepInput& input, const PotState& state) {
  const Quantities prior = input.participants.only(input.prior->amounts);
  Ceilings ceilings{.without = new_districts(input, prior),
                    .fixed = Quantities::constant(prior.size(), 0),
                    .amounts = prior.times(Fraction{1} + *input.step.get<Fraction>("percent")),
                    .excluded = *input.step.get<std::string>("new") == "excluded"};
  const Quantities kept = state.ledger.so_far().only(ceilings.without);
  ceilings.amounts = ceilings.amounts.plus(kept);
  if (ceilings.excluded) {
    ceilings.fixed = kept;
  }
  return ceilings;
}

FillingTask task_of(const PotState& state, const Ceilings& ceilings) {
  return {.weights = state.ledger.so_far(),
          .minimums = ceilings.fixed,
          .maximums = &ceilings.amounts,
          .unlimited = ceilings.excluded ? std::vector<bool>{} : ceilings.without,
          .total = state.ledger.so_far().total()};
}

std::optional<Filling> released_to_others(const StepInput& input, const PotState& state,
                                          const Ceilings& ceilings, Problems& problems) {
  const FillingTask task = task_of(state, ceilings);
  const auto room = room_of(task);
  if (room && *room < task.total) {
    report_maximums(input, input.step.find("percent")->where, *room, task.total,
                    "raise `percent`, or write `released: keep`", problems);
    return std::nullopt;
  }
  return fill(task);
}

Filling cut_and_kept(const PotState& state, const Ceilings& ceilings) {
  Filling filling{.amounts = smaller_of(state.ledger.so_far(), ceilings.amounts), .factor = 1};
  filling.at_maximum = count_above(state.ledger.so_far(), ceilings.amounts);
  filling.cut = state.ledger.so_far().total() - filling.amounts.total();
  return filling;
}

/// Those that are excluded are held where they are by a minimum and a maximum, which is no cap;
/// nobody else has a minimum.
std::size_t capped_of(const Filling& filling) {
  return filling.at_minimum + filling.at_maximum - filling.fixed;
}

Bounded fact_of(const PotState& state, const Ceilings& ceilings, const Filling& filling,
                const std::optional<Scaling>& scaling, std::size_t i) {
  Bounded fact{.kind = Bounded::Kind::kGainCap,
               .minimum = std::nullopt,
               .maximum = std::nullopt,
               .before = state.ledger.so_far().at(i),
               .factor = filling.factor,
               .after = filling.amounts.at(i),
               .scaling = scaling};
  if (!ceilings.without[i]) {
    fact.maximum = ceilings.amounts.at(i);
  } else if (ceilings.excluded) {
    fact.factor = 1;
    fact.scaling.reset();
  }
  return fact;
}

/// Whom the ceiling keeps from what they would have without it.
std::vector<bool> held_by(const PotState& state, const Ceilings& ceilings, const Filling& filling) {
  std::vector<bool> held = filling.held.empty() ? above(state.ledger.so_far(), ceilings.amounts)
                                                : flags_of(ceilings.without.size(), filling.held);
  for (std::size_t i = 0; i < held.size(); ++i) {
    held[i] = held[i] && !ceilings.without[i];
  }
  return held;
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  const Ceilings ceilings = ceilings_of(input, state);
  const bool others = to_others(input.step);
  auto filling = others ? released_to_others(input, state, ceilings, problems)
                        : std::optional{cut_and_kept(state, ceilings)};
  if (!filling) {
    return;
  }
  if (!state.facts.watched().empty()) {
    const auto scaling = others
                             ? std::optional{scaling_of(task_of(state, ceilings), filling->amounts,
                                                        filling->held, filling->others)}
                             : std::nullopt;
    state.facts.record(
        [&](std::size_t i) { return fact_of(state, ceilings, *filling, scaling, i); });
  }
  if (filling->cut.sign() > 0) {
    state.facts.effect(GainsCapped{.share = *input.step.get<Fraction>("percent"),
                                   .capped = capped_of(*filling),
                                   .receivers = filling->others,
                                   .cut = filling->cut,
                                   .factor = filling->factor,
                                   .to_others = others,
                                   .lifted = filling->lifted});
  }
  ExactBound bound{.amounts = ceilings.amounts, .unlimited = ceilings.without};
  if (is_followed(input)) {
    state.kept.keep(input.index, false, bound, held_by(state, ceilings, *filling));
  }
  state.ledger.raise_and_cut(std::move(filling->amounts), Fraction{},
                             others ? Fraction{} : filling->cut);
  state.bounds.keep({}, std::move(bound), input.pot.rounding.unit);
}

}  // namespace

extern const StepKind kGainCap{
    .name = "gain_cap",
    .german = "Zuwachsbegrenzung",
    .summary = "lets no district grow by more than a part of its prior year",
    .fields = kFields,
    .examples =
        "{percent: 10 %, released: to_others, new: uncapped}\n"
        "{percent: 10 %, released: keep, new: excluded, may_be_undone: true}\n"
        "{percent: 10 %, released: to_others, new: uncapped, within: region}",
    .in_open_pot = true,
    .needs_prior = true,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
