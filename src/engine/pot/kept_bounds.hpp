#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/facts/blocks.hpp"
#include "allot/model/field.hpp"
#include "engine/facts/facts.hpp"
#include "engine/pot/ledger.hpp"
#include "engine/rounding/bounds_in_units.hpp"

namespace allot::engine {

struct PotTask;
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
  /// After a step, the first of its block. `gives`: nobody has less by it, and a maximum before it
  /// bounded what a district had then.
  void look(std::size_t step, bool gives, const Ledger& ledger, const Blocks& blocks);
  /// When all steps are done: of all bounds writes down whom they do not hold any more, by whom,
  /// and warns where the file does not accept that.
  void settle(const PotTask& task, const Ledger& ledger, const Blocks& blocks, Facts& facts,
              Problems& problems) const;

 private:
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
    std::vector<bool> beyond = {};  ///< now; empty: nobody
    std::vector<Undoing> undoings = {};
  };
  friend class BoundsAtEnd;

  std::vector<Kept> kept_;
};

/// Whether something comes after the step that may move a district from a bound of it.
bool is_followed(const StepInput& input);

/// Flags of these districts.
std::vector<bool> flags_of(std::size_t size, std::span<const std::uint32_t> districts);

}  // namespace allot::engine
