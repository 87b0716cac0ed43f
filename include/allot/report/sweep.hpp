#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/money.hpp"
#include "allot/engine/run.hpp"
#include "allot/engine/sweep_point.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

using engine::SweepPoint;

/// A scenario at all points of a grid.
struct Sweep {
  std::vector<Change> changes = {};  ///< at all points
  std::string title, currency;
  int decimals = 0;
  /// Winners and losers are counted against the prior year of this label; nothing: against the
  /// first point.
  std::optional<std::string> against_prior = {};
  bool prior_of_each_point = false;  ///< which differs from point to point
  std::string first_problem = {};    ///< why the first point cannot be that; empty: it can
  std::vector<std::string> paths;    ///< what is varied
  /// Of each path the values, as reports show them.
  std::vector<std::vector<std::string>> values;
  /// Of each path whether its values are amounts or other numbers of a pot; none: not known.
  std::vector<bool> numbers = {};
  /// Point by point, for each path an index into its `values`.
  std::vector<std::uint32_t> chosen;
  std::vector<SweepPoint> points;
  std::vector<std::string_view> ids, names;
  bool by_district = false;  ///< a row for each district of each point
  /// The scenario as it is, for formats that write its rule; both null: not computed, or it has
  /// no result.
  const Scenario* base = nullptr;
  const engine::Result* base_result = nullptr;

  [[nodiscard]] std::string_view value(std::size_t point, std::size_t path) const {
    return values[path][chosen[point * paths.size() + path]];
  }
};

void write_sweep(const Sweep& sweep, const RunOptions& options, const Format& format, Writer& out);

}  // namespace allot::report
