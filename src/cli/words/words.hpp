#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace allot::cli {

/// The parts between commas, without the blanks around them; nothing for an empty text.
std::vector<std::string_view> split_at_commas(std::string_view text);

/// "did you mean `share`?" for the nearest of the candidates, if one is near; then what there is to
/// say besides.
std::vector<std::string> did_you_mean(std::string_view word,
                                      std::span<const std::string_view> candidates,
                                      std::string besides = {});

}  // namespace allot::cli
