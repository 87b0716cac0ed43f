#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "allot/core/int128.hpp"
#include "report/charts/chart.hpp"
#include "report/words/numbers.hpp"
#include "report/words/words.hpp"

namespace allot::report::pictures {

// Which values a chart shows, in which order, and what is said of them to who cannot see it. Each
// report has a file of its own that says which charts it has; here is what they share. A chart in
// which there is nothing to see is none.

using charts::Chart;

/// Rows of one chart; of more the largest.
inline constexpr std::size_t kMostRows = 40;
/// Series of one chart.
inline constexpr std::size_t kMostSeries = 8;

/// What the values of a chart are.
struct Measure {
  std::string title;
  std::string unit;
  int decimals = 0;
  Sign sign = Sign::kMinusOnly;  ///< kAlways: gains and losses
};

/// "+536 048.09 EUR".
std::string value_text(const Measure& measure, int128 value, const Words& words);

/// How rows are called: one whose name occurs twice has its id behind it. Views, as many of both.
class RowNames {
 public:
  RowNames(std::span<const std::string_view> ids, std::span<const std::string_view> names);

  [[nodiscard]] std::string of(std::size_t row) const;
  [[nodiscard]] std::string id(std::size_t row) const { return std::string{ids_[row]}; }

 private:
  std::span<const std::string_view> ids_, names_;
  std::unordered_set<std::string_view> twice_;
};

/// A row, and what it has. Rows are in the order of their ids.
struct Value {
  std::uint32_t row;
  int128 value;
};
using Values = std::vector<Value>;

int128 size_of(int128 value);

/// At most kMostRows, those of the largest size; of equal ones the first.
Values largest(Values values);
/// From the largest gain to the largest loss; equal ones in the order of their rows.
void sort_from_top(Values& values);

/// One bar for each value. `not_comparable`: how many have none.
std::optional<Chart> bars(const Measure& measure, const RowNames& names, const Values& values,
                          std::size_t not_comparable, const Words& words);

/// How many have what, where there are more than bars can show. `all`: how many there are, in
/// words.
std::optional<Chart> histogram(const Measure& measure, const RowNames& names, const Values& values,
                               const std::string& all, const Words& words);

/// What a row had, and what it has.
struct Change {
  std::uint32_t row;
  std::optional<int128> before;
  int128 after;

  /// What is new changes by all that it has.
  [[nodiscard]] int128 size() const { return size_of(after - before.value_or(0)); }
};

/// From the first series to the second: those that change most, from the one that has most.
std::optional<Chart> dumbbell(const Measure& measure, const RowNames& names,
                              std::vector<Change> changes, std::vector<std::string> series,
                              const Words& words);

/// One of the changes that lead from one sum to another.
struct Part {
  std::string label;
  int128 value;
};
/// Nothing where the parts do not add up, or are none. Those that are 0 are left out.
std::optional<Chart> waterfall(const Measure& measure, const Part& before,
                               const std::vector<Part>& parts, const Part& after,
                               const Words& words);

// For descriptions.

/// "Köln gains most: +536 048.09 EUR. München loses most: …". Of amounts that are no changes: who
/// has most.
std::string most_sentences(const Measure& measure, const RowNames& names, const Values& values,
                           const Words& words);
/// That some are not shown, where it is so.
std::string shown_sentence(std::size_t shown, std::size_t all, bool are_changes,
                           const Words& words);
/// Puts a sentence behind others; an empty one is none.
void add_sentence(std::string& text, std::string_view sentence);

/// Puts the chart behind others, where there is one.
void add(std::vector<Chart>& charts, std::optional<Chart> chart);

}  // namespace allot::report::pictures
