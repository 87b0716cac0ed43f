// Counts added by weights; the sum is normalised.

#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "sum", .type = FieldType::kList, .summary = "counts mixed, then normalised"},
};

constexpr std::array kPartFields{
    Field{.name = "weight", .type = FieldType::kNumber, .fallback = "1"},
    Field{.name = "of", .type = FieldType::kKey, .required = true},
};

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& /*problems*/) {
  return sum_of_counts(input);
}

}  // namespace

extern const KeyKind kSum{
    .name = "sum",
    .fields = kFields,
    .examples = "{sum: [intake_2025, {of: places, weight: 0.5}]}",
    .part = "part",
    .part_fields = kPartFields,
    .part_examples = "{of: places, weight: 0.5}",
    .evaluate = &evaluate,
    .formula = &weighted_formula,
};

}  // namespace allot::engine
