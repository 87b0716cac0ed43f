#include <algorithm>
#include <memory>

#include "report/run_table.hpp"

namespace allot::report {
namespace {

using AmountOf = Money (*)(const engine::PotResult& pot);

Money reserved(const engine::PotResult& pot) {
  Money sum;
  for (const engine::Reserve& reserve : pot.reserves) {
    sum += reserve.amount;
  }
  return sum;
}

TableColumn pot_amounts(const RunView& view, const std::vector<std::size_t>& pots, std::string name,
                        std::string header, AmountOf amount_of) {
  TableColumn column;
  column.name = std::move(name);
  column.header = std::move(header);
  column.decimals = view.scenario.decimals;
  column.cell = [&results = view.result.pots, &pots, amount_of](std::size_t row) {
    return Cell::of(int128{amount_of(results[pots[row]]).minor()});
  };
  int128 total = 0;
  for (const engine::PotResult& pot : view.result.pots) {
    total += amount_of(pot).minor();
  }
  column.total = Cell::of(total);
  return column;
}

}  // namespace

ColumnSet pot_columns(const RunView& view, Audience audience) {
  const auto rows = std::make_shared<const PotRows>(pot_rows(view));
  ColumnSet set;
  set.kept = rows;
  set.figures = rows->figures();
  set.columns.push_back(text_column("pot", "pot", rows->ids));
  set.columns.push_back(text_column("title", "title", rows->titles));
  set.columns.back().shrinks = true;
  const auto add = [&](std::string name, std::string header, AmountOf amount_of) {
    set.columns.push_back(
        pot_amounts(view, rows->pots, std::move(name), std::move(header), amount_of));
  };
  add("amount", "in", [](const engine::PotResult& pot) { return pot.amount; });
  add("budget", "budget", [](const engine::PotResult& pot) { return pot.budget; });
  add("reserved", "reserved", &reserved);
  add("not_assigned", "not assigned",
      [](const engine::PotResult& pot) { return pot.not_assigned; });
  add("left_over", "left over", [](const engine::PotResult& pot) { return pot.left_over; });
  const bool titled = std::any_of(rows->titles.begin(), rows->titles.end(),
                                  [](std::string_view title) { return !title.empty(); });
  for (const TableColumn& column : set.columns) {
    if (column.name != "title" || titled || audience == Audience::kPrograms) {
      set.shown.push_back(column.name);
    }
  }
  if (view.scenario.per) {
    const Fraction count = view.scenario.column(*view.scenario.per).values.total();
    set.columns.push_back(per_unit_column(
        view, set.figures, [count](std::size_t) -> const Fraction& { return count; }));
    set.shown.push_back(set.columns.back().name);
  }
  return set;
}

}  // namespace allot::report
