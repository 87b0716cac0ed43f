#include "engine/steps/tier_weights.hpp"

#include "engine/pot/participants.hpp"
#include "engine/steps/prorated.hpp"

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

Fraction TierWeights::of_group(const KeyValues& key, const Tier& level, std::uint32_t first_member,
                               const Quantities& members) const {
  return level.upper.empty() ? members.total()
                             : key.weights.at(level.upper[level.group_of[first_member]]);
}

}  // namespace allot::engine
