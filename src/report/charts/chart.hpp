#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/int128.hpp"
#include "allot/report/words/writer.hpp"
#include "report/words/numbers.hpp"
#include "report/words/words.hpp"

namespace allot::report::charts {

// Pictures of numbers, as SVG. What is drawn is told by values; no chart knows what report it
// stands in.

/// One line of a chart: what it is called, and a value for each series, in units of 10^-decimals.
struct Row {
  std::string label;
  std::vector<std::optional<int128>> values;
  bool is_sum = false;  ///< of a waterfall: drawn from zero
  std::string id = {};  ///< on a map: of its shape
};

struct Chart;

/// A kind of chart: the end of its file, and its row in chart_kinds.cpp.
struct ChartKind {
  std::string_view name;  ///< "bars": of its class in the SVG
  std::string_view summary;
  void (*draw)(const Chart& chart, const Words& words, Writer& out) = nullptr;
};

// Each is the end of its file.
extern const ChartKind kBars,  ///< one series, from zero to both sides
    kDumbbell,                 ///< two series: from the first to the second
    kDots,                     ///< a dot for each series on one line
    kWaterfall,                ///< one series of changes between sums
    kLines,                    ///< a line for each series, over `positions`
    kStackedBars,              ///< the series add to the length of a bar
    kHistogram;                ///< one series: how many rows have values in each class

struct Chart {
  const ChartKind* kind;
  std::string title;                     ///< what is shown
  std::string unit;                      ///< "EUR", "%"
  std::string description;               ///< for who cannot see it: one or two sentences
  std::vector<std::string> series = {};  ///< their names; a legend where there are several
  std::vector<Row> rows = {};            ///< in the order from top to bottom, or from left to right
  std::size_t rows_in_all = 0;  ///< of which `rows` are some; 0: these are all
  int decimals = 0;
  Sign sign = Sign::kMinusOnly;
  /// Of kLines: what stands below the axis, and where each row stands on it, in units of
  /// 10^-position_decimals; no positions: side by side, as the labels are.
  std::string axis = {};
  std::vector<int128> positions = {};
  int position_decimals = 0;
};

/// As one `<svg>` element.
void draw(const Chart& chart, const Words& words, Writer& out);

}  // namespace allot::report::charts
