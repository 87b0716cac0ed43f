#pragma once

#include "allot/engine/pot/result.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Splits a finished pot by its contributors, its years, or both: fills `contributors`, `years` and
/// `cube` from the budgets and the named left-overs.
///
/// The rows of a table are the districts and, last, what goes to no district (reserved, passed on,
/// not assigned, left over; below 0 where rounding gave out too much); they add up to the pot. The
/// exact value of a cell is row * contribution / pot, or row * weight of the year.
///
/// Top-ups are not money of the pot: first each budget is parted into the pot's own money and what
/// was topped up for the district, and only the own money is split. The cells of a district then
/// add up to its budget without its top-up.
///
/// Cells are in the pot's rounding unit where the pot, all budgets and all parts are multiples of
/// it, else in minor units; so is `CubeDeviation`.
void split(const Scenario& scenario, const Pot& pot, SplitDetail detail, PotResult& result);

}  // namespace allot::engine
