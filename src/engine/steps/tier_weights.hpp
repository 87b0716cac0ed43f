#pragma once

#include <span>
#include <string_view>

#include "allot/engine/steps.hpp"

namespace allot::engine {

/// What districts and groups weigh in the tiers of a share.
class TierWeights {
 public:
  /// `upper`: the keys of Scenario::groups, where it has some.
  TierWeights(const StepInput& input, const Keys* upper) : input_{input}, upper_{upper} {}

  /// Nothing if its evaluation failed.
  [[nodiscard]] const KeyValues* key_of(const Tier& level) const;
  [[nodiscard]] std::string_view key_name(const Tier& level) const;

  /// Of a district, times its part of the year where the key is prorated.
  [[nodiscard]] Fraction of(const KeyValues& key, std::uint32_t district) const;
  /// Of a group: that of the upper tier's table, or the sum of its members.
  [[nodiscard]] Fraction of(const KeyValues& key, const Tier& level,
                            std::span<const std::uint32_t> members) const;

 private:
  const StepInput& input_;
  const Keys* upper_;
};

}  // namespace allot::engine
