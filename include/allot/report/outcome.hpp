#pragma once

#include <cstdint>
#include <string_view>

namespace allot::report {

/// What came of holding something against what it ought to be.
enum class Outcome : std::uint8_t {
  kHolds,
  kDoesNotHold,
  kRefused,  ///< it cannot be read, or has errors
  kNothingToCheck,
};

/// For programs: "does_not_hold".
std::string_view name_of(Outcome outcome);

}  // namespace allot::report
