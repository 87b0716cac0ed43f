#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

/// A step of a pot for some of its districts (`where`, `within`), one lot of them after the other,
/// each as if the pot held only them: no step knows of it. What others have, and the bounds that
/// keep them, stay.
class ForSome {
 public:
  explicit ForSome(PotState& state);

  /// Does the step for these districts, none of whom is in a lot before. `group`: which of the
  /// step's `within` they are.
  void work(const std::vector<bool>& districts, std::optional<std::uint32_t> group,
            const std::function<void()>& step);
  /// While a lot is at work: looks at what all have now.
  void with_others(const std::vector<bool>& districts, const std::function<void()>& look);
  /// Brings all lots and the others together; to be called once.
  void finish(const Fraction& unit);

  /// Who was in no lot.
  [[nodiscard]] std::vector<bool> others() const;

 private:
  PotState& state_;
  Quantities before_;           ///< what all had
  BoundsInUnits bounds_;        ///< that kept them
  std::size_t kept_;            ///< so many bounds were watched
  std::vector<bool> in_lot_;    ///< of any lot
  std::vector<bool> released_;  ///< the lot's step gave money: earlier bounds do not hold for it
  BoundsInUnits new_bounds_;
  std::vector<std::pair<std::uint32_t, Fraction>> amounts_;  ///< of those in lots
  Quantities of_first_;  ///< amounts of the first lot; of one lot they are all
  std::size_t lots_ = 0;
};

}  // namespace allot::engine
