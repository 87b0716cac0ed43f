#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace allot::cli {

/// The parts between commas, without the blanks around them; nothing for an empty text.
std::vector<std::string_view> split_at_commas(std::string_view text);

/// "`share`", as it may be shown.
std::string in_quotes(std::string_view word);

/// "`a`, `b` and `c`".
std::string listed_in_quotes(std::span<const std::string_view> words);

/// "did you mean `share`?" for the nearest of the candidates, if one is near; then what there is to
/// say besides.
std::vector<std::string> did_you_mean(std::string_view word,
                                      std::span<const std::string_view> candidates,
                                      std::string besides = {});

}  // namespace allot::cli
