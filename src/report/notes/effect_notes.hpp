#pragma once

#include "report/notes/notes.hpp"

namespace allot::report {

/// One sentence for each rule of a pot that did something, in their order.
std::vector<Sentence> effect_notes(const RunView& view, std::size_t pot,
                                   const NumberFormat& numbers);

}  // namespace allot::report
