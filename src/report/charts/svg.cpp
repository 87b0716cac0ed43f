#include "report/charts/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "allot/core/text.hpp"
#include "report/markup/xml.hpp"

namespace allot::report::charts {
namespace {

constexpr std::size_t kColours = 12;

/// Full, then hollow: six forms make twelve marks that are told apart without their colours.
constexpr std::array kMarkForms{
    std::string_view{"M-5,0a5,5 0 1 0 10,0a5,5 0 1 0 -10,0"},
    std::string_view{"M-4.5,-4.5h9v9h-9z"},
    std::string_view{"M0,-6L6,0L0,6L-6,0z"},
    std::string_view{"M0,-6L5.5,4.5H-5.5z"},
    std::string_view{"M0,6L5.5,-4.5H-5.5z"},
    std::string_view{"M-2,-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z"},
};

std::string mark_id(const Chart& chart, std::size_t series) {
  return fmt::format("c{}m{}", chart.number, series % kColours);
}

std::string mark_class(std::size_t series) {
  const bool is_hollow = series % kColours >= kMarkForms.size();
  return (is_hollow ? "o " : "") + series_class(series);
}

}  // namespace

std::string percent(Position position) {
  const Position whole = position / 100, part = position % 100;
  return part == 0        ? fmt::format("{}%", whole)
         : part % 10 == 0 ? fmt::format("{}.{}%", whole, part / 10)
                          : fmt::format("{}.{:02}%", whole, part);
}

std::string escaped(std::string_view text) { return xml_escaped(without_controls(text)); }

std::string bar(std::string_view css_class, Position from, Position to, int height) {
  constexpr Position kLeastSeen = 40;
  const Position length = std::max(std::max(from, to) - std::min(from, to), kLeastSeen);
  const Position left =
      from <= to ? std::min(from, kAxisEnd - length) : std::max<Position>(from - length, 0);
  return fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", css_class,
                     percent(left), -height / 2, percent(length), height);
}

std::string mark(const Chart& chart, std::size_t series, Position at) {
  return fmt::format(R"(<use class="{}" href="#{}" x="{}"/>)", mark_class(series),
                     mark_id(chart, series), percent(at));
}

std::string mark(const Chart& chart, std::size_t series, int x, int y) {
  return fmt::format(R"(<use class="{}" href="#{}" x="{}" y="{}"/>)", mark_class(series),
                     mark_id(chart, series), x, y);
}

std::string mark_shapes(const Chart& chart) {
  std::string shapes = "<defs>";
  for (std::size_t series = 0; series < std::min(chart.series.size(), kColours); ++series) {
    shapes += fmt::format(R"(<path id="{}" d="{}"/>)", mark_id(chart, series),
                          kMarkForms.at(series % kMarkForms.size()));
  }
  return shapes + "</defs>";
}

std::string series_class(std::size_t series) { return fmt::format("s{}", series % kColours + 1); }

}  // namespace allot::report::charts
