#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace allot::load {

/// What stands before the first of `marks`; it is taken off `text`, and the mark with it.
inline std::string_view cut_off(std::string_view& text, std::string_view marks) {
  const std::size_t end = std::min(text.find_first_of(marks), text.size());
  const std::string_view first = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return first;
}

}  // namespace allot::load
