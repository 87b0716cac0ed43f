#include "support/made_up_charts.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace allot::test {
namespace {

using namespace report::charts;
using report::Sign;

constexpr std::array kNames{
    "Alb-Donau-Kreis",
    "Landkreis Neustadt a.d.Aisch-Bad Windsheim",
    "Baden-Baden",
    "Landkreis Garmisch-Partenkirchen",
    "Ortenaukreis",
    "Landkreis Mecklenburgische Seenplatte",
    "Ulm",
    "Verbandsgemeinde Rengsdorf-Waldbreitbach (Landkreis Neuwied)",
    "Rems-Murr-Kreis",
    "Landeshauptstadt Stuttgart",
    "Neckar-Odenwald-Kreis",
};

std::string name_of(std::size_t row) {
  const std::string name = kNames.at(row % kNames.size());
  return row < kNames.size() ? name : name + " " + std::to_string(row / kNames.size() + 1);
}

/// The same numbers on every machine.
struct Numbers {
  std::uint64_t state = 12345;

  int128 below(std::uint32_t end) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % end;
  }
};

std::vector<Row> rows_of(const std::vector<int128>& values) {
  std::vector<Row> rows;
  for (const int128 value : values) {
    rows.push_back({name_of(rows.size()), {value}});
  }
  return rows;
}

std::vector<int128> shifts(std::size_t count) {
  Numbers numbers;
  std::vector<int128> values;
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(numbers.below(300000000) - 180000000);
  }
  std::ranges::sort(values, std::greater{});
  return values;
}

Chart chart_of(const ChartKind& kind, std::vector<Row> rows) {
  Chart chart{.kind = &kind,
              .title = "Veränderung gegenüber 2024",
              .unit = "EUR",
              .description = "Was sich für wen ändert."};
  chart.rows = std::move(rows);
  chart.decimals = 2;
  return chart;
}

Chart shift_chart(const ChartKind& kind, const std::vector<int128>& values) {
  Chart chart = chart_of(kind, rows_of(values));
  chart.sign = Sign::kAlways;
  return chart;
}

Chart series_chart(const ChartKind& kind, std::size_t rows, std::vector<std::string> series) {
  Numbers numbers;
  Chart chart = chart_of(kind, {});
  chart.title = "Zuweisung";
  for (std::size_t i = 0; i < rows; ++i) {
    Row row{name_of(i), {}};
    const int128 base = numbers.below(200000000) + 20000000;
    for (std::size_t of = 0; of < series.size(); ++of) {
      row.values.emplace_back(base + numbers.below(40000000));
    }
    chart.rows.push_back(std::move(row));
  }
  chart.series = std::move(series);
  return chart;
}

std::vector<std::string> variants(std::size_t count) {
  std::vector<std::string> names{"Entwurf", "Mit Mindestbetrag", "Schlüssel nach Zuweisungen 2024"};
  for (std::size_t i = names.size(); i < count; ++i) {
    names.push_back("Variante " + std::to_string(i + 1));
  }
  names.resize(count);
  return names;
}

Chart waterfall() {
  Chart chart =
      shift_chart(kWaterfall, {285416841, -31208000, 12400011, -4210000, -8000, 262390852});
  const std::array<std::string, 6> labels{"2024",    "Topf", "Eigene Zahlen", "Zahlen der anderen",
                                          "Rundung", "2025"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    chart.rows[i].label = labels.at(i);
  }
  chart.rows.front().is_sum = chart.rows.back().is_sum = true;
  return chart;
}

Chart causes() {
  Chart chart = shift_chart(kWaterfall, {-31208000, 12400011, -4210000, -8000, -23025989});
  const std::array<std::string, 5> labels{"Topf", "Eigene Zahlen", "Zahlen der anderen", "Rundung",
                                          "Veränderung"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    chart.rows[i].label = labels.at(i);
  }
  chart.rows.back().is_sum = true;
  return chart;
}

Chart sweep(std::size_t points, std::size_t series) {
  Chart chart = series_chart(kLines, points, variants(series));
  for (std::size_t i = 0; i < points; ++i) {
    chart.rows[i].label = std::to_string(i * 5);
    chart.positions.push_back(static_cast<int128>(i * i) * 50);
  }
  chart.position_decimals = 1;
  chart.axis = "Höhe des Sockels in Prozent";
  return chart;
}

Chart histogram(std::size_t count, bool dwarf) {
  Chart chart = shift_chart(kHistogram, {});
  chart.unit = "%";
  chart.decimals = 1;
  Numbers numbers;
  for (std::size_t i = 0; i < count; ++i) {
    const int128 value =
        i % 5 == 0 ? 0 : numbers.below(300) + numbers.below(300) + numbers.below(300) - 480;
    chart.rows.push_back({"", {value}});
  }
  if (dwarf) {
    chart.rows.front().values = {int128{99999999}};
    chart.rows.back().values = {std::nullopt};
  }
  return chart;
}

/// Squares of a degree side by side, and one that is nobody's.
const MapShapes& squares() {
  static const MapShapes map = [] {
    MapShapes shapes;
    for (std::int64_t i = 0; i <= 12; ++i) {
      const std::int64_t west = (8 + i % 4) * 1'000'000, south = (50 - i / 4) * 1'000'000;
      shapes.shapes.push_back({"d" + std::to_string(i),
                               {{{west, south},
                                 {west + 1'000'000, south},
                                 {west + 1'000'000, south + 1'000'000},
                                 {west, south + 1'000'000}}}});
    }
    return shapes;
  }();
  return map;
}

Chart map_chart() {
  Chart chart = shift_chart(kMap, {520, 230, 90, 60, 25, 4, 0, -3, -80, -110, -310, -2400});
  chart.title = "Veränderung gegenüber 2024 in Prozent";
  chart.unit = "%";
  chart.map = &squares();
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    chart.rows[i].id = "d" + std::to_string(i);
  }
  return chart;
}

/// Some are new, and one is not on the map.
Chart map_with_gaps() {
  Chart chart = map_chart();
  chart.rows[4].values = {std::nullopt};
  chart.rows[5].id = "elsewhere";
  return chart;
}

Chart with_hostile_names(Chart chart) {
  chart.title = "<script>alert(1)</script>";
  chart.unit = "\"><img src=x onerror=alert(2)>";
  chart.description = "]]> & </svg>";
  chart.axis = "<b>'axis'</b>";
  std::size_t index = 0;
  for (Row& row : chart.rows) {
    row.label = index++ % 2 == 0 ? "<script>alert(1)</script>" : "\"><img src=x onerror=alert(2)>";
  }
  for (std::string& series : chart.series) {
    series = "</text><a href=\"javascript:alert(3)\">";
  }
  return chart;
}

std::vector<MadeUpChart> edge_cases(const std::string& kind, const Chart& of_many) {
  const auto with_values = [&](auto value_of_row) {
    Chart chart = of_many;
    chart.rows.resize(std::min<std::size_t>(chart.rows.size(), 6));
    if (!chart.positions.empty()) {
      chart.positions.resize(chart.rows.size());
    }
    for (std::size_t i = 0; i < chart.rows.size(); ++i) {
      for (std::optional<int128>& value : chart.rows[i].values) {
        value = value_of_row(i, *value);
      }
    }
    return chart;
  };
  using Value = std::optional<int128>;
  Chart one = with_values([](std::size_t, int128 value) { return Value{value}; });
  one.rows.resize(1);
  one.positions.resize(std::min<std::size_t>(one.positions.size(), 1));
  Chart none = one;
  none.rows.clear();
  none.positions.clear();
  Chart some = of_many;
  some.rows_in_all = 11000;
  constexpr int128 kFifteenDigits = 999999999999999;
  return {
      {kind + "-one-dwarfs-all",
       with_values([](std::size_t i, int128 v) { return Value{i == 1 ? v * 100000 : v}; })},
      {kind + "-all-equal", with_values([](std::size_t, int128) { return Value{4200000}; })},
      {kind + "-all-negative",
       with_values([](std::size_t, int128 v) { return Value{v < 0 ? v : -v - 1}; })},
      {kind + "-all-zero", with_values([](std::size_t, int128) { return Value{0}; })},
      {kind + "-undefined",
       with_values([](std::size_t i, int128 v) { return i % 2 == 0 ? Value{} : Value{v}; })},
      {kind + "-all-undefined", with_values([](std::size_t, int128) { return Value{}; })},
      {kind + "-fifteen-digits", with_values([](std::size_t i, int128 v) {
         return Value{(v < 0 ? -1 : 1) *
                      (kFifteenDigits - static_cast<int128>(i) * (kFifteenDigits / 7))};
       })},
      {kind + "-one-row", one},
      {kind + "-no-rows", none},
      {kind + "-some-of-all", some},
      {kind + "-hostile", with_hostile_names(of_many)},
  };
}

}  // namespace

std::vector<MadeUpChart> made_up_charts() {
  Chart percent = shift_chart(kBars, {123, 45, 4, 0, -1, -330});
  percent.unit = "%";
  percent.decimals = 1;
  Chart dumbbell = series_chart(kDumbbell, 12, {"2024", "2025"});
  dumbbell.rows[3].values[1] = dumbbell.rows[3].values[0];
  dumbbell.rows[4].values[0] = std::nullopt;
  dumbbell.rows[6].values[1] = *dumbbell.rows[6].values[0] - 9000000;
  Chart stacked = series_chart(kStackedBars, 12, {"Bund", "Land", "Kreise"});
  stacked.rows[2].values[1] = -4000000;
  Chart lines = sweep(8, 3);
  Chart side_by_side = sweep(5, 2);
  side_by_side.positions.clear();
  side_by_side.axis.clear();
  for (std::size_t i = 0; i < side_by_side.rows.size(); ++i) {
    side_by_side.rows[i].label = name_of(i);
  }
  std::vector<MadeUpChart> charts{
      {"bars", shift_chart(kBars, shifts(12))},
      {"bars-forty", shift_chart(kBars, shifts(44))},
      {"bars-percent", percent},
      {"dumbbell", dumbbell},
      {"dots", series_chart(kDots, 12, variants(3))},
      {"dots-one-series", series_chart(kDots, 6, variants(1))},
      {"dots-twelve-series", series_chart(kDots, 44, variants(12))},
      {"waterfall", waterfall()},
      {"waterfall-causes", causes()},
      {"lines", lines},
      {"lines-side-by-side", side_by_side},
      {"lines-twelve-series", sweep(60, 12)},
      {"stacked-bars", stacked},
      {"stacked-bars-twelve-series", series_chart(kStackedBars, 12, variants(12))},
      {"histogram", histogram(11000, false)},
      {"histogram-of-forty", histogram(44, true)},
      {"map", map_chart()},
      {"map-with-gaps", map_with_gaps()},
  };
  const std::array<std::pair<std::string, Chart>, 8> kinds{
      std::pair{"bars", shift_chart(kBars, shifts(12))},
      std::pair{"dumbbell", series_chart(kDumbbell, 12, {"2024", "2025"})},
      std::pair{"dots", series_chart(kDots, 12, variants(3))},
      std::pair{"waterfall", waterfall()},
      std::pair{"lines", lines},
      std::pair{"stacked-bars", series_chart(kStackedBars, 12, variants(3))},
      std::pair{"histogram", histogram(300, false)},
      std::pair{"map", map_chart()},
  };
  for (const auto& [kind, chart] : kinds) {
    std::ranges::move(edge_cases(kind, chart), std::back_inserter(charts));
  }
  for (std::size_t i = 0; i < charts.size(); ++i) {
    charts[i].chart.number = i + 1;
  }
  return charts;
}

Chart made_up_chart(std::string_view name) {
  for (MadeUpChart& made_up : made_up_charts()) {
    if (made_up.name == name) {
      return made_up.chart;
    }
  }
  throw std::out_of_range{std::string{name}};
}

}  // namespace allot::test
