#pragma once

#include "allot/core/divide.hpp"
#include "allot/engine/rounding.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

/// Each quota by itself. Need not add up: `residual` says where the difference goes.
inline RoundingOutcome round_each(const RoundingTask& task, Rounding rounding) {
  RoundingOutcome outcome;
  outcome.units.reserve(task.quotas.size());
  with_quotas(task.quotas, [&](const auto& numerators, const auto& denominator) {
    using Int = std::remove_cvref_t<decltype(denominator)>;
    for (const auto& numerator : numerators) {
      outcome.units.push_back(whole_units(divide(Int{numerator}, denominator, rounding)));
    }
  });
  return outcome;
}

}  // namespace allot::engine
