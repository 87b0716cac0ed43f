#include <fmt/format.h>

#include "report/charts/frame.hpp"

namespace allot::report::charts {
namespace {

std::string ring(Position at) {
  return fmt::format(R"(<circle class="j" cx="{}" r="4"/>)", percent(at));
}

std::string disc(std::string_view css_class, Position at) {
  return fmt::format(R"(<circle class="{}" cx="{}" r="5"/>)", css_class, percent(at));
}

std::string rod(std::string_view css_class, Position from, Position to) {
  return fmt::format(R"(<line class="{}" x1="{}" x2="{}"/>)", css_class, percent(from),
                     percent(to));
}

RowPicture picture_of(const Chart& chart, const Row& row, const Scale& scale, const Words& words) {
  constexpr int kGap = 9;
  const std::optional<int128> before = value_of(row, 0), after = value_of(row, 1);
  RowPicture picture;
  if (!before && !after) {
    picture.labels.push_back({0, false, value_text(chart, {}, words), kQuiet});
    return picture;
  }
  const bool falls = before && after && *after < *before;
  if (before && after) {
    picture.shapes = rod(falls               ? "x"
                         : *before == *after ? "k"
                                             : "g",
                         scale.position(*before), scale.position(*after));
  }
  const bool same = before && after && *before == *after;
  if (before) {
    const Position at = scale.position(*before);
    picture.shapes += ring(at);
    if (!same) {
      picture.labels.push_back({at, !falls, value_text(chart, before, words), kQuiet, kGap});
    }
  }
  if (after) {
    const Position at = scale.position(*after);
    picture.shapes += disc(!before || same ? "m" : falls ? "x" : "g", at);
    picture.labels.push_back({at, falls, value_text(chart, after, words), "", kGap});
  }
  return picture;
}

void draw_dumbbell(const Chart& chart, const Words& words, Writer& out) {
  const Scale scale{range_of(chart)};
  RowsPlan plan{.scale = scale, .rows = {}};
  for (const Row& row : chart.rows) {
    plan.rows.push_back(picture_of(chart, row, scale, words));
  }
  if (chart.series.size() >= 2) {
    plan.legend = {
        {R"(<circle class="j" cx="6" r="4"/>)", chart.series[0]},
        {R"(<circle class="g" cx="3" r="4"/><circle class="x" cx="12" r="4"/>)", chart.series[1]}};
  }
  draw_rows(chart, words, plan, out);
}

}  // namespace

extern const ChartKind kDumbbell = {.name = "dumbbell",
                                    .summary = "for each row a line from one value to another",
                                    .draw = draw_dumbbell};

}  // namespace allot::report::charts
