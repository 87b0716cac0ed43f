#include "report/check/check_charts.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "report/diagnostics/diagnostics.hpp"
#include "report/pictures/pictures.hpp"

namespace allot::report::pictures {
namespace {

using enum Text;
using engine::Deviation;

constexpr int kMostDecimals = 18;

/// Figures that one chart can show.
struct SameFigures {
  const WrongFigure* first;
  std::vector<const WrongFigure*> figures = {};

  [[nodiscard]] bool takes(const WrongFigure& figure) const {
    return figure.of == first->of && figure.key == first->key && figure.column == first->column &&
           figure.role == first->role;
  }
};

bool is_of_percent(const WrongFigure& figure) {
  return figure.role == PrintedRole::kPercent || figure.role == PrintedRole::kChange;
}

bool is_money(const WrongFigure& figure) {
  return figure.of == Deviation::Of::kBudget && !is_of_percent(figure) &&
         figure.role != PrintedRole::kKey;
}

/// As the table has it, in units of 10^-decimals, which are no fewer; nothing where it is out of
/// all range.
std::optional<int128> deviation(const WrongFigure& figure, int decimals) {
  const Fraction difference = figure.computed - figure.expected;
  const Fraction units = difference * Fraction{BigInt::power_of_ten(figure.decimals)};
  const BigInt shown = units.rounded(Rounding::kHalfEven);
  return (shown * BigInt::power_of_ten(decimals - figure.decimals)).as_int128();
}

std::vector<SameFigures> by_column(const Checked& checked) {
  std::vector<SameFigures> columns;
  for (const WrongFigure& figure : checked.figures) {
    if (figure.of == Deviation::Of::kTotal || figure.decimals > kMostDecimals) {
      continue;
    }
    const auto same = std::ranges::find_if(
        columns, [&](const SameFigures& column) { return column.takes(figure); });
    SameFigures& column =
        same == columns.end() ? columns.emplace_back(SameFigures{&figure}) : *same;
    column.figures.push_back(&figure);
  }
  return columns;
}

std::optional<Chart> chart_of(const Checked& checked, SameFigures& column, bool several,
                              const Words& words) {
  std::ranges::stable_sort(
      column.figures, {}, [](const WrongFigure* figure) -> std::string_view { return figure->id; });
  Measure measure{words(kPictureDeviations), "", 0, Sign::kAlways};
  for (const std::string& of : {column.first->column, column.first->key}) {
    add_item(measure.title, printable(of), words(kColon) + " ");
  }
  if (several) {
    measure.title = printable(checked.name) + words(kColon) + " " + measure.title;
  }
  measure.unit = is_of_percent(*column.first) ? "%"
                 : is_money(*column.first)    ? checked.currency
                                              : "";
  for (const WrongFigure* figure : column.figures) {
    measure.decimals = std::max(measure.decimals, figure->decimals);
  }
  std::vector<std::string_view> ids, names;
  Values values;
  for (const WrongFigure* figure : column.figures) {
    if (const auto value = deviation(*figure, measure.decimals)) {
      values.push_back({static_cast<std::uint32_t>(ids.size()), *value});
      ids.emplace_back(figure->id);
      names.emplace_back(figure->name);
    }
  }
  const RowNames row_names{ids, names};
  std::optional<Chart> chart = bars(measure, row_names, values, 0, words);
  if (chart) {
    const Value& most = *std::ranges::max_element(
        values, {}, [](const Value& value) { return size_of(value.value); });
    chart->description =
        words(kNoLargerDeviation, {row_names.of(most.row), value_text(measure, most.value, words)});
    add_sentence(chart->description,
                 shown_sentence(chart->rows.size(), values.size(), false, words));
  }
  return chart;
}

}  // namespace

std::vector<Chart> check_charts(std::span<const Checked> all, const Words& words) {
  std::vector<Chart> charts;
  for (const Checked& checked : all) {
    for (SameFigures& column : by_column(checked)) {
      add(charts, chart_of(checked, column, all.size() > 1, words));
    }
  }
  return charts;
}

}  // namespace allot::report::pictures
