#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"

namespace allot::engine {

/// An exact bound, one for each district.
struct ExactBound {
  Quantities amounts;
  std::vector<bool> unlimited = {};  ///< those without one; empty: all have one
  /// A maximum that no step of the file asks for: in whole units it gives way to the minimums.
  bool yields = false;

  /// It holds for these districts only.
  void restrict_to(const std::vector<bool>& districts);
  /// The same bound of other districts; both are restricted.
  void join(const ExactBound& of_others);
};

/// What rounding must keep: in whole units, and, for what need not be whole, exact.
class BoundsInUnits {
 public:
  BoundsInUnits() = default;
  /// Of a rule that bounds units.
  BoundsInUnits(std::vector<std::int64_t> lower, std::vector<std::int64_t> upper)
      : lower_{std::move(lower)}, upper_{std::move(upper)} {}

  /// None yet, of a step for some districts: what gives money begins anew, and is no longer that.
  static BoundsInUnits of_some() {
    BoundsInUnits bounds;
    bounds.of_some_ = true;
    return bounds;
  }
  [[nodiscard]] bool are_of_some() const { return of_some_; }

  /// One for each district; empty: none.
  [[nodiscard]] const std::vector<std::int64_t>& lower() const { return lower_; }
  [[nodiscard]] const std::vector<std::int64_t>& upper() const { return upper_; }
  [[nodiscard]] std::optional<std::int64_t> minimum(std::size_t district) const {
    return lower_.empty() ? std::nullopt : std::optional{lower_[district]};
  }
  [[nodiscard]] std::optional<std::int64_t> maximum(std::size_t district) const {
    return upper_.empty() ? std::nullopt : std::optional{upper_[district]};
  }
  /// Exactly.
  [[nodiscard]] bool allow(std::size_t district, const Fraction& amount) const;
  /// Whether some maximum gives way.
  [[nodiscard]] bool yield() const;

  /// How many steps have bounded.
  struct Count {
    std::size_t minimums, maximums;
  };
  [[nodiscard]] Count count() const { return {minimums_.size(), maximums_.size()}; }
  /// Those that came after so many, in other units.
  [[nodiscard]] BoundsInUnits added_since(const Count& before, const Fraction& unit) const;

  /// The bounds of one step hold besides those before.
  void keep(std::optional<Quantities> minimums, std::optional<ExactBound> maximums,
            const Fraction& unit);
  /// They hold for these districts only. In units not before `add`.
  void restrict_to(const std::vector<bool>& districts);
  /// Those of one step for other districts, restricted to them, are of the same bounds.
  void join(BoundsInUnits of_others);
  /// All of these hold besides those before.
  void add(BoundsInUnits more, const Fraction& unit);
  /// What a later step has undone does not come back in rounding: a bound is one in units where
  /// the exact amount keeps it.
  void forget_undone(const Quantities& amounts, const Fraction& unit);

 private:
  void add_minimums(Quantities amounts, const Fraction& unit);
  void add_maximums(ExactBound bound, const Fraction& unit);

  std::vector<std::int64_t> lower_, upper_;
  std::vector<Quantities> minimums_;  ///< of all steps that bound
  std::vector<ExactBound> maximums_;
  bool may_be_undone_ = false;  ///< more than one step bounds
  bool of_some_ = false;
};

inline const BoundsInUnits kUnbounded{};

}  // namespace allot::engine
