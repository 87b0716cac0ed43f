#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "allot/engine/rounding/rounding.hpp"
#include "engine/rounding/common_divisor.hpp"
#include "engine/rounding/unit_bounds.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

/// The highest quotients get the units: a district with weight w and n units has a claim of
/// w / d(n) on its next one. `Method` says what d is, as an exact fraction, so that claims are
/// compared by cross-multiplication:
///
///   static constexpr Rounding kEstimate;              how n is rounded from its quota, about
///   static constexpr int kBias;                       half units a district that rounding takes
///   static constexpr bool kFirstUnitFree;             d(0) = 0: each positive weight has one unit
///   template <class Int> static Claim<Int> claim(const Int& weight, const Int& n);
///   static int bits(int weight_bits, int unit_bits);  of claim.weight * claim.divisor, at most
///
/// M. L. Balinski and H. P. Young, Fair Representation, 1982, appendix A.
template <class Int>
struct Claim {
  Int weight, divisor;  ///< divisor > 0

  friend std::strong_ordering operator<=>(const Claim& a, const Claim& b) {
    return a.weight * b.divisor <=> b.weight * a.divisor;
  }
  friend bool operator==(const Claim& a, const Claim& b) { return (a <=> b) == 0; }
};

/// Never loops over units: starts from the rounded quotas, then moves single units between the
/// best claim that is not met and the worst that is, until no move is left. That state is the
/// method's result whatever the start was; from a good start it is a few moves away.
template <class Method, class Int, class Stored>
class DivisorApportionment {
 public:
  DivisorApportionment(const RoundingTask& task, const UnitBounds& bounds,
                       const std::vector<Stored>& weights)
      : task_{task}, bounds_{bounds}, weights_{weights} {}

  RoundingOutcome run() {
    start();
    repair();
    RoundingOutcome outcome;
    outcome.units = std::move(units_);
    if (tie_) {
      outcome.ties.push_back(std::move(*tie_));
    }
    return outcome;
  }

 private:
  /// A district's claim on the unit after `units`, made when it had `held` units. The claim itself
  /// is computed when compared: kept, it would take 100 MB for a million districts.
  struct Entry {
    std::int64_t units, held;
    std::uint32_t district;
  };

  Int weight(std::uint32_t i) const { return Int{weights_[i]}; }
  bool may_gain(std::uint32_t i) const { return units_[i] < bounds_.upper[i]; }
  bool may_lose(std::uint32_t i) const { return units_[i] > bounds_.lower[i]; }

  Entry next(std::uint32_t i) const { return {units_[i], units_[i], i}; }
  Entry last(std::uint32_t i) const { return {units_[i] - 1, units_[i], i}; }
  bool is_current(const Entry& entry) const { return units_[entry.district] == entry.held; }
  Claim<Int> claim(const Entry& entry) const {
    return Method::claim(weight(entry.district), Int{entry.units});
  }

  /// `a` has the better claim.
  bool before(const Entry& a, const Entry& b) const {
    const auto order = claim(a) <=> claim(b);
    return order != 0 ? order > 0 : task_.ties.before(a.district, b.district);
  }

  // ---- A start near the result ----

  std::int64_t start_at(const Int& multiplier, const Int& whole) {
    std::int64_t sum = 0;
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      const Int quota = divide(Int{multiplier * weight(i)}, whole, Method::kEstimate);
      const Int bounded = std::clamp(quota, Int{bounds_.lower[i]}, Int{bounds_.upper[i]});
      units_[i] = whole_units(bounded);
      sum += units_[i];
    }
    return sum;
  }

  bool is_near(std::int64_t sum) const {
    const std::int64_t distance = sum < task_.units ? task_.units - sum : sum - task_.units;
    return distance <= static_cast<std::int64_t>(units_.size());
  }

  /// quota_i = multiplier * w_i / W, rounded: up to one unit a district too many or too few, more
  /// only where bounds hold; then the multiplier is found by bisection.
  void start() {
    units_.resize(weights_.size());
    Int whole{0};
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      whole += weight(i);
    }
    const auto bias = Method::kBias * static_cast<std::int64_t>(units_.size()) / 2;
    const Int multiplier{std::max<std::int64_t>(0, task_.units + bias)};
    if (whole == Int{0} || is_near(start_at(multiplier, whole))) {
      return;
    }
    Int low{0};
    Int high{multiplier + Int{1}};
    while (start_at(high, whole) < task_.units && high < highest_multiplier(whole)) {
      high = high + high;
    }
    while (high - low > Int{1}) {
      const Int middle = low + (high - low) / Int{2};
      const std::int64_t sum = start_at(middle, whole);
      if (is_near(sum)) {
        return;
      }
      (sum < task_.units ? low : high) = middle;
    }
    start_at(low, whole);
  }

  /// Where even the smallest weight has a quota of all the units.
  Int highest_multiplier(const Int& whole) const { return whole * Int{task_.units + 1}; }

  // ---- From there to the result ----

  void repair() {
    const auto best_first = [this](const Entry& a, const Entry& b) { return before(b, a); };
    const auto worst_first = [this](const Entry& a, const Entry& b) { return before(a, b); };
    std::vector<Entry> unmet;
    std::vector<Entry> met;
    std::int64_t sum = 0;
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      sum += units_[i];
      if (may_gain(i)) {
        unmet.push_back(next(i));
      }
      if (may_lose(i)) {
        met.push_back(last(i));
      }
    }
    std::make_heap(unmet.begin(), unmet.end(), best_first);
    std::make_heap(met.begin(), met.end(), worst_first);
    const auto drop_outdated = [this](std::vector<Entry>& heap, const auto& order) {
      while (!heap.empty() && !is_current(heap.front())) {
        std::pop_heap(heap.begin(), heap.end(), order);
        heap.pop_back();
      }
    };
    const auto change = [&](std::uint32_t i, std::int64_t by) {
      units_[i] += by;
      sum += by;
      if (may_gain(i)) {
        unmet.push_back(next(i));
        std::push_heap(unmet.begin(), unmet.end(), best_first);
      }
      if (may_lose(i)) {
        met.push_back(last(i));
        std::push_heap(met.begin(), met.end(), worst_first);
      }
    };
    for (;;) {
      drop_outdated(unmet, best_first);
      drop_outdated(met, worst_first);
      const bool swap = !unmet.empty() && !met.empty() && before(unmet.front(), met.front());
      const bool give = sum < task_.units || (sum == task_.units && swap);
      const bool take = sum > task_.units || (sum == task_.units && swap);
      if (!give && !take) {
        break;
      }
      invariant(give ? !unmet.empty() : !met.empty(), "the bounds leave room for all the units");
      const std::uint32_t gains = give ? unmet.front().district : 0;
      const std::uint32_t loses = take ? met.front().district : 0;
      if (give) {
        change(gains, 1);
      }
      if (take) {
        change(loses, -1);
      }
    }
    note_tie(unmet, met);
  }

  /// Those whose claim equals the worst that was met, while one like it was not.
  void note_tie(const std::vector<Entry>& unmet, const std::vector<Entry>& met) {
    if (unmet.empty() || met.empty() || claim(unmet.front()) != claim(met.front())) {
      return;
    }
    const Claim<Int> cut = claim(met.front());
    Tie tie;
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      const bool given = may_lose(i) && claim(last(i)) == cut;
      if (given) {
        tie.chosen.push_back(static_cast<DistrictId>(i));
      }
      if (given || (may_gain(i) && claim(next(i)) == cut)) {
        tie.tied.push_back(static_cast<DistrictId>(i));
      }
    }
    tie_ = std::move(tie);
  }

  const RoundingTask& task_;
  const UnitBounds& bounds_;
  const std::vector<Stored>& weights_;
  std::vector<std::int64_t> units_;
  std::optional<Tie> tie_;
};

/// By which number the weights of those who are watched were divided, and what the bounds and ties
/// made of it.
inline void record_divisor(const RoundingTask& task, const std::vector<std::int64_t>& units) {
  if (task.watched.empty()) {
    return;
  }
  const CommonDivisor divisor{{.signpost = task.signpost,
                               .weights = task.weights,
                               .units = units,
                               .minimum = task.minimum,
                               .maximum = task.maximum}};
  const auto bound = [](const std::vector<std::int64_t>& bounds, std::uint32_t i) {
    return bounds.empty() ? std::nullopt : std::optional{bounds[i]};
  };
  for (const auto& [i, records] : task.watched) {
    records.push_back(DivisorUnits{.units = units[i],
                                   .weight = task.weights.at(i),
                                   .divisor = divisor.value(),
                                   .minimum = bound(task.minimum, i),
                                   .maximum = bound(task.maximum, i),
                                   .tied = divisor.tied(i),
                                   .by_tie = divisor.by_tie(i)});
  }
}

/// Rounds the weights' proportions, in the narrowest integers that hold every product.
template <class Method>
RoundingOutcome apportion(const RoundingTask& task, Problems& problems) {
  const auto bounds = unit_bounds(task, Method::kFirstUnitFree, problems);
  if (!bounds) {
    return {};
  }
  const Quantities weights = task.weights.proportions();
  const int unit_bits = bit_length(task.units) + 2;
  const int weight_bits = weights.bits();
  const int count_bits = bit_length(static_cast<std::int64_t>(weights.size()));
  // The bisection multiplies weights by up to 2 * W * (units + 1).
  const int search_bits = 2 * weight_bits + 2 * count_bits + unit_bits + 2;
  const int needed = std::max(Method::bits(weight_bits, unit_bits), search_bits);
  RoundingOutcome outcome = weights.visit([&](const auto& numerators) -> RoundingOutcome {
    using Stored = typename std::remove_cvref_t<decltype(numerators)>::value_type;
    if constexpr (!std::is_same_v<Stored, BigInt>) {
      if (needed < 127) {
        return DivisorApportionment<Method, int128, Stored>{task, *bounds, numerators}.run();
      }
    }
    return DivisorApportionment<Method, BigInt, Stored>{task, *bounds, numerators}.run();
  });
  record_divisor(task, outcome.units);
  return outcome;
}

}  // namespace allot::engine
