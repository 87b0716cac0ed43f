#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"
#include "engine/rounding/bounds_in_units.hpp"

namespace allot::engine {

/// Exact amounts, and what their rounded forms should add up to.
struct AmountsToRound {
  const Scenario& scenario;
  /// Who the districts are in the scenario; empty: all, in its order.
  std::span<const std::uint32_t> members = {};
  const RoundingRule& rule;
  const Quantities& exact;
  const Quantities& weights;  ///< what divisor methods round and `largest_key` compares
  Fraction total;             ///< what the rounded amounts and the rest add up to
  std::int64_t units;         ///< what a closing method gives out; units * unit <= total
  const BoundsInUnits& bounds = kUnbounded;
  std::string_view pot = {};  ///< for problems: its id; empty where no pot is rounded
  std::span<const WatchedRounding> watched = {};
};

/// Whole units for each district (an index into the amounts, as everywhere below), and the rest
/// that they leave of the total (below 0: they took too much). `receiver` gets the rest if
/// `residual` names a district; else it is left over or reserved.
struct RoundedAmounts {
  RoundingOutcome outcome;
  Fraction rest;
  std::optional<DistrictId> receiver;
  /// Rests of blocks that districts of theirs took; not in `rest`.
  std::vector<std::pair<DistrictId, Fraction>> taken = {};
};

/// `minimum` and `maximum` of a rule, which divisor methods keep; who takes no part has neither.
BoundsInUnits bounds_of_rule(const Scenario& scenario, const RoundingRule& rule,
                             const std::vector<bool>& takes_part);

/// Whether one district, whose exact amount is the total, gets these units whatever the method.
/// Only a divisor method can want a first unit where there is none.
bool nothing_to_round(std::size_t districts, const Fraction& total, std::int64_t units,
                      const RoundingRule& rule);

std::optional<RoundedAmounts> round_amounts(const AmountsToRound& amounts, Problems& problems);

const RoundingMethod& method_of(const RoundingRule& rule);

/// How many whole units are in `total`, rounded; throws ArithmeticError beyond 10^15 - 1.
std::int64_t units_in(const Fraction& total, const Fraction& unit, Rounding rounding);

}  // namespace allot::engine
