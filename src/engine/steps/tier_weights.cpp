#include "engine/steps/tier_weights.hpp"

#include "engine/pot/participants.hpp"
#include "engine/whom/prorated.hpp"

namespace allot::engine {

const KeyValues* TierWeights::key_of(const Tier& level) const {
  return level.upper.empty() ? input_.keys.find(level.by) : upper_->find(level.by);
}

std::string_view TierWeights::key_name(const Tier& level) const {
  return level.upper.empty() ? input_.scenario.key(level.by).name
                             : input_.scenario.groups->key(level.by).name;
}

Quantities TierWeights::of_districts(const KeyValues& key) const {
  const Prorate* rule = prorated_key(input_);
  return rule == nullptr ? key.weights
                         : key.weights.times(input_.participants.factors(*rule)).reduced();
}

Quantities TierWeights::of_groups(const KeyValues& key, const Tier& level,
                                  std::span<const std::span<const std::uint32_t>> groups,
                                  const Quantities& districts) {
  if (level.upper.empty()) {
    return districts.sums_of(groups);
  }
  std::vector<std::uint32_t> rows;
  rows.reserve(groups.size());
  for (const std::span members : groups) {
    rows.push_back(level.upper[level.group_of[members.front()]]);
  }
  return key.weights.of(rows);
}

}  // namespace allot::engine
