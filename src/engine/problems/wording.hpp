#pragma once

#include <string>
#include <string_view>

#include "allot/core/fraction.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// An exact amount for a message: `1 010.00`, and `278.68…` where the decimals do not show it all.
std::string amount_text(const Fraction& amount, int decimals);

/// "`Rottweil` (08325)".
std::string district_text(const Scenario& scenario, DistrictId district);

/// "`typ` `kreisfrei` or `Stadtstaat`, and `land` `NW`".
std::string whom_text(const Where& where);

/// "pot `im`: " before what is wrong in it; nothing for an empty id.
std::string of_pot(std::string_view id);

/// "`unit` is changed to this": at a place outside the file that has the rest.
std::string changed_text(std::string_view name);

/// A share as a percentage: "99 %", "92.5 %", and "92.85… %" where the decimals do not end.
std::string percent_text(const Fraction& share);

}  // namespace allot::engine
