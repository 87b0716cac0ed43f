#pragma once

#include <string>
#include <vector>

#include "allot/report/compare.hpp"

namespace allot::report {

/// What a cause did to all who gain, or to all who lose.
struct CauseSum {
  std::string name;   ///< for programs
  std::string words;  ///< for people
  Money amount;
};

/// They add up to what all who gain (or lose) have more (or less). `against` has causes.
std::vector<CauseSum> cause_sums(const Against& against, bool winners);

}  // namespace allot::report
