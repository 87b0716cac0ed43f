#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace allot::report {

/// What becomes of a number that is longer than a line.
enum class LongNumber { kCut, kWhole };

/// The text in lines of at most `width` columns (2 or more), of which there is one at least.
/// Nothing is lost but the blanks between two lines: it is broken between words, in a word that is
/// longer than a line behind a hyphen or a stroke, and if need be anywhere between two characters,
/// but not within a number unless that is longer than a line. `text` is without controls.
std::vector<std::string> lines_within(std::string_view text, std::size_t width,
                                      LongNumber long_number = LongNumber::kCut);

/// The columns of the longest piece that is broken anywhere only if need be.
std::size_t widest_piece(std::string_view text);

/// The columns of the longest number, with its sign, its marks and the brackets around it; 0 where
/// there is none.
std::size_t widest_number(std::string_view text);

}  // namespace allot::report
