#include <memory>

#include "report/run_table.hpp"

namespace allot::report {
namespace {

TableColumn count_column(const RunView& view, const std::vector<std::int64_t>& districts) {
  TableColumn column;
  column.name = "districts";
  column.header = view.scenario.districts.called_recipients ? "recipients" : "districts";
  column.cell = [&districts](std::size_t row) { return Cell::of(int128{districts[row]}); };
  column.total = Cell::of(static_cast<int128>(view.scenario.districts.size()));
  return column;
}

}  // namespace

ColumnSet group_columns(const RunView& view, Audience audience) {
  const auto rows = std::make_shared<const GroupRows>(group_rows(view));
  ColumnSet set;
  set.kept = rows;
  set.figures = rows->figures();
  set.columns.push_back(text_column("group", "group", rows->names));
  set.columns.back().shrinks = true;
  set.columns.push_back(count_column(view, rows->districts));
  for (TableColumn& column : amount_columns(view, set.figures, audience)) {
    set.columns.push_back(std::move(column));
  }
  if (audience == Audience::kPrograms || view.result.prior) {
    set.shown = {"group", "districts", "prior", "budget", "shift", "shift_percent"};
  } else {
    set.shown = {"group", "districts", "budget"};
  }
  if (view.scenario.per) {
    set.columns.push_back(per_unit_column(view, set.figures,
                                          [counts = group_counts(view, *rows, *view.scenario.per)](
                                              std::size_t row) { return counts[row]; }));
    set.shown.push_back(set.columns.back().name);
  }
  return set;
}

}  // namespace allot::report
