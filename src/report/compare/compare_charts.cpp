#include <algorithm>
#include <optional>
#include <utility>

#include "report/compare/compare_report.hpp"
#include "report/pictures/pictures.hpp"
#include "report/pictures/shifts.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report::pictures {
namespace {

using enum Text;

class CompareCharts {
 public:
  CompareCharts(const Comparison& comparison, const CompareOptions& options, const Words& words)
      : comparison_{comparison},
        words_{words},
        rows_{all_listed(figures_against(comparison, 1), options.run)},
        names_{comparison.ids, comparison.names},
        sides_{names_in_charts(comparison, words)} {
    const auto known = std::ranges::find_if(
        comparison.sides, [](const Compared& side) { return !side.currency.empty(); });
    currency_ = known == comparison.sides.end() ? std::string{} : known->currency;
  }

  std::vector<Chart> charts() {
    if (comparison_.sides.size() == 2) {
      add_two();
    } else {
      add_totals();
      add_extremes();
      add_differences();
    }
    for (std::size_t side = 1; side < sides_.size(); ++side) {
      add_causes(side);
    }
    return std::move(charts_);
  }

 private:
  [[nodiscard]] Measure amounts(std::string title, Sign sign = Sign::kMinusOnly) const {
    return {std::move(title), currency_, comparison_.decimals, sign};
  }

  void add_two() {
    const Figures figures = figures_against(comparison_, 1);
    const Scenario* scenario = comparison_.sides.back().scenario;
    const Shown shown{figures,
                      rows_,
                      names_,
                      currency_,
                      comparison_.decimals,
                      comparison_.by == RowsBy::kDistrict,
                      scenario != nullptr && scenario->districts.called_recipients};
    add_shifts(shown, words_(kPictureDifference, {sides_[1], sides_[0]}),
               amounts(words_(kPictureFromTo, {sides_[0], sides_[1]})), {sides_[0], sides_[1]},
               words_, charts_);
  }

  /// Where they are not all the same.
  void add_totals() {
    const std::vector<Money>& totals = comparison_.totals;
    if (std::ranges::adjacent_find(totals, std::ranges::not_equal_to{}) == totals.end()) {
      return;
    }
    const Measure measure = amounts(words_(kPictureTotals));
    Chart chart = chart_of(charts::kBars, measure);
    Values values;
    for (std::size_t side = 0; side < totals.size(); ++side) {
      chart.rows.push_back({sides_[side], {totals[side].minor()}});
      values.push_back({static_cast<std::uint32_t>(side), totals[side].minor()});
    }
    const std::vector<std::string_view> names(sides_.begin(), sides_.end());
    chart.description = most_sentences(measure, RowNames{names, names}, values, words_);
    charts_.push_back(std::move(chart));
  }

  /// What the one has more who gains most, and the one less who loses most.
  void add_extremes() {
    const Measure measure = amounts(words_(kPictureExtremes), Sign::kAlways);
    Chart chart = chart_of(charts::kDots, measure);
    chart.series = {words_(kColumnGainsMost), words_(kColumnLosesMost)};
    bool any = false;
    for (std::size_t side = 1; side < sides_.size(); ++side) {
      const Against& against = comparison_.against[side - 1];
      const auto largest = [](const Movement& movement) {
        return movement.count == 0 ? std::nullopt : std::optional<int128>{movement.largest.minor()};
      };
      chart.rows.push_back({sides_[side], {largest(against.winners), largest(against.losers)}});
      any = any || against.winners.count + against.losers.count > 0;
      add_sentence(chart.description, side_says(side, measure));
    }
    if (any) {
      charts_.push_back(std::move(chart));
    }
  }

  /// A dot for each variant, from who gains most in one to who loses most.
  void add_differences() {
    if (sides_.size() - 1 > kMostSeries) {
      return;
    }
    Values all;
    for (const std::uint32_t row : rows_) {
      if (const auto difference = largest_difference(row)) {
        all.push_back({row, *difference});
      }
    }
    Values rows = largest(all);
    sort_from_top(rows);
    const Measure measure = amounts(words_(kPictureDifferences, {sides_[0]}), Sign::kAlways);
    Chart chart = chart_of(charts::kDots, measure);
    chart.series.assign(sides_.begin() + 1, sides_.end());
    chart.rows_in_all = rows.size() < all.size() ? all.size() : 0;
    for (const Value& value : rows) {
      charts::Row row{names_.of(value.row), {}, false, names_.id(value.row)};
      for (const Against& against : comparison_.against) {
        row.values.emplace_back(against.differences[value.row]->minor());
      }
      chart.rows.push_back(std::move(row));
    }
    for (std::size_t side = 1; side < sides_.size(); ++side) {
      add_sentence(chart.description, side_says(side, measure));
    }
    add_sentence(chart.description, shown_sentence(rows.size(), all.size(), true, words_));
    if (std::ranges::any_of(all, [](const Value& value) { return value.value != 0; })) {
      charts_.push_back(std::move(chart));
    }
  }

  /// The one that is largest in size, the first of equal ones; nothing of what is new.
  [[nodiscard]] std::optional<int128> largest_difference(std::uint32_t row) const {
    std::optional<int128> most;
    for (const Against& against : comparison_.against) {
      if (!against.differences[row]) {
        return std::nullopt;
      }
      const int128 difference = against.differences[row]->minor();
      most = !most || size_of(difference) > size_of(*most) ? difference : *most;
    }
    return most;
  }

  /// "B · Sockel: Köln gains most: +5.00 EUR. Nobody loses."
  [[nodiscard]] std::string side_says(std::size_t side, const Measure& measure) const {
    Values values;
    for (const std::uint32_t row : rows_) {
      if (const auto& difference = comparison_.against[side - 1].differences[row]) {
        values.push_back({row, difference->minor()});
      }
    }
    return words_(kSaidOf, {sides_[side], most_sentences(measure, names_, values, words_)});
  }

  void add_causes(std::size_t side) {
    const Against& against = comparison_.against[side - 1];
    if (!against.causes || !causes_have_sums(*against.causes)) {
      return;
    }
    std::vector<Part> parts;
    for (const engine::CauseLine& line : against.causes->lines) {
      parts.push_back({cause_words(line, words_), sum_of(line.amounts)});
    }
    add(charts_,
        waterfall(amounts(words_(kPictureCauses, {words_(kPictureTotal), sides_[0], sides_[side]})),
                  {sides_[0], comparison_.totals.front().minor()}, parts,
                  {sides_[side], comparison_.totals[side].minor()}, words_));
  }

  static Chart chart_of(const charts::ChartKind& kind, const Measure& measure) {
    return {.kind = &kind,
            .title = measure.title,
            .unit = measure.unit,
            .description = {},
            .decimals = measure.decimals,
            .sign = measure.sign};
  }

  const Comparison& comparison_;
  const Words& words_;
  std::vector<std::uint32_t> rows_;
  RowNames names_;
  std::vector<std::string> sides_;
  std::string currency_;
  std::vector<Chart> charts_;
};

}  // namespace

std::vector<charts::Chart> compare_charts(const Comparison& comparison,
                                          const CompareOptions& options, const Words& words) {
  return CompareCharts{comparison, options, words}.charts();
}

}  // namespace allot::report::pictures
