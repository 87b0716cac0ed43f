#include "report/columns/run_table.hpp"
#include "report/describe/description.hpp"
#include "report/pictures/pictures.hpp"
#include "report/pictures/shifts.hpp"

namespace allot::report::pictures {

using enum Text;

std::vector<charts::Chart> describe_charts(const RunView& view, const Words& words) {
  const std::optional<ShownKey> key = shown_key(view);
  if (!key) {
    return {};
  }
  const TableColumn percent = key_columns(view, Audience::kPeople).percent;
  const Figures figures = district_figures(view);
  Values values;
  for (const std::uint32_t row : all_listed(figures, {})) {
    const Cell cell = percent.cell(row);
    if (cell.kind == Cell::Kind::kNumber) {
      values.push_back({row, cell.number});
    }
  }
  std::vector<charts::Chart> charts;
  add(charts,
      bars({words(kPictureShares, {view.scenario.key(key->id).name}), "%", percent.decimals},
           RowNames{figures.ids, figures.names}, values, 0, words));
  return charts;
}

}  // namespace allot::report::pictures
