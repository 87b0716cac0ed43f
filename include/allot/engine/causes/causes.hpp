#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/money.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// What can change between two years, or between two scenarios.
enum class Factor {
  kPot,            ///< the amounts of the pots
  kCounts,         ///< the columns, where own and others' cannot be told apart
  kOwnCount,       ///< the district's own numbers
  kOthersCounts,   ///< those of all others
  kRule,           ///< steps and keys, all changed ones together, with columns only one side uses
  kParticipation,  ///< who takes part, and when
  kShare,          ///< of a prior year that is amounts only: all that is not the pot
  kClash,          ///< factors of which some cannot change without the others
  kRounding,       ///< what rounding adds to the exact effects
};

/// One line of the account: what a factor did to each of the districts asked for. In the order of
/// those districts.
struct CauseLine {
  Factor factor;
  std::vector<Factor> clash = {};  ///< of kClash: those that cannot change without each other
  bool with_prior = false;  ///< of kRule, or a clash with it: steps are held against another year
  std::vector<Money> amounts;  ///< rounded half up to the unit; the lines add up to the shift
  /// The Shapley value, of kRounding the difference, by the place of the district: not stored for
  /// ten thousand districts, but computed when asked for.
  std::function<Fraction(std::size_t)> exact;
};

/// The shift from one result to another, split into its causes: each factor's Shapley value over
/// the scenarios in which some of the factors are those of `before` and the others those of `after`
/// (L. S. Shapley, A value for n-person games, 1953), on exact amounts. The order in which factors
/// are listed does not matter.
struct Causes {
  std::vector<CauseLine> lines;  ///< factors that did nothing are there, with 0; kRounding is last
  /// Why no more can be told than there is: the prior year is amounts only.
  bool amounts_only = false;
};

/// Nothing where there is no prior year, or where a district asked for has none.
std::optional<Causes> causes_of_shift(const Scenario& scenario, const Result& result,
                                      std::span<const DistrictId> districts);

/// Between two scenarios with the same districts. Both have been run.
Causes causes_between(const Scenario& before, const Result& result_before, const Scenario& after,
                      const Result& result_after, std::span<const DistrictId> districts);

}  // namespace allot::engine
