// Hamilton's method (Hare-Niemeyer). Not house monotone: with a larger pot a district can get less
// (the Alabama paradox). M. L. Balinski and H. P. Young, Fair Representation, 1982, chapter 5.

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <type_traits>

#include "allot/core/divide.hpp"
#include "engine/problems/wording.hpp"
#include "engine/rounding/each.hpp"
#include "engine/rounding/left_over.hpp"
#include "engine/rounding/methods.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

namespace {

/// What a district may have in units. An exact amount of 0 gets no unit above its minimum.
struct Room {
  std::int64_t low, high;

  Room(const RoundingTask& task, std::size_t i, bool nothing_due)
      : low{task.minimum.empty() ? 0 : task.minimum[i]},
        high{nothing_due            ? low
             : task.maximum.empty() ? Money::kMaxMinor
                                    : task.maximum[i]} {}

  /// What it begins with.
  [[nodiscard]] std::int64_t start(std::int64_t down) const {
    return std::max(low, std::min(down, high));
  }
};

/// Whether some quota, rounded down or up, is outside its bounds.
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

/// `Part` is the narrowest type that holds every remainder: 16 bytes each instead of 32 is what a
/// million districts feel.
template <class Part, class Stored, class Int>
RoundingOutcome without_bounds(const RoundingTask& task, const std::vector<Stored>& numerators,
                               const Int& denominator) {
  RoundingOutcome outcome;
  outcome.units.resize(numerators.size());
  std::vector<Remainder<Part>> remainders(numerators.size());
  auto rounded = remainders.begin();
  std::int64_t left = task.units;
  for (std::uint32_t i = 0; i < numerators.size(); ++i) {
    const Int& numerator = numerators[i];
    const Int whole = divide(numerator, denominator, Rounding::kDown);
    const Int remainder = numerator - whole * denominator;
    outcome.units[i] = whole_units(whole);
    left -= outcome.units[i];
    if (remainder != Int{0}) {
      *rounded++ = {static_cast<Part>(remainder), i};
    }
  }
  remainders.erase(rounded, remainders.end());
  invariant(left >= 0 && left <= static_cast<std::int64_t>(remainders.size()),
            "rounding down leaves fewer units than districts that were rounded");
  if (left == 0) {
    return outcome;
  }
  const auto before = [&](auto a, auto b) { return task.ties.before(a, b); };
  select_largest(remainders, left, before);
  const auto cut = remainders.begin() + left;
  std::for_each(remainders.begin(), cut, [&](const auto& entry) { ++outcome.units[entry.of]; });
  if (auto tie = tie_at(remainders, left)) {
    outcome.ties.push_back(std::move(*tie));
  }
  const auto shown = remainders.begin() + std::min(left, static_cast<std::int64_t>(kShownExtra));
  std::partial_sort(remainders.begin(), shown, cut, [&](const auto& a, const auto& b) {
    return a.value != b.value ? a.value > b.value : before(a.of, b.of);
  });
  outcome.extra_units = left;
  for (auto entry = remainders.begin(); entry != shown; ++entry) {
    outcome.extra.push_back(static_cast<DistrictId>(entry->of));
  }
  return outcome;
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

/// Starts at the quotas rounded down and clamped, then gives single units to the largest q - n
/// below its maximum, or takes them from the smallest q - n above its minimum, until the sum is
/// reached. Reports kBoundsAfterRounding.
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
      const Room room{task_, i, Int{numerators[i]} == Int{0}};
      const auto down = whole_units(divide(Int{numerators[i]}, denominator, Rounding::kDown));
      lower_.push_back(room.low);
      upper_.push_back(room.high);
      outcome_.units.push_back(room.start(down));
      outcome_.within_bounds = outcome_.within_bounds || outcome_.units.back() != down;
      outcome_.raised = outcome_.raised || outcome_.units.back() > down;
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
      movable.add(whole_units(up) - outcome_.units[i], up * denominator - numerator,
                  upper_[i] - outcome_.units[i]);
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
      movable.add(outcome_.units[i] - whole_units(down), numerator - down * denominator,
                  outcome_.units[i] - lower_[i]);
    }
    const Moves moves =
        move_largest(movable, count, [&](auto a, auto b) { return task_.ties.before(b, a); });
    for (std::size_t i = 0; i < moves.units.size(); ++i) {
      outcome_.units[i] -= moves.units[i];
    }
    note_tie(moves, Stake::kTakenBack);
  }

  void note_tie(const Moves& moves, Stake stake) {
    if (moves.tie) {
      outcome_.ties.push_back(*moves.tie);
      outcome_.ties.back().stake = stake;
    }
  }

  const RoundingTask& task_;
  Problems& problems_;
  RoundingOutcome outcome_;
  std::vector<std::int64_t> lower_, upper_;
};

/// How the units went to the districts, for those who are watched. To give them it is enough to
/// find the last that gets one; here each has a rank, from 1: by the quota less what the district
/// begins with, of equal ones by the ties, and last those to whom nothing is due.
class Ranks {
 public:
  Ranks(const RoundingTask& task, const std::vector<std::int64_t>& units)
      : task_{task}, units_{units}, ranks_(units.size()) {
    std::vector<Fraction> missing;
    missing.reserve(units.size());
    for (std::uint32_t i = 0; i < units.size(); ++i) {
      missing.push_back(task.quotas.at(i) - Fraction{start(i)});
    }
    std::vector<std::uint32_t> order(units.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      if (is_nothing_due(a) != is_nothing_due(b)) {
        return is_nothing_due(b);
      }
      const auto by_missing = missing[a] <=> missing[b];
      return by_missing != 0 ? by_missing > 0 : task.ties.before(a, b);
    });
    for (std::size_t place = 0; place < order.size(); ++place) {
      const std::uint32_t i = order[place];
      const std::int64_t more = units[i] - start(i);
      round_.given += static_cast<std::uint64_t>(std::max<std::int64_t>(more, 0));
      round_.taken += static_cast<std::uint64_t>(std::max<std::int64_t>(-more, 0));
      round_.one_each = round_.one_each && more <= 1;
      round_.last_rank = more > 0 ? place + 1 : round_.last_rank;
      ranks_[i] = place + 1;
    }
    note_passed_over(order);
  }

  /// `plain`: the units without minimums; empty: they are the same.
  void record(const std::vector<std::int64_t>& plain) const {
    const auto bound = [](const std::vector<std::int64_t>& bounds, std::uint32_t i) {
      return bounds.empty() ? std::nullopt : std::optional{bounds[i]};
    };
    for (const auto& [i, records] : task_.watched) {
      records.emplace_back(quota_record(task_, i, down(i)));
      if (start(i) != down(i)) {
        records.emplace_back(KeptInUnits{.minimum = bound(task_.minimum, i),
                                         .maximum = bound(task_.maximum, i),
                                         .start = start(i)});
      }
      LeftoverUnit fact = round_;
      fact.units = units_[i] - start(i);
      fact.rank = ranks_[i];
      records.emplace_back(std::move(fact));
      if (!plain.empty() && units_[i] != plain[i]) {
        records.emplace_back(MovedByFloors{.units = units_[i] - plain[i]});
      }
    }
  }

 private:
  [[nodiscard]] bool is_nothing_due(std::uint32_t i) const { return task_.quotas.sign_at(i) == 0; }
  [[nodiscard]] std::int64_t down(std::uint32_t i) const {
    return *task_.quotas.at(i).rounded(Rounding::kDown).as_int64();
  }
  [[nodiscard]] std::int64_t start(std::uint32_t i) const {
    return Room{task_, i, is_nothing_due(i)}.start(down(i));
  }

  /// A unit went to a lower rank than theirs.
  void note_passed_over(const std::vector<std::uint32_t>& order) {
    for (std::size_t place = 0; place < round_.last_rank; ++place) {
      const std::uint32_t i = order[place];
      if (units_[i] > start(i)) {
        continue;
      }
      ++round_.passed_over;
      if (round_.first_passed_over.size() < kShownExtra) {
        round_.first_passed_over.push_back(
            {.rank = place + 1, .district = in_scenario(task_.members, i)});
      }
    }
  }

  const RoundingTask& task_;
  const std::vector<std::int64_t>& units_;
  std::vector<std::uint64_t> ranks_;
  LeftoverUnit round_{.units = 0, .rank = 0, .given = 0, .taken = 0};  ///< of all of them
};

RoundingOutcome rounded(const RoundingTask& task, Problems& problems) {
  const bool bounded = bounds_matter(task);
  return with_quotas(task.quotas, [&](const auto& numerators, const auto& denominator) {
    using Int = std::remove_cvref_t<decltype(denominator)>;
    using Stored = typename std::remove_cvref_t<decltype(numerators)>::value_type;
    if (bounded) {
      return WithinBounds{task, problems}.round(numerators, denominator);
    }
    if constexpr (std::is_same_v<Int, int128>) {
      if constexpr (std::is_same_v<Stored, std::int64_t>) {
        if (bit_length(denominator) <= 62) {  // `divide` doubles remainders
          return without_bounds<std::int64_t>(task, numerators,
                                              static_cast<std::int64_t>(denominator));
        }
      }
      if (bit_length(denominator) <= 63) {
        return without_bounds<std::int64_t>(task, numerators, denominator);
      }
    }
    return without_bounds<Int>(task, numerators, denominator);
  });
}

/// The units if nobody had a minimum: there is room for as many as there are.
std::vector<std::int64_t> without_minimums(const RoundingTask& task) {
  RoundingTask plain = task;
  plain.minimum.clear();
  Problems none;
  return with_quotas(task.quotas, [&](const auto& numerators, const auto& denominator) {
    return WithinBounds{plain, none}.round(numerators, denominator).units;
  });
}

/// What `units` have beyond `plain`, and how many districts have fewer.
UnitsMoved moved(const std::vector<std::int64_t>& units, const std::vector<std::int64_t>& plain) {
  UnitsMoved moved;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    moved.units += std::max<std::int64_t>(units[i] - plain[i], 0);
    moved.from += units[i] < plain[i] ? 1U : 0U;
  }
  return moved;
}

}  // namespace

RoundingOutcome largest_remainder(const RoundingTask& task, Problems& problems) {
  RoundingOutcome outcome = rounded(task, problems);
  std::vector<std::int64_t> plain;
  if (outcome.raised) {
    plain = without_minimums(task);
    outcome.by_floors = moved(outcome.units, plain);
  }
  if (!task.watched.empty() && !outcome.units.empty()) {
    Ranks{task, outcome.units}.record(plain);
  }
  return outcome;
}

}  // namespace allot::engine
