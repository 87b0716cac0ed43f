#include <fmt/format.h>

#include "report/charts/frame.hpp"

namespace allot::report::charts {
namespace {

RowPicture picture_of(const Chart& chart, const Row& row, const Scale& scale, const Words& words) {
  constexpr int kGap = 9;
  Range range;
  for (std::size_t series = 0; series < chart.series.size(); ++series) {
    if (const auto value = value_of(row, series)) {
      range.take(*value);
    }
  }
  RowPicture picture;
  if (range.is_empty) {
    picture.labels.push_back({0, false, value_text(chart, {}, words), kQuiet});
    return picture;
  }
  const Position least = scale.position(range.least), greatest = scale.position(range.greatest);
  if (range.least != range.greatest) {
    picture.shapes =
        fmt::format(R"(<line class="k" x1="{}" x2="{}"/>)", percent(least), percent(greatest));
    picture.labels.push_back({least, true, value_text(chart, range.least, words), "", kGap});
  }
  picture.labels.push_back({greatest, false, value_text(chart, range.greatest, words), "", kGap});
  for (std::size_t series = 0; series < chart.series.size(); ++series) {
    if (const auto value = value_of(row, series)) {
      picture.shapes += mark(chart, series, scale.position(*value));
    }
  }
  return picture;
}

void draw_dots(const Chart& chart, const Words& words, Writer& out) {
  const Scale scale{range_of(chart)};
  RowsPlan plan{.scale = scale, .rows = {}};
  plan.defs = mark_shapes(chart);
  for (const Row& row : chart.rows) {
    plan.rows.push_back(picture_of(chart, row, scale, words));
  }
  for (std::size_t series = 0; chart.series.size() > 1 && series < chart.series.size(); ++series) {
    plan.legend.push_back({mark(chart, series, 6, 0), chart.series[series]});
  }
  draw_rows(chart, words, plan, out);
}

}  // namespace

extern const ChartKind kDots = {
    .name = "dots", .summary = "for each row a mark of each series on one line", .draw = draw_dots};

}  // namespace allot::report::charts
