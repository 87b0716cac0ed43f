#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "allot/core/text.hpp"
#include "report/columns/figures.hpp"
#include "report/columns/run_table.hpp"
#include "report/compare/compare_report.hpp"
#include "report/words/cause_words.hpp"

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

/// The budgets of the first, as figures have those of a prior year.
using Firsts = std::vector<std::optional<Money>>;

Firsts firsts_of(const Comparison& comparison) {
  return {comparison.budgets[0].begin(), comparison.budgets[0].end()};
}

/// Of one of those compared, against the first; the rows are sorted by those of the second.
Figures figures_of(const Comparison& comparison, const Firsts& firsts, std::size_t side = 1) {
  return {comparison.ids,
          comparison.names,
          comparison.budgets[side],
          firsts,
          comparison.places,
          {},
          comparison.takes_part.empty() ? nullptr : &comparison.takes_part};
}

/// All columns, and the names of those shown where `--columns` does not choose.
class Columns {
 public:
  Columns(const Comparison& comparison, Audience audience, const Words& words)
      : comparison_{comparison}, audience_{audience}, words_{words} {
    set.kept = firsts_;
    set.figures = figures_of(comparison, *firsts_);
    add_identity();
    for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
      add_budget(side);
      if (side > 0) {
        add_growth(side);
        add_causes(side);
      }
    }
    for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
      add_per_unit(side);
    }
  }

  ColumnSet set;

 private:
  [[nodiscard]] bool for_people() const { return audience_ == Audience::kPeople; }

  void add_identity() {
    const bool districts = comparison_.by == RowsBy::kDistrict;
    const Scenario* scenario = comparison_.sides.front().scenario;
    const TextArgument one =
        scenario == nullptr ? words_.count(1) : words_.districts(scenario->districts, 1);
    set.add(text_column("id", comparison_.ids));
    set.columns.back().stub = true;
    set.add(text_column("name", comparison_.names),
            !for_people() || comparison_.names != comparison_.ids);
    if (districts) {
      set.columns.back().header = words_(Text::kDistrictColumn, {one});
    }
    set.columns.back().shrinks = set.columns.back().stub = true;
    if (districts) {
      set.add(text_column("group", comparison_.groups), !for_people());
    }
  }

  [[nodiscard]] std::string heading(std::size_t side) const {
    constexpr std::size_t kWidest = 20;
    const std::string label = label_of(comparison_.sides[side], words_);
    return label.empty() || display_width(label) > kWidest ? letter_of_side(side) : label;
  }

  void add_budget(std::size_t side) {
    set.add({.name = column_name("budget", side),
             .header = heading(side),
             .cell = [&budgets = comparison_.budgets[side]](
                         std::size_t row) { return Cell::of(budgets[row]); },
             .total = Cell::of(comparison_.totals[side]),
             .decimals = comparison_.decimals});
  }

  void add_growth(std::size_t side) {
    std::vector<TableColumn> columns =
        growth_columns(figures_of(comparison_, *firsts_, side), comparison_.totals[side],
                       comparison_.totals[0], comparison_.decimals, audience_);
    columns[0].name = column_name("difference", side);
    columns[0].header =
        fmt::format("{} {} {}", letter_of_side(side), kMinusSign, letter_of_side(0));
    columns[1].header = words_.named(NamesOf::kColumn, columns[1].name);
    columns[1].name = column_name("difference_percent", side);
    set.add(std::move(columns), !for_people() || shows_differences(comparison_));
  }

  void add_causes(std::size_t side) {
    const Against& against = comparison_.against[side - 1];
    if (!against.causes) {
      return;
    }
    const bool sums = causes_have_sums(*against.causes);
    for (const engine::CauseLine& line : against.causes->lines) {
      TableColumn column = cause_column(line, words_, comparison_.decimals, sums,
                                        [](std::size_t row) { return std::optional{row}; });
      column.name = column_name(column.name, side);
      const bool moves = std::any_of(line.amounts.begin(), line.amounts.end(),
                                     [](Money amount) { return amount != Money{}; });
      set.add(std::move(column), !for_people() || moves);
    }
  }

  void add_per_unit(std::size_t side) {
    const Scenario* scenario = comparison_.sides[side].scenario;
    if (scenario == nullptr || !scenario->per || comparison_.by != RowsBy::kDistrict) {
      return;
    }
    const Column& counted = scenario->column(*scenario->per);
    TableColumn column = per_unit_column(
        counted, words_, comparison_.budgets[side], comparison_.totals[side], comparison_.decimals,
        [&values = counted.values](std::size_t row) { return values.at(row); });
    column.name = column_name(column.name, side);
    column.header = fmt::format("{} {}", letter_of_side(side), column.header);
    set.add(std::move(column));
  }

  const Comparison& comparison_;
  Audience audience_;
  const Words& words_;
  std::shared_ptr<const Firsts> firsts_ = std::make_shared<const Firsts>(firsts_of(comparison_));
};

}  // namespace

std::string label_of(const Compared& side, const Words& words) {
  return side.is_base ? words(Text::kAsItIs) : side.label;
}

bool shows_differences(const Comparison& comparison) {
  return comparison.sides.size() <= kMostWithDifferences;
}

std::vector<std::uint32_t> compare_rows(const Comparison& comparison, const RunOptions& options) {
  const Firsts firsts = firsts_of(comparison);
  return row_order(figures_of(comparison, firsts), options);
}

std::size_t compared_rows(const Comparison& comparison, const RunOptions& options) {
  const Firsts firsts = firsts_of(comparison);
  return listed_rows(figures_of(comparison, firsts), options.all);
}

Table compare_table(const Comparison& comparison, const CompareOptions& options, Audience audience,
                    const Words& words) {
  return table_of(Columns{comparison, audience, words}.set, options.run, words);
}

bool shows_difference(const Comparison& comparison, const CompareOptions& options) {
  return has_shift(
      compare_table(comparison, options, Audience::kPeople, {kEnglish, kMachineNumbers}));
}

std::vector<std::string> compare_columns_in_words(const Comparison& comparison, Audience audience) {
  std::vector<std::string> described;
  for (const TableColumn& column :
       Columns{comparison, audience, {kEnglish, kMachineNumbers}}.set.columns) {
    const bool same = audience != Audience::kPeople || column.header.empty();
    described.push_back(same ? column.name : fmt::format("{} (`{}`)", column.name, column.header));
  }
  return described;
}

std::vector<std::string> compare_column_names(const Comparison& comparison, Audience audience) {
  return all_names(Columns{comparison, audience, {kEnglish, kMachineNumbers}}.set.columns);
}

}  // namespace allot::report
