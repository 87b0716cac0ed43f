#include "report/charts/frame.hpp"

namespace allot::report::charts {
namespace {

void draw_bars(const Chart& chart, const Words& words, Writer& out) {
  Range range;
  range.take(0);
  for (const Row& row : chart.rows) {
    if (const auto value = first_value(row)) {
      range.take(drawable(*value));
    }
  }
  const Scale scale{range};
  const Position zero = scale.position(0);
  RowsPlan plan{.scale = scale, .rows = {}};
  for (const Row& row : chart.rows) {
    const std::optional<int128> value = first_value(row);
    const bool is_loss = value && *value < 0;
    const Position end = value ? scale.position(*value) : zero;
    RowPicture& picture = plan.rows.emplace_back();
    if (value && *value != 0) {
      picture.shapes = bar(row.is_sum ? "m" : is_loss ? "x" : "g", zero, end);
    }
    picture.labels.push_back({end, is_loss, value_text(chart, value, words), value ? "" : kQuiet});
  }
  draw_rows(chart, words, plan, out);
}

}  // namespace

extern const ChartKind kBars = {
    .name = "bars", .summary = "a bar for each row, from zero to its value", .draw = draw_bars};

}  // namespace allot::report::charts
