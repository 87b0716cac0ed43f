#pragma once

#include <cstddef>
#include <vector>

#include "allot/core/fraction.hpp"

namespace allot::engine {

/// `unclaimed: reallocate` for a district whose own numbers are of one run and those of all others
/// of another: water filling in which all but one district stay the same, so that a search among
/// their breakpoints is enough for each.
class OwnReallocation {
 public:
  struct Entry {
    Fraction has;   ///< before what is unclaimed is given out, >= 0
    Fraction most;  ///< >= has: its claim, or what it has
  };

  /// One for each district, of the others' side; nothing for those who take no part.
  explicit OwnReallocation(std::vector<Entry> all);

  /// What the district has in the end if it is `own`, and `left` > 0 is given out as far as there
  /// is room for it.
  [[nodiscard]] Fraction amount(std::size_t district, const Entry& own, const Fraction& left) const;

 private:
  std::vector<Entry> all_;
  // Of those who have something, in the order of most / has:
  std::vector<Fraction> factors_;  ///< most / has
  std::vector<Fraction> full_;     ///< what the first n have at their most
  std::vector<Fraction> growing_;  ///< what all but the first n have
};

}  // namespace allot::engine
