#include "report/sweep/sweep_charts.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "report/pictures/pictures.hpp"

namespace allot::report::pictures {
namespace {

using enum Text;

constexpr std::size_t kMostPointsOfLine = 400;

using Index = std::vector<std::size_t>;

/// The values of a path, as an axis has them.
struct Axis {
  std::string label;
  Index order;                      ///< of the values
  std::vector<std::string> labels;  ///< of each value
  std::vector<int128> positions = {};
  int decimals = 0;
};

bool looks_like_id(const std::string& value) {
  return value.size() > 1 && value[0] == '0' && value[1] >= '0' && value[1] <= '9';
}

/// Without the sign, where all of them are percentages.
std::vector<std::string> without_percent_signs(std::vector<std::string> values) {
  const auto is_percentage = [](const std::string& value) { return value.ends_with('%'); };
  if (std::ranges::all_of(values, is_percentage)) {
    for (std::string& value : values) {
      value.pop_back();
      value.erase(
          std::find_if(value.rbegin(), value.rend(), [](char c) { return c != ' '; }).base(),
          value.end());
    }
  }
  return values;
}

Axis axis_of(const Sweep& sweep, std::size_t path, const Words& words) {
  const std::vector<std::string>& values = sweep.values[path];
  Axis axis{short_path(sweep.paths, path), Index(values.size()), values};
  std::iota(axis.order.begin(), axis.order.end(), std::size_t{0});
  const std::vector<std::string> bare = without_percent_signs(values);
  const std::optional<int> decimals = common_decimals(bare);
  if (!decimals || std::ranges::any_of(bare, looks_like_id)) {
    return axis;
  }
  const bool are_percentages = bare != values;
  axis.label += are_percentages ? ", %" : "";
  axis.decimals = *decimals;
  std::vector<int128> numbers;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    numbers.push_back(plain_number(bare[i])->with_decimals(*decimals));
    axis.labels[i] = NumberText{numbers[i], *decimals, words.numbers, Sign::kMinusOnly}.text() +
                     (are_percentages ? "\u202F%" : "");
  }
  std::ranges::stable_sort(axis.order, {}, [&](std::size_t value) { return numbers[value]; });
  for (const std::size_t value : axis.order) {
    axis.positions.push_back(numbers[value]);
  }
  return axis;
}

/// The first path whose values are numbers, of which there are several; else the first with
/// several.
std::size_t path_of_axis(const Sweep& sweep, const Words& words) {
  std::optional<std::size_t> first;
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    if (sweep.values[path].size() < 2) {
      continue;
    }
    if (!axis_of(sweep, path, words).positions.empty()) {
      return path;
    }
    first = first.value_or(path);
  }
  return first.value_or(0);
}

/// Some of many, with the first and the last.
Index thinned(const Index& all) {
  if (all.size() <= kMostPointsOfLine) {
    return all;
  }
  Index some;
  for (std::size_t i = 0; i < kMostPointsOfLine; ++i) {
    some.push_back(all[i * (all.size() - 1) / (kMostPointsOfLine - 1)]);
  }
  return some;
}

/// Nothing where the point has none.
using ValueOf = std::function<std::optional<int128>(const SweepPoint& point)>;

ValueOf solved(Money SweepPoint::*amount) {
  return [amount](const SweepPoint& point) {
    return point.problem ? std::nullopt : std::optional<int128>{(point.*amount).minor()};
  };
}

ValueOf compared(Money SweepPoint::*amount) {
  return [amount](const SweepPoint& point) {
    return point.compared ? std::optional<int128>{(point.*amount).minor()} : std::nullopt;
  };
}

/// One line, over points in the order of the axis.
struct Line {
  std::string name;
  const Index* points;
  ValueOf value;
};

class SweepCharts {
 public:
  SweepCharts(const Sweep& sweep, const Words& words)
      : sweep_{sweep},
        words_{words},
        path_{path_of_axis(sweep, words)},
        axis_{axis_of(sweep, path_, words)},
        shown_{thinned(axis_.order)} {
    group_points();
  }

  std::vector<Chart> charts() {
    if (axis_.order.size() < 2 || combinations_.size() > kMostSeries) {
      return {};
    }
    if (combinations_.size() == 1) {
      add_lines_of_one();
    } else {
      add_each(measure("total"), solved(&SweepPoint::total));
      add_each(measure("gains", Sign::kAlways), compared(&SweepPoint::gains));
      add_each(measure("losses", Sign::kAlways), compared(&SweepPoint::losses));
    }
    return std::move(charts_);
  }

 private:
  /// Values of all paths but that of the axis.
  struct Combination {
    std::string name;
    Index points;  ///< of each value of the axis, in the order that is shown
  };

  void group_points() {
    const std::size_t paths = sweep_.paths.size();
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::size_t> rank(axis_.order.size(), axis_.order.size());
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      rank[shown_[i]] = i;
    }
    for (std::size_t point = 0; point < sweep_.points.size(); ++point) {
      std::string name;
      for (std::size_t path = 0; path < paths; ++path) {
        if (path != path_) {
          add_item(name,
                   short_path(sweep_.paths, path) + " = " + std::string{sweep_.value(point, path)});
        }
      }
      const auto [place, is_new] = places.try_emplace(name, combinations_.size());
      if (is_new) {
        combinations_.push_back({std::move(name), Index(shown_.size())});
      }
      const std::size_t at = rank[sweep_.chosen[point * paths + path_]];
      if (at < shown_.size()) {
        combinations_[place->second].points[at] = point;
      }
    }
  }

  [[nodiscard]] Measure measure(std::string_view column, Sign sign = Sign::kMinusOnly) const {
    return titled(std::string{words_.named(NamesOf::kColumn, column)}, sign);
  }
  [[nodiscard]] Measure titled(std::string title, Sign sign = Sign::kMinusOnly) const {
    return {std::move(title), sweep_.currency, sweep_.decimals, sign};
  }

  void add_lines_of_one() {
    const Index& points = combinations_.front().points;
    const auto line = [&](Text name, Money SweepPoint::*amount) {
      return Line{words_(name), &points, compared(amount)};
    };
    const auto named = [&](std::string_view column, ValueOf value) {
      return Line{std::string{words_.named(NamesOf::kColumn, column)}, &points, std::move(value)};
    };
    std::vector<Line> totals{named("total", solved(&SweepPoint::total))};
    if (std::ranges::any_of(
            sweep_.points, [](const SweepPoint& point) { return point.not_assigned != Money{}; })) {
      totals.push_back(named("not_assigned", solved(&SweepPoint::not_assigned)));
    }
    add_lines(titled(words_(kPictureTotal)), totals);
    if (sweep_.by_district) {
      add_districts(points);
      return;
    }
    add_lines(titled(words_(kPictureGainsAndLosses), Sign::kAlways),
              {named("gains", compared(&SweepPoint::gains)),
               named("losses", compared(&SweepPoint::losses))});
    const std::size_t before = charts_.size();
    add_lines(titled(words_(kPictureExtremes), Sign::kAlways),
              {line(kColumnGainsMost, &SweepPoint::largest_gain),
               line(kColumnLosesMost, &SweepPoint::largest_loss)});
    if (charts_.size() > before) {
      say_who(points, charts_.back());
    }
  }

  /// The budgets that move most.
  void add_districts(const Index& points) {
    Values ranges;
    for (std::uint32_t district = 0; district < sweep_.ids.size(); ++district) {
      std::optional<int128> least, most;
      for (const std::size_t point : points) {
        if (!sweep_.points[point].problem) {
          const int128 budget = sweep_.points[point].budgets[district].minor();
          least = std::min(least.value_or(budget), budget);
          most = std::max(most.value_or(budget), budget);
        }
      }
      ranges.push_back({district, least ? *most - *least : int128{0}});
    }
    sort_from_top(ranges);
    const std::size_t all = ranges.size();
    ranges.resize(std::min(all, kMostSeries));
    const RowNames names{sweep_.ids, sweep_.names};
    std::vector<Line> lines;
    for (const Value& range : ranges) {
      lines.push_back({names.of(range.row), &points, [row = range.row](const SweepPoint& point) {
                         return point.problem ? std::nullopt
                                              : std::optional<int128>{point.budgets[row].minor()};
                       }});
    }
    const std::size_t before = charts_.size();
    add_lines(titled(words_(kPictureBudgets)), lines);
    if (charts_.size() > before && lines.size() < all) {
      add_sentence(charts_.back().description,
                   words_(kMostMovingShown, {words_.count(lines.size()), words_.count(all)}));
    }
  }

  void add_each(const Measure& measure, const ValueOf& value) {
    std::vector<Line> lines;
    for (const Combination& combination : combinations_) {
      lines.push_back({combination.name, &combination.points, value});
    }
    add_lines(measure, lines);
  }

  /// Nothing where no line moves.
  void add_lines(const Measure& measure, const std::vector<Line>& lines) {
    Chart chart{.kind = &charts::kLines,
                .title = measure.title,
                .unit = measure.unit,
                .description = {},
                .decimals = measure.decimals,
                .sign = measure.sign,
                .axis = axis_.label,
                .position_decimals = axis_.decimals};
    for (const std::size_t value : shown_) {
      chart.rows.push_back({axis_.labels[value], {}});
    }
    if (!axis_.positions.empty()) {
      Index places(axis_.order.size());
      std::iota(places.begin(), places.end(), std::size_t{0});
      for (const std::size_t place : thinned(places)) {
        chart.positions.push_back(axis_.positions[place]);
      }
    }
    bool moves = false;
    for (const Line& line : lines) {
      moves = add_line(line, measure, chart) || moves;
    }
    if (shown_.size() < axis_.order.size()) {
      add_sentence(chart.description, words_(kPointsShown, {words_.count(shown_.size()),
                                                            words_.count(axis_.order.size())}));
    }
    if (moves) {
      charts_.push_back(std::move(chart));
    }
  }

  /// Whether it moves.
  bool add_line(const Line& line, const Measure& measure, Chart& chart) const {
    std::optional<std::size_t> first, last;
    bool moves = false;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const auto value = line.value(sweep_.points[(*line.points)[i]]);
      chart.rows[i].values.push_back(value);
      if (value) {
        first = first.value_or(i);
        last = i;
        moves = moves || value != chart.rows[*first].values.back();
      }
    }
    chart.series.push_back(line.name);
    if (first) {
      const auto text = [&](std::size_t row) {
        return value_text(measure, *chart.rows[row].values.back(), words_);
      };
      add_sentence(chart.description,
                   words_(kSeriesFromTo, {line.name, text(*first), chart.rows[*first].label,
                                          text(*last), chart.rows[*last].label}));
    }
    return moves;
  }

  /// Who gains and who loses most at the last point that is compared. Of equal ones a point knows
  /// the first only.
  void say_who(const Index& points, Chart& chart) const {
    const Measure measure = titled({}, Sign::kAlways);
    const RowNames names{sweep_.ids, sweep_.names};
    for (std::size_t i = shown_.size(); i-- > 0;) {
      const SweepPoint& point = sweep_.points[points[i]];
      if (!point.compared) {
        continue;
      }
      std::string who =
          point.winners == 0
              ? words_(kNoneGains)
              : words_(kNoneGainsMore, {names.of(point.most_gained),
                                        value_text(measure, point.largest_gain.minor(), words_)});
      add_sentence(who, point.losers == 0
                            ? words_(kNoneLoses)
                            : words_(kNoneLosesMore,
                                     {names.of(point.most_lost),
                                      value_text(measure, point.largest_loss.minor(), words_)}));
      add_sentence(chart.description, words_(kSaidOf, {chart.rows[i].label, who}));
      return;
    }
  }

  const Sweep& sweep_;
  const Words& words_;
  std::size_t path_;
  Axis axis_;
  Index shown_;  ///< values of the axis
  std::vector<Combination> combinations_;
  std::vector<Chart> charts_;
};

}  // namespace

std::vector<charts::Chart> sweep_charts(const Sweep& sweep, const Words& words) {
  return SweepCharts{sweep, words}.charts();
}

}  // namespace allot::report::pictures
