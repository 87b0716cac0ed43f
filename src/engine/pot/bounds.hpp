#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/quantities.hpp"
#include "engine/arithmetic/water_filling.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// The bound of each district, exact; 0 for those who take no part, and for `unbounded` ones.
/// Reports kUndefinedPrior where it is a percentage of a prior year that a district does not have.
std::optional<Quantities> bound_values(const StepInput& input, const PotState& state,
                                       const Argument& bound, Problems& problems);
/// The same of a floor, which a district without a prior year does not have.
std::optional<Quantities> floor_values(const StepInput& input, const PotState& state,
                                       const Bound& bound);
/// Those for whom there is no bound: all that it is made of are parts of a prior year that they do
/// not have. Empty: nobody.
std::vector<bool> unbounded(const StepInput& input, const Bound& bound);
/// Of watched districts what each of several bounds is. To be called before the step is recorded.
void record_members(const StepInput& input, const Bound& bound, bool is_minimum, PotState& state);

/// What it is by the file: "95 % of 2024", where that is what the prior year is called.
std::string bound_text(const Scenario& scenario, const Bound& bound, const std::string& prior);
/// The same with all its numbers multiplied: "91.2 % of 2024", "91.2 % of each".
std::string scaled_bound_text(const Scenario& scenario, const Bound& bound, const Fraction& factor,
                              const std::string& prior);
/// "50 % of the loss against 2024".
std::string part_of_loss_text(const Fraction& part, const std::string& prior);
/// "2024", or "the prior year" where it has no name.
std::string prior_text(const PriorAmounts* prior);

/// Reports kMinimumsTooHigh: what the minimums need, what is there, and what is short.
void report_minimums(const StepInput& input, const Location& where, const Fraction& needed,
                     const Fraction& there, std::string way_out, Problems& problems);
/// Reports kMaximumsTooLow: what they leave room for, what is there, and what cannot be placed.
void report_maximums(const StepInput& input, const Location& where, const Fraction& room,
                     const Fraction& there, std::string way_out, Problems& problems);

/// The first district that takes part and has no prior year.
std::optional<DistrictId> first_undefined(const StepInput& input);
void report_undefined_prior(const StepInput& input, const Location& where, DistrictId district,
                            std::string way_out, Problems& problems);

/// Where the factor of a filling comes from: for records, which few districts ask for.
Scaling scaling_of(const FillingTask& task, const Quantities& amounts,
                   const std::vector<std::uint32_t>& held, std::size_t others);

}  // namespace allot::engine
