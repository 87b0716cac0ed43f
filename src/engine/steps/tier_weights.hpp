#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// What districts and groups weigh in the tiers of a share.
class TierWeights {
 public:
  /// `upper`: the keys of Scenario::groups, where it has some.
  TierWeights(const StepInput& input, const Keys* upper) : input_{input}, upper_{upper} {}

  /// Nothing if its evaluation failed.
  [[nodiscard]] const KeyValues* key_of(const Tier& level) const;
  [[nodiscard]] std::string_view key_name(const Tier& level) const;

  /// Of the districts, times their part of the year where the key is prorated.
  [[nodiscard]] Quantities of_districts(const KeyValues& key) const;
  /// Of groups with these members: those of the upper tier's table, or the sums of what the members
  /// weigh among the districts.
  [[nodiscard]] static Quantities of_groups(const KeyValues& key, const Tier& level,
                                            std::span<const std::span<const std::uint32_t>> groups,
                                            const Quantities& districts);

 private:
  const StepInput& input_;
  const Keys* upper_;
};

}  // namespace allot::engine
