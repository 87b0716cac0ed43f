#include "report/run/run_charts.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "report/columns/run_table.hpp"
#include "report/columns/splits.hpp"
#include "report/pictures/pictures.hpp"
#include "report/pictures/shifts.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report::pictures {
namespace {

using enum Text;

/// The names that the table heads its columns with.
struct YearNames {
  std::string before, after;
};

YearNames year_names(const RunView& view, const Words& words) {
  YearNames names{words(kPriorYear, {prior_year(view.result.prior->label)}),
                  view.scenario.year.empty() ? std::string{words.named(NamesOf::kColumn, "budget")}
                                             : view.scenario.year};
  if (names.before == names.after) {
    return {std::string{words.named(NamesOf::kColumn, "prior")},
            std::string{words.named(NamesOf::kColumn, "budget")}};
  }
  return names;
}

/// Rows of the table, and the names of all.
class RunCharts {
 public:
  RunCharts(const RunView& view, const RunOptions& options, const Figures& figures,
            const Words& words)
      : view_{view},
        words_{words},
        by_{options.by},
        map_{options.map},
        rows_{all_listed(figures, options)},
        names_{figures.ids, figures.names},
        shown_{figures,
               rows_,
               names_,
               view.scenario.currency,
               view.scenario.decimals,
               by_ != RowsBy::kPot && by_ != RowsBy::kGroup,
               view.scenario.districts.called_recipients} {}

  std::vector<Chart> charts() {
    if (view_.result.prior && !shown_.figures.priors.empty()) {
      const std::string title = words_(kShiftAgainst, {prior_year(view_.result.prior->label)});
      const YearNames years = year_names(view_, words_);
      add_shifts(shown_, title, amounts(words_(kPictureFromTo, {years.before, years.after})),
                 {years.before, years.after}, words_, charts_);
      if (map_ != nullptr && shown_.districts) {
        charts_.push_back(percent_map(shown_, title, *map_, words_));
      }
    }
    if (charts_.empty() && !is_split(by_)) {
      add_budgets(shown_, budgets_title(), words_, charts_);
    }
    if (view_.causes != nullptr) {
      add_causes_of_total();
      add_causes_of_each();
    }
    for (const RowsBy by : {RowsBy::kContributor, RowsBy::kYear}) {
      if (by_ == by || by_ == RowsBy::kDistrict) {
        add_parts(by);
      }
    }
    return std::move(charts_);
  }

 private:
  static bool is_split(RowsBy by) { return by == RowsBy::kContributor || by == RowsBy::kYear; }

  [[nodiscard]] Measure amounts(std::string title, Sign sign = Sign::kMinusOnly) const {
    return {std::move(title), shown_.unit, shown_.decimals, sign};
  }

  [[nodiscard]] std::string budgets_title() const {
    std::string title = words_(kPictureBudgets);
    add_item(title, view_.scenario.year, " ");
    return title;
  }

  void add_causes_of_total() {
    if (!has_cause_sums(view_)) {
      return;
    }
    std::vector<Part> parts;
    for (const engine::CauseLine& line : view_.causes->causes.lines) {
      parts.push_back({cause_words(line, words_), sum_of(line.amounts)});
    }
    const YearNames years = year_names(view_, words_);
    add(charts_, waterfall(amounts(words_(kPictureCauses,
                                          {words_(kPictureTotal), years.before, years.after})),
                           {years.before, view_.result.prior->total.minor()}, parts,
                           {years.after, view_.result.total.minor()}, words_));
  }

  /// A dot for each cause that did something to somebody.
  void add_causes_of_each() {
    const Measure measure = amounts(
        words_(kPictureCausesOfEach, {prior_year(view_.result.prior->label)}), Sign::kAlways);
    const Values all = shifts_of(shown_);
    Values rows = largest(all);
    sort_from_top(rows);
    Chart chart{.kind = &charts::kDots,
                .title = measure.title,
                .unit = measure.unit,
                .description = {},
                .rows_in_all = rows.size() < all.size() ? all.size() : 0,
                .decimals = measure.decimals,
                .sign = measure.sign};
    for (const Value& row : rows) {
      chart.rows.push_back({names_.of(row.row), {}, false, names_.id(row.row)});
    }
    for (const engine::CauseLine& line : view_.causes->causes.lines) {
      Values amounts;
      for (const Value& row : all) {
        amounts.push_back({row.row, line.amounts[*view_.causes->row[row.row]].minor()});
      }
      if (std::ranges::all_of(amounts, [](const Value& amount) { return amount.value == 0; })) {
        continue;
      }
      chart.series.push_back(cause_words(line, words_));
      for (std::size_t i = 0; i < rows.size(); ++i) {
        chart.rows[i].values.emplace_back(line.amounts[*view_.causes->row[rows[i].row]].minor());
      }
      add_sentence(
          chart.description,
          words_(kSaidOf, {chart.series.back(), most_sentences(measure, names_, amounts, words_)}));
    }
    add_sentence(chart.description, shown_sentence(rows.size(), all.size(), true, words_));
    if (!chart.series.empty()) {
      charts_.push_back(std::move(chart));
    }
  }

  /// Of budgets that are split: the parts of each, from the largest budget.
  void add_parts(RowsBy by) {
    const std::vector<PartOfBudgets> parts = parts_of_budgets(by);
    if (parts.size() < 2 || parts.size() > kMostSeries) {
      return;
    }
    Values all;
    for (const std::uint32_t row : rows_) {
      all.push_back({row, view_.result.budgets[row].minor()});
    }
    Values rows = largest(all);
    sort_from_top(rows);
    const Measure measure =
        amounts(words_(by == RowsBy::kContributor ? kPictureByContributor : kPictureByYear));
    Chart chart{.kind = &charts::kStackedBars,
                .title = measure.title,
                .unit = measure.unit,
                .description = {},
                .rows_in_all = rows.size() < all.size() ? all.size() : 0,
                .decimals = measure.decimals};
    for (const Value& row : rows) {
      chart.rows.push_back({names_.of(row.row), {}, false, names_.id(row.row)});
    }
    for (const PartOfBudgets& part : parts) {
      chart.series.push_back(part.name);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        chart.rows[i].values.emplace_back(part.budgets[rows[i].row].minor());
      }
      add_sentence(
          chart.description,
          words_(kPartInAll, {part.name, value_text(measure, sum_of(part.budgets), words_)}));
    }
    add_sentence(chart.description, most_sentences(measure, names_, all, words_));
    add_sentence(chart.description, shown_sentence(rows.size(), all.size(), false, words_));
    charts_.push_back(std::move(chart));
  }

  struct PartOfBudgets {
    std::string name;
    std::vector<Money> budgets;
  };

  /// They add up to the budgets, what was topped up being one of them. None where a pot is not
  /// split, or where it is not known what each has of its parts.
  [[nodiscard]] std::vector<PartOfBudgets> parts_of_budgets(RowsBy by) const {
    const bool known = std::ranges::all_of(view_.result.pots, [&](const engine::PotResult& pot) {
      const engine::SplitTable* split = split_of(pot, by);
      return split != nullptr && split->cells.size() == split->totals.size();
    });
    if (!known) {
      return {};
    }
    std::vector<PartOfBudgets> parts;
    std::vector<Money> rest = view_.result.budgets;
    for (report::Part& part : parts_of(view_, by)) {
      for (std::size_t i = 0; i < rest.size(); ++i) {
        rest[i] -= part.budgets[i];
      }
      parts.push_back({std::string{part.name}, std::move(part.budgets)});
    }
    if (std::ranges::any_of(rest, [](Money amount) { return amount != Money{}; })) {
      parts.push_back({std::string{words_.named(NamesOf::kColumn, "top_up")}, std::move(rest)});
    }
    return parts;
  }

  const RunView& view_;
  const Words& words_;
  RowsBy by_;
  const MapShapes* map_;
  std::vector<std::uint32_t> rows_;
  RowNames names_;
  Shown shown_;
  std::vector<Chart> charts_;
};

}  // namespace

std::vector<charts::Chart> run_charts(const RunView& view, const RunOptions& options,
                                      const Words& words) {
  const auto of = [&](const Figures& figures) {
    return RunCharts{view, options, figures, words}.charts();
  };
  switch (options.by) {
    case RowsBy::kPot: {
      const PotRows rows = pot_rows(view);
      return of(rows.figures());
    }
    case RowsBy::kGroup: {
      const GroupRows rows = group_rows(view);
      return of(rows.figures());
    }
    case RowsBy::kDistrict:
    case RowsBy::kContributor:
    case RowsBy::kYear:
      break;
  }
  return of(district_figures(view));
}

}  // namespace allot::report::pictures
