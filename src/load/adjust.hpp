#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/load/load.hpp"
#include "load/draft.hpp"

namespace allot::load {

/// A number, and how a scenario file writes it.
struct WrittenNumber {
  Fraction value;
  std::string text;
  int decimals = 0;
};

/// As a decimal where its decimals end, else as a fraction.
std::string number_text(const Fraction& number);

/// What `--set` or `--adjust` makes of the number that `old_text` is. `--adjust` takes +V, -V, +P%
/// or -P%; where there is nothing to adjust that is reported.
std::optional<WrittenNumber> changed_number(const Assignment& assignment, std::string_view old_text,
                                            Problems& problems);

/// Enters old and new value into row `change`; warns where they are the same.
void record_change(Draft& draft, std::size_t change, const Assignment& assignment,
                   std::string old_value, std::string new_value);

}  // namespace allot::load
