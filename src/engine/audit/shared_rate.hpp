#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "allot/engine/audit/audit.hpp"

namespace allot::engine {

/// Where most of the ranges meet, and how many do.
struct Meeting {
  Range where;
  std::size_t count = 0;
};
/// Of at least one range.
Meeting most_shared(std::span<const Range> ranges);

/// Rows of two columns in which one is, but for rounding, a rate times the other.
struct SharedRate {
  std::size_t rows = 0;     ///< with both numbers, the second above 0
  std::size_t sharing = 0;  ///< of them
  Range rate;               ///< that these share
  RoundedHow rounded = RoundedHow::kNearest;
  bool key_rounded = false;
  std::vector<StrayRow> strays;
  /// Strays are misprints and no more: few, whatever rounding they had, and without what a floor or
  /// a ceiling would give them.
  bool strays_are_wrong = false;
};

/// `exact_first`: a key of counts is first taken as it stands. Nothing where no row has both.
std::optional<SharedRate> shared_rate(const PrintedTable& table, std::size_t amount,
                                      std::size_t key, bool exact_first);

}  // namespace allot::engine
