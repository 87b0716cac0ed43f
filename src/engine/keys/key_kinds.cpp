#include "allot/engine/keys/key_kinds.hpp"

#include <array>

namespace allot::engine {

// Each is the end of its file.
extern const KeyKind kColumnKey, kShares, kBlend, kSum, kAverage;

std::span<const KeyKind> key_kinds() {
  static const std::array kinds{kColumnKey, kShares, kBlend, kSum, kAverage};
  return kinds;
}

bool gives_shares(const Key& key) {
  const auto gives = kind_of(key).gives_shares;
  return gives != nullptr && gives(key);
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
