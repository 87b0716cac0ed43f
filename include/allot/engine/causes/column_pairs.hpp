#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Pots pair by id, or where each scenario has one.
std::optional<std::size_t> paired_pot(const Scenario& scenario, std::size_t pot,
                                      const Scenario& other);

/// For each step of `pot` the one of `with` that it was or became: the first share is the first
/// share, the second one the second, and so on.
std::vector<std::optional<std::size_t>> paired_steps(const Pot& pot, const Pot& with);

/// What a step, or claims, count by, and what that was in another scenario.
struct PairedColumn {
  ColumnId column;                  ///< of the scenario as it was given
  std::optional<ColumnId> partner;  ///< of the other one: the same counts a year earlier or later
  bool complete = false;            ///< a missing cell would be an error where it is used
};

/// A scenario in which a column that serves in two uses, and means another one of the other
/// scenario in each, is two columns; so are keys. It gives what the given one gives.
struct PairedScenario {
  Scenario scenario;
  std::vector<PairedColumn> columns;  ///< one for each column of `scenario`
  std::vector<ColumnId> counted;      ///< those that pots use, in the order of their steps
  std::shared_ptr<const PairedScenario> groups;  ///< of `scenario.groups`, where it has some
};

/// Each use of a column in the steps and the claims of a pot pairs by itself: through the key of
/// the same name that it is a part of; else with what stands in its place in the other scenario
/// (in the first share, the second one, and so on) where the names are the same or differ by a year
/// only (`intake_2024` and `intake_2025`, `old` and `new`); else with the column of the same name.
/// Only what pots use counts, on both sides: other keys and columns, and those of prior years, pair
/// with nothing. In lists of keys each year became the next, and other parts pair by name before
/// they pair by place. Columns of the groups' table pair among themselves in the same way.
PairedScenario paired_columns(const Scenario& scenario, const Scenario& other);

}  // namespace allot::engine
