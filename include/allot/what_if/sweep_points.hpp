#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/run.hpp"
#include "allot/engine/sweep_point.hpp"
#include "allot/model/scenario.hpp"
#include "allot/what_if/grid.hpp"

namespace allot::what_if {

/// The scenario at one point, as far as it came.
struct Tried {
  std::optional<Scenario> scenario;
  std::optional<engine::Result> result;
  Problems problems;
};

/// What a sweep needs of its surroundings.
struct Surroundings {
  std::function<Tried(std::size_t point)> read_and_run;  ///< the whole way, as `run` goes it
  std::function<void(std::size_t done)> show_progress;
};

/// All points of a grid, in its order.
struct SolvedGrid {
  std::vector<engine::SweepPoint> points;
  int decimals = 0;  ///< of all amounts
  /// Winners and losers are counted against the prior year of this label; nothing: against the
  /// first point.
  std::optional<std::string> against_prior;
  std::string first_problem;  ///< why the first point cannot be that; empty: it can
};

/// Why there is nothing to show.
struct NotSolved {
  enum class Why {
    kWrongValue,      ///< no field takes the value, or there is no such field
    kOtherDistricts,  ///< the points do not have the same ones
    kOtherNames,      ///< a table by district has one name for each
    kNoResult,        ///< at no point; `point` is the first
  };
  Why why;
  std::size_t point;
};

/// Computes all points; of `by_district` with the budget of each. One that cannot be paid says why,
/// and the others go on.
std::variant<SolvedGrid, NotSolved> solve_points(const Scenario& scenario, const Grid& grid,
                                                 bool by_district,
                                                 const Surroundings& surroundings);

}  // namespace allot::what_if
