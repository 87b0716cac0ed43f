#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "allot/model/printed_table.hpp"

namespace allot::load {

/// A row that may add up others.
struct SumCandidate {
  std::string_view id, label;
  bool is_known = false;      ///< a district of the scenario
  bool is_named_sum = false;  ///< it is called `Summe`
};

struct SumCandidates {
  const std::vector<PrintedColumn>& columns;  ///< with a cell for each of the rows
  std::vector<SumCandidate> rows = {};        ///< in the order of the file
  bool has_known = false;  ///< there is a scenario: who is not known is a district of none
};

/// A row that adds up others, as positions among the candidates.
struct SumOfRows {
  std::uint32_t row;
  std::vector<std::uint32_t> of;
};

/// In the order of the rows. A named sum is one, whether or not its numbers fit: a sum that does
/// not add up is what a check looks for. Others are where their ids begin those of two others or
/// more, or their numbers fit.
std::vector<SumOfRows> sums_among(const SumCandidates& candidates);

}  // namespace allot::load
