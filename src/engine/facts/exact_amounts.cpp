#include "allot/engine/facts/exact_amounts.hpp"

#include <utility>

namespace allot::engine {

ExactAmounts::ExactAmounts(Quantities all) : all_{std::move(all)} {}

ExactAmounts::ExactAmounts(std::size_t districts, Blocks blocks)
    : block_of_(districts), blocks_{std::make_shared<const Blocks>(std::move(blocks))} {
  for (const Block& block : blocks_->list) {
    for (const std::uint32_t member : blocks_->members_of(block)) {
      block_of_[member] = &block;
    }
  }
}

std::size_t ExactAmounts::size() const { return blocks_ ? block_of_.size() : all_.size(); }

Fraction ExactAmounts::at(std::size_t district) const {
  if (!blocks_) {
    return all_.at(district);
  }
  const Block* block = block_of_[district];
  return block == nullptr ? Fraction{}
                          : blocks_->amount_of(*block, static_cast<std::uint32_t>(district));
}

}  // namespace allot::engine
