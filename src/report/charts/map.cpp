#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "report/charts/frame.hpp"
#include "report/charts/labels.hpp"
#include "report/charts/outlines.hpp"

namespace allot::report::charts {
namespace {

// Losses and gains have up to three classes each, with the same borders: round numbers that part
// the sizes of all changes into thirds. What is just zero is a class of its own.

/// Round numbers between small, middling and large sizes.
struct Borders {
  int128 small = 0, middling = 0;  ///< 0: none is larger
};

int128 rounded_up(int128 value) {
  int128 ten = 1;
  while (ten <= value / 10) {
    ten *= 10;
  }
  for (const int leading : {1, 2, 5, 10}) {
    if (ten * leading >= value) {
      return ten * leading;
    }
  }
  return ten * 10;
}

Borders borders_of(const Chart& chart) {
  constexpr int128 kMost = int128{1} << 120;
  std::vector<int128> sizes;
  for (const Row& row : chart.rows) {
    if (const auto value = first_value(row); value && *value != 0) {
      const int128 within = std::clamp(*value, -kMost, kMost);
      sizes.push_back(within < 0 ? -within : within);
    }
  }
  if (sizes.empty()) {
    return {};
  }
  std::sort(sizes.begin(), sizes.end());
  Borders borders{rounded_up(sizes[(sizes.size() - 1) / 3]), 0};
  borders.middling = rounded_up(sizes[(sizes.size() - 1) * 2 / 3]);
  if (borders.middling <= borders.small) {
    borders.middling = rounded_up(borders.small + 1);
  }
  borders.middling = sizes.back() > borders.middling ? borders.middling : 0;
  borders.small = sizes.back() > borders.small ? borders.small : 0;
  return borders;
}

enum Class {
  kLarge = 0,
  kMiddling,
  kSmall,
  kZero,
  kSmallGain,
  kMiddlingGain,
  kLargeGain,
  kUndefined,
  kClassCount
};

Class class_of(const std::optional<int128>& value, const Borders& borders) {
  if (!value) {
    return kUndefined;
  }
  if (*value == 0) {
    return kZero;
  }
  const int128 size = *value < 0 ? -(*value + 1) + 1 : *value;
  const int steps = borders.small == 0 || size <= borders.small         ? 0
                    : borders.middling == 0 || size <= borders.middling ? 1
                                                                        : 2;
  return static_cast<Class>(*value < 0 ? kSmall - steps : kSmallGain + steps);
}

std::string_view css_class(Class of) {
  constexpr std::array<std::string_view, kClassCount> kClasses{"x",    "x c2", "x c1", "v",
                                                               "g c1", "g c2", "g",    "b"};
  return kClasses[of];
}

/// What a class is called: "over 2 to 5".
std::string class_text(Class of, const Chart& chart, const Borders& borders, const Words& words) {
  const auto text = [&](int128 value) {
    return tick_texts({value}, chart.decimals, chart.sign, words).front();
  };
  const std::string small = text(borders.small), middling = text(borders.middling);
  switch (of) {
    case kLarge:
      return words(Text::kChartUnder, {text(-borders.middling)});
    case kMiddling:
      return borders.middling == 0
                 ? words(Text::kChartUnder, {text(-borders.small)})
                 : words(Text::kChartFromToUnder, {text(-borders.middling), text(-borders.small)});
    case kSmall:
      return borders.small == 0 ? words(Text::kChartUnder, {text(0)})
                                : words(Text::kChartFromToUnder, {text(-borders.small), text(0)});
    case kZero:
      return text(0);
    case kSmallGain:
      return borders.small == 0 ? words(Text::kChartAbove, {text(0)})
                                : words(Text::kChartAboveTo, {text(0), small});
    case kMiddlingGain:
      return borders.middling == 0 ? words(Text::kChartAbove, {small})
                                   : words(Text::kChartAboveTo, {small, middling});
    case kLargeGain:
      return words(Text::kChartAbove, {middling});
    case kUndefined:
    case kClassCount:
      break;
  }
  return words(Text::kChartUndefined);
}

/// The classes that have rows, each with how many.
std::vector<LegendEntry> legend_of(const Chart& chart, const Borders& borders, const Words& words) {
  std::array<std::size_t, kClassCount> counts{};
  for (const Row& row : chart.rows) {
    ++counts[class_of(first_value(row), borders)];
  }
  std::vector<LegendEntry> legend;
  for (std::size_t of = 0; of < kClassCount; ++of) {
    if (counts[of] > 0) {
      const auto each = static_cast<Class>(of);
      legend.push_back(
          {fmt::format(R"(<rect class="{}" y="-6" width="12" height="12"/>)", css_class(each)),
           class_text(each, chart, borders, words) + " (" +
               NumberText{static_cast<int128>(counts[of]), 0, words.numbers, Sign::kMinusOnly}
                   .text() +
               ")"});
    }
  }
  return legend;
}

/// Rows whose district is not on the map.
std::vector<std::string> not_on_map(const Chart& chart, const Words& words) {
  std::set<std::string_view> on_map;
  for (const MapShape& shape : chart.map->shapes) {
    on_map.insert(shape.id);
  }
  std::vector<std::string_view> missing;
  for (const Row& row : chart.rows) {
    if (!on_map.contains(row.id)) {
      missing.push_back(row.label);
    }
  }
  return missing.empty()
             ? std::vector<std::string>{}
             : label_lines(words(Text::kChartNotOnMap, {words.list(missing, missing.size())}),
                           kNarrowest);
}

/// High enough that the map is as wide as the narrowest page, and no higher than a screen.
int height_of(const Outlines& outlines) {
  constexpr int kLeast = 160, kMost = 520;
  return std::clamp(kUsualWidth * 2 / 3 * outlines.height / outlines.width, kLeast, kMost);
}

void put_areas(const Chart& chart, const Outlines& outlines, const Borders& borders,
               const Words& words, Writer& out) {
  std::map<std::string_view, const Row*> rows;
  for (const Row& row : chart.rows) {
    rows[row.id] = &row;
  }
  for (std::size_t i = 0; i < outlines.paths.size(); ++i) {
    const auto found = rows.find(chart.map->shapes[i].id);
    if (found == rows.end()) {
      out.put(fmt::format(R"(<path class="b" d="{}"/>)", outlines.paths[i]));
    } else {
      const Row& row = *found->second;
      const std::optional<int128> value = first_value(row);
      const std::string text =
          value ? value_text(chart, value, words) + " " + chart.unit : words(Text::kChartUndefined);
      out.put(fmt::format(R"(<path class="{}" d="{}"><title>{}: {}</title></path>)",
                          css_class(class_of(value, borders)), outlines.paths[i],
                          escaped(row.label), escaped(text)));
    }
    out.put('\n');
  }
}

void draw_map(const Chart& chart, const Words& words, Writer& out) {
  if (chart.rows.empty() || chart.map == nullptr) {
    draw_nothing(chart, words, out);
    return;
  }
  const Borders borders = borders_of(chart);
  const Frame frame{chart, words, legend_of(chart, borders, words), chart.unit};
  const Outlines outlines = outlines_of(*chart.map);
  const std::vector<std::string> missing = not_on_map(chart, words);
  const int top = frame.top() + 4, height = height_of(outlines);
  frame.open(top + height + 8 + static_cast<int>(missing.size()) * kLineHeight, plot_style({}, 0),
             "", out);
  out.put(
      fmt::format("<svg y=\"{}\" width=\"100%\" height=\"{}\" viewBox=\"-4 -4 {} {}\" "
                  "preserveAspectRatio=\"xMidYMid meet\">\n",
                  top, height, outlines.width + 8, outlines.height + 8));
  put_areas(chart, outlines, borders, words, out);
  out.put("</svg>\n");
  for (std::size_t i = 0; i < missing.size(); ++i) {
    out.put(fmt::format(R"(<text class="u" y="{}">{}</text>)",
                        top + height + static_cast<int>(i + 1) * kLineHeight, escaped(missing[i])));
  }
  Frame::close(out);
}

}  // namespace

extern const ChartKind kMap = {
    .name = "map", .summary = "areas in the colours of their values", .draw = draw_map};

}  // namespace allot::report::charts
