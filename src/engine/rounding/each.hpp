#pragma once

#include <algorithm>

#include "allot/core/divide.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

inline Quota quota_record(const RoundingTask& task, std::uint32_t i, std::int64_t units) {
  const Fraction quota = task.quotas.at(i);
  return {.exact = quota, .units = units, .remainder = quota - Fraction{units}};
}

/// Each quota by itself, within its bounds. Need not add up: `residual` says where the difference
/// goes.
inline RoundingOutcome round_each(const RoundingTask& task, Rounding rounding) {
  RoundingOutcome outcome;
  outcome.units.reserve(task.quotas.size());
  with_quotas(task.quotas, [&](const auto& numerators, const auto& denominator) {
    using Int = std::remove_cvref_t<decltype(denominator)>;
    for (const auto& numerator : numerators) {
      outcome.units.push_back(whole_units(divide(Int{numerator}, denominator, rounding)));
    }
  });
  for (std::size_t i = 0; i < task.minimum.size(); ++i) {
    outcome.units[i] = std::max(outcome.units[i], task.minimum[i]);
  }
  for (std::size_t i = 0; i < task.maximum.size(); ++i) {
    outcome.units[i] = std::min(outcome.units[i], task.maximum[i]);
  }
  for (const auto& [i, records] : task.watched) {
    records.push_back(quota_record(task, i, outcome.units[i]));
  }
  return outcome;
}

}  // namespace allot::engine
