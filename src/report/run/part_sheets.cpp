#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "report/columns/run_table.hpp"
#include "report/columns/splits.hpp"
#include "report/run/run_sheets.hpp"

namespace allot::report {
namespace {

/// Who gets something of a part, or would.
std::vector<std::uint32_t> rows_of(std::span<const Money> budgets,
                                   const std::vector<bool>& takes_part) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < budgets.size(); ++row) {
    if (takes_part.empty() || takes_part[row] || budgets[row] != Money{}) {
      rows.push_back(row);
    }
  }
  return rows;
}

WorkSheet part_sheet(const RunView& view, std::string name, std::span<const Money> budgets,
                     const std::vector<bool>& takes_part, const Words& words) {
  const Districts& districts = view.scenario.districts;
  Table table;
  for (TableColumn& column : identity_columns(districts, words)) {
    if (column.name == "id" || (column.name == "name" && has_names(districts))) {
      table.columns.push_back(std::move(column));
    }
  }
  table.columns.back().total = Cell::of(words.named(NamesOf::kColumn, "sum"));
  table.columns.push_back({.name = "budget",
                           .cell = [budgets](std::size_t row) { return Cell::of(budgets[row]); },
                           .total = Cell::of(sum_of(budgets)),
                           .decimals = view.scenario.decimals});
  add_headers(table.columns, words);
  table.rows = rows_of(budgets, takes_part);
  table.rows_in_all = table.rows.size();
  table.sheet = std::move(name);
  return {.table = std::move(table)};
}

}  // namespace

std::vector<WorkSheet> part_sheets(const RunView& view, RowsBy by, const Words& words) {
  std::vector<WorkSheet> sheets;
  if (by == RowsBy::kPot) {
    const PotRows pots = pot_rows(view);
    for (std::size_t i = 0; i < pots.pots.size(); ++i) {
      const engine::PotResult& pot = view.result.pots[pots.pots[i]];
      sheets.push_back(part_sheet(view, words(Text::kTabPot, {pots.ids[i]}), pot.budgets,
                                  pot.takes_part, words));
    }
  } else if (by == RowsBy::kContributor || by == RowsBy::kYear) {
    const auto parts = std::make_shared<const std::vector<Part>>(parts_of(view, by));
    for (const Part& part : *parts) {
      WorkSheet& sheet = sheets.emplace_back(
          part_sheet(view, std::string{part.name}, part.budgets, view.result.takes_part, words));
      sheet.table.kept = parts;
    }
  }
  return sheets;
}

}  // namespace allot::report
