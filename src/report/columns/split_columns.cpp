#include <algorithm>
#include <memory>
#include <string>
#include <unordered_set>

#include "report/columns/run_table.hpp"
#include "report/columns/splits.hpp"

namespace allot::report {
namespace {

/// What the columns of the cross table read.
struct CrossRows {
  std::vector<Part> parts;
  /// What districts have beyond the parts: a top-up is paid by nobody who is in the table.
  std::vector<Money> rest;
  int128 total = 0, elsewhere = 0, rest_total = 0;  ///< in minor units
  bool any_elsewhere = false;
};

CrossRows cross_rows(const RunView& view, RowsBy by) {
  CrossRows rows;
  rows.parts = parts_of(view, by);
  rows.rest = view.result.budgets;
  for (const Part& part : rows.parts) {
    rows.total += part.total;
    rows.elsewhere += part.elsewhere;
    rows.any_elsewhere = rows.any_elsewhere || part.elsewhere != 0;
    for (std::size_t i = 0; i < rows.rest.size(); ++i) {
      rows.rest[i] -= part.budgets[i];
    }
  }
  rows.rest_total = sum_of(rows.rest);
  return rows;
}

TableColumn money_column(std::string name, std::string_view header, std::span<const Money> amounts,
                         int128 total, int decimals) {
  return {.name = std::move(name),
          .header = std::string{header},
          .cell = [amounts](std::size_t row) { return Cell::of(amounts[row]); },
          .total = Cell::of(total),
          .decimals = decimals};
}

/// Each its id, unless the table has a column of that name already.
class PartColumnNames {
 public:
  PartColumnNames(const ColumnSet& set, RowsBy by) : by_{by}, taken_{"budget", "top_up"} {
    for (const TableColumn& column : set.columns) {
      taken_.insert(column.name);
    }
  }

  std::string next(std::string_view id) {
    std::string name{id};
    if (taken_.contains(name)) {
      name = std::string{name_of(by_)} + "_" + name;
    }
    taken_.insert(name);
    return name;
  }

 private:
  RowsBy by_;
  std::unordered_set<std::string> taken_;
};

void add_part_columns(const RunView& view, RowsBy by, const CrossRows& rows, ColumnSet& set) {
  const int decimals = view.scenario.decimals;
  PartColumnNames names{set, by};
  for (const Part& part : rows.parts) {
    TableColumn column = money_column(names.next(part.id), part.name, part.budgets,
                                      part.total - part.elsewhere, decimals);
    if (rows.any_elsewhere) {
      column.below = {Cell::of(part.elsewhere), Cell::of(part.total)};
    }
    set.add(std::move(column));
  }
  if (std::ranges::any_of(rows.rest, [](Money rest) { return rest != Money{}; })) {
    TableColumn column = money_column("top_up", {}, rows.rest, rows.rest_total, decimals);
    if (rows.any_elsewhere) {
      column.below = {Cell{}, Cell::of(rows.rest_total)};
    }
    set.add(std::move(column));
  }
}

TableColumn cross_budget(const RunView& view, const Figures& figures, const CrossRows& rows,
                         Audience audience) {
  TableColumn column = std::move(amount_columns(view, figures, audience)[1]);
  column.header.clear();  // the scenario's year may be one of the parts
  if (rows.any_elsewhere) {
    column.below = {Cell::of(rows.elsewhere), Cell::of(rows.total + rows.rest_total)};
  }
  return column;
}

/// A row for each district, a column for each part.
ColumnSet cross_columns(const RunView& view, RowsBy by, Audience audience, const Words& words) {
  const auto rows = std::make_shared<const CrossRows>(cross_rows(view, by));
  ColumnSet set;
  set.kept = rows;
  set.figures = district_figures(view);
  for (TableColumn& column : identity_columns(view.scenario.districts, words)) {
    const bool is_shown = audience != Audience::kPeople || column.name == "id" ||
                          (column.name == "name" && has_names(view.scenario.districts));
    set.add(std::move(column), is_shown);
  }
  add_part_columns(view, by, *rows, set);
  set.add(cross_budget(view, set.figures, *rows, audience));
  add_per_unit(view, words, set, &Quantities::at);
  add_table_columns(view.scenario, set);
  return set;
}

/// One line of each district: a part of a pot.
struct Line {
  std::string_view pot, part;
  const std::vector<Money>* budgets;
};

std::vector<Line> lines_of(const RunView& view, RowsBy by) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < view.result.pots.size(); ++i) {
    if (const engine::SplitTable* split = split_of(view.result.pots[i], by)) {
      const Pot& pot = view.scenario.pots[i];
      for (const PartName& name : part_names(pot, by)) {
        lines.push_back({pot.id, name.id, &split->cells[name.index]});
      }
    }
  }
  return lines;
}

TableColumn repeated(TableColumn column, std::size_t lines) {
  column.cell = [cell = std::move(column.cell), lines](std::size_t row) {
    return cell(row / lines);
  };
  return column;
}

template <class Value>
TableColumn line_column(std::string name, const std::vector<Line>& lines, Value value) {
  return {
      .name = std::move(name),
      .cell = [&lines, value](
                  std::size_t row) { return value(lines[row % lines.size()], row / lines.size()); },
      .align = Align::kLeft};
}

bool in_several_pots(const std::vector<Line>& lines) {
  return std::ranges::any_of(lines,
                             [&](const Line& line) { return line.pot != lines.front().pot; });
}

/// A row for each district and part, which programs filter and add up.
ColumnSet long_columns(const RunView& view, RowsBy by, const Words& words) {
  const auto lines = std::make_shared<const std::vector<Line>>(lines_of(view, by));
  ColumnSet set;
  set.kept = lines;
  set.lines = lines->size();
  set.figures = district_figures(view);
  if (in_several_pots(*lines)) {
    set.add(line_column("pot", *lines,
                        [](const Line& line, std::size_t) { return Cell::of(line.pot); }));
  }
  for (TableColumn& column : identity_columns(view.scenario.districts, words)) {
    set.add(repeated(std::move(column), lines->size()));
  }
  set.add(line_column(std::string{name_of(by)}, *lines,
                      [](const Line& line, std::size_t) { return Cell::of(line.part); }));
  set.add(line_column("budget", *lines, [](const Line& line, std::size_t district) {
    return Cell::of((*line.budgets)[district]);
  }));
  set.columns.back().decimals = view.scenario.decimals;
  ColumnSet of_tables;
  add_table_columns(view.scenario, of_tables);
  for (TableColumn& column : of_tables.columns) {
    if (find_column(set.columns, column.name) == nullptr) {
      set.add(repeated(std::move(column), lines->size()), false);
    }
  }
  return set;
}

}  // namespace

ColumnSet split_columns(const RunView& view, RowsBy by, Audience audience, const Words& words) {
  return audience == Audience::kPrograms ? long_columns(view, by, words)
                                         : cross_columns(view, by, audience, words);
}

}  // namespace allot::report
