#include "report/columns/run_table.hpp"

#include <algorithm>

#include "allot/core/error.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

ColumnSet column_set(const RunView& view, RowsBy by, Audience audience) {
  switch (by) {
    case RowsBy::kPot:
      return pot_columns(view, audience);
    case RowsBy::kGroup:
      return group_columns(view, audience);
    case RowsBy::kContributor:
    case RowsBy::kYear:
      return split_columns(view, by, audience);
    case RowsBy::kDistrict:
      break;
  }
  return district_columns(view, audience);
}

TableColumn prior_column(const RunView& view, const Figures& figures) {
  TableColumn column;
  column.name = "prior";
  column.header = view.result.prior ? view.result.prior->label : "prior";
  column.decimals = view.scenario.decimals;
  column.cell = [figures](std::size_t row) { return amount_cell(figures.prior(row)); };
  column.total = view.result.prior ? amount_cell(view.result.prior->total) : Cell::undefined();
  return column;
}

TableColumn budget_column(const RunView& view, const Figures& figures) {
  TableColumn column;
  column.name = "budget";
  column.header = view.scenario.year.empty() ? "budget" : view.scenario.year;
  column.decimals = view.scenario.decimals;
  column.cell = [figures](std::size_t row) { return amount_cell(figures.budgets[row]); };
  column.total = amount_cell(view.result.total);
  return column;
}

Cell shift_cell(Money budget, const std::optional<Money>& prior) {
  return prior ? Cell::of(int128{budget.minor() - prior->minor()}) : Cell::undefined();
}

TableColumn shift_column(const RunView& view, const Figures& figures) {
  TableColumn column;
  column.name = column.header = "shift";
  column.decimals = view.scenario.decimals;
  column.sign = Sign::kAlways;
  column.cell = [figures](std::size_t row) {
    return shift_cell(figures.budgets[row], figures.prior(row));
  };
  column.total = view.result.prior ? shift_cell(view.result.total, view.result.prior->total)
                                   : Cell::undefined();
  return column;
}

Cell percent_cell(Money budget, const std::optional<Money>& prior, int decimals) {
  const std::optional<int128> percent =
      prior ? percent_change(budget, *prior, decimals) : std::nullopt;
  return percent ? Cell::of(*percent) : Cell::undefined();
}

TableColumn percent_column(const RunView& view, const Figures& figures, Audience audience) {
  const int decimals = audience == Audience::kPeople ? 2 : 6;
  TableColumn column;
  column.name = "shift_percent";
  column.header = std::string{"%"};  // g++ 12 warns of the plain literal at -O3
  column.decimals = decimals;
  column.sign = Sign::kAlways;
  column.cell = [figures, decimals](std::size_t row) {
    return percent_cell(figures.budgets[row], figures.prior(row), decimals);
  };
  column.total = view.result.prior
                     ? percent_cell(view.result.total, view.result.prior->total, decimals)
                     : Cell::undefined();
  return column;
}

Cell per_unit_cell(Money budget, int amount_decimals, const Fraction& count, int decimals) {
  const std::optional<int128> value = per_unit(budget, amount_decimals, count, decimals);
  return value ? Cell::of(*value) : Cell::undefined();
}

TableColumn take(ColumnSet& set, std::string_view name) {
  const auto found = std::find_if(set.columns.begin(), set.columns.end(),
                                  [&](const TableColumn& column) { return column.name == name; });
  invariant(found != set.columns.end(), "--columns is checked against column_names");
  return *found;
}

bool any_below(const std::vector<TableColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const TableColumn& column) { return !column.below.empty(); });
}

/// `Sum` stands under the names where they are shown, else under the first column of texts.
void label_totals(std::vector<TableColumn>& columns) {
  const auto named = std::find_if(columns.begin(), columns.end(),
                                  [](const TableColumn& column) { return column.shrinks; });
  const auto texts = std::find_if(columns.begin(), columns.end(), [](const TableColumn& column) {
    return column.align == Align::kLeft;
  });
  const auto place = named != columns.end() ? named : texts;
  if (place == columns.end()) {
    return;
  }
  place->total = Cell::of(std::string_view{"Sum"});
  if (any_below(columns)) {
    place->below = {Cell::of(std::string_view{"elsewhere"}), Cell::of(std::string_view{"in all"})};
  }
}

/// Each row in its lines.
std::vector<std::uint32_t> in_lines(const std::vector<std::uint32_t>& rows, std::size_t lines) {
  std::vector<std::uint32_t> all;
  all.reserve(rows.size() * lines);
  for (const std::uint32_t row : rows) {
    for (std::size_t line = 0; line < lines; ++line) {
      all.push_back(static_cast<std::uint32_t>(row * lines + line));
    }
  }
  return all;
}

}  // namespace

TableColumn text_column(std::string name, std::string header,
                        std::span<const std::string_view> texts) {
  TableColumn column;
  column.name = std::move(name);
  column.header = std::move(header);
  column.cell = [texts](std::size_t row) { return Cell::of(texts[row]); };
  column.align = Align::kLeft;
  return column;
}

Cell amount_cell(const std::optional<Money>& amount) {
  return amount ? Cell::of(int128{amount->minor()}) : Cell::undefined();
}

std::vector<TableColumn> amount_columns(const RunView& view, const Figures& figures,
                                        Audience audience) {
  return {prior_column(view, figures), budget_column(view, figures), shift_column(view, figures),
          percent_column(view, figures, audience)};
}

TableColumn per_unit_column(const RunView& view, const Figures& figures,
                            std::function<Fraction(std::size_t row)> count) {
  const Column& counted = view.scenario.column(*view.scenario.per);
  const int amount_decimals = view.scenario.decimals;
  const int decimals = amount_decimals + 2;
  TableColumn column;
  column.name = "per_" + counted.name;
  column.header = "per " + counted.label;
  column.decimals = decimals;
  column.total =
      per_unit_cell(view.result.total, amount_decimals, counted.values.total(), decimals);
  column.cell = [budgets = figures.budgets, count = std::move(count), amount_decimals,
                 decimals](std::size_t row) {
    return per_unit_cell(budgets[row], amount_decimals, count(row), decimals);
  };
  return column;
}

Table run_table(const RunView& view, const RunOptions& options, Audience audience) {
  ColumnSet set = column_set(view, options.by, audience);
  Table table;
  table.kept = set.kept;
  for (const std::string& name : options.columns.empty() ? set.shown : options.columns) {
    table.columns.push_back(take(set, name));
  }
  label_totals(table.columns);
  table.rows = row_order(set.figures, options);
  if (set.lines != 1) {
    table.rows = in_lines(table.rows, set.lines);
  }
  table.rows_in_all = listed_rows(set.figures, options.all) * set.lines;
  return table;
}

std::vector<std::string> column_names(const RunView& view, RowsBy by, Audience audience) {
  std::vector<std::string> names;
  for (const TableColumn& column : column_set(view, by, audience).columns) {
    names.push_back(column.name);
  }
  return names;
}

bool shows_column(const Table& table, std::string_view name) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const TableColumn& column) { return column.name == name; });
}

bool shows_elsewhere(const Table& table) { return any_below(table.columns); }

}  // namespace allot::report
