#include <algorithm>

#include "allot/core/divide.hpp"
#include "report/charts/frame.hpp"

namespace allot::report::charts {
namespace {

// Classes are equally broad and end at round numbers, zero among them; what is just zero is a class
// of its own between losses and gains. A border belongs to the class between it and
// zero. What lies far beyond nearly all others is in a class without an end.

/// The class of a value that is not zero: -1 from -step to under zero, 0 from above zero to step.
int128 class_of(int128 value, int128 step) {
  return value < 0 ? divide(value, step, Rounding::kDown) : divide(value, step, Rounding::kUp) - 1;
}

std::vector<int128> values_of(const Chart& chart) {
  std::vector<int128> values;
  for (const Row& row : chart.rows) {
    if (const auto value = first_value(row)) {
      values.push_back(drawable(*value));
    }
  }
  return values;
}

/// Without one in fifty at each end.
Range range_of_most(std::vector<int128> values) {
  const auto cut = static_cast<std::ptrdiff_t>((values.size() + 45) / 50);
  const auto least = values.begin() + cut, greatest = values.end() - 1 - cut;
  std::nth_element(values.begin(), least, values.end());
  const int128 low = *least;
  std::nth_element(values.begin(), greatest, values.end());
  return {low, *greatest, false};
}

struct Classes {
  int128 step, first, last;
  std::vector<std::size_t> counts = {};  ///< from `first` to `last`
  std::size_t before = 0, zero = 0, after = 0;

  [[nodiscard]] bool has_zero() const { return first <= 0 && last >= -1; }
};

Classes classes_of(const std::vector<int128>& values) {
  constexpr int kMoreClasses = 2;
  const Range most = range_of_most(values);
  const auto [least, greatest] = std::ranges::minmax(values);
  constexpr std::size_t kFewest = 4, kMost = 12;
  const int128 step =
      Scale{most}.round_step(static_cast<int>(std::clamp(values.size() / 2, kFewest, kMost)));
  const auto outer = [&](int128 value) { return value == 0 ? int128{0} : class_of(value, step); };
  Classes classes{step, outer(most.least), most.greatest == 0 ? -1 : outer(most.greatest)};
  // A class without an end that could as well have one.
  if (least != 0 && class_of(least, step) >= classes.first - kMoreClasses) {
    classes.first = std::min(classes.first, class_of(least, step));
  }
  if (greatest != 0 && class_of(greatest, step) <= classes.last + kMoreClasses) {
    classes.last = std::max(classes.last, class_of(greatest, step));
  }
  classes.counts.resize(static_cast<std::size_t>(classes.last - classes.first + 1));
  for (const int128 value : values) {
    if (value == 0 && classes.has_zero()) {
      ++classes.zero;
      continue;
    }
    const int128 of =
        value == 0 ? (classes.first > 0 ? int128{0} : int128{-1}) : class_of(value, step);
    ++(of < classes.first  ? classes.before
       : of > classes.last ? classes.after
                           : classes.counts[static_cast<std::size_t>(of - classes.first)]);
  }
  return classes;
}

enum class Side { kLosses, kZero, kGains };

/// Bars that are counts.
class ClassRows {
 public:
  ClassRows(const Chart& chart, Classes classes, const Words& words)
      : classes_{std::move(classes)}, words_{words} {
    for (int128 border = classes_.first; border <= classes_.last + 1; ++border) {
      borders_.push_back(border * classes_.step);
    }
    texts_ = tick_texts(borders_, chart.decimals, Sign::kMinusOnly, words);
  }

  std::vector<Row> rows;
  std::vector<Side> sides;

  void make() {
    if (classes_.before > 0) {
      const bool is_loss = classes_.first <= 0;
      add(words_(is_loss ? Text::kChartUnder : Text::kChartUpTo, {texts_.front()}), classes_.before,
          is_loss ? Side::kLosses : Side::kZero);
    }
    for (std::size_t i = 0; i < classes_.counts.size(); ++i) {
      const bool is_loss = borders_[i] < 0;
      add_zero_before(i);
      add(class_label(i, is_loss), classes_.counts[i], is_loss ? Side::kLosses : Side::kGains);
    }
    add_zero_before(classes_.counts.size());
    if (classes_.after > 0) {
      const bool is_loss = borders_.back() < 0;
      add(words_(is_loss ? Text::kChartFrom : Text::kChartAbove, {texts_.back()}), classes_.after,
          is_loss ? Side::kZero : Side::kGains);
    }
  }

 private:
  void add(std::string label, std::size_t count, Side side) {
    rows.push_back({std::move(label), {static_cast<int128>(count)}});
    sides.push_back(side);
  }

  /// Of one value, where no more fit between its borders.
  [[nodiscard]] std::string class_label(std::size_t i, bool is_loss) const {
    if (classes_.step == 1) {
      return texts_[is_loss ? i : i + 1];
    }
    return words_(is_loss ? Text::kChartFromToUnder : Text::kChartAboveTo,
                  {texts_[i], texts_[i + 1]});
  }

  void add_zero_before(std::size_t border) {
    if (classes_.zero > 0 && borders_[border] == 0) {
      add("0", classes_.zero, Side::kZero);
    }
  }

  Classes classes_;
  const Words& words_;
  std::vector<int128> borders_;
  std::vector<std::string> texts_;
};

std::string_view css_class(Side side, Sign sign) {
  if (sign == Sign::kMinusOnly && side == Side::kGains) {
    return "g";
  }
  return side == Side::kLosses ? "x" : side == Side::kZero ? "m" : "g";
}

void draw_histogram(const Chart& chart, const Words& words, Writer& out) {
  const std::vector<int128> values = values_of(chart);
  Chart counts{.kind = chart.kind,
               .title = chart.title,
               .unit = words(Text::kChartPerClass, {chart.unit}),
               .description = chart.description};
  counts.number = chart.number;
  if (values.empty()) {
    draw_nothing(counts, words, out);
    return;
  }
  ClassRows classes{chart, classes_of(values), words};
  classes.make();
  counts.rows = std::move(classes.rows);
  if (values.size() < chart.rows.size()) {
    counts.rows.push_back(
        {words(Text::kChartUndefined), {static_cast<int128>(chart.rows.size() - values.size())}});
    classes.sides.push_back(Side::kZero);
  }
  Range range = range_of(counts);
  range.take(0);
  const Scale scale{range};
  RowsPlan plan{.scale = scale, .rows = {}, .ticks = false, .dense = true};
  for (std::size_t i = 0; i < counts.rows.size(); ++i) {
    const int128 count = *first_value(counts.rows[i]);
    const Position end = scale.position(count);
    RowPicture& picture = plan.rows.emplace_back();
    if (count > 0) {
      picture.shapes = bar(css_class(classes.sides[i], chart.sign), 0, end, 18);
    }
    picture.labels.push_back({end, false, value_text(counts, count, words)});
  }
  draw_rows(counts, words, plan, out);
}

}  // namespace

extern const ChartKind kHistogram = {.name = "histogram",
                                     .summary = "how many rows have values in each class",
                                     .draw = draw_histogram};

}  // namespace allot::report::charts
