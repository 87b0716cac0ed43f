#pragma once

#include "report/notes/notes.hpp"

namespace allot::report {

/// The rounding rule of a pot in words, and who got the units that rounding down left.
Sentence rounding_note(const RunView& view, std::size_t pot, const NumberFormat& numbers);

/// One sentence for each tie that mattered, at most ten, and then how many more there are.
std::vector<Sentence> tie_notes(const RunView& view, std::size_t pot, const NumberFormat& numbers);

/// As in JSON.
std::string_view tie_word(engine::TieOf of);
std::string_view stake_word(engine::Stake stake);

/// "by largest key, then id": what decides a tie of the pot.
std::string tie_rule_words(const Scenario& scenario, const Pot& pot, const engine::TieAbout& about);

}  // namespace allot::report
