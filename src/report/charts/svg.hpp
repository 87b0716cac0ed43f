#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "allot/report/words/writer.hpp"
#include "report/charts/scale.hpp"

namespace allot::report::charts {

// Pieces of SVG. Along the axis all is in percent, so that a picture fills whatever room it has;
// everything else is in pixels, so that letters stay as large as those around it.

/// "12.34%".
std::string percent(Position position);

/// The text as it stands in an element, whatever it holds.
std::string escaped(std::string_view text);

/// A bar from one value to another, `height` pixels high around y = 0. One that is too short to be
/// seen is as long as can be seen.
std::string bar(std::string_view css_class, Position from, Position to, int height = 14);

/// A mark of its own form for each series, ten pixels wide, around (at, 0).
std::string mark(const Chart& chart, std::size_t series, Position at);
/// The same in pixels, of a legend.
std::string mark(const Chart& chart, std::size_t series, int x, int y);
/// What the marks of a chart are copies of.
std::string mark_shapes(const Chart& chart);

/// The class that gives a series its colour: there are twelve, then they come again.
std::string series_class(std::size_t series);

}  // namespace allot::report::charts
