#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "allot/core/int128.hpp"
#include "allot/engine/facts/tie.hpp"
#include "allot/model/ids.hpp"

// The units that rounding down leaves, one each to the largest remainders: for districts within
// their bounds and without any, for contributors, for what is paid from outside.

namespace allot::engine {

template <class Part>
struct Remainder {
  Part value;
  std::uint32_t of;
};

/// Brings the `count` largest to the front, in no order; 0 < count. Of equal ones those that
/// `before` puts first: it is asked only at the cut, where alone it matters.
template <class Part, class Before>
void select_largest(std::vector<Remainder<Part>>& remainders, std::int64_t count, Before&& before) {
  const auto cut = remainders.begin() + count;
  std::nth_element(remainders.begin(), cut - 1, remainders.end(),
                   [](const auto& a, const auto& b) { return a.value > b.value; });
  const Remainder<Part> last = *(cut - 1);
  const auto equal = [&](const auto& entry) { return entry.value == last.value; };
  const auto first_equal = std::partition(remainders.begin(), cut, std::not_fn(equal));
  const auto after_equal = std::partition(cut, remainders.end(), equal);
  std::nth_element(first_equal, cut - 1, after_equal,
                   [&](const auto& a, const auto& b) { return before(a.of, b.of); });
}

/// Of selected ones: those as large as the last that was taken, if not all of them were.
template <class Part>
std::optional<Tie> tie_at(const std::vector<Remainder<Part>>& remainders, std::int64_t count) {
  const auto cut = remainders.begin() + count;
  const Part& last = (cut - 1)->value;
  const auto equal_until = [&](auto end) {
    std::vector<DistrictId> districts;
    for (auto entry = remainders.begin(); entry != end; ++entry) {
      if (entry->value == last) {
        districts.push_back(static_cast<DistrictId>(entry->of));
      }
    }
    std::sort(districts.begin(), districts.end());
    return districts;
  };
  Tie tie{.tied = equal_until(remainders.end()), .chosen = equal_until(cut)};
  return tie.tied.size() > tie.chosen.size() ? std::optional{std::move(tie)} : std::nullopt;
}

/// Where units are moved to or from: what each district could still take part with, and which units
/// come first. A district's next unit has the key `ceiling - fraction`, each further one a key that
/// is 1 less; the units with the largest keys are moved.
template <class Part>
struct Movable {
  std::vector<std::int64_t> ceiling;
  std::vector<Part> fraction;  ///< >= 0, below what stands for 1
  std::vector<std::int64_t> capacity;

  void add(std::int64_t highest, Part below_it, std::int64_t most) {
    ceiling.push_back(highest);
    fraction.push_back(std::move(below_it));
    capacity.push_back(most);
  }
  /// How many units have a key above `level`.
  [[nodiscard]] int128 count_above(std::int64_t level) const {
    int128 count = 0;
    for (std::size_t i = 0; i < ceiling.size(); ++i) {
      count += above(i, level);
    }
    return count;
  }
  [[nodiscard]] std::int64_t above(std::size_t i, std::int64_t level) const {
    return std::clamp<std::int64_t>(ceiling[i] - level, 0, capacity[i]);
  }
  /// The least level with at most `count` units above it.
  [[nodiscard]] std::int64_t level_for(std::int64_t count) const {
    constexpr std::int64_t kFar = std::int64_t{1} << 52;  // beyond all counts of units
    std::int64_t low = -kFar;                             // has more above it, or all there are
    std::int64_t high = kFar;
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      (count_above(middle) <= count ? high : low) = middle;
    }
    return high;
  }
};

/// The units that are moved, district by district.
struct Moves {
  std::vector<std::int64_t> units;
  std::optional<Tie> tie;
};

/// `count` is at most what there is.
template <class Part, class Before>
Moves move_largest(const Movable<Part>& movable, std::int64_t count, Before&& before) {
  const std::int64_t level = movable.level_for(count);
  Moves moves;
  std::vector<Remainder<Part>> next;
  for (std::uint32_t i = 0; i < movable.ceiling.size(); ++i) {
    const std::int64_t units = movable.above(i, level);
    moves.units.push_back(units);
    count -= units;
    // Its next key is above level - 1.
    if (units < movable.capacity[i] && movable.ceiling[i] >= level) {
      next.push_back({.value = -movable.fraction[i], .of = i});
    }
  }
  if (count > 0) {
    select_largest(next, count, before);
    for (auto entry = next.begin(); entry != next.begin() + count; ++entry) {
      ++moves.units[entry->of];
    }
    moves.tie = tie_at(next, count);
  }
  return moves;
}

}  // namespace allot::engine
