#pragma once

#include <optional>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/text.hpp"

namespace allot::load {

/// The warning of a text that has a character that is not seen (see first_unseen); nothing where it
/// has none. `thing` is what the text is: "an id".
std::optional<Diagnostic> unseen_character(std::string_view thing, std::string_view text,
                                           TextUse use, const Location& where);

}  // namespace allot::load
