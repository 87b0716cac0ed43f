#include "engine/rounding/unit_bounds.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/money.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

/// Sums of bounds can be beyond 64 bits: a maximum for each of a million districts.
struct Totals {
  int128 lower = 0;
  int128 upper = 0;
  std::int64_t with_weight = 0;
};

std::string units_text(int128 units) { return amount_text(Fraction{BigInt{units}}, 0); }

void report_clash(const RoundingTask& task, std::size_t district, std::int64_t minimum,
                  std::int64_t maximum, Problems& problems) {
  problems.add(
      {.code = Code::kMinimumAboveMaximum,
       .where = task.where,
       .message = fmt::format("{} has a minimum of {} and a maximum of {}",
                              district_text(task.scenario, in_scenario(task.members, district)),
                              units_text(minimum), units_text(maximum)),
       .label = "minimum above maximum",
       .help = {"lower the minimum or raise the maximum of this district"}});
}

void report_too_few(const RoundingTask& task, const Totals& totals, Problems& problems) {
  problems.add({.code = Code::kTooFewUnits,
                .where = task.where,
                .message = fmt::format(
                    "the method gives each of {} districts with a weight one unit first, {} {} "
                    "there: short by {}",
                    units_text(totals.with_weight), units_text(task.units),
                    task.units == 1 ? "is" : "are", units_text(totals.lower - task.units)),
                .label = "too few units",
                .help = {"use a smaller `unit`, or a method without a first unit for all, such as "
                         "`sainte_lague`"}});
}

void report_minimums(const RoundingTask& task, const Totals& totals, Problems& problems) {
  problems.add({.code = Code::kMinimumsTooHigh,
                .where = task.where,
                .message = fmt::format("the minimums need {} units, {} {} there: short by {}",
                                       units_text(totals.lower), units_text(task.units),
                                       task.units == 1 ? "is" : "are",
                                       units_text(totals.lower - task.units)),
                .label = "cannot all be met",
                .help = {"lower the minimums, or make the pot larger"}});
}

void report_maximums(const RoundingTask& task, const Totals& totals, Problems& problems) {
  problems.add({.code = Code::kMaximumsTooLow,
                .where = task.where,
                .message = fmt::format("the maximums leave room for {} units, {} {} there: {} "
                                       "cannot be placed",
                                       units_text(totals.upper), units_text(task.units),
                                       task.units == 1 ? "is" : "are",
                                       units_text(task.units - totals.upper)),
                .label = "leave units over",
                .help = {"raise the maximums, or make the pot smaller"}});
}

}  // namespace

std::optional<UnitBounds> unit_bounds(const RoundingTask& task, bool first_unit_free,
                                      Problems& problems) {
  const std::size_t size = task.weights.size();
  UnitBounds bounds{.lower = std::vector<std::int64_t>(size),
                    .upper = std::vector<std::int64_t>(size)};
  Totals totals;
  bool clash = false;
  for (std::size_t i = 0; i < size; ++i) {
    const std::int64_t minimum = task.minimum.empty() ? 0 : task.minimum[i];
    const std::int64_t maximum = task.maximum.empty() ? Money::kMaxMinor : task.maximum[i];
    if (minimum > maximum) {
      report_clash(task, i, minimum, maximum, problems);
      clash = true;
    }
    const bool has_weight = task.weights.sign_at(i) > 0;
    const std::int64_t first = first_unit_free && has_weight ? 1 : 0;
    bounds.lower[i] = std::max(minimum, std::min(first, maximum));
    bounds.upper[i] = has_weight ? maximum : bounds.lower[i];
    totals.lower += bounds.lower[i];
    totals.upper += bounds.upper[i];
    totals.with_weight += has_weight ? 1 : 0;
  }
  if (clash) {
    return std::nullopt;
  }
  if (totals.lower > task.units) {
    const bool by_method = first_unit_free && task.minimum.empty();
    (by_method ? report_too_few : report_minimums)(task, totals, problems);
    return std::nullopt;
  }
  if (totals.upper < task.units) {
    report_maximums(task, totals, problems);
    return std::nullopt;
  }
  return bounds;
}

}  // namespace allot::engine
