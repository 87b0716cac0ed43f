#pragma once

#include <string>
#include <string_view>

#include "allot/report/check.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {

/// A figure as it is shown.
struct FigureText {
  std::string expected, computed, deviation, percent;
};

/// `name`, with control characters made visible.
std::string in_ticks(std::string_view text);

FigureText text_of(const WrongFigure& figure, const NumberFormat& numbers);

}  // namespace allot::report
