#include <fmt/format.h>

#include <string>

#include "report/charts/chart.hpp"

namespace allot::report::charts {
namespace {

/// On white and on #1b1b1b: texts have a contrast of 4.5 or more, marks of 3 or more. Gains and
/// losses differ in lightness, too, for print and for who sees no colours.
struct Colour {
  std::string_view name, light, dark;
};
constexpr Colour kColours[] = {
    {"ink", "#222", "#e8e8e8"},  {"quiet", "#5f5f5f", "#ababab"}, {"grid", "#e2e2e2", "#3c3c3c"},
    {"zero", "#222", "#e8e8e8"}, {"gain", "#1a5a96", "#8cc8f5"},  {"loss", "#d67400", "#d9802b"},
    {"page", "#fff", "#1b1b1b"}, {"sum", "#6b6b6b", "#a9a9a9"},
};

/// Of series, in their order, and what is legible on them.
struct SeriesColour {
  std::string_view light, text, dark;
};
constexpr SeriesColour kSeriesColours[] = {
    {"#1a5a96", "#fff", "#8cc8f5"}, {"#d67400", "#000", "#d9802b"}, {"#00806a", "#fff", "#4fc7ab"},
    {"#b0428c", "#fff", "#e48cc4"}, {"#6b6b6b", "#fff", "#a9a9a9"}, {"#b83227", "#fff", "#f0877a"},
    {"#3d8fc4", "#000", "#4a9fd4"}, {"#86691c", "#fff", "#d3b45c"}, {"#5e4fa2", "#fff", "#b3a6f0"},
    {"#76940a", "#000", "#a9c93f"}, {"#2b2b2b", "#fff", "#f0f0f0"}, {"#9a4f2a", "#fff", "#cf8b68"},
};

/// Where custom properties are not known, the line that names one is passed over.
constexpr std::string_view kRules =
    R"(.allot-chart{display:block;overflow:visible;font:12px/1.2 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;break-inside:avoid;forced-color-adjust:none}
.allot-chart text{@fill ink@}
.allot-chart{box-sizing:border-box;padding:0 var(--b) 0 calc(var(--l) + var(--a))}
.allot-chart .a{transform:translateX(calc(0px - var(--l) - var(--a)))}
.allot-chart .r text{paint-order:stroke;@stroke page@;stroke-width:3px}
.allot-chart .r .i{stroke:none}
.allot-chart .n,.allot-chart .e{text-anchor:end}
.allot-chart .t{text-anchor:middle}
.allot-chart .u,.allot-chart .t,.allot-chart .q{@fill quiet@}
.allot-chart .f{font-weight:700}
.allot-chart .d{@stroke grid@}
.allot-chart .z{@stroke zero@;stroke-width:1.5}
.allot-chart .k{@stroke quiet@}
.allot-chart .g{@fill gain@}
.allot-chart .x{@fill loss@}
.allot-chart .m{@fill sum@}
.allot-chart line.g{@stroke gain@;stroke-width:3}
.allot-chart line.x{@stroke loss@;stroke-width:3}
.allot-chart .j{@fill page@;@stroke quiet@;stroke-width:2}
.allot-chart .pt{@stroke page@}
.allot-chart .o{stroke-width:2}
.allot-chart .c1{fill-opacity:.35}
.allot-chart .c2{fill-opacity:.65}
.allot-chart .v{@fill grid@}
.allot-chart .b{fill:none;@stroke quiet@;stroke-dasharray:2 2}
.allot-chart.map path{@stroke page@;stroke-width:.75;vector-effect:non-scaling-stroke}
.allot-chart.map path.b{@stroke quiet@}
.allot-chart .y{fill:none;stroke-width:2;stroke-linejoin:round}
)";

constexpr std::string_view kNarrowRules =
    R"(.allot-chart.rows{height:var(--h);padding-left:var(--a)}
.allot-chart.rows .a{transform:translateX(calc(0px - var(--a)))}
.allot-chart .r{transform:translateY(var(--n))}
.allot-chart .n{text-anchor:start;transform:translate(12px,-17px)}
.allot-chart .n1{transform:translate(12px,-24px)}
.allot-chart .n2{transform:translate(12px,-31px)}
.allot-chart .w{display:none}
.allot-chart .h{display:inline}
)";

std::string_view light_of(std::string_view name) {
  for (const Colour& colour : kColours) {
    if (colour.name == name) {
      return colour.light;
    }
  }
  return {};
}

/// "@fill ink@" -> "fill:#222;fill:var(--allot-ink)".
std::string with_colours(std::string_view rules) {
  std::string css;
  for (std::size_t at = 0;;) {
    const std::size_t begin = rules.find('@', at);
    css += rules.substr(at, begin - at);
    if (begin == std::string_view::npos) {
      return css;
    }
    const std::size_t blank = rules.find(' ', begin), end = rules.find('@', blank);
    const std::string_view property = rules.substr(begin + 1, blank - begin - 1);
    const std::string_view name = rules.substr(blank + 1, end - blank - 1);
    css += fmt::format("{0}:{1};{0}:var(--allot-{2})", property, light_of(name), name);
    at = end + 1;
  }
}

std::string style() {
  std::string light, dark, series;
  for (const Colour& colour : kColours) {
    light += fmt::format("--allot-{}:{};", colour.name, colour.light);
    dark += fmt::format("--allot-{}:{};", colour.name, colour.dark);
  }
  std::size_t number = 0;
  for (const SeriesColour& colour : kSeriesColours) {
    ++number;
    light += fmt::format("--allot-{}:{};", number, colour.light);
    dark += fmt::format("--allot-{}:{};", number, colour.dark);
    series += fmt::format(
        ".allot-chart .s{0}{{fill:{1};fill:var(--allot-{0})}}"
        ".allot-chart .y.s{0},.allot-chart .o.s{0}{{fill:none;stroke:{1};"
        "stroke:var(--allot-{0})}}"
        ".allot-chart .i.s{0}{{fill:{2}}}\n",
        number, colour.light, colour.text);
  }
  return fmt::format(
      ".allot-chart{{{}}}\n{}{}"
      "@media screen and (prefers-color-scheme:dark){{.allot-chart{{{}}}\n"
      ".allot-chart .i[class]{{fill:#000}}}}\n@media (max-width:640px){{{}}}\n",
      light, with_colours(kRules), series, dark, with_colours(kNarrowRules));
}

}  // namespace

std::string_view chart_style() {
  static const std::string css = style();
  return css;
}

}  // namespace allot::report::charts
