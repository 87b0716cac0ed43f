// Shares mixed by weights that add to 1.

#include <fmt/core.h>

#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{
        .name = "blend", .type = FieldType::kList, .summary = "shares mixed; the weights add to 1"},
};

constexpr std::array kPartFields{
    Field{.name = "weight", .type = FieldType::kNumber, .required = true},
    Field{.name = "of", .type = FieldType::kKey, .required = true},
};

void check(const KeyPlace& place, Problems& problems) {
  Fraction sum;
  for (const WeightedKey& part : place.key.parts) {
    sum += part.weight;
  }
  if (place.key.parts.empty() || sum == Fraction{1}) {
    return;
  }
  const auto decimals = sum.decimals();
  problems.add(
      {.code = Code::kBlendWeights,
       .where = place.made_of,
       .message = fmt::format("the weights of the blend `{}` add to {}, not to 1", place.key.name,
                              decimals ? sum.to_decimal(*decimals) : sum.to_string()),
       .label = "do not add to 1",
       .help = {"write them so that they add to 1, as fractions where decimals do not: 2/3"}});
}

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& /*problems*/) {
  return sum_of_shares(input);
}

}  // namespace

extern const KeyKind kBlend{
    .name = "blend",
    .fields = kFields,
    .examples = "{blend: [{of: intake_2025, weight: 2/3}, {of: places, weight: 1/3}]}",
    .part = "part",
    .part_fields = kPartFields,
    .part_examples = "{of: places, weight: 1/3}",
    .gives_shares = [](const Key& /*key*/) { return true; },
    .check = &check,
    .evaluate = &evaluate,
    .formula = &weighted_formula,
};

}  // namespace allot::engine
