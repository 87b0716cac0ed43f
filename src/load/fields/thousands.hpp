#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/load/yaml/yaml_tree.hpp"

namespace allot::load {

// `25.000` in an amount of money: a German groups by points, and a program reads 25. A point with
// three digits behind it is thousands to one reader and decimals to the other.

/// One point, one to three digits before it, of which the first is no 0, and three behind it. A
/// sign before them does not count.
bool looks_like_thousands(std::string_view text);

/// Whether the scenario pays in thousandths, so that three decimals are what one expects: by its
/// currency, or by a rounding unit.
bool pays_thousandths(const YamlNode& scenario);

/// Reports such a number with both readings; `what` is what has it.
void report_thousands(std::string_view text, const Location& where, std::string_view what,
                      Problems& problems);

}  // namespace allot::load
