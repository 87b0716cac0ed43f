#pragma once

#include <string>
#include <string_view>

#include "allot/report/words/writer.hpp"
#include "report/words/sentences.hpp"

namespace allot::report::html {

/// The text as a page shows it letter for letter, whatever it holds.
void put_text(std::string_view text, Writer& out);

/// The same; what our own words set between backticks is code.
void put_phrase(std::string_view text, Writer& out);
void put_sentence(const Sentence& sentence, Writer& out);

/// Without markup, for the title of a window.
std::string plain_text(const Sentence& sentence);

}  // namespace allot::report::html
