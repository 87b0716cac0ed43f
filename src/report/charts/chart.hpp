#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/int128.hpp"
#include "allot/model/map_shapes.hpp"
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

/// Undefined, too, where the row has fewer.
inline std::optional<int128> value_of(const Row& row, std::size_t series) {
  return series < row.values.size() ? row.values[series] : std::nullopt;
}
inline std::optional<int128> first_value(const Row& row) { return value_of(row, 0); }

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
    kHistogram,                ///< one series: how many rows have values in each class
    kMap;                      ///< one series: areas in the colours of their classes

struct Chart {
  const ChartKind* kind;
  std::string title;                     ///< what is shown
  std::string unit;                      ///< "EUR", "%"
  std::string description;               ///< for who cannot see it: one or two sentences
  std::vector<std::string> series = {};  ///< their names; a legend where there are several
  std::vector<Row> rows = {};            ///< in the order from top to bottom, or from left to right
  std::size_t rows_in_all = 0;           ///< of which `rows` are the largest; 0: these are all
  int decimals = 0;
  Sign sign = Sign::kMinusOnly;
  /// Of kLines: what stands below the axis, and where each row stands on it, in units of
  /// 10^-position_decimals; no positions: side by side, as the labels are.
  std::string axis = {};
  std::vector<int128> positions = {};
  int position_decimals = 0;
  const MapShapes* map = nullptr;  ///< of kMap: the areas, by the ids of the rows
  /// Among the charts of its page: ids of elements are made of it.
  std::size_t number = 1;
};

/// Sums that a waterfall begins with are amounts, whatever sign the changes between them carry.
inline Sign sign_of(const Chart& chart, const Row& row) {
  return row.is_sum && chart.rows.front().is_sum ? Sign::kMinusOnly : chart.sign;
}

/// As one `<svg>` element, which fills whatever is 328 pixels wide or more. The title is not drawn
/// but told (`<title>`): the page has it above the picture. The unit is drawn.
void draw(const Chart& chart, const Words& words, Writer& out);

/// All kinds.
std::span<const ChartKind* const> chart_kinds();

/// The style sheet of all charts, once in a page: colours on white and, where the reader's system
/// is dark, on what is nearly black; colours are custom properties (`--allot-gain`, …). It needs
/// no more than `style-src 'unsafe-inline'`.
std::string_view chart_style();

}  // namespace allot::report::charts
