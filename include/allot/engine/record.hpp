#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

// Facts about one district in one pot: ids and numbers, never words. Amounts are exact, in the
// scenario's currency. Replaying a district's records in order gives its budget.

/// A proportional share of what was left: amount = left * weight / whole.
struct Shared {
  KeyId key;
  Fraction left, weight, whole, amount;
};
/// amount = each * times.
struct FlatGranted {
  Fraction each, times, amount;
};
/// amount = rate * count.
struct RateGranted {
  ColumnId column;
  Fraction rate, count, amount;
};
/// Money taken out of the pot before; changes nothing for the district.
struct TopSliced {
  std::string to;
  Fraction amount;
};
/// The quota in units and what rounding made of it: `units` whole ones, `remainder` below 1.
struct Quota {
  Fraction exact;  ///< in units
  std::int64_t units;
  Fraction remainder;
};
/// One more (or, `units` < 0, fewer) unit by rank of the remainder, counted from 1.
struct LeftoverUnit {
  std::int64_t units;
  std::uint64_t rank, given;
};
/// The units of a divisor method: what the district has, its last quotient and the next one, as
/// weight and divisor. Hill compares weight^2 : n(n+1).
struct DivisorUnits {
  std::int64_t units;
  Fraction weight;
};
/// The district took what rounding left over (`residual`), in minor units.
struct ResidualTaken {
  Money amount;
};
/// A tie at the cut, and whether the district got its unit.
struct TieBroken {
  std::uint64_t tied, given;
  bool got_unit;
};

using Record = std::variant<Shared, FlatGranted, RateGranted, TopSliced, Quota, LeftoverUnit,
                            DivisorUnits, ResidualTaken, TieBroken>;

/// The amount that a district's records add up to, in minor units of 10^-decimals, when rounded to
/// `unit`: what the budget must be.
Money replay(const std::vector<Record>& records, const Fraction& unit, int decimals);

}  // namespace allot::engine
