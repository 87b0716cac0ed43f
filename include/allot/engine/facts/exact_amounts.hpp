#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "allot/core/quantities.hpp"
#include "allot/engine/facts/blocks.hpp"

namespace allot::engine {

/// What each district has before rounding. Groups that got rounded amounts of their own share them
/// over denominators of their own, which have thousands of bits in common: so each keeps its own.
class ExactAmounts {
 public:
  ExactAmounts() = default;
  ExactAmounts(Quantities all);  // NOLINT(google-explicit-constructor)
  /// Who is in no block has nothing.
  ExactAmounts(std::size_t districts, Blocks blocks);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] Fraction at(std::size_t district) const;

 private:
  Quantities all_;  ///< without blocks
  std::vector<const Block*> block_of_;
  std::shared_ptr<const Blocks> blocks_;
};

}  // namespace allot::engine
