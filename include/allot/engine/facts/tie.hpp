#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::engine {

/// What those tied were equal for.
enum class Stake : std::uint8_t {
  kUnits,      ///< to get one
  kTakenBack,  ///< to lose one, where minimums have made too many: the last of equals loses first
  kGivenBack,  ///< the same by the largest amounts: the first of equals gives first
  kResidual,   ///< to take the difference, under `residual: largest`
};

constexpr bool is_taken(Stake stake) {
  return stake == Stake::kTakenBack || stake == Stake::kGivenBack;
}

/// Districts of equal claims, of whom not all could be chosen. Both lists are in id order.
struct Tie {
  std::vector<DistrictId> tied;
  std::vector<DistrictId> chosen;  ///< who got a unit, lost one, or takes the difference
  Stake stake = Stake::kUnits;
};

/// Who was tied.
enum class TieOf : std::uint8_t {
  kDistricts,
  kContributors,
  kGroups,    ///< of a share in tiers
  kKey,       ///< districts, in a key that is rounded
  kGroupKey,  ///< groups, in a key of theirs that is rounded
};

/// What a tie was about.
struct TieAbout {
  TieOf of = TieOf::kDistricts;
  std::string name = {};  ///< of the key, or of the column of the groups; else empty
  Stake stake = Stake::kUnits;
  bool prior = false;  ///< in the rule that makes the prior year
};

/// A tie that was decided before the amounts of the districts were rounded. The lists are in the
/// order of the ids' bytes.
struct NamedTie {
  TieAbout about;
  std::vector<std::string> tied, chosen;
};

}  // namespace allot::engine
