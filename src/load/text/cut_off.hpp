#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace allot::load {

/// What stands before the first of `marks`; it is taken off `text`, and the mark with it.
inline std::string_view cut_off(std::string_view& text, std::string_view marks) {
  // Not the member: it calls memchr for each character, and rules of fields are cut in every run.
  const auto end = static_cast<std::size_t>(
      std::find_first_of(text.begin(), text.end(), marks.begin(), marks.end()) - text.begin());
  const std::string_view first = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return first;
}

}  // namespace allot::load
