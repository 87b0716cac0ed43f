#include <memory>
#include <numeric>

#include "report/columns/run_table.hpp"

namespace allot::report {
namespace {

/// Of the districts that take part.
TableColumn count_column(const RunView& view, const std::vector<std::int64_t>& districts) {
  TableColumn column;
  column.name = "districts";
  column.header = view.scenario.districts.called_recipients ? "recipients" : "districts";
  column.cell = [&districts](std::size_t row) { return Cell::of(int128{districts[row]}); };
  column.total = Cell::of(std::accumulate(districts.begin(), districts.end(), int128{0}));
  return column;
}

/// What to show besides the names of the groups.
std::vector<std::string> shown_columns(const RunView& view, Audience audience) {
  if (audience != Audience::kPeople || view.result.prior) {
    return {"districts", "prior", "budget", "shift", "shift_percent"};
  }
  return {"districts", "budget"};
}

}  // namespace

ColumnSet group_columns(const RunView& view, Audience audience) {
  const auto rows = std::make_shared<const GroupRows>(group_rows(view));
  ColumnSet set;
  set.kept = rows;
  set.figures = rows->figures();
  set.columns.push_back(text_column("group", "group", rows->ids));
  set.columns.push_back(text_column("name", "name", rows->names));
  const bool named = rows->names != rows->ids;
  set.shown = named ? std::vector<std::string>{"group", "name"} : std::vector<std::string>{"group"};
  set.columns[named ? 1 : 0].shrinks = true;
  set.columns.push_back(count_column(view, rows->districts));
  for (TableColumn& column : amount_columns(view, set.figures, audience)) {
    set.columns.push_back(std::move(column));
  }
  for (std::string& name : shown_columns(view, audience)) {
    set.shown.push_back(std::move(name));
  }
  for (TableColumn& column : paid_columns(view, set.figures)) {
    set.shown.push_back(column.name);
    set.columns.push_back(std::move(column));
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
