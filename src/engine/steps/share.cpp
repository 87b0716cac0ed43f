// Proportional share: x_i = R * w_i / W of what is left, R.

#include <fmt/core.h>

#include <array>

#include "engine/steps/steps.hpp"
#include "engine/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "by",
          .type = FieldType::kKey,
          .required = true,
          .summary = "the key (Verteilungsschlüssel): a name from `keys`, or a column"},
    Field{.name = "of",
          .type = FieldType::kChoice,
          .choices = "participants, all",
          .fallback = "participants",
          .summary = "whose weights make the whole; with `all` the share of those who take no part "
                     "is not assigned"},
};

void report_zero(const StepInput& input, const Key& key, const Fraction& left, Problems& problems) {
  problems.add(
      {.code = Code::kZeroWeight,
       .where = input.step.find("by")->where,
       .message = fmt::format("key `{}` adds up to 0: {} of pot `{}` cannot be shared by it",
                              key.name, amount_text(left, input.scenario.decimals), input.pot.id),
       .label = "no district has a weight",
       .help = {"give at least one district a count above 0, or share by another key"}});
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  const KeyId id = *input.step.get<KeyId>("by");
  const KeyValues* key = input.keys.find(id);
  if (key == nullptr) {
    state.blocked = true;
    return;
  }
  if (state.left.sign() == 0 && state.last_key && state.amount.sign() > 0) {
    report_nothing_left(input, problems);
    return;
  }
  const Fraction left = state.left;
  if (key->whole.sign() == 0 && left.sign() > 0) {
    report_zero(input, input.scenario.key(id), left, problems);
    return;
  }
  state.last_key = id;
  if (left.sign() == 0) {
    return;
  }
  const Fraction factor = left / key->whole;
  const Quantities amounts = key->weights.times(factor);
  const Fraction given = amounts.total();
  state.give(amounts, given);
  // A published or rounded key that does not close leaves its gap to nobody.
  state.not_assigned += left - given;
  state.left = 0;
  if (input.watched) {
    const std::size_t i = index_of(*input.watched);
    state.records.emplace_back(Shared{.key = id,
                                      .left = left,
                                      .weight = key->weights.at(i),
                                      .whole = key->whole,
                                      .amount = amounts.at(i)});
  }
}

}  // namespace

const StepKind kShare{
    .name = "share",
    .german = "nach Schlüssel",
    .summary = "distributes what is left in proportion to a key",
    .fields = kFields,
    .proportional = true,
    .apply = &apply,
};

}  // namespace allot::engine
