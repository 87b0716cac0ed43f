#include <fmt/format.h>

#include "report/charts/frame.hpp"
#include "report/charts/labels.hpp"

namespace allot::report::charts {
namespace {

/// From zero to both sides.
struct Piles {
  int128 below = 0, above = 0;

  int128& of(int128 value) { return value < 0 ? below : above; }
};

Range range_of_piles(const Chart& chart) {
  Range range;
  range.take(0);
  for (const Row& row : chart.rows) {
    Piles piles;
    for (const std::optional<int128>& value : row.values) {
      piles.of(value.value_or(0)) += drawable(value.value_or(0));
    }
    range.take(piles.below);
    range.take(piles.above);
  }
  return range;
}

/// In the middle of its part of the bar, if that is long enough: on each page, or on a broad one.
std::string part_label(std::size_t series, Position from, Position to, std::string_view text) {
  constexpr int kNarrowPlot = 170, kBroadPlot = 270, kGap = 6;
  const Position length = from < to ? to - from : from - to;
  const Position needed = Position{text_width(text) + kGap} * kAxisEnd;
  return needed > length * kBroadPlot
             ? ""
             : fmt::format(R"(<text class="t i {}{}" x="{}" y="4">{}</text>)", series_class(series),
                           needed > length * kNarrowPlot ? " w" : "", percent((from + to) / 2),
                           escaped(text));
}

RowPicture picture_of(const Chart& chart, const Row& row, const Scale& scale, const Words& words) {
  RowPicture picture;
  Piles piles;
  std::optional<int128> sum;
  std::string labels;
  for (std::size_t series = 0; series < row.values.size(); ++series) {
    const int128 value = drawable(row.values[series].value_or(0));
    if (row.values[series]) {
      sum = sum.value_or(0) + value;
    }
    if (value == 0) {
      continue;
    }
    int128& pile = piles.of(value);
    const Position from = scale.position(pile), to = scale.position(pile + value);
    pile += value;
    picture.shapes += bar("pt " + series_class(series), from, to);
    labels += part_label(series, from, to, value_text(chart, row.values[series], words));
  }
  picture.shapes += labels;
  picture.labels.push_back(
      {scale.position(piles.above), false, value_text(chart, sum, words), sum ? kBold : kQuiet});
  return picture;
}

void draw_stacked_bars(const Chart& chart, const Words& words, Writer& out) {
  const Scale scale{range_of_piles(chart)};
  RowsPlan plan{.scale = scale, .rows = {}};
  for (const Row& row : chart.rows) {
    plan.rows.push_back(picture_of(chart, row, scale, words));
  }
  for (std::size_t series = 0; chart.series.size() > 1 && series < chart.series.size(); ++series) {
    plan.legend.push_back(
        {fmt::format(R"(<rect class="{}" y="-6" width="12" height="12"/>)", series_class(series)),
         chart.series[series]});
  }
  draw_rows(chart, words, plan, out);
}

}  // namespace

extern const ChartKind kStackedBars = {.name = "stacked-bars",
                                       .summary = "for each row a bar made of all series",
                                       .draw = draw_stacked_bars};

}  // namespace allot::report::charts
