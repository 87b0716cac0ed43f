#include "report/compare/compare_table.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/error.hpp"
#include "allot/core/text.hpp"
#include "report/columns/figures.hpp"
#include "report/columns/run_table.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kMinusSign = "\u2212";
constexpr std::size_t kMostWithDifferences = 3;

std::string lower(std::string letters) {
  for (char& letter : letters) {
    letter = static_cast<char>(letter - 'A' + 'a');
  }
  return letters;
}

/// "budget_b": the column of one of those compared.
std::string column_name(std::string_view what, std::size_t side) {
  return fmt::format("{}_{}", what, lower(letter_of_side(side)));
}

std::vector<std::optional<Money>> defined(const std::vector<Money>& amounts) {
  return {amounts.begin(), amounts.end()};
}

struct Order {
  std::vector<std::optional<Money>> first;
  Figures figures;

  explicit Order(const Comparison& comparison)
      : first{defined(comparison.budgets[0])},
        figures{comparison.ids,
                comparison.names,
                comparison.budgets[1],
                first,
                comparison.places,
                {},
                comparison.takes_part.empty() ? nullptr : &comparison.takes_part} {}
};

/// All columns, and the names of those shown where `--columns` does not choose.
class Columns {
 public:
  Columns(const Comparison& comparison, Audience audience)
      : comparison_{comparison}, audience_{audience} {
    add_identity();
    for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
      add_budget(side);
      if (side > 0) {
        add_difference(side);
        add_percent(side);
        add_causes(side);
      }
    }
    for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
      add_per_unit(side);
    }
  }

  std::vector<TableColumn> columns;
  std::vector<std::string> shown;

 private:
  [[nodiscard]] bool for_people() const { return audience_ == Audience::kPeople; }

  void add(TableColumn column, bool is_shown) {
    if (is_shown) {
      shown.push_back(column.name);
    }
    columns.push_back(std::move(column));
  }

  void add_identity() {
    const bool districts = comparison_.by == RowsBy::kDistrict;
    const Scenario* scenario = comparison_.sides.front().scenario;
    const bool recipients = scenario != nullptr && scenario->districts.called_recipients;
    add(text_column("id", "id", comparison_.ids), true);
    TableColumn name = text_column("name",
                                   !districts   ? "name"
                                   : recipients ? "recipient"
                                                : "district",
                                   comparison_.names);
    name.shrinks = true;
    add(std::move(name), !for_people() || comparison_.names != comparison_.ids);
    if (districts) {
      add(text_column("group", "group", comparison_.groups), !for_people());
    }
  }

  void add_budget(std::size_t side) {
    TableColumn column;
    column.name = column_name("budget", side);
    column.header = heading_of_side(comparison_, side);
    column.decimals = comparison_.decimals;
    column.cell = [&budgets = comparison_.budgets[side]](std::size_t row) {
      return Cell::of(int128{budgets[row].minor()});
    };
    column.total = Cell::of(int128{comparison_.totals[side].minor()});
    add(std::move(column), true);
  }

  [[nodiscard]] std::string minus_first(std::size_t side) const {
    const std::string first = letter_of_side(0);
    return fmt::format("{} {} {}", letter_of_side(side), kMinusSign, first);
  }

  void add_difference(std::size_t side) {
    const Against& against = comparison_.against[side - 1];
    TableColumn column;
    column.name = column_name("difference", side);
    column.header = minus_first(side);
    column.decimals = comparison_.decimals;
    column.sign = Sign::kAlways;
    column.cell = [&differences = against.differences](std::size_t row) {
      return Cell::of(int128{differences[row].minor()});
    };
    column.total = Cell::of(int128{against.total.minor()});
    add(std::move(column), !for_people() || shows_differences(comparison_));
  }

  void add_percent(std::size_t side) {
    const int decimals = for_people() ? 2 : 6;
    const auto cell_of = [decimals](Money budget, Money first) {
      const auto percent = percent_change(budget, first, decimals);
      return percent ? Cell::of(*percent) : Cell::undefined();
    };
    TableColumn column;
    column.name = column_name("difference_percent", side);
    column.header = "%";
    column.decimals = decimals;
    column.sign = Sign::kAlways;
    column.cell = [&first = comparison_.budgets[0], &budgets = comparison_.budgets[side],
                   cell_of](std::size_t row) { return cell_of(budgets[row], first[row]); };
    column.total = cell_of(comparison_.totals[side], comparison_.totals[0]);
    add(std::move(column), !for_people() || shows_differences(comparison_));
  }

  void add_causes(std::size_t side) {
    const Against& against = comparison_.against[side - 1];
    if (!against.causes) {
      return;
    }
    const bool sums = causes_have_sums(*against.causes);
    for (const engine::CauseLine& line : against.causes->lines) {
      TableColumn column;
      column.name = column_name("cause_" + cause_name(line), side);
      column.header = cause_words(line);
      column.decimals = comparison_.decimals;
      column.sign = Sign::kAlways;
      column.cell = [&amounts = line.amounts](std::size_t row) {
        return Cell::of(int128{amounts[row].minor()});
      };
      int128 total = 0;
      for (const Money amount : line.amounts) {
        total += amount.minor();
      }
      column.total = sums ? Cell::of(total) : Cell::undefined();
      const bool moves = std::any_of(line.amounts.begin(), line.amounts.end(),
                                     [](Money amount) { return amount != Money{}; });
      add(std::move(column), !for_people() || moves);
    }
  }

  void add_per_unit(std::size_t side) {
    const Scenario* scenario = comparison_.sides[side].scenario;
    if (scenario == nullptr || !scenario->per || comparison_.by != RowsBy::kDistrict) {
      return;
    }
    const Column& counted = scenario->column(*scenario->per);
    const int decimals = comparison_.decimals + 2;
    const auto cell_of = [decimals, amount_decimals = comparison_.decimals](Money budget,
                                                                            const Fraction& count) {
      const auto value = per_unit(budget, amount_decimals, count, decimals);
      return value ? Cell::of(*value) : Cell::undefined();
    };
    TableColumn column;
    column.name = column_name("per_" + counted.name, side);
    column.header = fmt::format("{} per {}", letter_of_side(side), counted.label);
    column.decimals = decimals;
    column.cell = [&budgets = comparison_.budgets[side], &counted, cell_of](std::size_t row) {
      return cell_of(budgets[row], counted.values.at(row));
    };
    column.total = cell_of(comparison_.totals[side], counted.values.total());
    add(std::move(column), true);
  }

  const Comparison& comparison_;
  Audience audience_;
};

TableColumn named_column(const std::vector<TableColumn>& columns, std::string_view name) {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const TableColumn& column) { return column.name == name; });
  invariant(found != columns.end(), "--columns is checked against compare_column_names");
  return *found;
}

/// Under the names where they are shown, else under the first column of texts.
void name_totals(std::vector<TableColumn>& columns) {
  TableColumn* place = nullptr;
  for (TableColumn& column : columns) {
    const bool first_text = place == nullptr && column.align == Align::kLeft;
    place = first_text || column.shrinks ? &column : place;
  }
  if (place != nullptr) {
    place->total = Cell::of(std::string_view{"Sum"});
  }
}

}  // namespace

std::string heading_of_side(const Comparison& comparison, std::size_t side) {
  constexpr std::size_t kWidest = 20;
  const std::string& label = comparison.sides[side].label;
  return label.empty() || display_width(label) > kWidest ? letter_of_side(side) : label;
}

bool shows_differences(const Comparison& comparison) {
  return comparison.sides.size() <= kMostWithDifferences;
}

std::vector<std::uint32_t> compare_rows(const Comparison& comparison, const RunOptions& options) {
  return row_order(Order{comparison}.figures, options);
}

std::size_t compared_rows(const Comparison& comparison, const RunOptions& options) {
  return listed_rows(Order{comparison}.figures, options.all);
}

Table compare_table(const Comparison& comparison, const CompareOptions& options,
                    Audience audience) {
  const Columns all{comparison, audience};
  Table table;
  for (const std::string& name : options.run.columns.empty() ? all.shown : options.run.columns) {
    table.columns.push_back(named_column(all.columns, name));
  }
  name_totals(table.columns);
  table.rows = compare_rows(comparison, options.run);
  table.rows_in_all = compared_rows(comparison, options.run);
  return table;
}

std::vector<std::string> compare_columns_in_words(const Comparison& comparison, Audience audience) {
  std::vector<std::string> words;
  for (const TableColumn& column : Columns{comparison, audience}.columns) {
    const bool same = audience != Audience::kPeople || column.header == column.name;
    words.push_back(same ? column.name : fmt::format("{} (`{}`)", column.name, column.header));
  }
  return words;
}

std::vector<std::string> compare_column_names(const Comparison& comparison, Audience audience) {
  std::vector<std::string> names;
  for (const TableColumn& column : Columns{comparison, audience}.columns) {
    names.push_back(column.name);
  }
  return names;
}

}  // namespace allot::report
