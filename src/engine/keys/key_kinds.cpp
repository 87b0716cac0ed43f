#include "allot/engine/keys/key_kinds.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <utility>

namespace allot::engine {

// Each is the end of its file.
extern const KeyKind kColumnKey, kShares, kBlend, kSum, kAverage, kProduct, kGap, kBrackets, kEqual;

std::span<const KeyKind> key_kinds() {
  static const std::array kinds{kColumnKey, kShares, kBlend,    kSum,  kAverage,
                                kProduct,   kGap,    kBrackets, kEqual};
  return kinds;
}

KeyFormula KeyFormula::of(Op op, std::vector<KeyFormula> operands) {
  if (operands.size() == 1) {
    return std::move(operands.front());
  }
  return {.op = op, .operands = std::move(operands)};
}

KeyFormula KeyFormula::rounded(KeyFormula value, Rounding rounding, Fraction unit) {
  return {.op = Op::kRounded,
          .number = std::move(unit),
          .rounding = rounding,
          .operands = {std::move(value)}};
}

KeyFormula KeyFormula::factor(KeyFormula value, Fraction from, std::optional<Fraction> until) {
  return {.op = Op::kFactor,
          .number = std::move(from),
          .until = std::move(until),
          .operands = {std::move(value)}};
}

std::vector<KeyKind> declared_kinds() {
  std::vector<KeyKind> kinds;
  std::ranges::copy_if(key_kinds(), std::back_inserter(kinds), std::logical_not{},
                       &KeyKind::built_in);
  return kinds;
}

bool gives_shares(const Key& key) {
  const auto gives = kind_of(key).gives_shares;
  return gives != nullptr && gives(key);
}

bool counts(const Scenario& scenario, const Key& key) {
  // A key may lead to another one in more ways than could be gone.
  std::vector<bool> seen(key.parts.empty() ? 0 : scenario.keys.size());
  std::vector<const Key*> to_see{&key};
  while (!to_see.empty()) {
    const Key& one = *to_see.back();
    to_see.pop_back();
    if (one.rounding || gives_shares(one)) {
      return false;
    }
    for (const WeightedKey& part : one.parts) {
      if (!seen[index_of(part.of)]) {
        seen[index_of(part.of)] = true;
        to_see.push_back(&scenario.key(part.of));
      }
    }
  }
  return true;
}

EmptyCells empty_cells(const Key& key) {
  const auto cells = kind_of(key).empty_cells;
  return cells == nullptr ? EmptyCells::kError : cells(key);
}

Fraction weights_add_to(const Key& key) {
  if (!kind_of(key).relative_weights) {
    return 1;
  }
  Fraction weights;
  for (const WeightedKey& part : key.parts) {
    weights += part.weight;
  }
  return weights;
}

}  // namespace allot::engine
