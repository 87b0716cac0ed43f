// A count times factors: heads times a weight each (the relativities of Australia's GST).

#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "product",
          .type = FieldType::kList,
          .summary = "counts multiplied, such as persons and a factor for each"},
};

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& /*problems*/) {
  Quantities product = input.parts.front()->weights;
  for (std::size_t i = 1; i < input.parts.size(); ++i) {
    product = product.times(input.parts[i]->weights).reduced();
  }
  return closed(std::move(product));
}

KeyFormula formula(const KeyInput& input, std::size_t /*district*/) {
  std::vector<KeyFormula> factors;
  for (std::size_t i = 0; i < input.parts.size(); ++i) {
    factors.push_back(KeyFormula::of_part(i));
  }
  return KeyFormula::of(KeyFormula::Op::kProduct, std::move(factors));
}

}  // namespace

extern const KeyKind kProduct{
    .name = "product",
    .fields = kFields,
    .examples = "{product: [intake_2025, relativity]}",
    .part = "factor",
    .between = " × ",
    .of_counts = true,
    .evaluate = &evaluate,
    .formula = &formula,
};

}  // namespace allot::engine
