#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "allot/core/int128.hpp"
#include "allot/core/money.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

// Splits by contributor or by year: the two look alike.

/// A contributor who gives cash, or a year of the tranches.
struct PartName {
  std::string_view id, name;
  std::size_t index;  ///< into the pot's contributors or years
};

/// None where the pot is not split so.
std::vector<PartName> part_names(const Pot& pot, RowsBy by);

/// nullptr where the pot is not split so.
const engine::SplitTable* split_of(const engine::PotResult& pot, RowsBy by);

/// A contributor or a year over all pots that name it.
struct Part {
  std::string_view id, name;
  /// In minor units; the budgets and what goes to no district add up to the total.
  int128 total = 0, elsewhere = 0;
  std::vector<Money> budgets;  ///< one for each district
};

/// In the order of their first pots.
std::vector<Part> parts_of(const RunView& view, RowsBy by);

}  // namespace allot::report
