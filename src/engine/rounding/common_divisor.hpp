#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "allot/core/quantities.hpp"
#include "allot/engine/rounding/rounding.hpp"

namespace allot::engine {

/// What a divisor method gave, and within which bounds, in units; an empty one bounds nobody.
struct DivisorResult {
  Signpost signpost;
  const Quantities& weights;
  const std::vector<std::int64_t>& units;
  const std::vector<std::int64_t>& minimum;
  const std::vector<std::int64_t>& maximum;
};

/// The number by which all weights can be divided so that the quotients, rounded at the signposts
/// and kept within the bounds, are the units of the result. Where a tie decided it is the tied
/// claim itself: the quotients of the tied are at the signpost, where only the tie tells up from
/// down. A geometric mean of n and n + 1 is never rational: there the number stands just above the
/// tied claims, and those who got a unit by the tie have one more than so.
class CommonDivisor {
 public:
  explicit CommonDivisor(const DivisorResult& result);

  /// Without a tie, of all that do the one with the fewest digits.
  [[nodiscard]] const Fraction& value() const { return value_; }
  /// Whether the district's last unit is one that tied claims competed for.
  [[nodiscard]] bool by_tie(std::size_t district) const;
  /// Whether it is one of the tied, with a unit by the tie or without.
  [[nodiscard]] bool tied(std::size_t district) const;

 private:
  /// w / d(n), of kGeometric squared, so that no root is needed.
  struct Claim {
    Fraction value;
    bool unlimited = false;  ///< d(n) = 0, or nobody's
  };

  [[nodiscard]] Claim claim(std::size_t district, std::int64_t held) const;
  [[nodiscard]] bool has_last(std::size_t district) const;
  [[nodiscard]] bool may_gain(std::size_t district) const;
  [[nodiscard]] std::strong_ordering order(const Fraction& divisor, const Claim& claim) const;
  [[nodiscard]] Fraction shortest() const;

  DivisorResult result_;
  Claim lost_;  ///< the best that was not met
  Claim met_;   ///< the worst that was, of those better than `lost_`
  bool is_tied_ = false;
  Fraction value_;
};

}  // namespace allot::engine
