// Proportional share: x_i = R * w_i / W of what is left, R. A key belongs to the file: who takes
// part in a pot, and for how long, only selects and scales its weights. In tiers: see tiers.cpp.

#include <fmt/core.h>

#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"
#include "engine/steps/rounded_rate.hpp"
#include "engine/steps/tiers.hpp"
#include "engine/whom/prorated.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "by",
          .type = FieldType::kKey,
          .summary = "the key (Verteilungsschlüssel): a name from `keys`, or a column; this or "
                     "`tiers` is required"},
    Field{.name = "of",
          .type = FieldType::kChoice,
          .choices = "participants, all",
          .fallback = "participants",
          .summary = "whose weights make the whole; with `all` the share of those who take no part "
                     "is not assigned"},
    Field{.name = "tiers",
          .type = FieldType::kTiers,
          .summary = "first to groups, then within each: `[{group: COLUMN, by: KEY}, {by: KEY}]`; "
                     "each tier is rounded and closes; the last step of its pot"},
    Field{.name = "rate",
          .type = FieldType::kRateRounding,
          .summary =
              "with `by`, a key of counts: each unit of it gets the same, rounded like this; "
              "what then is not given stays in the pot"},
    kProrateField,
};

constexpr std::string_view kName = "share";

bool of_all(const Step& step) {
  const auto* of = step.get<std::string>("of");
  return of != nullptr && *of == "all";
}

std::optional<ChainLink> link(const Step& step) {
  const auto* by = step.get<KeyId>("by");
  const auto* rate = step.get<FactorRounding>("rate");
  return by == nullptr ? std::nullopt
                       : std::optional<ChainLink>{ChainShare{
                             .by = *by,
                             .of_all = of_all(step),
                             .rate = rate == nullptr ? std::nullopt : std::optional{*rate}}};
}

/// A rate is an amount for each unit that something counts.
void check_rate(const StepPlace& place, const Argument& rate, Problems& problems) {
  const Step& step = place.step();
  if (const Argument* tiers = step.find("tiers")) {
    problems.add({.code = Code::kFieldsClash,
                  .where = rate.where,
                  .message = "`share` has a `rate` and `tiers`",
                  .label = "the rate of which tier?",
                  .help = {"remove one of the two: tiers round amounts, not rates"},
                  .related = {{tiers->where, "the tiers"}}});
    return;
  }
  const auto* by = step.get<KeyId>("by");
  if (by == nullptr || counts(place.scenario, place.scenario.key(*by))) {
    return;
  }
  const Key& key = place.scenario.key(*by);
  problems.add({.code = Code::kKeyOfShares,
                .where = step.find("by")->where,
                .message = fmt::format("`{}` is a key of shares, and a `rate` is for each unit "
                                       "that a key counts",
                                       key.name),
                .label = key.rounding ? "rounded to shares" : "shares, not counts",
                .help = {"name a column, or a key that is made of counts alone and is not rounded",
                         "or remove `rate`"},
                .related = {{rate.where, "the rate"}, {key.where, "the key"}}});
}

void check(const StepPlace& place, Problems& problems) {
  const Argument* by = place.step().find("by");
  const Argument* tiers = place.step().find("tiers");
  if ((by == nullptr) == (tiers == nullptr)) {
    problems.add({.code = by == nullptr ? Code::kMissingField : Code::kFieldsClash,
                  .where = by == nullptr ? place.step().where : tiers->where,
                  .message = by == nullptr ? "`share` needs `by`" : "`share` has `by` and `tiers`",
                  .label = by == nullptr ? "by which key?" : "which of the two?",
                  .help = {by == nullptr ? "write `by: KEY`, or `tiers: […]`"
                                         : "each tier has a `by` of its own: remove the other"}});
  }
  if (tiers != nullptr) {
    check_tiers(place, problems);
  }
  if (const Argument* rate = place.step().find("rate")) {
    check_rate(place, *rate, problems);
  }
}

void report_zero(const StepInput& input, const Key& key, const Fraction& left, Problems& problems) {
  const bool nobody = input.participants.count() == 0;
  problems.add(
      {.code = Code::kZeroWeight,
       .where = input.step.find("by")->where,
       .message = fmt::format("key `{}` adds up to 0{}: {} of pot `{}` cannot be shared by it",
                              key.name, input.participants.all() ? "" : " for those who take part",
                              amount_text(left, input.scenario.decimals), input.pot.id),
       .label = nobody ? "nobody takes part" : "no district has a weight",
       .help = {nobody ? "let somebody take part, or leave the pot out"
                       : "give at least one district a count above 0, or share by another key"}});
}

/// The weights of a pot: those of the key that take part, times their part of the year.
struct PotWeights {
  Quantities weights;
  Fraction whole;  ///< of which weights are parts; the gap of a key that does not close stays in it
};

/// Nothing where they are those of the key: a million weights are not copied for that.
std::optional<PotWeights> pot_weights(const StepInput& input, const KeyValues& key) {
  const Prorate* rule = prorated_key(input);
  if (rule == nullptr && input.participants.all()) {
    return std::nullopt;
  }
  PotWeights pot{.weights = input.participants.only(key.weights), .whole = key.whole};
  if (rule != nullptr) {
    pot.weights = pot.weights.times(input.participants.factors(*rule));
  }
  if (!of_all(input.step)) {
    pot.whole = pot.weights.total() + key.whole - key.weights.total();
  }
  return pot;
}

struct Weighing {
  const Quantities& weights;
  const Fraction& whole;
};

void note_part_year(const StepInput& input, const Fraction& unused, PotState& state) {
  if (const Prorate* rule = prorate_of(input)) {
    state.facts.effect(PartYear{.districts = part_year_districts(input, *rule), .saved = unused});
  }
}

/// What is not used because of part-year factors stays in the pot; what belongs to those who take
/// no part, or to the gap of a key, is not assigned.
void give_shares(const StepInput& input, const Quantities& weights, const Fraction& whole,
                 PotState& state) {
  const Fraction left = state.ledger.left();
  const Quantities full = weights.times(left / whole);
  const Fraction claimed = full.total();
  const Prorate* rule = prorated_amount(input);
  const Quantities amounts =
      rule == nullptr ? Quantities{} : full.times(input.participants.factors(*rule));
  const Fraction given = rule == nullptr ? claimed : amounts.total();
  state.give(rule == nullptr ? full : amounts, given);
  state.ledger.leave_unassigned(left - claimed);
  note_part_year(input, claimed - given, state);
  state.facts.record([&](std::size_t i) {
    return Shared{.key = state.last_share->key,
                  .left = left,
                  .weight = weights.at(i),
                  .whole = whole,
                  .amount = (rule == nullptr ? full : amounts).at(i),
                  .part_year = part_year_factor(input, rule, i)};
  });
}

/// The same at one rate for each unit of the key, rounded: what that leaves is in the pot.
void give_by_rate(const StepInput& input, const FactorRounding& rounding, const Weighing& of,
                  PotState& state, Problems& problems) {
  const Fraction left = state.ledger.left();
  const Fraction exact = left / of.whole;
  const Fraction rate = rounding.of(exact);
  const Quantities full = of.weights.times(rate);
  const Fraction claimed = full.total();
  const Fraction of_others = rate * of.whole - claimed;  // of those who take no part: `of: all`
  const Prorate* rule = prorated_amount(input);
  const Quantities amounts = rule == nullptr ? full : full.times(input.participants.factors(*rule));
  const Fraction given = rule == nullptr ? claimed : amounts.total();
  if (given + of_others > left) {
    report_rounded_too_high(input, {.name = "rate", .rounded = rate}, given + of_others, left,
                            problems);
    return;
  }
  state.give(amounts, given);
  state.ledger.leave_unassigned(of_others);
  state.facts.effect(
      RateRounded{.exact = exact, .rate = rate, .left = left, .given = given + of_others});
  note_part_year(input, claimed - given, state);
  state.facts.record([&](std::size_t i) {
    return SharedByRate{.key = state.last_share->key,
                        .left = left,
                        .weight = of.weights.at(i),
                        .whole = of.whole,
                        .rate = rate,
                        .amount = amounts.at(i),
                        .rule = rounding,
                        .part_year = part_year_factor(input, rule, i)};
  });
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  if (const auto* tiers = input.step.get<std::vector<Tier>>("tiers")) {
    share_in_tiers(input, *tiers, state, problems);
    return;
  }
  const KeyId id = *input.step.get<KeyId>("by");
  const KeyValues* key = input.keys.find(id);
  if (key == nullptr) {
    state.blocked = true;
    return;
  }
  if (nothing_is_left(state) && state.ledger.amount().sign() > 0) {
    report_nothing_left(input, state, problems);
    return;
  }
  auto pot = pot_weights(input, *key);
  const Fraction& whole = pot ? pot->whole : key->whole;
  if (whole.sign() == 0 && state.ledger.left().sign() > 0) {
    report_zero(input, input.scenario.key(id), state.ledger.left(), problems);
    return;
  }
  state.last_share = LastShare{.step = input.index, .key = id};
  state.gave_rest = kName;
  if (state.ledger.left().sign() > 0) {
    const Quantities& weights = pot ? pot->weights : key->weights;
    const auto* rounding = input.step.get<FactorRounding>("rate");
    rounding == nullptr ? give_shares(input, weights, whole, state)
                        : give_by_rate(input, *rounding, {weights, whole}, state, problems);
  }
  state.last_weights = pot ? std::optional{std::move(pot->weights)} : std::nullopt;
}

}  // namespace

extern const StepKind kShare{
    .name = kName,
    .german = "nach Schlüssel",
    .summary = "distributes what is left in proportion to a key",
    .fields = kFields,
    .examples =
        "{by: intake_2025}\n"
        "{by: intake_2025, of: all, prorate: none}\n"
        "{by: intake_2025, rate: {unit: 0.01, method: down}}\n"
        "{tiers: [{group: region, by: intake_2025}, {by: places}]}",
    .one_of = "by|tiers",
    .gives = true,
    .proportional = true,
    .link = &link,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
