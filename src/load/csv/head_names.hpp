#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/source.hpp"

namespace allot::load {

/// A cell of the lines that name the columns, and its place.
struct HeadCell {
  std::string_view text;
  Location where;
};

/// The names of the columns: those of a single line as they are, of several lines `Zugang / 2024`,
/// where in all but the last an empty cell continues the one to its left. A line break within a
/// name is a blank. Texts that no cell has are put into `texts`. There is at least one line, and a
/// cell in each.
std::vector<HeadCell> names_of_columns(const std::vector<std::vector<HeadCell>>& lines,
                                       std::deque<std::string>& texts);

}  // namespace allot::load
