#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "allot/core/source.hpp"
#include "load/init/survey/table_opening.hpp"

namespace allot::load {

/// The ISO code of the currency that the cells, the head, or the lines above it name; empty: none.
std::string currency_in(const SourceFiles& files, const FoundTable& found);

/// The lines above the head: titles.
std::string_view lines_above(const SourceFiles& files, const FoundTable& found);

/// Whether a text has a currency among its words, also in `TEUR`.
std::string currency_among_words(std::string_view text);

}  // namespace allot::load
