#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/report/words/writer.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {

// What a terminal is told.
inline constexpr std::string_view kBold = "\x1b[1m";
inline constexpr std::string_view kRed = "\x1b[31m";
inline constexpr std::string_view kGreen = "\x1b[32m";
inline constexpr std::string_view kYellow = "\x1b[33m";
inline constexpr std::string_view kReset = "\x1b[0m";

/// A sentence in phrases. A phrase that does not fit on the rest of a line begins the next one; one
/// that is longer than a line is broken between words.
using Sentence = std::vector<std::string>;

/// Puts `more` behind `sentences`, or more phrases behind those of a sentence.
template <class Item>
void append(std::vector<Item>& items, std::vector<Item> more) {
  std::move(more.begin(), more.end(), std::back_inserter(items));
}

/// In one piece.
std::string joined(const Sentence& sentence);

/// In lines of at most `width` columns, unless a word is longer. Control characters are made
/// visible. `color` holds for each line.
void write_wrapped(const Sentence& sentence, std::size_t width, Writer& out,
                   std::string_view color = {});

/// "1 234".
std::string count_text(std::size_t count, const NumberFormat& format);

}  // namespace allot::report
