#include <memory>
#include <numeric>

#include "report/columns/run_table.hpp"

namespace allot::report {
namespace {

/// Of the districts that take part.
TableColumn count_column(const RunView& view, const std::vector<std::int64_t>& districts,
                         const Words& words) {
  return {.name = "districts",
          .header = words(Text::kDistrictColumn, {words.districts(view.scenario.districts, 2)}),
          .cell = [&districts](std::size_t row) { return Cell::of(int128{districts[row]}); },
          .total = Cell::of(std::accumulate(districts.begin(), districts.end(), int128{0}))};
}

}  // namespace

ColumnSet group_columns(const RunView& view, Audience audience, const Words& words) {
  const auto rows = std::make_shared<const GroupRows>(group_rows(view));
  ColumnSet set;
  set.kept = rows;
  set.figures = rows->figures();
  const bool named = rows->names != rows->ids;
  set.add(text_column("group", rows->ids));
  set.add(text_column("name", rows->names), named);
  set.columns[named ? 1 : 0].shrinks = true;
  set.columns[0].stub = set.columns[1].stub = true;
  set.add(count_column(view, rows->districts, words));
  const bool with_prior = audience != Audience::kPeople || view.result.prior;
  for (TableColumn& column : amount_columns(view, set.figures, audience)) {
    const bool is_shown = with_prior || column.name == "budget";
    set.add(std::move(column), is_shown);
  }
  set.add(payment_columns(view, set.figures));
  if (view.scenario.per) {
    add_per_unit(view, words, set,
                 [counts = group_counts(view, *rows, *view.scenario.per)](
                     const Quantities&, std::size_t row) { return counts[row]; });
  }
  return set;
}

}  // namespace allot::report
