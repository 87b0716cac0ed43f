#pragma once

#include "report/notes/notes.hpp"

namespace allot::report {

/// Who contributed to a pot, in cash and in kind, and its tranches.
std::vector<Sentence> contribution_notes(const RunView& view, std::size_t pot,
                                         const NumberFormat& numbers);

/// Money that came from outside the pot, and money that no district got.
std::vector<Sentence> money_notes(const RunView& view, std::size_t pot,
                                  const NumberFormat& numbers);

}  // namespace allot::report
