#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "allot/core/fraction.hpp"

namespace allot::engine {

/// An equalisation for a district whose own numbers are of one run and those of all others of
/// another: all but one district stay the same, so that a search among their breakpoints is enough
/// for each.
class OwnGaps {
 public:
  struct Entry {
    Fraction need;      ///< 0: it receives nothing, whatever its capacity
    Fraction capacity;  ///< may be below 0
  };

  /// One for each district, of the others' side; without a need for those who take no part.
  explicit OwnGaps(std::vector<Entry> all);

  /// max(0, base * need - capacity).
  static Fraction gap(const Entry& entry, const Fraction& base);
  /// The gaps of all, where the district is `own`.
  [[nodiscard]] Fraction sum(std::size_t district, const Entry& own, const Fraction& base) const;
  /// The base by which these are `total` > 0; nothing where there is none that is 0 or more.
  [[nodiscard]] std::optional<Fraction> base(std::size_t district, const Entry& own,
                                             const Fraction& total) const;

 private:
  [[nodiscard]] Fraction sum_of_all(const Fraction& base) const;

  std::vector<Entry> all_;
  // Of those who have a need, in the order of capacity / need:
  std::vector<Fraction> points_;              ///< capacity / need
  std::vector<Fraction> needs_, capacities_;  ///< sums of the first n
};

}  // namespace allot::engine
