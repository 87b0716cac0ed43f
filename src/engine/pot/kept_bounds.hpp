#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "allot/engine/facts/blocks.hpp"
#include "allot/model/field.hpp"
#include "engine/pot/ledger.hpp"
#include "engine/rounding/bounds_in_units.hpp"

namespace allot::engine {

struct StepInput;

/// Of each step that bounds.
inline constexpr Field kMayBeUndone{
    .name = "may_be_undone",
    .type = FieldType::kChoice,
    .choices = "true, false",
    .fallback = "false",
    .summary = "later steps may leave a district beyond this bound, without a warning"};

/// The exact bounds that the steps of a pot have kept, while later steps work on it: who is beyond
/// them, and which step did it.
class KeptBounds {
 public:
  /// `held`: those that the bound keeps from what they would have without it.
  void keep(std::size_t step, bool is_minimum, ExactBound bound, std::vector<bool> held);
  /// A minimum of those who have something: nothing at all keeps it, too.
  void keep_or_nothing(std::size_t step, Quantities minimums);
  /// After a step, the first of its block. `gives`: nobody has less by it, and a maximum before it
  /// bounded what a district had then.
  void look(std::size_t step, bool gives, const Ledger& ledger, const Blocks& blocks);

  /// Districts that a step has brought beyond a bound.
  struct Undoing {
    std::size_t step;
    bool gives;
    std::vector<bool> districts;
  };
  struct Kept {
    std::size_t step;
    bool is_minimum;
    ExactBound bound;
    std::vector<bool> held;
    bool or_nothing = false;        ///< a minimum, and 0 keeps it
    std::vector<bool> beyond = {};  ///< now; empty: nobody
    std::vector<Undoing> undoings = {};
  };
  [[nodiscard]] const std::vector<Kept>& all() const { return kept_; }

  // Of a step for some districts.

  /// Those from `first` on hold for these districts only.
  void restrict_to(std::size_t first, const std::vector<bool>& districts);
  /// Those from `first` on are of one step, for different districts: a minimum, a maximum, or both.
  void join(std::size_t first);

 private:
  static void add_undoing(std::size_t step, bool gives, std::vector<bool> districts, Kept& kept);

  std::vector<Kept> kept_;
  std::optional<Quantities> seen_;  ///< the amounts when they were looked at last
};

/// What each district has, in blocks or not.
struct AmountsNow {
  AmountsNow(const Quantities& all, const Blocks& all_blocks);

  [[nodiscard]] Fraction at(std::size_t district) const;
  /// Which have nothing.
  [[nodiscard]] std::vector<bool> zero() const;
  /// Which have less, or more, than these.
  [[nodiscard]] std::vector<bool> below(const Quantities& bounds) const;
  [[nodiscard]] std::vector<bool> beyond(const Quantities& bounds) const;

  const Quantities& so_far;
  const Blocks& blocks;
  std::vector<const Block*> block_of = {};
};

/// Whether something comes after the step that may move a district from a bound of it.
bool is_followed(const StepInput& input);

/// Flags of these districts.
std::vector<bool> flags_of(std::size_t size, std::span<const std::uint32_t> districts);
/// Those that are not flagged in the others, too.
std::vector<bool> without(std::vector<bool> flags, const std::vector<bool>& others);
bool any(const std::vector<bool>& flags);

}  // namespace allot::engine
