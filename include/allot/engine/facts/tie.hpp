#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Districts that had equal claims on too few units. Both lists are in id order.
struct Tie {
  std::int64_t units = 0;  ///< units that were given among them
  std::vector<DistrictId> tied;
  std::vector<DistrictId> given;
  /// For the difference that `residual: largest` gives to one of them; `units` is then 1.
  bool residual = false;
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
  bool residual = false;  ///< as in Tie
  bool prior = false;     ///< in the rule that makes the prior year
};

/// A tie that was decided before the amounts of the districts were rounded. The lists are in the
/// order of the ids' bytes.
struct NamedTie {
  TieAbout about;
  std::int64_t units = 0;
  std::vector<std::string> tied, given;
};

}  // namespace allot::engine
