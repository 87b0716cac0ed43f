#pragma once

#include <optional>

#include "allot/report/sheet.hpp"
#include "report/words/numbers.hpp"

namespace allot::report::explain {

/// One pot's part of the sheet.
PotSheet pot_sheet(const RunView& view, const engine::Recorder& recorder, std::size_t pot,
                   DistrictId district, const NumberFormat& numbers);

/// What the budget is against the prior year, and why. Nothing without a prior year.
std::optional<ShiftSheet> shift_sheet(const RunView& view, DistrictId district,
                                      const NumberFormat& numbers);

}  // namespace allot::report::explain
