#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/divide.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/record.hpp"
#include "allot/engine/facts/tie.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Who goes first among equals; a total order, because the last rule is the id.
class TieOrder {
 public:
  /// `members`: who the districts of `key` are in the scenario; empty: all, in its order.
  TieOrder(const Scenario& scenario, const RoundingRule& rule, const Quantities& key,
           std::span<const std::uint32_t> members = {});
  /// `a` gets the unit rather than `b`: two districts, as indices into the key.
  [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const;

 private:
  struct Criterion {
    const Quantities* values;
    const Quantities::Narrow* narrow;  ///< the same, where they are of the usual width
    bool larger_first;
    std::span<const std::uint32_t> members;  ///< whose values they are; empty: of those of the key
  };
  std::vector<Criterion> criteria_;
};

/// Where between n and n + 1 a divisor method begins to round up.
enum class Signpost : std::uint8_t {
  kNone,       ///< no divisor method
  kMiddle,     ///< n + 1/2
  kUpper,      ///< n + 1: always down
  kLower,      ///< n: always up
  kHarmonic,   ///< 2n(n + 1) / (2n + 1)
  kGeometric,  ///< the root of n(n + 1)
};

/// One of those who are rounded, by index, whose records the method writes.
struct WatchedRounding {
  std::uint32_t of;
  std::vector<RoundingRecord>& records;
};

/// What is to be rounded: quotas in units, exact, one for each district (all >= 0).
struct RoundingTask {
  const Scenario& scenario;  ///< for names in problems
  /// Who the districts are in the scenario; empty: all, in its order.
  std::span<const std::uint32_t> members = {};
  const Quantities& quotas;
  std::int64_t units;         ///< what a closing method gives out in all
  const Quantities& weights;  ///< what divisor methods round
  const TieOrder& ties;
  /// In units; empty: none. Of a divisor method those of its rule, else those that `limit`,
  /// `hold_harmless` and `gain_cap` leave in force.
  std::vector<std::int64_t> minimum, maximum;
  Location where;                       ///< for problems
  Fraction unit = 1;                    ///< for problems, which speak of money
  std::string_view pot = {};            ///< for problems: its id; empty where no pot is rounded
  Signpost signpost = Signpost::kNone;  ///< of the method
  std::span<const WatchedRounding> watched = {};
};

/// Of those who are rounded with each other, the one with that index.
inline DistrictId in_scenario(std::span<const std::uint32_t> members, std::size_t index) {
  return static_cast<DistrictId>(members.empty() ? index : members[index]);
}

constexpr std::size_t kShownExtra = 10;

/// What floors, rounded up to whole units, take: against largest remainder without them.
struct UnitsMoved {
  std::int64_t units = 0;  ///< 0: nobody has another number of units
  std::size_t from = 0;    ///< how many districts have fewer
};

struct RoundingOutcome {
  std::vector<std::int64_t> units;
  std::vector<Tie> ties;
  /// Largest remainder, and one each to the largest: how many left-over units there were, and the
  /// first ten who got one, in rank order (the first ten, because sorting a million costs more than
  /// allotting to them).
  std::int64_t extra_units = 0;
  std::vector<DistrictId> extra;
  /// One each to the largest: the same of units too many, and who gave one back.
  std::int64_t given_back = 0;
  std::vector<DistrictId> givers;
  /// Those of the units that went to who had got one before: where the others are at their maximum.
  std::int64_t extra_again = 0;
  /// Largest remainder: somebody began with another number than its amount rounded down.
  bool within_bounds = false;
  bool raised = false;  ///< by its minimum
  /// Largest remainder: against the same without minimums.
  UnitsMoved by_floors = {};
};

/// A rounding method: one row of the table in rounding.cpp, and, where it is not an amount by
/// itself that is rounded, one file beside it.
struct RoundingMethod {
  std::string_view name;
  std::string_view also_called;  ///< "Hamilton, Hare-Niemeyer"
  std::string_view summary;      ///< one sentence, for FORMAT.md and `help`
  bool closes = true;            ///< adds up by itself; the others need `residual`
  bool divisor = false;          ///< rounds weights: only for a pot whose only step is one share
  Signpost signpost = Signpost::kNone;
  std::optional<Rounding> each = {};  ///< how it rounds an amount by itself; nothing: with others
  /// Writes down how it decided for those who are watched.
  RoundingOutcome (*round)(const RoundingTask& task, Problems& problems) = nullptr;
};

std::span<const RoundingMethod> rounding_methods();

/// The method that rounds each amount by itself in this way.
std::string_view name_of(Rounding rounding);

/// Index of largest_remainder, the default.
std::size_t default_rounding_method();

}  // namespace allot::engine
