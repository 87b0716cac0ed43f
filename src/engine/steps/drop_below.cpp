// Nothing below an amount: who would have something, and less than is worth the paperwork, has
// nothing. Once: who comes to the amount by what the others lose is not looked at again, and nobody
// comes back.

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/pot/kept_bounds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "amount",
          .type = FieldType::kBound,
          .required = true,
          .summary = "who has more than 0 and less than this has nothing; who has something has at "
                     "least this after rounding, too"},
    Field{.name = "released",
          .type = FieldType::kReleased,
          .required = true,
          .summary = "where the money goes that is taken: `to_others`, those not dropped, in "
                     "proportion to what they have; `keep`, to nobody; or `{reserve: NAME}`"},
    kMayBeUndone,
};

const Released& released(const Step& step) { return *step.get<Released>("released"); }

void check(const StepPlace& place, Problems& problems) {
  const Step& step = place.step();
  if (place.pot.is_open() && released(step).to != Released::To::kKeep) {
    problems.add(
        {.code = Code::kOpenPotStep,
         .where = step.find("released")->where,
         .message = "in a pot whose amount is `open` there is nobody to receive what is released",
         .label = "only `keep`",
         .help = {"write `released: keep`, or give the pot an amount"}});
  }
}

struct Drop {
  Quantities smallest;                ///< the amount of each
  std::vector<bool> dropped, others;  ///< of those who have something
  Fraction total;                     ///< what they have in all
  Fraction kept;                      ///< what the others have of it

  [[nodiscard]] Fraction released() const { return total - kept; }
};

Drop drop_of(const StepInput& input, const Quantities& before, Quantities smallest) {
  Drop drop{.smallest = std::move(smallest), .dropped = {}, .others = {}, .total = {}, .kept = {}};
  drop.dropped = above(drop.smallest, before);
  drop.others.resize(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const bool has = before.sign_at(i) > 0 && input.participants.takes_part(i);
    drop.others[i] = has && !drop.dropped[i];
    drop.dropped[i] = has && drop.dropped[i];
  }
  drop.kept = before.only(drop.others).total();
  drop.total = drop.kept + before.only(drop.dropped).total();
  return drop;
}

std::size_t count(const std::vector<bool>& flags) {
  return static_cast<std::size_t>(std::ranges::count(flags, true));
}

/// Nobody is left who could receive what is released.
bool report_all_dropped(const StepInput& input, const Drop& drop, Problems& problems) {
  if (released(input.step).to != Released::To::kOthers || drop.kept.sign() > 0 ||
      drop.total.sign() == 0) {
    return false;
  }
  const int decimals = input.scenario.decimals;
  problems.add(
      {.code = Code::kNobodyReceives,
       .where = input.step.find("amount")->where,
       .message = fmt::format("all {} who have something in pot `{}` are below the amount: "
                              "nobody is left to receive {}",
                              count(drop.dropped), input.pot.id, amount_text(drop.total, decimals)),
       .label = "nobody reaches it",
       .help = {"lower the amount, or make the pot larger",
                "`released: keep` gives the money to nobody, `released: {reserve: NAME}` "
                "to a reserve"}});
  return true;
}

void record(const Quantities& before, const Drop& drop, const Fraction& factor, Facts& facts) {
  facts.record([&](std::size_t i) {
    const Fraction has = before.at(i);
    return DropChecked{.amount = drop.smallest.at(i),
                       .before = has,
                       .dropped = drop.dropped[i],
                       .factor = drop.others[i] ? factor : Fraction{1},
                       .after = drop.dropped[i]  ? Fraction{}
                                : drop.others[i] ? factor * has
                                                 : has,
                       .total = drop.total,
                       .others = drop.kept,
                       .count = count(drop.others)};
  });
}

/// The amount where it is the same for all.
std::optional<Fraction> common_amount(const StepInput& input, const PotState& state) {
  const Bound& bound = *input.step.get<Bound>("amount");
  if (const auto* fixed = std::get_if<FixedBound>(&bound)) {
    return fixed->amount;
  }
  const auto* of_pot = std::get_if<PotBound>(&bound);
  return of_pot == nullptr ? std::nullopt : std::optional{state.ledger.amount() * of_pot->share};
}

/// What leaves the pot of what is released.
Fraction take(const StepInput& input, const Quantities& before, const Drop& drop,
              const Fraction& factor, PotState& state) {
  std::vector<bool> stays = drop.dropped;
  stays.flip();
  if (released(input.step).to == Released::To::kOthers) {
    stays = without(std::move(stays), drop.others);
    state.ledger.replace(before.only(stays).plus(before.only(drop.others).times(factor)));
    return {};
  }
  const Fraction out = state.ledger.raise_and_cut(before.only(stays), Fraction{}, drop.released());
  if (released(input.step).to == Released::To::kReserve && out.sign() > 0) {
    state.ledger.reserve_rest(released(input.step).reserve, out);
  }
  return out;
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  auto smallest = bound_values(input, state, *input.step.find("amount"), problems);
  if (!smallest) {
    return;
  }
  const Quantities before = state.ledger.so_far();
  const Drop drop = drop_of(input, before, std::move(*smallest));
  if (report_all_dropped(input, drop, problems)) {
    return;
  }
  const bool moves = released(input.step).to == Released::To::kOthers && drop.kept.sign() > 0;
  const Fraction factor = moves ? drop.total / drop.kept : Fraction{1};
  record(before, drop, factor, state.facts);
  if (any(drop.dropped)) {
    const auto amount = common_amount(input, state);
    const Fraction out = take(input, before, drop, factor, state);
    state.facts.effect(SmallDropped{.amount = amount,
                                    .dropped = count(drop.dropped),
                                    .receivers = count(drop.others),
                                    .released = drop.released(),
                                    .factor = factor,
                                    .to = released(input.step),
                                    .out = out});
  }
  if (is_followed(input)) {
    state.kept.keep_or_nothing(input.index, drop.smallest);
  }
  state.bounds.keep(drop.smallest.only(drop.others), std::nullopt, input.pot.rounding.unit);
}

}  // namespace

extern const StepKind kDropBelow{
    .name = "drop_below",
    .german = "Bagatellgrenze",
    .summary =
        "leaves nothing to those who have something, and less than an amount; once: who comes to "
        "the amount by it is not looked at again",
    .fields = kFields,
    .examples =
        "{amount: 50_000, released: to_others}\n"
        "{amount: {percent_of_pot: 0.1 %}, released: {reserve: hardship fund}, may_be_undone: "
        "true}",
    .in_open_pot = true,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
