#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "allot/report/run_report.hpp"
#include "report/columns/figures.hpp"
#include "report/document/table.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// The rows and columns that the options ask for. It reads `view` whenever a cell is asked for.
Table run_table(const RunView& view, const RunOptions& options, Audience audience);

/// Nothing where there is none of that name.
const TableColumn* find_column(std::span<const TableColumn> columns, std::string_view name);
/// Whether one of its columns is of shifts.
bool has_shift(const Table& table);
/// Whether a row below the totals has money that goes to no district.
bool shows_elsewhere(const Table& table);

// One file each. All columns that `--columns` may name, and the names of those shown where it is
// not given.
struct ColumnSet {
  Figures figures;
  std::size_t lines = 1;  ///< rows of the table for each of the figures, one below the other
  std::vector<TableColumn> columns;
  std::vector<std::string> shown;
  std::shared_ptr<const void> kept = {};  ///< what the columns read besides the view

  void add(TableColumn column, bool is_shown = true);
  void add(std::vector<TableColumn> several, bool are_shown = true);
};

/// "Result, amounts in EUR": what a table is called.
std::string caption_text(Text what, const std::string& currency, const Words& words);

/// Heads the columns that have only a name.
void add_headers(std::vector<TableColumn>& columns, const Words& words);

/// The rows and columns of the set that the options ask for, `Sum` before the totals.
Table table_of(ColumnSet set, const RunOptions& options, Audience audience, const Words& words);
/// Of all columns.
std::vector<std::string> all_names(const std::vector<TableColumn>& columns);

ColumnSet district_columns(const RunView& view, Audience audience, const Words& words);
ColumnSet pot_columns(const RunView& view, Audience audience, const Words& words);
ColumnSet group_columns(const RunView& view, Audience audience, const Words& words);
ColumnSet split_columns(const RunView& view, RowsBy by, Audience audience, const Words& words);

/// Adds the columns of the scenario's own table, for `--columns`.
void add_table_columns(const Scenario& scenario, ColumnSet& set);

/// Columns id, name and group of the districts.
std::vector<TableColumn> identity_columns(const Districts& districts, const Words& words);
/// Whether a district has a name that is not its id.
bool has_names(const Districts& districts);

/// Columns prior, budget, shift and shift_percent of any rows, in this order.
std::vector<TableColumn> amount_columns(const RunView& view, const Figures& figures,
                                        Audience audience);

/// Whether the columns of causes have sums: not where each district has a game of its own, and not
/// where one that gets money has no prior year and so no causes.
bool has_cause_sums(const RunView& view);

/// What a cause did to each row; `row_of` tells where its amounts have it, if at all.
TableColumn cause_column(const engine::CauseLine& line, const Words& words, int decimals, bool sums,
                         std::function<std::optional<std::size_t>(std::size_t row)> row_of);

/// Adds a column for each cause of the shift, where they are asked for.
void add_causes(const RunView& view, Audience audience, const Words& words, ColumnSet& set);

/// Columns settlement and payable of any rows, where a pot settles an earlier year, and paid and
/// open, where the scenario says what is paid out.
std::vector<TableColumn> payment_columns(const RunView& view, const Figures& figures);
/// What the file calls the settlements; empty: nothing, or pots call them differently.
std::string_view settlement_label(const Scenario& scenario);

/// For `--per`: budget / count, with two decimals more than amounts have.
TableColumn per_unit_column(const Column& counted, const Words& words,
                            std::span<const Money> budgets, Money total, int decimals,
                            std::function<Fraction(std::size_t row)> count);
/// The same of the view's rows, where it is asked for.
void add_per_unit(const RunView& view, const Words& words, ColumnSet& set,
                  std::function<Fraction(const Quantities& counts, std::size_t row)> count);

/// Columns shift and shift_percent: what the budgets are more than the priors.
std::vector<TableColumn> growth_columns(const Figures& figures, Money total,
                                        const std::optional<Money>& prior_total, int decimals,
                                        Audience audience);

/// No texts at all: its cells are blank.
TableColumn text_column(std::string name, std::span<const std::string_view> texts);

/// The key of the only pot, where there is one.
struct ShownKey {
  KeyId id;
  std::shared_ptr<const engine::KeyValues> values;  ///< of those who take part
};
std::optional<ShownKey> shown_key(const RunView& view);

/// Columns `key` and `key_percent`; `plain` tells whether the weights mean something as they are:
/// those of a column or a sum of columns, printed in full.
struct KeyColumns {
  TableColumn key, percent;
  bool plain = false;
};
KeyColumns key_columns(const RunView& view, Audience audience);

}  // namespace allot::report
