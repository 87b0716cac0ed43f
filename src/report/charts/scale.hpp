#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "allot/core/int128.hpp"
#include "report/charts/chart.hpp"
#include "report/words/words.hpp"

namespace allot::report::charts {

/// A place along an axis, in hundredths of a percent of its length.
using Position = std::int64_t;
inline constexpr Position kAxisEnd = 10000;

/// The value, or the end of what can be drawn: a thousand of them can be added, and multiplied.
int128 drawable(int128 value);

/// What the values of a chart lie between; both are 0 where it has none.
struct Range {
  int128 least = 0, greatest = 0;
  bool is_empty = true;

  void take(int128 value);
};

/// Of all values of all rows.
Range range_of(const Chart& chart);

/// Where values stand on a line, and the round numbers that are written along it. The values are
/// in units of 10^-decimals; any value that an int128 holds has a place, be it at an end.
class Scale {
 public:
  /// From the least to the greatest value; where all are the same, that is in the middle.
  explicit Scale(const Range& range);

  [[nodiscard]] int128 least() const { return least_; }
  [[nodiscard]] int128 greatest() const { return greatest_; }
  [[nodiscard]] bool is_of_one_value() const { return is_of_one_value_; }
  /// Values beyond the ends stand there.
  [[nodiscard]] Position position(int128 value) const;
  /// The multiples of `step` that have a place, from the least to the greatest; the one value where
  /// all are the same.
  [[nodiscard]] std::vector<int128> multiples(int128 step) const;
  /// The least of 1, 2, 5, 10, 20, … that fits at most `most` times.
  [[nodiscard]] int128 round_step(int most) const;

 private:
  int128 least_, greatest_;
  bool is_of_one_value_;
};

/// A scale from a multiple of `step` to another.
struct RoundScale {
  Scale scale;
  int128 step;
};
/// The range fits in `most` steps and what is cut off of one at each end.
RoundScale round_scale(const Range& range, int most);

/// Round numbers beside an axis, all in the same unit and as short as it allows: "2.5m" of 2500000.
std::vector<std::string> tick_texts(const std::vector<int128>& ticks, int decimals, Sign sign,
                                    const Words& words);

}  // namespace allot::report::charts
