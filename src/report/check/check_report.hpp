#pragma once

#include <string>

#include "allot/report/check.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {

/// A figure as it is shown.
struct FigureText {
  std::string expected, computed, deviation, percent;
};

FigureText text_of(const WrongFigure& figure, const NumberFormat& numbers);

}  // namespace allot::report
