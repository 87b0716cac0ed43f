#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "allot/engine/keys/key_kinds.hpp"

namespace allot::engine {

/// Weights of which the whole is their sum.
inline KeyValues closed(Quantities weights) {
  Fraction whole = weights.total();
  return {.weights = std::move(weights), .whole = std::move(whole)};
}

/// The parts by their weights, in their own units.
KeyValues sum_of_counts(const KeyInput& input);
/// Königstein and its like: each part is normalised first, so the units do not matter.
KeyValues sum_of_shares(const KeyInput& input);

/// For which districts an empty cell leaves a part out; null: for none.
const std::vector<bool>* left_out(const KeyInput& input, const WeightedKey& part);
/// For one district what both sums are, of the parts that are not left out.
KeyFormula weighted_formula(const KeyInput& input, std::size_t district);

}  // namespace allot::engine
