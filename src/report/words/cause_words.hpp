#pragma once

#include <string>
#include <string_view>

#include "allot/engine/causes/causes.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// Whether the lines of all districts have sums that mean something. Own and the others' counts do
/// not: each district has a game of its own, in which only it is not the others.
bool causes_have_sums(const engine::Causes& causes);

/// For people: "own count"; of factors that clash all of them.
std::string cause_words(const engine::CauseLine& line, const Words& words);
/// The same for programs.
std::string cause_name(const engine::CauseLine& line);

}  // namespace allot::report
