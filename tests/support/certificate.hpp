#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "support/numbers.hpp"

namespace allot::test {

/// A division into units as a paper would state it: who claims how much, within which bounds.
struct Claims {
  std::string_view method;
  std::vector<Exact> claims;  ///< weights; of largest remainder the quotas, in units
  std::vector<std::int64_t> minimum, maximum;  ///< empty: none
};

/// What the claim to one more unit is worth: by it the units are given, the highest first.
/// `at_once` comes before every number (the first unit of Adams, Dean and Hill).
struct Worth {
  Whole numerator = 0, denominator = 1;
  bool at_once = false;
};

bool operator<(const Worth& a, const Worth& b);
bool operator==(const Worth& a, const Worth& b);

/// The worth of unit number `had` + 1 to district `index`.
Worth worth(const Claims& claims, std::size_t index, std::int64_t had);

/// Who stood equal at the cut, if some of them got a unit and some did not.
struct CutTie {
  std::vector<std::size_t> tied, given;
};

/// The proof that `units` is a result of the method: no unit that was given is worth less than one
/// that was not, within the bounds. Needs no knowledge of how the units were found.
bool is_legitimate(const Claims& claims, const std::vector<std::int64_t>& units);
std::optional<CutTie> tie_at_cut(const Claims& claims, const std::vector<std::int64_t>& units);

}  // namespace allot::test
