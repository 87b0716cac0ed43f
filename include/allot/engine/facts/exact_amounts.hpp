#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "allot/core/quantities.hpp"

namespace allot::engine {

/// What each district has before rounding. Groups that got rounded amounts of their own share them
/// over denominators of their own, which have thousands of bits in common: so each group keeps its
/// own.
class ExactAmounts {
 public:
  struct Group {
    std::vector<std::uint32_t> members;
    Quantities amounts;  ///< one for each member
  };

  ExactAmounts() = default;
  ExactAmounts(Quantities all);  // NOLINT(google-explicit-constructor)
  /// Who is in no group has nothing; nobody is in two.
  ExactAmounts(std::size_t districts, const std::vector<Group>& groups);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] Fraction at(std::size_t district) const;

 private:
  static constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

  struct Place {
    std::uint32_t group = kNoGroup;
    std::uint32_t member = 0;
  };

  Quantities all_;
  std::vector<Place> places_;  ///< of the districts; empty: `all_` has them
  std::vector<Quantities> groups_;
};

}  // namespace allot::engine
