#pragma once

#include <optional>
#include <utility>

#include "allot/model/field.hpp"
#include "engine/pot/participants.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// The field by which a step overrides its pot's `prorate`.
inline constexpr Field kProrateField{.name = "prorate",
                                     .type = FieldType::kProrate,
                                     .fallback = "the pot's",
                                     .summary = "pro rata temporis, as of the pot, or `none`"};

/// The rule in force for a step; null where it is not prorated, or where all take part all the
/// time.
const Prorate* prorate_of(const StepInput& input);

/// The rule where it applies to amounts, or to keys.
const Prorate* prorated_amount(const StepInput& input);
const Prorate* prorated_key(const StepInput& input);

/// The factor of one district; 1 where `rule` is null.
Fraction part_year_factor(const StepInput& input, const Prorate* rule, std::size_t district);

/// Claims of those who take part, times their part-year factors; adds them to the block under way.
void claim_prorated(const StepInput& input, const Quantities& full, PotState& state);

/// How many take part for a part of the period only.
std::size_t part_year_districts(const StepInput& input, const Prorate& rule);

}  // namespace allot::engine
