#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/charts/frame.hpp"
#include "report/charts/labels.hpp"

namespace allot::report::charts {
namespace {

constexpr int kHeight = 260, kEndLabel = 110, kEndSymbol = 20, kEndGap = 8;
constexpr std::size_t kMostWithMarks = 24;  // points are marked where they can be told apart

/// Tenths of a pixel from the top of the plot.
int depth(const Scale& scale, int128 value, int height) {
  return static_cast<int>((kAxisEnd - scale.position(value)) * height / (kAxisEnd / 10));
}

std::string pixels(int tenths) {
  return tenths % 10 == 0 ? fmt::format("{}", tenths / 10)
                          : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

/// Where each row stands on the axis.
std::vector<Position> places_of(const Chart& chart) {
  std::vector<Position> places;
  if (chart.positions.size() == chart.rows.size()) {
    Range range;
    for (const int128 position : chart.positions) {
      range.take(drawable(position));
    }
    const Scale scale{range};
    for (const int128 position : chart.positions) {
      places.push_back(scale.position(position));
    }
    return places;
  }
  const auto last = static_cast<Position>(chart.rows.size()) - 1;
  for (Position i = 0; i <= last; ++i) {
    places.push_back(last == 0 ? kAxisEnd / 2 : i * kAxisEnd / last);
  }
  return places;
}

struct AxisText {
  Position at;
  std::vector<std::string> lines;
};

/// Round numbers, or as many of the labels as have room.
std::vector<AxisText> axis_texts(const Chart& chart, const std::vector<Position>& places, int width,
                                 const Words& words) {
  constexpr int kGap = 14, kBroadest = 90;
  std::vector<AxisText> texts;
  const auto fit = [&] {
    Position end = -kAxisEnd;
    for (const AxisText& text : texts) {
      int broad = 0;
      for (const std::string& line : text.lines) {
        broad = std::max(broad, text_width(line));
      }
      const Position half = Position{broad + kGap} * kAxisEnd / width / 2;
      if (text.at - half < end) {
        return false;
      }
      end = text.at + half;
    }
    return true;
  };
  if (chart.positions.size() == chart.rows.size()) {
    Range range;
    for (const int128 position : chart.positions) {
      range.take(drawable(position));
    }
    const Scale scale{range};
    for (int most = 8; most > 0; --most) {
      const std::vector<int128> values = scale.multiples(scale.round_step(most));
      const std::vector<std::string> numbers =
          tick_texts(values, chart.position_decimals, Sign::kMinusOnly, words);
      texts.clear();
      for (std::size_t i = 0; i < values.size(); ++i) {
        texts.push_back({scale.position(values[i]), {numbers[i]}});
      }
      if (fit()) {
        return texts;
      }
    }
  }
  for (std::size_t each = 1; each <= chart.rows.size(); ++each) {
    texts.clear();
    for (std::size_t i = 0; i < chart.rows.size(); i += each) {
      texts.push_back({places[i], label_lines(chart.rows[i].label, kBroadest)});
    }
    if (fit()) {
      break;
    }
  }
  return texts;
}

/// What stands at the end of a line.
struct LineEnd {
  std::size_t series;
  std::vector<std::string> lines;
  int at;  ///< pixels from the top of the plot

  [[nodiscard]] int height() const { return static_cast<int>(lines.size()) * kLineHeight + 3; }
};

std::vector<LineEnd> line_ends(const Chart& chart, std::size_t series_count, const Words& words) {
  std::vector<LineEnd> ends;
  for (std::size_t series = 0; series < series_count; ++series) {
    const auto last = std::find_if(chart.rows.rbegin(), chart.rows.rend(), [&](const Row& row) {
      return value_of(row, series).has_value();
    });
    LineEnd end{series, {}, 0};
    if (series < chart.series.size()) {
      end.lines = label_lines(chart.series[series], kEndLabel);
    }
    end.lines.push_back(value_text(
        chart, last == chart.rows.rend() ? std::nullopt : value_of(*last, series), words));
    ends.push_back(std::move(end));
  }
  return ends;
}

/// Each as near to the end of its line as the others let it be.
void spread(std::vector<LineEnd>& ends, int height) {
  std::ranges::stable_sort(ends, {}, &LineEnd::at);
  int from = 0;
  for (LineEnd& end : ends) {
    end.at = std::max(end.at - end.height() / 2, from);
    from = end.at + end.height();
  }
  int to = height;
  for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
    end->at = std::min(end->at, to - end->height());
    to = end->at;
  }
}

/// The points of a series; undefined values break its line.
std::string line_of(const Chart& chart, std::size_t series, const std::vector<Position>& places,
                    const Scale& scale, int height) {
  std::string path;
  bool is_drawing = false;
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const std::optional<int128> value = value_of(chart.rows[i], series);
    if (value) {
      path +=
          fmt::format("{}{},{}", is_drawing ? "L" : "M", places[i], depth(scale, *value, height));
    }
    is_drawing = value.has_value();
  }
  return path.empty()
             ? ""
             : fmt::format(R"(<path class="y {}" vector-effect="non-scaling-stroke" d="{}"/>)",
                           series_class(series), path);
}

std::string marks_of(const Chart& chart, std::size_t series, const std::vector<Position>& places,
                     const Scale& scale, int height, int top) {
  const bool all = chart.rows.size() <= kMostWithMarks;
  std::string marks;
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const std::optional<int128> value = value_of(chart.rows[i], series);
    const bool is_alone = (i == 0 || !value_of(chart.rows[i - 1], series)) &&
                          (i + 1 == chart.rows.size() || !value_of(chart.rows[i + 1], series));
    if (value && (all || is_alone)) {
      marks += fmt::format(R"(<circle cx="{}" cy="{}" r="3"/>)", percent(places[i]),
                           pixels(depth(scale, *value, height) + 10 * top));
    }
  }
  return marks.empty() ? "" : fmt::format("<g class=\"{}\">{}</g>\n", series_class(series), marks);
}

std::string lines_at(const std::vector<std::string>& lines, std::string_view attributes, int x,
                     int y) {
  std::string text;
  for (const std::string& line : lines) {
    text += fmt::format(R"(<text {} x="{}" y="{}">{}</text>)", attributes, x, y, escaped(line));
    y += kLineHeight;
  }
  return text;
}

void draw_lines(const Chart& chart, const Words& words, Writer& out) {
  const Range range = range_of(chart);
  if (range.is_empty) {
    draw_nothing(chart, words, out);
    return;
  }
  std::size_t series_count = chart.series.size();
  for (const Row& row : chart.rows) {
    series_count = std::max(series_count, row.values.size());
  }
  constexpr int kMostSteps = 5;
  const auto [scale, step] = round_scale(range, kMostSteps);
  const std::vector<int128> ticks = scale.multiples(step);
  const std::vector<std::string> tick_labels = tick_texts(ticks, chart.decimals, chart.sign, words);
  std::vector<LineEnd> ends = line_ends(chart, series_count, words);
  int height = 0;
  Pads pads{0, kEndGap + kEndSymbol};
  for (const LineEnd& end : ends) {
    height += end.height();
    for (const std::string& line : end.lines) {
      pads.right = std::max(pads.right, kEndGap + kEndSymbol + text_width(line));
    }
  }
  height = std::max(height, kHeight);
  for (const std::string& label : tick_labels) {
    pads.left = std::max(pads.left, text_width(label) + 8);
  }
  for (LineEnd& end : ends) {
    for (const Row& row : chart.rows) {
      if (const auto value = value_of(row, end.series)) {
        end.at = depth(scale, *value, height) / 10;
      }
    }
  }
  spread(ends, height);

  const Frame frame{chart, words, {}, chart.unit};
  const int top = frame.top() + 8;
  const std::vector<Position> places = places_of(chart);
  const std::vector<AxisText> below =
      axis_texts(chart, places, std::max(kNarrowest - pads.left - pads.right, 60), words);
  std::size_t most_lines = 1;
  for (const AxisText& text : below) {
    most_lines = std::max(most_lines, text.lines.size());
  }
  const int axis = top + height + 8 + static_cast<int>(most_lines) * kLineHeight;
  const std::vector<std::string> axis_lines = chart.axis.empty()
                                                  ? std::vector<std::string>{}
                                                  : label_lines(chart.axis, kNarrowest - pads.left);
  frame.open(axis + 6 + static_cast<int>(axis_lines.size()) * kLineHeight, plot_style(pads, 0), "",
             out);
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    const std::string y = pixels(depth(scale, ticks[i], height) + 10 * top);
    out.put(fmt::format(
        R"(<line class="{0}" x2="100%" y1="{1}" y2="{1}"/><text class="q e" dx="-8" y="{1}" dy="4">{2}</text>)",
        ticks[i] == 0 ? "z" : "d", y, escaped(tick_labels[i])));
  }
  out.put('\n');
  for (const AxisText& text : below) {
    out.put(fmt::format("<line class=\"d\" x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\"/>",
                        percent(text.at), top + height, top + height + 5));
    int y = top + height + 6 + kLineHeight;
    for (const std::string& line : text.lines) {
      out.put(fmt::format(R"(<text class="t" x="{}" y="{}">{}</text>)", percent(text.at), y,
                          escaped(line)));
      y += kLineHeight;
    }
  }
  out.put(lines_at(axis_lines, R"(class="u")", 0, axis + kLineHeight));
  out.put(
      fmt::format("\n<svg y=\"{0}\" width=\"100%\" height=\"{1}\" viewBox=\"0 0 {2} {3}\" "
                  "preserveAspectRatio=\"none\" overflow=\"visible\">\n",
                  top, height, kAxisEnd, 10 * height));
  for (std::size_t series = 0; series < series_count; ++series) {
    out.put(line_of(chart, series, places, scale, height));
    out.put('\n');
  }
  out.put("</svg>\n");
  for (std::size_t series = 0; series < series_count; ++series) {
    out.put(marks_of(chart, series, places, scale, height, top));
  }
  out.put("<svg x=\"100%\" overflow=\"visible\">\n");
  for (const LineEnd& end : ends) {
    out.put(fmt::format(R"(<path class="y {}" d="M{},{}h14"/>)", series_class(end.series), kEndGap,
                        top + end.at + kLineHeight / 2));
    out.put(lines_at(end.lines, "", kEndGap + kEndSymbol, top + end.at + kLineHeight - 3));
    out.put('\n');
  }
  out.put("</svg>\n");
  Frame::close(out);
}

}  // namespace

extern const ChartKind kLines = {
    .name = "lines", .summary = "a line for each series", .draw = draw_lines};

}  // namespace allot::report::charts
