#include "engine/keys/weighted.hpp"

namespace allot::engine {

KeyValues sum_of_counts(const KeyInput& input) {
  Quantities sum = Quantities::constant(input.scenario.districts.size(), 0);
  for (std::size_t i = 0; i < input.parts.size(); ++i) {
    sum = sum.plus(input.parts[i]->weights.times(input.key.parts[i].weight));
  }
  return closed(sum.times(Fraction{1} / weights_add_to(input.key)).reduced());
}

KeyValues sum_of_shares(const KeyInput& input) {
  const Fraction over = weights_add_to(input.key);
  Quantities sum = Quantities::constant(input.scenario.districts.size(), 0);
  bool closes = true;
  for (std::size_t i = 0; i < input.parts.size(); ++i) {
    const KeyValues& part = *input.parts[i];
    closes = closes && part.closes;
    sum = sum.plus(part.weights.times(input.key.parts[i].weight / over / part.whole)).reduced();
  }
  return {.weights = std::move(sum), .whole = 1, .closes = closes};
}

const std::vector<bool>* left_out(const KeyInput& input, const WeightedKey& part) {
  const auto& column = input.scenario.key(part.of).column;
  if (!column || empty_cells(input.key) != EmptyCells::kSkip) {
    return nullptr;
  }
  const std::vector<bool>& missing = input.scenario.column(*column).missing;
  return missing.empty() ? nullptr : &missing;
}

KeyFormula weighted_formula(const KeyInput& input, std::size_t district) {
  std::vector<std::size_t> there;
  Fraction present;
  for (std::size_t i = 0; i < input.key.parts.size(); ++i) {
    const WeightedKey& part = input.key.parts[i];
    const std::vector<bool>* without = left_out(input, part);
    if (without == nullptr || !(*without)[district]) {
      there.push_back(i);
      present += part.weight;
    }
  }
  const Fraction over = kind_of(input.key).relative_weights ? present : Fraction{1};
  const bool of_shares = gives_shares(input.key);
  std::vector<KeyFormula> terms;
  for (const std::size_t i : there) {
    const Fraction factor = input.key.parts[i].weight / over;
    KeyFormula part = KeyFormula::of_part(i);
    terms.push_back(of_shares || factor != Fraction{1}
                        ? KeyFormula::of(KeyFormula::Op::kProduct,
                                         {KeyFormula::of_number(factor), std::move(part)})
                        : std::move(part));
  }
  return terms.empty() ? KeyFormula{} : KeyFormula::of(KeyFormula::Op::kSum, std::move(terms));
}

}  // namespace allot::engine
