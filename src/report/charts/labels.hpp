#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allot::report::charts {

// Nobody measures text while it is drawn: its width is told in pixels, at 12 pixels a letter's
// height, and generously, because each reader's system has its own letters.

inline constexpr int kLineHeight = 14;

int text_width(std::string_view text);
int bold_width(std::string_view text);

/// As it may be drawn: controls made visible, in lines of at most `width` pixels, of which there
/// are at most three; what is longer than that has `…` in its middle.
std::vector<std::string> label_lines(std::string_view label, int width);

}  // namespace allot::report::charts
