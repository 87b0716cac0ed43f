#include "report/pictures/pictures.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "report/words/sentences.hpp"

namespace allot::report::pictures {
namespace {

using enum Text;

constexpr std::string_view kNarrowNoBreakSpace = "\u202F";

bool all_zero(const Values& values) {
  return std::ranges::all_of(values, [](const Value& value) { return value.value == 0; });
}

/// The largest, or with `least` the smallest; of equal ones the first. There are some.
const Value& extreme(const Values& values, bool least) {
  return *std::ranges::min_element(values, [&](const Value& a, const Value& b) {
    return a.value != b.value ? least == (a.value < b.value) : a.row < b.row;
  });
}

struct MostTexts {
  Text one, several;  ///< where nobody else has the same
};

std::string most_sentence(const MostTexts& texts, const Measure& measure, const RowNames& names,
                          const Values& values, bool least, const Words& words) {
  const Value& most = extreme(values, least);
  const bool alone = std::ranges::count(values, most.value, &Value::value) == 1;
  return words(alone ? texts.one : texts.several,
               {names.of(most.row), value_text(measure, most.value, words)});
}

/// "4 gain, 1 loses, 2 unchanged".
std::string counts_text(const Values& values, const Words& words) {
  std::size_t gain = 0, lose = 0;
  for (const Value& value : values) {
    gain += value.value > 0 ? 1U : 0U;
    lose += value.value < 0 ? 1U : 0U;
  }
  const std::pair<Text, std::size_t> counts[] = {
      {kGain, gain}, {kLose, lose}, {kUnchanged, values.size() - gain - lose}};
  std::string text;
  for (const auto& [what, count] : counts) {
    if (count > 0) {
      add_item(text, words(what, {words.count(count)}));
    }
  }
  return text;
}

}  // namespace

std::string value_text(const Measure& measure, int128 value, const Words& words) {
  std::string text = NumberText{value, measure.decimals, words.numbers, measure.sign}.text();
  if (!measure.unit.empty()) {
    text.append(kNarrowNoBreakSpace).append(measure.unit);
  }
  return text;
}

RowNames::RowNames(std::span<const std::string_view> ids, std::span<const std::string_view> names)
    : ids_{ids}, names_{names} {
  std::unordered_set<std::string_view> seen;
  for (const std::string_view name : names) {
    if (!seen.insert(name).second) {
      twice_.insert(name);
    }
  }
}

std::string RowNames::of(std::size_t row) const {
  const std::string_view name = names_[row];
  if (name.empty() || name == ids_[row]) {
    return id(row);
  }
  std::string text{name};
  return twice_.contains(name) ? text.append(" (").append(ids_[row]).append(")") : text;
}

int128 size_of(int128 value) { return value < 0 ? -value : value; }

Values largest(Values values) {
  if (values.size() > kMostRows) {
    std::ranges::sort(values, [](const Value& a, const Value& b) {
      const int128 size_a = size_of(a.value);
      const int128 size_b = size_of(b.value);
      return size_a != size_b ? size_a > size_b : a.row < b.row;
    });
    values.resize(kMostRows);
  }
  return values;
}

void sort_from_top(Values& values) {
  std::ranges::sort(values, [](const Value& a, const Value& b) {
    return a.value != b.value ? a.value > b.value : a.row < b.row;
  });
}

std::optional<Chart> bars(const Measure& measure, const RowNames& names, const Values& values,
                          std::size_t not_comparable, const Words& words) {
  if (all_zero(values)) {
    return std::nullopt;
  }
  Values shown = largest(values);
  sort_from_top(shown);
  Chart chart{.kind = &charts::kBars,
              .title = measure.title,
              .unit = measure.unit,
              .description = most_sentences(measure, names, values, words),
              .decimals = measure.decimals,
              .sign = measure.sign};
  add_sentence(chart.description,
               shown_sentence(shown.size(), values.size(), measure.sign == Sign::kAlways, words));
  if (not_comparable > 0) {
    add_sentence(chart.description, words(kNotComparable, {words.count(not_comparable)}));
  }
  for (const Value& value : shown) {
    chart.rows.push_back({names.of(value.row), {value.value}, false, names.id(value.row)});
  }
  chart.rows_in_all = shown.size() < values.size() ? values.size() : 0;
  return chart;
}

std::optional<Chart> dumbbell(const Measure& measure, const RowNames& names,
                              std::vector<Change> changes, std::vector<std::string> series,
                              const Words& words) {
  Values after;
  for (const Change& change : changes) {
    after.push_back({change.row, change.after});
  }
  if (std::ranges::all_of(changes, [](const Change& change) { return change.size() == 0; })) {
    return std::nullopt;
  }
  const std::size_t all = changes.size();
  if (all > kMostRows) {
    std::ranges::sort(changes, [](const Change& a, const Change& b) {
      return a.size() != b.size() ? a.size() > b.size() : a.row < b.row;
    });
    changes.resize(kMostRows);
  }
  std::ranges::sort(changes, [](const Change& a, const Change& b) {
    return a.after != b.after ? a.after > b.after : a.row < b.row;
  });
  Chart chart{
      .kind = &charts::kDumbbell,
      .title = measure.title,
      .unit = measure.unit,
      .description = series[1] + words(kColon) + " " + most_sentences(measure, names, after, words),
      .series = std::move(series),
      .rows_in_all = changes.size() < all ? all : 0,
      .decimals = measure.decimals,
      .sign = measure.sign};
  add_sentence(chart.description, shown_sentence(changes.size(), all, true, words));
  for (const Change& change : changes) {
    chart.rows.push_back(
        {names.of(change.row), {change.before, change.after}, false, names.id(change.row)});
  }
  return chart;
}

std::optional<Chart> waterfall(const Measure& measure, const Part& before,
                               const std::vector<Part>& parts, const Part& after,
                               const Words& words) {
  Chart chart{.kind = &charts::kWaterfall,
              .title = measure.title,
              .unit = measure.unit,
              .description = {},
              .rows = {{before.label, {before.value}, true}},
              .decimals = measure.decimals,
              .sign = Sign::kAlways};
  Measure change = measure;
  change.sign = Sign::kAlways;
  int128 sum = before.value;
  std::string list;
  for (const Part& part : parts) {
    sum += part.value;
    if (part.value != 0) {
      chart.rows.push_back({part.label, {part.value}});
      add_item(list, part.label + " " + value_text(change, part.value, words));
    }
  }
  if (sum != after.value || list.empty()) {
    return std::nullopt;
  }
  chart.rows.push_back({after.label, {after.value}, true});
  chart.description = words(kGoesFromTo, {value_text(measure, before.value, words),
                                          value_text(measure, after.value, words), list});
  return chart;
}

std::optional<Chart> histogram(const Measure& measure, const RowNames& names, const Values& values,
                               const std::string& all, const Words& words) {
  if (values.size() <= kMostRows || all_zero(values)) {
    return std::nullopt;
  }
  Chart chart{.kind = &charts::kHistogram,
              .title = words(kPictureDistribution, {measure.title}),
              .unit = measure.unit,
              .description = {},
              .decimals = measure.decimals,
              .sign = measure.sign};
  for (const Value& value : values) {
    chart.rows.push_back({names.of(value.row), {value.value}, false, names.id(value.row)});
  }
  if (measure.sign == Sign::kAlways) {
    chart.description = words(kSaidOf, {all, counts_text(values, words) + "."});
  }
  add_sentence(chart.description, most_sentences(measure, names, values, words));
  return chart;
}

std::string most_sentences(const Measure& measure, const RowNames& names, const Values& values,
                           const Words& words) {
  if (values.empty()) {
    return {};
  }
  if (measure.sign != Sign::kAlways) {
    return most_sentence({kHasMost, kNoneHasMore}, measure, names, values, false, words);
  }
  std::string text =
      extreme(values, false).value <= 0
          ? words(kNoneGains)
          : most_sentence({kGainsMost, kNoneGainsMore}, measure, names, values, false, words);
  add_sentence(
      text, extreme(values, true).value >= 0
                ? words(kNoneLoses)
                : most_sentence({kLosesMost, kNoneLosesMore}, measure, names, values, true, words));
  return text;
}

std::string shown_sentence(std::size_t shown, std::size_t all, bool are_changes,
                           const Words& words) {
  return shown == all ? std::string{}
                      : words(are_changes ? kLargestChangesShown : kLargestShown,
                              {words.count(shown), words.count(all)});
}

void add_sentence(std::string& text, std::string_view sentence) { add_item(text, sentence, " "); }

void add(std::vector<Chart>& charts, std::optional<Chart> chart) {
  if (chart) {
    charts.push_back(*std::move(chart));
  }
}

}  // namespace allot::report::pictures
