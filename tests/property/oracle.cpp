#include "oracle.hpp"

#include <algorithm>
#include <numeric>

#include "allot/core/error.hpp"

namespace allot::test {
namespace {

std::int64_t least(const Division& division, std::size_t i) {
  return division.minimum.empty() ? 0 : division.minimum[i];
}

bool is_full(const Division& division, std::size_t i, std::int64_t units) {
  return !division.maximum.empty() && units >= division.maximum[i];
}

std::int64_t sum(const std::vector<std::int64_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

void check_bounds(const Division& division) {
  if (division.minimum.empty() || division.maximum.empty()) {
    return;
  }
  for (std::size_t i = 0; i < division.minimum.size(); ++i) {
    if (division.minimum[i] > division.maximum[i]) {
      throw Infeasible{Code::kMinimumAboveMaximum};
    }
  }
}

// Methods that round each district alone.

std::int64_t half_even(const Exact& value) {
  const Whole low = floor_of(value);
  const Exact above = value - low;
  const bool up = above > Exact{1, 2} || (above == Exact{1, 2} && low % 2 != 0);
  return static_cast<std::int64_t>(up ? Whole{low + 1} : low);
}

std::int64_t alone(std::string_view method, const Exact& quota) {
  if (method == "half_up") {
    return static_cast<std::int64_t>(half_up(quota));
  }
  if (method == "half_even") {
    return half_even(quota);
  }
  const auto low = static_cast<std::int64_t>(floor_of(quota));
  if (method == "down" || quota == low) {
    return low;
  }
  if (method == "up") {
    return low + 1;
  }
  invariant(method == "exact", "the oracle knows each method that rounds a district alone");
  throw Infeasible{Code::kNotExact};
}

bool rounds_alone(std::string_view method) {
  return method == "half_up" || method == "half_even" || method == "down" || method == "up" ||
         method == "exact";
}

// Methods that give one unit after the other. The claim to the next unit is a fraction; it falls
// with every unit that a district gets.

class UnitByUnit {
 public:
  explicit UnitByUnit(const Division& division)
      : division_{division},
        claims_{division.method == "largest_remainder" ? division.quotas : division.weights} {}

  Divided run() {
    start();
    while (sum(units_) < division_.units) {
      give();
    }
    while (sum(units_) > division_.units) {
      take();
    }
    return {units_, tie()};
  }

 private:
  void start() {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      units_.push_back(first_units(i));
    }
    if (sum(units_) > division_.units && division_.method != "largest_remainder") {
      const bool for_minimum = sum(division_.minimum) > division_.units;
      throw Infeasible{for_minimum ? Code::kMinimumsTooHigh : Code::kTooFewUnits};
    }
  }

  std::int64_t first_units(std::size_t i) const {
    const bool at_once = division_.method == "adams" || division_.method == "dean" ||
                         division_.method == "huntington_hill";
    std::int64_t first = least(division_, i);
    if (at_once && claims_[i] > 0) {
      first = std::max<std::int64_t>(first, 1);
    }
    if (division_.method == "largest_remainder") {
      first = std::max(first, static_cast<std::int64_t>(floor_of(claims_[i])));
    }
    first = std::max(first, certain_units(i));
    return is_full(division_, i, first) ? division_.maximum[i] : first;
  }

  /// A short cut for many units. Every divisor of n units lies between n and n + 1, so the last
  /// quotient is at most weights / (units - districts), and a district has at least this many.
  std::int64_t certain_units(std::size_t i) const {
    const auto districts = static_cast<std::int64_t>(claims_.size());
    const bool bounded = !division_.minimum.empty() || !division_.maximum.empty();
    if (bounded || division_.units <= districts || division_.method == "largest_remainder") {
      return 0;
    }
    const Exact share = claims_[i] / std::accumulate(claims_.begin(), claims_.end(), Exact{0});
    const Exact certain = share * (division_.units - districts) - 1;
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(floor_of(certain)));
  }

  /// The claim of a district that has `n` units to one more; Hill's is squared.
  Exact claim(std::size_t i, std::int64_t n) const {
    const Exact& weight = claims_[i];
    if (division_.method == "largest_remainder") {
      return weight - n;
    }
    if (division_.method == "dhondt") {
      return weight / Exact{n + 1};
    }
    if (division_.method == "sainte_lague") {
      return weight / (Exact{2 * n + 1, 2});
    }
    if (division_.method == "adams") {
      return weight / Exact{n};
    }
    if (division_.method == "dean") {  // by the harmonic mean of n and n + 1
      return weight / (Exact{2} / (Exact{1, n} + Exact{1, n + 1}));
    }
    invariant(division_.method == "huntington_hill", "the oracle knows each divisor method");
    return (weight / n) * (weight / (n + 1));
  }

  void give() {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (claims_[i] == 0 || is_full(division_, i, units_[i])) {
        continue;
      }
      if (!best || goes_before(i, units_[i], *best, units_[*best])) {
        best = i;
      }
    }
    if (!best) {
      throw Infeasible{Code::kMaximumsTooLow};
    }
    ++units_[*best];
  }

  void take() {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (units_[i] <= least(division_, i)) {
        continue;
      }
      if (!last || goes_before(*last, units_[*last] - 1, i, units_[i] - 1)) {
        last = i;
      }
    }
    if (!last) {
      throw Infeasible{Code::kMinimumsTooHigh};
    }
    --units_[*last];
  }

  bool goes_before(std::size_t a, std::int64_t had_a, std::size_t b, std::int64_t had_b) const {
    const Exact claim_a = claim(a, had_a);
    const Exact claim_b = claim(b, had_b);
    return claim_a == claim_b ? division_.place[a] < division_.place[b] : claim_a > claim_b;
  }

  std::optional<CutTie> tie() const {
    return tie_at_cut({division_.method, claims_, division_.minimum, division_.maximum}, units_);
  }

  const Division& division_;
  const std::vector<Exact>& claims_;
  std::vector<std::int64_t> units_;
};

/// Hamilton without bounds, as the textbook has it: a sorted list of remainders.
Divided by_sorted_remainders(const Division& division) {
  std::vector<std::int64_t> units;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < division.quotas.size(); ++i) {
    units.push_back(static_cast<std::int64_t>(floor_of(division.quotas[i])));
    order.push_back(i);
  }
  const auto remainder = [&](std::size_t i) -> Exact {
    return division.quotas[i] - floor_of(division.quotas[i]);
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Exact first = remainder(a);
    const Exact second = remainder(b);
    return first == second ? division.place[a] < division.place[b] : first > second;
  });
  const std::int64_t left = division.units - sum(units);
  for (std::int64_t k = 0; k < left; ++k) {
    ++units[order.at(static_cast<std::size_t>(k))];
  }
  return {units, tie_at_cut({division.method, division.quotas, {}, {}}, units)};
}

}  // namespace

Whole half_up(const Exact& value) { return floor_of(value + Exact{1, 2}); }

Divided divided(const Division& division) {
  if (rounds_alone(division.method)) {
    Divided result;
    for (const Exact& quota : division.quotas) {
      result.units.push_back(alone(division.method, quota));
    }
    return result;
  }
  check_bounds(division);
  const bool bounded = !division.minimum.empty() || !division.maximum.empty();
  if (division.method == "largest_remainder" && !bounded) {
    return by_sorted_remainders(division);
  }
  return UnitByUnit{division}.run();
}

}  // namespace allot::test
