// Money taken out before anybody shares: an amount, or a percentage of the pot (not of what is
// left), rounded half up to the unit of the pot.

#include <fmt/core.h>

#include <array>
#include <string>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/pot/pot_state.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "amount",
          .type = FieldType::kAmount,
          .summary = "what is taken out; either this or `percent`"},
    Field{.name = "percent",
          .type = FieldType::kPercentage,
          .summary = "of the pot; either this or `amount`"},
    Field{.name = "to",
          .type = FieldType::kText,
          .required = true,
          .summary = "the name of the reserve"},
};

ChainSlice slice_of(const Step& step) {
  const auto* amount = step.get<Fraction>("amount");
  return amount != nullptr ? ChainSlice{.amount = *amount, .percent = {}}
                           : ChainSlice{.amount = {}, .percent = *step.get<Fraction>("percent")};
}

std::optional<ChainLink> link(const Step& step) { return slice_of(step); }

void check(const StepPlace& place, Problems& problems) {
  const Step& step = place.step();
  const Argument* amount = step.find("amount");
  const Argument* percent = step.find("percent");
  if ((amount == nullptr) == (percent == nullptr)) {
    problems.add({.code = amount == nullptr ? Code::kMissingField : Code::kFieldsClash,
                  .where = percent == nullptr ? step.where : percent->where,
                  .message = amount == nullptr ? "`top_slice` needs `amount` or `percent`"
                                               : "`top_slice` has both `amount` and `percent`",
                  .label = amount == nullptr ? "how much?" : "which of the two?",
                  .help = {"write one of them"}});
    return;
  }
  if (percent != nullptr && std::get<Fraction>(percent->value).sign() < 0) {
    problems.add(
        {.code = Code::kNegativeAmount,
         .where = percent->where,
         .message = fmt::format("`percent` is negative ({} %)",
                                (std::get<Fraction>(percent->value) * Fraction{100}).to_string()),
         .label = "write 0 % or more"});
  }
}

void apply(const StepInput& input, PotState& state, Problems& problems) {
  const Fraction slice = slice_of(input.step).of(state.ledger.amount(), input.pot.rounding.unit);
  if (slice > state.ledger.left()) {
    const int decimals = input.scenario.decimals;
    problems.add(
        {.code = Code::kTopSliceTooLarge,
         .where = input.step.where,
         .message = fmt::format("`top_slice` takes {} out of pot `{}`, {} is left: short by {}",
                                amount_text(slice, decimals), input.pot.id,
                                amount_text(state.ledger.left(), decimals),
                                amount_text(slice - state.ledger.left(), decimals)),
         .label = "more than is left",
         .help = {"take less, or take it before other steps"}});
    return;
  }
  const std::string& name = *input.step.get<std::string>("to");
  state.ledger.reserve(name, slice);
  state.facts.record([&](std::size_t /*i*/) { return TopSliced{.to = name, .amount = slice}; });
}

}  // namespace

Fraction ChainSlice::of(const Fraction& pot, const Fraction& unit) const {
  return Fraction{((amount + percent * pot) / unit).rounded(Rounding::kHalfUp)} * unit;
}

extern const StepKind kTopSlice{
    .name = "top_slice",
    .german = "Vorwegentnahme",
    .summary = "takes money out to a named reserve before the others share",
    .fields = kFields,
    .examples =
        "{percent: 5 %, to: hardship fund}\n"
        "{amount: 250_000, to: hardship fund}",
    .one_of = "amount|percent",
    .takes_out = true,
    .link = &link,
    .check = &check,
    .apply = &apply,
};

}  // namespace allot::engine
