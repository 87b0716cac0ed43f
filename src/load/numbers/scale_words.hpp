#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot::load {

/// What the head of a column says of its numbers.
struct Scale {
  std::string word;         ///< as the head has it
  std::string_view factor;  ///< "1000"
};

/// Whether a head says that its numbers are in thousands, millions or milliards, in the ways that
/// German, English and French tables have: `Tsd. EUR`, `T€`, `in 1.000`, `Mio.`, `k€`.
std::optional<Scale> scale_in(std::string_view head);

}  // namespace allot::load
