#include "report/columns/run_table.hpp"

#include <algorithm>
#include <iterator>

#include "allot/core/error.hpp"
#include "report/document/document.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

ColumnSet column_set(const RunView& view, RowsBy by, Audience audience, const Words& words) {
  switch (by) {
    case RowsBy::kPot:
      return pot_columns(view, audience, words);
    case RowsBy::kGroup:
      return group_columns(view, audience, words);
    case RowsBy::kContributor:
    case RowsBy::kYear:
      return split_columns(view, by, audience, words);
    case RowsBy::kDistrict:
      break;
  }
  return district_columns(view, audience, words);
}

Cell percent_cell(Money budget, const std::optional<Money>& first, int decimals) {
  return first ? Cell::of(percent_change(budget, *first, decimals)) : Cell::undefined();
}

/// Beyond what `Money` holds, too.
Cell growth_cell(Money budget, const std::optional<Money>& first) {
  return first ? Cell::of(int128{budget.minor() - first->minor()}) : Cell::undefined();
}

bool any_below(const std::vector<TableColumn>& columns) {
  return std::ranges::any_of(columns,
                             [](const TableColumn& column) { return !column.below.empty(); });
}

/// `Sum` stands under the names where they are shown, else under the first column of texts.
void label_totals(std::vector<TableColumn>& columns, const Words& words) {
  const auto named = std::ranges::find_if(columns, &TableColumn::shrinks);
  const auto texts = std::ranges::find(columns, Align::kLeft, &TableColumn::align);
  const auto place = named != columns.end() ? named : texts;
  if (place == columns.end()) {
    return;
  }
  const auto cell = [&](std::string_view row) {
    return Cell::of(words.named(NamesOf::kColumn, row));
  };
  place->total = cell("sum");
  if (any_below(columns)) {
    place->below = {cell("elsewhere"), cell("in_all")};
  }
}

/// Behind each column of shifts, and what stands beside it.
void add_bars(std::vector<TableColumn>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].is_shift) {
      TableColumn bars{.name = columns[i].name,
                       .cell = columns[i].cell,
                       .align = Align::kLeft,
                       .bars = true,
                       .joins = true};
      do {
        ++i;
      } while (i < columns.size() && columns[i].joins);
      columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(i), std::move(bars));
    }
  }
}

/// A name that occurs twice has its id behind it where no column of ids stands before it.
void tell_names_apart(const Figures& figures, Table& table) {
  const auto column = std::ranges::find(table.columns, "name", &TableColumn::name);
  const bool with_ids =
      std::ranges::find(table.columns, "id", &TableColumn::name) != table.columns.end();
  if (column == table.columns.end() || with_ids) {
    return;
  }
  std::vector<std::string_view> names{figures.names.begin(), figures.names.end()};
  std::ranges::sort(names);
  auto texts = std::make_shared<std::vector<std::string>>();
  for (std::size_t row = 0; row < figures.size(); ++row) {
    const auto [first, last] = std::equal_range(names.begin(), names.end(), figures.names[row]);
    texts->emplace_back(figures.names[row]);
    if (last - first > 1) {
      texts->back().append(" (").append(figures.ids[row]).append(")");
    }
  }
  column->cell = [texts](std::size_t row) { return Cell::of(std::string_view{(*texts)[row]}); };
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

TableColumn text_column(std::string name, std::span<const std::string_view> texts) {
  return {
      .name = std::move(name),
      .cell = [texts](std::size_t row) { return texts.empty() ? Cell{} : Cell::of(texts[row]); },
      .align = Align::kLeft};
}

std::string_view settlement_label(const Scenario& scenario) {
  std::optional<std::string_view> label;
  for (const Pot& pot : scenario.pots) {
    if (pot.settle && label.value_or(pot.settle->label) != pot.settle->label) {
      return {};
    }
    label = pot.settle ? pot.settle->label : label;
  }
  return label.value_or(std::string_view{});
}

std::vector<TableColumn> growth_columns(const Figures& figures, Money total,
                                        const std::optional<Money>& prior_total, int decimals,
                                        Audience audience) {
  const int of_percent = audience == Audience::kPeople ? 2 : 6;
  return {{.name = "shift",
           .cell =
               [figures](std::size_t row) {
                 return growth_cell(figures.budgets[row], figures.prior(row));
               },
           .total = growth_cell(total, prior_total),
           .decimals = decimals,
           .sign = Sign::kAlways,
           .is_shift = true},
          {.name = "shift_percent",
           .cell =
               [figures, of_percent](std::size_t row) {
                 return percent_cell(figures.budgets[row], figures.prior(row), of_percent);
               },
           .total = percent_cell(total, prior_total, of_percent),
           .decimals = of_percent,
           .sign = Sign::kAlways,
           .joins = true}};
}

std::vector<TableColumn> amount_columns(const RunView& view, const Figures& figures,
                                        Audience audience) {
  const int decimals = view.scenario.decimals;
  const auto& prior = view.result.prior;
  const auto last = prior ? std::optional{prior->total} : std::nullopt;
  std::vector<TableColumn> columns{
      {.name = "prior",
       .header = prior ? prior_year(prior->label) : "",
       .cell = [figures](std::size_t row) { return Cell::of(figures.prior(row)); },
       .total = Cell::of(last),
       .decimals = decimals},
      {.name = "budget",
       .header = view.scenario.year,
       .cell = [budgets = figures.budgets](std::size_t row) { return Cell::of(budgets[row]); },
       .total = Cell::of(view.result.total),
       .decimals = decimals}};
  for (TableColumn& column : growth_columns(figures, view.result.total, last, decimals, audience)) {
    columns.push_back(std::move(column));
  }
  return columns;
}

namespace {

std::vector<TableColumn> settled_columns(const RunView& view, const Figures& figures) {
  if (figures.settlements.empty()) {
    return {};
  }
  const int decimals = view.scenario.decimals;
  const Money total = view.result.settlements->total;
  return {{.name = "settlement",
           .header = std::string{settlement_label(view.scenario)},
           .cell = [figures](std::size_t row) { return Cell::of(figures.settlement(row)); },
           .total = Cell::of(total),
           .decimals = decimals,
           .sign = Sign::kAlways},
          {.name = "payable",
           .cell = [figures](std::size_t row) { return Cell::of(figures.payable(row)); },
           .total = Cell::of(view.result.total + total),
           .decimals = decimals,
           .joins = true}};
}

std::vector<TableColumn> paid_columns(const RunView& view, const Figures& figures) {
  if (figures.paid.empty()) {
    return {};
  }
  const int128 total = sum_of(figures.paid);
  const Money payable = view.result.settlements ? view.result.total + view.result.settlements->total
                                                : view.result.total;
  const int decimals = view.scenario.decimals;
  return {{.name = "paid",
           .cell = [figures](std::size_t row) { return Cell::of(figures.paid[row]); },
           .total = Cell::of(total),
           .decimals = decimals},
          {.name = "open",
           .cell =
               [figures](std::size_t row) {
                 return Cell::of(int128{figures.payable(row).minor() - figures.paid[row].minor()});
               },
           .total = Cell::of(payable.minor() - total),
           .decimals = decimals}};
}

}  // namespace

std::vector<TableColumn> payment_columns(const RunView& view, const Figures& figures) {
  std::vector<TableColumn> columns = settled_columns(view, figures);
  std::ranges::move(paid_columns(view, figures), std::back_inserter(columns));
  return columns;
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

void add_per_unit(const RunView& view, const Words& words, ColumnSet& set,
                  std::function<Fraction(const Quantities& counts, std::size_t row)> count) {
  if (view.scenario.per) {
    const Column& counted = view.scenario.column(*view.scenario.per);
    set.add(per_unit_column(counted, words, set.figures.budgets, view.result.total,
                            view.scenario.decimals,
                            [&counts = counted.values, count = std::move(count)](std::size_t row) {
                              return count(counts, row);
                            }));
  }
}

std::string caption_text(Text what, const std::string& currency, const Words& words) {
  return currency.empty() ? words(what) : words(Text::kWithAmounts, {words(what), currency});
}

void add_headers(std::vector<TableColumn>& columns, const Words& words) {
  for (TableColumn& column : columns) {
    if (column.header.empty()) {
      column.header = words.named(NamesOf::kColumn, column.name);
    }
  }
}

Table table_of(ColumnSet set, const RunOptions& options, Audience audience, const Words& words) {
  Table table;
  table.kept = set.kept;
  for (const std::string& name : options.columns.empty() ? set.shown : options.columns) {
    const TableColumn* column = find_column(set.columns, name);
    invariant(column != nullptr, "--columns is checked against the names of all columns");
    table.columns.push_back(*column);
  }
  if (audience == Audience::kPeople) {
    tell_names_apart(set.figures, table);
  }
  add_headers(table.columns, words);
  label_totals(table.columns, words);
  if (options.bars) {
    add_bars(table.columns);
  }
  ShownRows shown = row_order(set.figures, options);
  table.rows = set.lines == 1 ? std::move(shown.rows) : in_lines(shown.rows, set.lines);
  table.before_gap = shown.before_gap * set.lines;
  table.rows_in_all = listed_rows(set.figures, options) * set.lines;
  return table;
}

Table run_table(const RunView& view, const RunOptions& options, Audience audience) {
  const Words words = words_for_people(options);
  Table table = table_of(column_set(view, options.by, audience, words), options, audience, words);
  table.caption = caption_text(Text::kCaptionResult, view.scenario.currency, words);
  return table;
}

bool shows_shift(const RunView& view, const RunOptions& options) {
  return has_shift(run_table(view, options, Audience::kPeople));
}

bool has_shift(const Table& table) {
  return std::ranges::any_of(table.columns, &TableColumn::is_shift);
}

std::vector<std::string> all_names(const std::vector<TableColumn>& columns) {
  std::vector<std::string> names;
  for (const TableColumn& column : columns) {
    names.push_back(column.name);
  }
  return names;
}

std::vector<std::string> column_names(const RunView& view, const RunOptions& options,
                                      Audience audience) {
  return all_names(column_set(view, options.by, audience, words_for_people(options)).columns);
}

const TableColumn* find_column(std::span<const TableColumn> columns, std::string_view name) {
  const auto found = std::ranges::find(columns, name, &TableColumn::name);
  return found == columns.end() ? nullptr : &*found;
}

bool shows_elsewhere(const Table& table) { return any_below(table.columns); }

}  // namespace allot::report
