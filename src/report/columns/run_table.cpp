#include "report/columns/run_table.hpp"

#include <algorithm>
#include <numeric>

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

Cell percent_cell(Money budget, const std::optional<Money>& first, int decimals) {
  return first ? Cell::of(percent_change(budget, *first, decimals)) : Cell::undefined();
}

/// Beyond what `Money` holds, too.
Cell growth_cell(Money budget, const std::optional<Money>& first) {
  return first ? Cell::of(int128{budget.minor() - first->minor()}) : Cell::undefined();
}

bool any_below(const std::vector<TableColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const TableColumn& column) { return !column.below.empty(); });
}

/// `Sum` stands under the names where they are shown, else under the first column of texts.
void label_totals(std::vector<TableColumn>& columns) {
  const auto named = std::ranges::find_if(columns, &TableColumn::shrinks);
  const auto texts = std::ranges::find(columns, Align::kLeft, &TableColumn::align);
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

int128 sum_of(std::span<const Money> amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), int128{0},
                         [](int128 sum, Money amount) { return sum + amount.minor(); });
}

}  // namespace

void ColumnSet::add(TableColumn column, bool is_shown) {
  if (is_shown) {
    shown.push_back(column.name);
  }
  columns.push_back(std::move(column));
}

void ColumnSet::add(std::vector<TableColumn> several, bool are_shown) {
  for (TableColumn& column : several) {
    add(std::move(column), are_shown);
  }
}

TableColumn text_column(std::string name, std::string header,
                        std::span<const std::string_view> texts) {
  return {.name = std::move(name),
          .header = std::move(header),
          .cell = [texts](std::size_t row) { return Cell::of(texts[row]); },
          .align = Align::kLeft};
}

std::vector<TableColumn> growth_columns(const Figures& figures, Money total,
                                        const std::optional<Money>& prior_total, int decimals,
                                        Audience audience, const Words& words) {
  const int of_percent = audience == Audience::kPeople ? 2 : 6;
  return {{.name = "shift",
           .header = std::string{words.term(Text::kShiftColumn)},
           .cell =
               [figures](std::size_t row) {
                 return growth_cell(figures.budgets[row], figures.prior(row));
               },
           .total = growth_cell(total, prior_total),
           .decimals = decimals,
           .sign = Sign::kAlways},
          {.name = "shift_percent",
           .header = std::string{words.term(Text::kPercentColumn)},
           .cell =
               [figures, of_percent](std::size_t row) {
                 return percent_cell(figures.budgets[row], figures.prior(row), of_percent);
               },
           .total = percent_cell(total, prior_total, of_percent),
           .decimals = of_percent,
           .sign = Sign::kAlways}};
}

std::vector<TableColumn> growth_columns(const Figures& figures, Money total,
                                        const std::optional<Money>& prior_total, int decimals,
                                        Audience audience) {
  return growth_columns(figures, total, prior_total, decimals, audience,
                        {kEnglish, kMachineNumbers});
}

std::vector<TableColumn> amount_columns(const RunView& view, const Figures& figures,
                                        Audience audience) {
  const int decimals = view.scenario.decimals;
  const auto& prior = view.result.prior;
  const auto last = prior ? std::optional{prior->total} : std::nullopt;
  std::vector<TableColumn> columns{
      {.name = "prior",
       .header = prior ? prior->label : "prior",
       .cell = [figures](std::size_t row) { return Cell::of(figures.prior(row)); },
       .total = Cell::of(last),
       .decimals = decimals},
      {.name = "budget",
       .header = view.scenario.year.empty() ? "budget" : view.scenario.year,
       .cell = [budgets = figures.budgets](std::size_t row) { return Cell::of(budgets[row]); },
       .total = Cell::of(view.result.total),
       .decimals = decimals}};
  for (TableColumn& column : growth_columns(figures, view.result.total, last, decimals, audience)) {
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<TableColumn> paid_columns(const RunView& view, const Figures& figures) {
  if (figures.paid.empty()) {
    return {};
  }
  const int128 total = sum_of(figures.paid);
  const int decimals = view.scenario.decimals;
  return {{.name = "paid",
           .header = "paid",
           .cell = [figures](std::size_t row) { return Cell::of(figures.paid[row]); },
           .total = Cell::of(total),
           .decimals = decimals},
          {.name = "open",
           .header = "open",
           .cell =
               [figures](std::size_t row) {
                 return Cell::of(int128{figures.budgets[row].minor() - figures.paid[row].minor()});
               },
           .total = Cell::of(view.result.total.minor() - total),
           .decimals = decimals}};
}

TableColumn per_unit_column(const Column& counted, std::span<const Money> budgets, Money total,
                            int decimals, std::function<Fraction(std::size_t row)> count) {
  return per_unit_column(counted, {kEnglish, kMachineNumbers}, budgets, total, decimals,
                         std::move(count));
}

TableColumn per_unit_column(const Column& counted, const Words& words,
                            std::span<const Money> budgets, Money total, int decimals,
                            std::function<Fraction(std::size_t row)> count) {
  return {.name = "per_" + counted.name,
          .header = words(Text::kPerColumn, {counted.label}),
          .cell =
              [budgets, decimals, count = std::move(count)](std::size_t row) {
                return Cell::of(per_unit(budgets[row], decimals, count(row), decimals + 2));
              },
          .total = Cell::of(per_unit(total, decimals, counted.values.total(), decimals + 2)),
          .decimals = decimals + 2};
}

TableColumn per_unit_column(const RunView& view, const Figures& figures,
                            std::function<Fraction(std::size_t row)> count) {
  return per_unit_column(view.scenario.column(*view.scenario.per), figures.budgets,
                         view.result.total, view.scenario.decimals, std::move(count));
}

Table table_of(ColumnSet set, const RunOptions& options) {
  Table table;
  table.kept = set.kept;
  for (const std::string& name : options.columns.empty() ? set.shown : options.columns) {
    const TableColumn* column = find_column(set.columns, name);
    invariant(column != nullptr, "--columns is checked against the names of all columns");
    table.columns.push_back(*column);
  }
  label_totals(table.columns);
  table.rows = row_order(set.figures, options);
  if (set.lines != 1) {
    table.rows = in_lines(table.rows, set.lines);
  }
  table.rows_in_all = listed_rows(set.figures, options.all) * set.lines;
  return table;
}

Table run_table(const RunView& view, const RunOptions& options, Audience audience) {
  return table_of(column_set(view, options.by, audience), options);
}

std::vector<std::string> all_names(const std::vector<TableColumn>& columns) {
  std::vector<std::string> names;
  for (const TableColumn& column : columns) {
    names.push_back(column.name);
  }
  return names;
}

std::vector<std::string> column_names(const RunView& view, RowsBy by, Audience audience) {
  return all_names(column_set(view, by, audience).columns);
}

const TableColumn* find_column(std::span<const TableColumn> columns, std::string_view name) {
  const auto found = std::ranges::find(columns, name, &TableColumn::name);
  return found == columns.end() ? nullptr : &*found;
}

bool shows_elsewhere(const Table& table) { return any_below(table.columns); }

}  // namespace allot::report
