#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/int128.hpp"
#include "allot/report/sweep.hpp"
#include "report/charts/chart.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// A value of a path as people read it, where all values of the path are plain numbers: grouped,
/// and in line.
struct PlainNumber {
  int128 digits = 0;
  int decimals = 0;

  /// Its digits where it has so many decimals, which are not fewer.
  [[nodiscard]] int128 with_decimals(int more) const;
};

std::optional<PlainNumber> plain_number(std::string_view text);
/// The decimals of the one that has most; nothing where one is no plain number.
std::optional<int> common_decimals(const std::vector<std::string>& values);

/// The end of a path that no other path ends with: `amount` of `pots.im.amount`.
std::string short_path(const std::vector<std::string>& paths, std::size_t index);

namespace pictures {

/// The total, gains and losses, or budgets of districts, over the values of a path; with several
/// paths a line for each combination of the others.
std::vector<charts::Chart> sweep_charts(const Sweep& sweep, const Words& words);

}  // namespace pictures

}  // namespace allot::report
