#include "report/charts/frame.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "allot/core/divide.hpp"
#include "report/charts/labels.hpp"

namespace allot::report::charts {
namespace {

constexpr int kBaseline = 4;  // of letters whose middle is at 0
constexpr int kHeadLine = 18;
constexpr int kLeastPlot = 60;
constexpr int kLabelGap = 12;
constexpr int kBroadestLabels = 200, kNarrowestLabels = 40;
constexpr int kMostTicks = 6;

/// Lines of text, the first with its baseline at (0, y).
std::string text_lines(const std::vector<std::string>& lines, std::string_view attributes, int x,
                       int y) {
  std::string text = fmt::format(R"(<text {} x="{}" y="{}">)", attributes, x, y);
  for (const std::string& line : lines) {
    text += &line == &lines.front()
                ? escaped(line)
                : fmt::format(R"(<tspan x="{}" dy="{}">{}</tspan>)", x, kLineHeight, escaped(line));
  }
  return text + "</text>";
}

std::string label_text(const EndLabel& label) {
  std::string css = label.leftwards ? "e" : "";
  css += label.css_class.empty() || css.empty() ? "" : " ";
  css += label.css_class;
  return fmt::format(R"(<text{} x="{}" dx="{}" y="{}">{}</text>)",
                     css.empty() ? "" : fmt::format(R"( class="{}")", css), percent(label.at),
                     label.leftwards ? -label.gap : label.gap, kBaseline, escaped(label.text));
}

/// The room that the labels need beside a plot of `width` pixels.
Pads pads_at(const std::vector<RowPicture>& rows, int width) {
  Pads pads;
  for (const RowPicture& row : rows) {
    for (const EndLabel& label : row.labels) {
      const bool is_bold = label.css_class == kBold;
      const int needed = (is_bold ? bold_width : text_width)(label.text) + label.gap;
      const auto before = static_cast<int>(label.at * width / kAxisEnd);
      int& pad = label.leftwards ? pads.left : pads.right;
      pad = std::max(pad, needed - (label.leftwards ? before : width - before));
    }
  }
  return pads;
}

/// Of the narrowest page.
int plot_width(Pads pads) { return std::max(kNarrowest - pads.left - pads.right, kLeastPlot); }

/// Wider pads leave a narrower plot, which needs no narrower ones: tried until they agree.
Pads pads_of(const std::vector<RowPicture>& rows, Pads least) {
  Pads pads = least;
  for (;;) {
    const Pads needed = pads_at(rows, plot_width(pads));
    if (needed.left <= pads.left && needed.right <= pads.right) {
      return pads;
    }
    pads = {std::max(pads.left, needed.left), std::max(pads.right, needed.right)};
  }
}

struct Tick {
  Position at;
  std::string text;
};

/// As many round numbers as have room on the narrowest plot.
std::vector<Tick> ticks_of(const Scale& scale, int width, const Chart& chart, const Words& words) {
  constexpr int kGap = 12;
  for (int most = kMostTicks; most > 0; --most) {
    const std::vector<int128> values = scale.multiples(scale.round_step(most));
    const std::vector<std::string> texts = tick_texts(values, chart.decimals, chart.sign, words);
    std::vector<Tick> ticks;
    Position end = -kAxisEnd;
    bool fits = true;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Position at = scale.position(values[i]);
      const Position half = (text_width(texts[i]) + kGap) * kAxisEnd / width / 2;
      fits = fits && at - half >= end;
      end = at + half;
      ticks.push_back({at, texts[i]});
    }
    if (fits) {
      return ticks;
    }
  }
  return {};
}

/// Half of each label at the ends of the axis stands outside.
Pads pads_of(const std::vector<Tick>& ticks) {
  constexpr int kLeast = 2;
  Pads pads{kLeast, kLeast};
  for (const Tick& tick : ticks) {
    const int half = text_width(tick.text) / 2;
    pads.left = std::max(pads.left, half - static_cast<int>(tick.at * kLeastPlot / kAxisEnd));
    pads.right =
        std::max(pads.right, half - static_cast<int>((kAxisEnd - tick.at) * kLeastPlot / kAxisEnd));
  }
  return pads;
}

/// How wide the column of labels is: each in two lines, or in one where that is no broader.
int label_column(const Chart& chart) {
  int width = kNarrowestLabels;
  for (const Row& row : chart.rows) {
    const int in_one_line = (row.is_sum ? bold_width : text_width)(row.label);
    const int needed = in_one_line <= kBroadestLabels ? in_one_line : kBroadestLabels;
    width = std::max(width, needed);
  }
  return std::min(width, kBroadestLabels);
}

/// Where a row stands, by its middle, on a broad page and on a narrow one.
struct RowPlace {
  int broad, narrow;
};

struct RowsLayout {
  int labels;  ///< the width of their column
  std::vector<std::vector<std::string>> lines;
  std::vector<RowPlace> places;
  int broad_end, narrow_end;
};

RowsLayout layout_of(const Chart& chart, bool dense, int top) {
  RowsLayout layout{label_column(chart), {}, {}, top, top};
  for (const Row& row : chart.rows) {
    layout.lines.push_back(label_lines(row.label, layout.labels));
    const int text = static_cast<int>(layout.lines.back().size()) * kLineHeight;
    const int broad = std::max(text + 6, dense ? 19 : 22);
    constexpr int kBarBelowLabel = 28;
    layout.places.push_back(
        {layout.broad_end + broad / 2, layout.narrow_end + text + kBarBelowLabel / 2 - 4});
    layout.broad_end += broad;
    layout.narrow_end += text + kBarBelowLabel;
  }
  return layout;
}

void put_links(const RowPlace& from, const RowPlace& to, Position at, Writer& out) {
  const auto line = [&](std::string_view attributes, int length) {
    out.put(fmt::format(R"(<line {0} x1="{1}" x2="{1}" y1="7" y2="{2}"/>)", attributes, percent(at),
                        length - 7));
  };
  line(R"(class="k w")", to.broad - from.broad);
  line(R"(class="k h" display="none")", to.narrow - from.narrow);
}

void put_grid(const std::vector<Tick>& ticks, int top, Writer& out) {
  for (const Tick& tick : ticks) {
    out.put(fmt::format(R"(<line class="d" x1="{0}" x2="{0}" y1="{1}" y2="100%"/>)",
                        percent(tick.at), top));
    out.put(fmt::format(R"(<text class="t" x="{}" y="{}">{}</text>)", percent(tick.at), top - 6,
                        escaped(tick.text)));
  }
  out.put('\n');
}

/// Through all rows on a broad page; on a narrow one, where it would cross their labels, in each.
std::string zero_line(const Scale& scale, std::string_view css_class, std::string_view from,
                      std::string_view to) {
  return scale.least() <= 0 && scale.greatest() >= 0
             ? fmt::format(R"(<line class="{0}" x1="{1}" x2="{1}" y1="{2}" y2="{3}"/>)", css_class,
                           percent(scale.position(0)), from, to)
             : "";
}

}  // namespace

std::string value_text(const Chart& chart, const std::optional<int128>& value, const Words& words) {
  return value ? NumberText{*value, chart.decimals, words.numbers, chart.sign}.text() : "–";
}

Frame::Frame(const Chart& chart, const Words& words, const std::vector<LegendEntry>& legend,
             std::string_view unit)
    : chart_{chart} {
  const std::string of_all = chart.rows_in_all > chart.rows.size()
                                 ? words(Text::kChartLargestOf, {words.count(chart.rows.size()),
                                                                 words.count(chart.rows_in_all)})
                                 : "";
  const std::string_view between = unit.empty() || of_all.empty() ? "" : " · ";
  const std::string line = fmt::format("{}{}{}", unit, between, of_all);
  if (!line.empty()) {
    const std::vector<std::string> lines = label_lines(line, kNarrowest);
    head_ = text_lines(lines, R"(class="u")", 0, 12) + "\n";
    top_ = kHeadLine + (static_cast<int>(lines.size()) - 1) * kLineHeight;
  }
  constexpr int kSymbol = 20, kBetween = 14;
  int x = 0, tallest = 1;
  const auto new_line = [&] {
    top_ += kHeadLine + (tallest - 1) * kLineHeight;
    x = 0;
    tallest = 1;
  };
  for (const LegendEntry& entry : legend) {
    const std::vector<std::string> lines = label_lines(entry.text, kNarrowest - kSymbol);
    int width = kSymbol;
    for (const std::string& text : lines) {
      width = std::max(width, kSymbol + text_width(text));
    }
    if (x > 0 && x + width > kNarrowest) {
      new_line();
    }
    head_ += fmt::format("<g transform=\"translate({} {})\">{}{}</g>", x, top_ + 9, entry.symbol,
                         text_lines(lines, R"(class="l")", kSymbol, kBaseline));
    tallest = std::max(tallest, static_cast<int>(lines.size()));
    x += width + kBetween;
  }
  if (!legend.empty()) {
    new_line();
    head_ += "\n";
  }
}

void Frame::open(int height, std::string_view style, std::string_view form, Writer& out) const {
  out.put(fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" class="allot-chart {0}{4}" role="img" )"
      R"(aria-labelledby="c{1}t c{1}d" width="100%" height="{2}" style="{3}">)",
      chart_.kind->name, chart_.number, height, style, form));
  out.put(fmt::format("\n<title id=\"c{0}t\">{1}</title>\n<desc id=\"c{0}d\">{2}</desc>\n",
                      chart_.number, escaped(chart_.title), escaped(chart_.description)));
  out.put(fmt::format("<g class=\"a\">{}</g>\n", head_));
}

std::string plot_style(Pads pads, int column) {
  const int least = pads.left + pads.right + kLeastPlot;
  return fmt::format("--l:{}px;--a:{}px;--b:{}px{}", column, pads.left, pads.right,
                     least > kNarrowest ? fmt::format(";min-width:{}px", least) : "");
}

void draw_rows(const Chart& chart, const Words& words, const RowsPlan& plan, Writer& out) {
  if (chart.rows.empty()) {
    draw_nothing(chart, words, out);
    return;
  }
  const Frame frame{chart, words, plan.legend, plan.unit.empty() ? chart.unit : plan.unit};
  std::vector<Tick> ticks;
  Pads pads = pads_of(plan.rows, {});
  if (plan.ticks) {
    ticks = ticks_of(plan.scale, plot_width(pads), chart, words);
    pads = pads_of(plan.rows, pads_of(ticks));
    ticks = ticks_of(plan.scale, plot_width(pads), chart, words);
  }
  const int top = frame.top() + (ticks.empty() ? 0 : kHeadLine);
  const RowsLayout layout = layout_of(chart, plan.dense, top + 2);
  const int column = layout.labels + kLabelGap;
  frame.open(layout.broad_end + 2,
             fmt::format("{};--h:{}px", plot_style(pads, column), layout.narrow_end + 2), " rows",
             out);
  out.put(plan.defs);
  put_grid(ticks, top, out);
  out.put(zero_line(plan.scale, "z w", fmt::format("{}", top), "100%"));
  const std::string zero_of_row = zero_line(plan.scale, "z", "-9", "9");
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const RowPlace& place = layout.places[i];
    const std::vector<std::string>& lines = layout.lines[i];
    const auto below = static_cast<int>(lines.size()) - 1;
    out.put(fmt::format("<g class=\"r\" transform=\"translate(0 {})\" style=\"--n:{}px\">",
                        place.broad, place.narrow));
    out.put(text_lines(lines,
                       fmt::format(R"(class="n{}{}")", below == 0 ? "" : fmt::format(" n{}", below),
                                   chart.rows[i].is_sum ? fmt::format(" {}", kBold) : ""),
                       -pads.left - kLabelGap, kBaseline - below * kLineHeight / 2));
    out.put(plan.rows[i].shapes);
    out.put(zero_of_row);
    if (plan.rows[i].link && i + 1 < chart.rows.size()) {
      put_links(place, layout.places[i + 1], *plan.rows[i].link, out);
    }
    for (const EndLabel& label : plan.rows[i].labels) {
      out.put(label_text(label));
    }
    out.put("</g>\n");
  }
  Frame::close(out);
}

void draw_nothing(const Chart& chart, const Words& words, Writer& out) {
  const Frame frame{chart, words, {}, chart.unit};
  frame.open(frame.top() + kHeadLine + 2, plot_style({}, 0), "", out);
  out.put(text_lines({words(Text::kChartEmpty)}, R"(class="u a")", 0, frame.top() + 13));
  Frame::close(out);
}

}  // namespace allot::report::charts
