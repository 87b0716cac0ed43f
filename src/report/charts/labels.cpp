#include "report/charts/labels.hpp"

#include <algorithm>

#include "allot/core/text.hpp"
#include "report/words/lines.hpp"

namespace allot::report::charts {
namespace {

constexpr std::size_t kMostLines = 3;

/// In tenths of a pixel.
int width_of(std::string_view character) {
  constexpr std::string_view kThin = ".,:;'|!ijlI()[]/-tfr ";
  constexpr std::string_view kBroad = "mwMW@%&+";
  if (character.size() > 1) {
    const std::size_t columns = display_width(character);
    return character == "\u202F"   ? 40
           : character == "\u2212" ? 101
           : columns == 0          ? 0
           : columns == 1          ? 80
                                   : 125;
  }
  const char c = character.front();
  const bool is_capital = c >= 'A' && c <= 'Z';
  return kThin.find(c) != std::string_view::npos    ? 46
         : kBroad.find(c) != std::string_view::npos ? 112
         : is_capital                               ? 84
                                                    : 77;
}

int widest(const std::vector<std::string>& lines) {
  int width = 0;
  for (const std::string& line : lines) {
    width = std::max(width, text_width(line));
  }
  return width;
}

}  // namespace

int bold_width(std::string_view text) { return text_width(text) * 9 / 8; }

int text_width(std::string_view text) {
  int tenths = 0;
  while (!text.empty()) {
    const std::size_t size = first_character(text).size;
    tenths += width_of(text.substr(0, size));
    text.remove_prefix(size);
  }
  return (tenths + 9) / 10;
}

std::vector<std::string> label_lines(std::string_view label, int width) {
  constexpr int kThinnest = 5, kBroadest = 13;
  const std::string text = without_controls(label);
  for (int letter = kThinnest;; ++letter) {
    const auto columns = static_cast<std::size_t>(std::max(width / letter, 2));
    std::vector<std::string> lines = lines_within(text, columns);
    for (std::size_t kept = columns * kMostLines; lines.size() > kMostLines; --kept) {
      lines = lines_within(shortened_in_the_middle(text, kept), columns);
    }
    if (widest(lines) <= width || letter == kBroadest) {
      return lines;
    }
  }
}

}  // namespace allot::report::charts
