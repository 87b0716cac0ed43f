#include "engine/steps/tier_weights.hpp"

#include "engine/participants.hpp"
#include "engine/steps/prorated.hpp"

namespace allot::engine {

const KeyValues* TierWeights::key_of(const Tier& level) const {
  return level.upper.empty() ? input_.keys.find(level.by) : upper_->find(level.by);
}

std::string_view TierWeights::key_name(const Tier& level) const {
  return level.upper.empty() ? input_.scenario.key(level.by).name
                             : input_.scenario.groups->key(level.by).name;
}

Fraction TierWeights::of(const KeyValues& key, std::uint32_t district) const {
  const Fraction weight = key.weights.at(district);
  const Prorate* rule = prorated_key(input_);
  return rule == nullptr ? weight : weight * input_.participants.factor(*rule, district);
}

Fraction TierWeights::of(const KeyValues& key, const Tier& level,
                         std::span<const std::uint32_t> members) const {
  if (!level.upper.empty()) {
    return key.weights.at(level.upper[level.group_of[members.front()]]);
  }
  Fraction sum;
  for (const std::uint32_t i : members) {
    sum += of(key, i);
  }
  return sum;
}

}  // namespace allot::engine
