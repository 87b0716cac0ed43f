#include "report/charts/frame.hpp"

namespace allot::report::charts {
namespace {

/// What a row reaches from and to; a sum, and what follows nothing, reaches from zero.
struct Fall {
  int128 from = 0, to = 0;
};

/// An undefined value changes nothing.
std::vector<Fall> falls_of(const Chart& chart) {
  std::vector<Fall> falls;
  int128 level = 0;
  for (const Row& row : chart.rows) {
    const int128 value = drawable(first_value(row).value_or(row.is_sum ? level : 0));
    const Fall fall = row.is_sum ? Fall{0, value} : Fall{level, level + value};
    falls.push_back(fall);
    level = fall.to;
  }
  return falls;
}

void draw_waterfall(const Chart& chart, const Words& words, Writer& out) {
  const std::vector<Fall> falls = falls_of(chart);
  Range range;
  range.take(0);
  for (const Fall& fall : falls) {
    range.take(fall.to);
  }
  const Scale scale{range};
  Chart axis = chart;
  axis.sign = chart.rows.empty() ? chart.sign : sign_of(chart, chart.rows.front());
  RowsPlan plan{.scale = scale, .rows = {}};
  for (std::size_t i = 0; i < falls.size(); ++i) {
    const Row& row = chart.rows[i];
    const Position from = scale.position(falls[i].from), to = scale.position(falls[i].to);
    const bool is_loss = falls[i].to < falls[i].from;
    RowPicture& picture = plan.rows.emplace_back();
    if (falls[i].from != falls[i].to) {
      picture.shapes = bar(row.is_sum ? "m" : is_loss ? "x" : "g", from, to);
    }
    const std::optional<int128> value = first_value(row);
    picture.labels.push_back({to, is_loss, value_text(row.is_sum ? axis : chart, value, words),
                              row.is_sum ? kBold
                              : value    ? ""
                                         : kQuiet});
    picture.link = to;
  }
  draw_rows(axis, words, plan, out);
}

}  // namespace

extern const ChartKind kWaterfall = {.name = "waterfall",
                                     .summary = "changes one after the other, between sums",
                                     .draw = draw_waterfall};

}  // namespace allot::report::charts
