#include "allot/engine/facts/blocks.hpp"

namespace allot::engine {

Quantities Blocks::amounts_of(const Block& block) const {
  const std::span of = members_of(block);
  const Quantities shares = weights.of(of).times(block.each);
  return before.size() == 0 ? shares : before.of(of).plus(shares);
}

Fraction Blocks::amount_of(const Block& block, std::uint32_t district) const {
  const Fraction share = weights.at(district) * block.each;
  return before.size() == 0 ? share : before.at(district) + share;
}

}  // namespace allot::engine
