#include "engine/rounding/bounded_remainder.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <type_traits>

#include "allot/core/divide.hpp"
#include "engine/problems/wording.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

namespace {

/// Beyond all counts of units.
constexpr std::int64_t kFar = std::int64_t{1} << 52;

std::int64_t minimum_of(const RoundingTask& task, std::size_t i) {
  return task.minimum.empty() ? 0 : task.minimum[i];
}

std::int64_t maximum_of(const RoundingTask& task, std::size_t i) {
  return task.maximum.empty() ? Money::kMaxMinor : task.maximum[i];
}

/// Where units are moved to or from: what each district could still take part with, and which units
/// come first. A district's next unit has the key `ceiling - fraction`, each further one a key that
/// is 1 less; the units with the largest keys are moved.
template <class Part>
struct Movable {
  std::vector<std::int64_t> ceiling;
  std::vector<Part> fraction;  ///< over the common denominator, below it
  std::vector<std::int64_t> capacity;

  /// How many units have a key above `level`.
  [[nodiscard]] int128 count_above(std::int64_t level) const {
    int128 count = 0;
    for (std::size_t i = 0; i < ceiling.size(); ++i) {
      count += above(i, level);
    }
    return count;
  }
  [[nodiscard]] std::int64_t above(std::size_t i, std::int64_t level) const {
    return std::clamp<std::int64_t>(ceiling[i] - level, 0, capacity[i]);
  }
};

/// The units that are moved, district by district.
struct Moves {
  std::vector<std::int64_t> units;
  std::vector<std::uint32_t> tied;  ///< those with the key of the last unit that was moved
  std::vector<std::uint32_t> tied_moved;
};

/// The least level with at most `count` units above it.
template <class Part>
std::int64_t level_for(const Movable<Part>& movable, std::int64_t count) {
  std::int64_t low = -kFar;  // has more above it, or all there are
  std::int64_t high = kFar;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (movable.count_above(middle) <= count ? high : low) = middle;
  }
  return high;
}

template <class Part, class Before>
Moves move_largest(const Movable<Part>& movable, std::int64_t count, Before&& before) {
  const std::int64_t level = level_for(movable, count);
  Moves moves;
  std::vector<std::uint32_t> next;
  for (std::uint32_t i = 0; i < movable.ceiling.size(); ++i) {
    const std::int64_t units = movable.above(i, level);
    moves.units.push_back(units);
    count -= units;
    // Its next key is above level - 1.
    if (units < movable.capacity[i] && movable.ceiling[i] >= level) {
      next.push_back(i);
    }
  }
  if (count == 0) {
    return moves;
  }
  const auto first = [&](std::uint32_t a, std::uint32_t b) {
    return movable.fraction[a] != movable.fraction[b] ? movable.fraction[a] < movable.fraction[b]
                                                      : before(a, b);
  };
  const auto cut = next.begin() + count;
  std::nth_element(next.begin(), cut - 1, next.end(), first);
  std::sort(next.begin(), cut, first);
  const Part last = movable.fraction[*(cut - 1)];
  for (auto entry = next.begin(); entry != next.end(); ++entry) {
    if (movable.fraction[*entry] == last) {
      moves.tied.push_back(*entry);
      if (entry < cut) {
        moves.tied_moved.push_back(*entry);
      }
    }
    moves.units[*entry] += entry < cut ? 1 : 0;
  }
  return moves;
}

/// Those who moved a unit, by their first.
template <class Part, class Before>
std::vector<std::uint32_t> by_first_unit(const Movable<Part>& movable, const Moves& moves,
                                         Before&& before) {
  std::vector<std::uint32_t> movers;
  for (std::uint32_t i = 0; i < moves.units.size(); ++i) {
    if (moves.units[i] > 0) {
      movers.push_back(i);
    }
  }
  std::sort(movers.begin(), movers.end(), [&](std::uint32_t a, std::uint32_t b) {
    return movable.ceiling[a] != movable.ceiling[b]     ? movable.ceiling[a] > movable.ceiling[b]
           : movable.fraction[a] != movable.fraction[b] ? movable.fraction[a] < movable.fraction[b]
                                                        : before(a, b);
  });
  return movers;
}

std::vector<DistrictId> as_districts(std::vector<std::uint32_t> indices) {
  std::sort(indices.begin(), indices.end());
  std::vector<DistrictId> districts;
  districts.reserve(indices.size());
  for (const std::uint32_t index : indices) {
    districts.push_back(static_cast<DistrictId>(index));
  }
  return districts;
}

class WithinBounds {
 public:
  WithinBounds(const RoundingTask& task, Problems& problems) : task_{task}, problems_{problems} {}

  template <class Stored, class Int>
  RoundingOutcome round(const std::vector<Stored>& numerators, const Int& denominator) {
    start(numerators, denominator);
    if (!feasible()) {
      return {};
    }
    int128 sum = 0;
    for (const std::int64_t units : outcome_.units) {
      sum += units;
    }
    const auto missing = static_cast<std::int64_t>(task_.units - sum);
    if (missing > 0) {
      give(missing, numerators, denominator);
    } else if (missing < 0) {
      take(-missing, numerators, denominator);
    }
    return std::move(outcome_);
  }

 private:
  template <class Stored, class Int>
  void start(const std::vector<Stored>& numerators, const Int& denominator) {
    for (std::size_t i = 0; i < numerators.size(); ++i) {
      const std::int64_t low = minimum_of(task_, i);
      // An exact amount of 0 gets no unit above its minimum.
      const bool nothing = Int{numerators[i]} == Int{0};
      const std::int64_t high = nothing ? low : maximum_of(task_, i);
      const auto down = whole_units(divide(Int{numerators[i]}, denominator, Rounding::kDown));
      lower_.push_back(low);
      upper_.push_back(high);
      outcome_.units.push_back(std::max(low, std::min(down, high)));
      outcome_.within_bounds = outcome_.within_bounds || outcome_.units.back() != down;
    }
  }

  bool feasible() {
    int128 lower = 0;
    int128 upper = 0;
    for (std::size_t i = 0; i < lower_.size(); ++i) {
      lower += lower_[i];
      upper += upper_[i];
    }
    if (lower > task_.units) {
      report(fmt::format("the minimums need {}, {} is there: short by {}", money(lower),
                         money(task_.units), money(lower - task_.units)));
    } else if (upper < task_.units) {
      report(fmt::format("the maximums leave room for {}, {} is there: {} cannot be placed",
                         money(upper), money(task_.units), money(task_.units - upper)));
    }
    return lower <= task_.units && task_.units <= upper;
  }

  [[nodiscard]] std::string money(int128 units) const {
    const Fraction amount = Fraction{BigInt{units}} * task_.unit;
    return amount_text(amount, amount.decimals().value_or(0));
  }

  void report(const std::string& what) {
    problems_.add(
        {.code = Code::kBoundsAfterRounding,
         .where = task_.where,
         .message = fmt::format("{}in whole units of {} {}", of_pot(task_.pot), money(1), what),
         .label = "the bounds can be kept before rounding, and not after",
         .help = {"choose a smaller `unit`, or bounds that are multiples of it"}});
  }

  template <class Stored, class Int>
  void give(std::int64_t count, const std::vector<Stored>& numerators, const Int& denominator) {
    Movable<Int> movable;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
      const Int& numerator = numerators[i];
      const Int up = divide(numerator, denominator, Rounding::kUp);
      movable.ceiling.push_back(whole_units(up) - outcome_.units[i]);
      movable.fraction.push_back(up * denominator - numerator);
      movable.capacity.push_back(upper_[i] - outcome_.units[i]);
    }
    const auto before = [&](auto a, auto b) { return task_.ties.before(a, b); };
    const Moves moves = move_largest(movable, count, before);
    for (std::size_t i = 0; i < moves.units.size(); ++i) {
      outcome_.units[i] += moves.units[i];
    }
    note_tie(moves, Stake::kUnits);
    const auto receivers = by_first_unit(movable, moves, before);
    outcome_.extra_units = count;
    outcome_.extra_again = count - static_cast<std::int64_t>(receivers.size());
    for (std::size_t i = 0; i < std::min(receivers.size(), kShownExtra); ++i) {
      outcome_.extra.push_back(static_cast<DistrictId>(receivers[i]));
    }
  }

  /// The same the other way round: who would come last among equals loses first.
  template <class Stored, class Int>
  void take(std::int64_t count, const std::vector<Stored>& numerators, const Int& denominator) {
    Movable<Int> movable;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
      const Int& numerator = numerators[i];
      const Int down = divide(numerator, denominator, Rounding::kDown);
      movable.ceiling.push_back(outcome_.units[i] - whole_units(down));
      movable.fraction.push_back(numerator - down * denominator);
      movable.capacity.push_back(outcome_.units[i] - lower_[i]);
    }
    const Moves moves =
        move_largest(movable, count, [&](auto a, auto b) { return task_.ties.before(b, a); });
    for (std::size_t i = 0; i < moves.units.size(); ++i) {
      outcome_.units[i] -= moves.units[i];
    }
    note_tie(moves, Stake::kTakenBack);
  }

  void note_tie(const Moves& moves, Stake stake) {
    if (moves.tied_moved.size() < moves.tied.size()) {
      outcome_.ties.push_back({.tied = as_districts(moves.tied),
                               .chosen = as_districts(moves.tied_moved),
                               .stake = stake});
    }
  }

  const RoundingTask& task_;
  Problems& problems_;
  RoundingOutcome outcome_;
  std::vector<std::int64_t> lower_, upper_;
};

}  // namespace

bool bounds_matter(const RoundingTask& task) {
  if (task.minimum.empty() && task.maximum.empty()) {
    return false;
  }
  return with_quotas(task.quotas, [&](const auto& numerators, const auto& denominator) {
    using Int = std::remove_cvref_t<decltype(denominator)>;
    // floor(q) < l and ceil(q) > c as products; where those do not fit, as wider ones.
    using Product = std::conditional_t<std::is_same_v<Int, int128>, int128, BigInt>;
    const bool fits = bit_length(denominator) + bit_length(Money::kMaxMinor) < 127;
    const auto outside = [&](const auto& over, auto product) {
      using To = decltype(product);
      for (std::size_t i = 0; i < numerators.size(); ++i) {
        const To& numerator = numerators[i];
        if ((!task.minimum.empty() && numerator < over * To{task.minimum[i]}) ||
            (!task.maximum.empty() && over * To{task.maximum[i]} < numerator)) {
          return true;
        }
      }
      return false;
    };
    if (fits) {
      return outside(Product{denominator}, Product{});
    }
    return outside(BigInt{denominator}, BigInt{});
  });
}

RoundingOutcome bounded_remainder(const RoundingTask& task, Problems& problems) {
  return with_quotas(task.quotas, [&](const auto& numerators, const auto& denominator) {
    return WithinBounds{task, problems}.round(numerators, denominator);
  });
}

}  // namespace allot::engine
