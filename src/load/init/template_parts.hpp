#pragma once

#include <string>
#include <string_view>

#include "allot/core/fraction.hpp"

namespace allot::load {

/// Comment lines with the commands to try first on the file `name`, whose pot is called `pot`.
std::string way_to_run(std::string_view name, std::string_view pot);

/// `9_500_000.00`: an amount as scenarios write it.
std::string amount_text(const Fraction& amount, int decimals);

/// 3 246 000 becomes 3 000 000: down to a single digit that is not 0. `value` >= 0.
Fraction one_digit(const Fraction& value);

}  // namespace allot::load
