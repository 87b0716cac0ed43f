#pragma once

#include <optional>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Pots pair by id, or where each scenario has one.
std::optional<std::size_t> paired_pot(const Scenario& scenario, std::size_t pot,
                                      const Scenario& other);

/// For each column of `scenario` the one of `other` that means the same a year earlier or later:
/// through keys of the same name, else by name, else by its place in the steps of a pot where
/// the names differ by a year only (`intake_2024` and `intake_2025`, `old` and `new`). With
/// `by_steps` the steps come first. Columns of prior years pair with nothing.
std::vector<std::optional<ColumnId>> paired_columns(const Scenario& scenario, const Scenario& other,
                                                    bool by_steps);

}  // namespace allot::engine
