// What a need is above what a district has of its own: max(0, need − own).

#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "gap",
          .type = FieldType::kMap,
          .summary = "a need less what there is of one's own, and 0 where that is as much or more"},
};

constexpr std::array kMapFields{
    Field{
        .name = "need", .type = FieldType::kCounts, .required = true, .summary = "what is needed"},
    Field{.name = "own",
          .type = FieldType::kCounts,
          .required = true,
          .summary = "what there is already, in the same unit"},
};

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& /*problems*/) {
  const Quantities gap =
      input.parts[0]->weights.plus(input.parts[1]->weights.times(Fraction{-1})).reduced();
  std::vector<bool> there(gap.size());
  for (std::size_t i = 0; i < there.size(); ++i) {
    there[i] = gap.sign_at(i) > 0;
  }
  return closed(gap.only(there).reduced());
}

KeyFormula formula(const KeyInput& /*input*/, std::size_t /*district*/) {
  using enum KeyFormula::Op;
  return KeyFormula::of(
      kAtLeast, {KeyFormula::of(kDifference, {KeyFormula::of_part(0), KeyFormula::of_part(1)}),
                 KeyFormula{}});
}

}  // namespace

extern const KeyKind kGap{
    .name = "gap",
    .fields = kFields,
    .examples = "{gap: {need: places, own: own_places}}",
    .between = " − ",
    .map_fields = kMapFields,
    .map_examples = "{need: places, own: own_places}",
    .of_counts = true,
    .evaluate = &evaluate,
    .formula = &formula,
};

}  // namespace allot::engine
