#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace allot::report {

/// Whether another row has the same name, which is none where it is empty.
inline bool occurs_twice(std::span<const std::string_view> names, std::size_t row) {
  return !names[row].empty() && std::ranges::count(names, names[row]) > 1;
}

/// A row as sentences call it: by its name, with its id where another has the same name ("Karlsruhe
/// (08212)"), by its id where it has no name.
inline std::string name_told_apart(std::span<const std::string_view> ids,
                                   std::span<const std::string_view> names, std::size_t row) {
  const std::string_view id = ids[row];
  const std::string_view name = names[row];
  if (name.empty() || name == id) {
    return std::string{id};
  }
  std::string text{name};
  return occurs_twice(names, row) ? text.append(" (").append(id).append(")") : text;
}

}  // namespace allot::report
