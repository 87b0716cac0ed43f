#pragma once

#include <string>
#include <string_view>

#include "allot/engine/causes/causes.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {

/// For people: "own count".
std::string_view factor_words(engine::Factor factor);

/// For programs: "own_count".
std::string_view factor_name(engine::Factor factor);

/// Whether the lines of all districts have sums that mean something. Own and the others' counts do
/// not: each district has a game of its own, in which only it is not the others.
bool causes_have_sums(const engine::Causes& causes);
/// Why they have none.
Sentence no_cause_sums();

// The same of a line; of factors that clash all of them.
std::string cause_words(const engine::CauseLine& line);
std::string cause_name(const engine::CauseLine& line);

}  // namespace allot::report
