#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "load/problems/messages.hpp"

namespace allot::load {

/// The circles among 0 to `count` - 1, each of which leads to one other or to none: `next(at)`.
/// Each begins with its smallest member, and they are in the order of these.
template <class Next>
std::vector<std::vector<std::size_t>> circles(std::size_t count, Next next) {
  std::vector<std::size_t> reached_from(count, count);
  std::vector<std::vector<std::size_t>> found;
  for (std::size_t start = 0; start < count; ++start) {
    std::optional<std::size_t> at = start;
    while (at && reached_from[*at] == count) {
      reached_from[*at] = start;
      at = next(*at);
    }
    if (!at || reached_from[*at] != start) {
      continue;
    }
    std::vector<std::size_t> circle{*at};
    for (std::size_t member = *next(*at); member != *at; member = *next(member)) {
      circle.push_back(member);
    }
    std::rotate(circle.begin(), std::min_element(circle.begin(), circle.end()), circle.end());
    found.push_back(std::move(circle));
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// "`a` → `b` → `a`"; of more than ten the first ten, and how many more there are.
template <class Name>
std::string circle_text(const std::vector<std::size_t>& circle, Name name) {
  constexpr std::size_t kNamed = 10;
  std::string text;
  for (std::size_t i = 0; i < circle.size() && i < kNamed; ++i) {
    text += quoted(name(circle[i])) + " → ";
  }
  if (circle.size() > kNamed) {
    text += "… and " + std::to_string(circle.size() - kNamed) + " more → ";
  }
  return text + quoted(name(circle.front()));
}

}  // namespace allot::load
