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

std::vector<KeyTerm> weighted_terms(const KeyInput& input, std::size_t district) {
  std::vector<KeyTerm> terms;
  Fraction present;
  for (std::size_t i = 0; i < input.key.parts.size(); ++i) {
    const WeightedKey& part = input.key.parts[i];
    const std::vector<bool>* without = left_out(input, part);
    if (without == nullptr || !(*without)[district]) {
      terms.push_back({.factor = part.weight, .parts = {i}});
      present += part.weight;
    }
  }
  const Fraction over = kind_of(input.key).relative_weights ? present : Fraction{1};
  for (KeyTerm& term : terms) {
    term.factor = term.factor / over;
  }
  return terms;
}

}  // namespace allot::engine
