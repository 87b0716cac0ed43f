#pragma once

#include "report/notes.hpp"

namespace allot::report {

/// The rounding rule of a pot in words, and who got the units that rounding down left.
Sentence rounding_note(const RunView& view, std::size_t pot, const NumberFormat& numbers);

/// One sentence for each tie that mattered, at most ten, and then how many more there are.
std::vector<Sentence> tie_notes(const RunView& view, std::size_t pot, const NumberFormat& numbers);

/// "by largest key, then id".
std::string tie_rule_words(const Scenario& scenario, const std::vector<TieRule>& rules);

}  // namespace allot::report
