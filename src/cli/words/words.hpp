#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace allot::cli {

/// The parts between commas, without the blanks around them; nothing for an empty text.
std::vector<std::string_view> split_at_commas(std::string_view text);

/// The parts between blanks.
std::vector<std::string_view> words_of(std::string_view text);

/// "did you mean `share`?" for the nearest of the candidates; empty where none is near.
std::vector<std::string> did_you_mean(std::string_view word,
                                      std::span<const std::string_view> candidates);

/// With blanks to the display width, and two at least after it.
std::string in_column(std::string_view text, std::size_t width);

}  // namespace allot::cli
