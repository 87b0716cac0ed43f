#include <fmt/core.h>

#include <algorithm>

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

/// The rows are sorted by those of the second.
Figures figures_of(const Comparison& comparison) { return figures_against(comparison, 1); }

/// All columns, and the names of those shown where `--columns` does not choose.
class Columns {
 public:
  Columns(const Comparison& comparison, Audience audience, const Words& words)
      : comparison_{comparison}, audience_{audience}, words_{words} {
    set.figures = figures_of(comparison);
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
    for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
      add_prior(side);
    }
    add_of_tables();
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
    return label.empty() || display_width(label) > kWidest ? name_of_side(comparison_, side, words_)
                                                           : label;
  }

  void add_budget(std::size_t side) {
    const bool is_first = side == 0;
    set.add({.name = compare_column(comparison_, "budget", side),
             .header = heading(side),
             .cell =
                 [&budgets = comparison_.budgets[side], &firsts = comparison_.firsts,
                  is_first](std::size_t row) {
                   return is_first ? Cell::of(firsts[row]) : Cell::of(budgets[row]);
                 },
             .total = Cell::of(comparison_.totals[side]),
             .decimals = comparison_.decimals});
  }

  void add_growth(std::size_t side) {
    std::vector<TableColumn> columns =
        growth_columns(figures_against(comparison_, side), comparison_.totals[side],
                       comparison_.totals[0], comparison_.decimals, audience_);
    columns[0].name = compare_column(comparison_, "difference", side);
    columns[0].header = fmt::format("{} {} {}", letter_in(comparison_, side), kMinusSign,
                                    name_of_side(comparison_, 0, words_));
    columns[1].header = words_.named(NamesOf::kColumn, columns[1].name);
    columns[1].name = compare_column(comparison_, "difference_percent", side);
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
      column.name = compare_column(comparison_, column.name, side);
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
    column.name = compare_column(comparison_, column.name, side);
    column.header = fmt::format("{} {}", letter_in(comparison_, side), column.header);
    set.add(std::move(column));
  }

  /// For `--columns`: each against its own prior year.
  void add_prior(std::size_t side) {
    const auto& priors = comparison_.priors[side];
    if (priors.empty()) {
      return;
    }
    Figures figures = figures_against(comparison_, side);
    figures.priors = priors;
    Money total;
    for (const std::optional<Money>& prior : priors) {
      total += prior.value_or(Money{});
    }
    std::vector<TableColumn> columns =
        growth_columns(figures, comparison_.totals[side], total, comparison_.decimals, audience_);
    columns.insert(columns.begin(),
                   {.name = "prior",
                    .cell = [&priors](std::size_t row) { return Cell::of(priors[row]); },
                    .total = Cell::of(total),
                    .decimals = comparison_.decimals});
    const std::string letter = letter_in(comparison_, side);
    for (TableColumn& column : columns) {
      column.header = fmt::format("{} {}", letter, words_.named(NamesOf::kColumn, column.name));
      column.name = compare_column(comparison_, column.name, side);
    }
    set.add(std::move(columns), false);
  }

  /// Of the first scenario, where its rows are those of all.
  void add_of_tables() {
    const auto has_them = [&](const Compared& side) {
      return side.scenario != nullptr && comparison_.by == RowsBy::kDistrict &&
             side.scenario->districts.ids == comparison_.ids;
    };
    const auto first = std::ranges::find_if(comparison_.sides, has_them);
    if (first != comparison_.sides.end()) {
      add_table_columns(*first->scenario, set);
    }
  }

  const Comparison& comparison_;
  Audience audience_;
  const Words& words_;
};

}  // namespace

Figures figures_against(const Comparison& comparison, std::size_t side) {
  return {comparison.ids,
          comparison.names,
          comparison.budgets[side],
          comparison.firsts,
          comparison.places,
          {},
          comparison.takes_part.empty() ? nullptr : &comparison.takes_part,
          comparison.changes};
}

std::string compare_column(const Comparison& comparison, std::string_view what, std::size_t side) {
  const std::string letter = lower(letter_in(comparison, side));
  return letter.empty() ? "prior" : fmt::format("{}_{}", what, letter);
}

std::string label_of(const Compared& side, const Words& words) {
  return side.is_prior  ? words(Text::kPriorYear, {prior_year(side.prior_label)})
         : side.is_base ? words(Text::kAsItIs)
                        : side.label;
}

std::string name_of_side(const Comparison& comparison, std::size_t side, const Words& words) {
  const std::string letter = letter_in(comparison, side);
  return letter.empty() ? label_of(comparison.sides[side], words) : letter;
}

bool shows_differences(const Comparison& comparison) {
  return comparison.sides.size() <= kMostWithDifferences;
}

std::vector<std::uint32_t> compare_rows(const Comparison& comparison, const RunOptions& options) {
  return row_order(figures_of(comparison), options).rows;
}

std::size_t compared_rows(const Comparison& comparison, const RunOptions& options) {
  return listed_rows(figures_of(comparison), options);
}

Table compare_table(const Comparison& comparison, const CompareOptions& options, Audience audience,
                    const Words& words) {
  Table table = table_of(Columns{comparison, audience, words}.set, options.run, audience, words);
  table.caption = caption_text(Text::kCaptionCompared, currency_of(comparison), words);
  return table;
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
