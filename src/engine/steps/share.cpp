// Proportional share: x_i = R * w_i / W of what is left, R. A key belongs to the file: who takes
// part in a pot, and for how long, only selects and scales its weights. In tiers: see tiers.cpp.

#include <fmt/core.h>

#include <array>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"
#include "engine/steps/prorated.hpp"
#include "engine/steps/tiers.hpp"

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
    kProrateField,
};

bool of_all(const Step& step) {
  const auto* of = step.get<std::string>("of");
  return of != nullptr && *of == "all";
}

std::optional<ChainLink> link(const Step& step) {
  const auto* by = step.get<KeyId>("by");
  return by == nullptr ? std::nullopt
                       : std::optional<ChainLink>{ChainShare{.by = *by, .of_all = of_all(step)}};
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
  if (state.ledger.left().sign() == 0 && state.last_share && state.ledger.amount().sign() > 0) {
    report_nothing_left(input, problems);
    return;
  }
  auto pot = pot_weights(input, *key);
  const Fraction& whole = pot ? pot->whole : key->whole;
  if (whole.sign() == 0 && state.ledger.left().sign() > 0) {
    report_zero(input, input.scenario.key(id), state.ledger.left(), problems);
    return;
  }
  state.last_share = LastShare{.step = input.index, .key = id};
  if (state.ledger.left().sign() > 0) {
    give_shares(input, pot ? pot->weights : key->weights, whole, state);
  }
  state.last_weights = pot ? std::optional{std::move(pot->weights)} : std::nullopt;
}

}  // namespace

extern const StepKind kShare{
    .name = "share",
    .german = "nach Schlüssel",
    .summary = "distributes what is left in proportion to a key",
    .fields = kFields,
    .examples =
        "{by: intake_2025}\n"
        "{by: intake_2025, of: all, prorate: none}\n"
        "{tiers: [{group: region, by: intake_2025}, {by: places}]}",
    .one_of = "by|tiers",
    .gives = true,
    .proportional = true,
    .link = &link,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
