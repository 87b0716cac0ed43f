#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"

namespace allot::engine {

/// Districts that are rounded by themselves, to a total of their own: the last tier of a share.
struct Block {
  std::size_t first, last;  ///< in Blocks::members
  Fraction each;            ///< what a weight of 1 is given
  Fraction total;           ///< what they have in all
  std::int64_t units = 0;   ///< the whole units in it
};

/// The blocks of a share in tiers. There can be as many as districts, in each of many pots: so
/// their members are in one list, and their exact amounts are kept as what makes them: what a
/// district had before, and its weight times `each` of its block.
struct Blocks {
  std::vector<std::uint32_t> members;  ///< of one block after the other, each in ascending order
  Quantities before;                   ///< of all districts; of none: nobody had anything
  Quantities weights;                  ///< of all districts: the key of the tier
  std::vector<Block> list;
  Fraction exact;  ///< the sum of the exact amounts

  [[nodiscard]] bool empty() const { return list.empty(); }
  [[nodiscard]] std::span<const std::uint32_t> members_of(const Block& block) const {
    return std::span{members}.subspan(block.first, block.last - block.first);
  }
  /// Exact, one for each member.
  [[nodiscard]] Quantities amounts_of(const Block& block) const;
  /// The exact amount of a district of the block.
  [[nodiscard]] Fraction amount_of(const Block& block, std::uint32_t district) const;
};

}  // namespace allot::engine
