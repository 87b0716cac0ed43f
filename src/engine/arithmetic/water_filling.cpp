#include "engine/arithmetic/water_filling.hpp"

#include <algorithm>
#include <type_traits>

#include "allot/core/error.hpp"
#include "engine/arithmetic/lanes.hpp"

namespace allot::engine {

namespace {

/// Where the amount of a district begins to move with the factor (at its minimum), or ends to (at
/// its maximum): at factor = value / weight.
template <class Int>
struct Breakpoint {
  Int value;
  Int weight;  ///< > 0 at a minimum, < 0 at a maximum
};

/// The sum of all amounts as a function of the factor f, to the left of the breakpoints that are
/// not decided yet: base + slope * f.
struct Line {
  BigInt base;
  BigInt slope;
};

template <class Int>
using Product = std::conditional_t<std::is_same_v<Int, std::int64_t>, int128, BigInt>;

template <class Int>
Int magnitude(const Int& value) {
  return value < Int{0} ? Int{-value} : value;
}

template <class Int>
class Breakpoints {
 public:
  Breakpoints(const std::vector<Int>& weights, const std::vector<Int>& minimums,
              const std::vector<Int>* maximums, const std::vector<bool>& unlimited) {
    points_.reserve(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] == Int{0}) {
        line_.base += BigInt{minimums[i]};
        continue;
      }
      add_minimum(weights[i], minimums[i]);
      if (maximums != nullptr && (unlimited.empty() || !unlimited[i])) {
        points_.push_back({(*maximums)[i], -weights[i]});
      }
    }
  }

  /// The smallest factor with sum = total, found by halving what is not decided.
  Fraction factor_for(const Fraction& total) {
    auto first = points_.begin();
    auto last = points_.end();
    while (first != last) {
      const auto middle = first + (last - first) / 2;
      std::nth_element(first, middle, last, &before);
      const Line line = line_after(first, middle + 1);
      if (below(line, *middle, total)) {
        line_ = line;
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    const Fraction missing = total - Fraction{line_.base};
    invariant(missing.sign() == 0 || line_.slope.sign() > 0, "the total can be reached");
    return missing.sign() == 0 ? missing : missing / Fraction{line_.slope};
  }

 private:
  using Iterator = typename std::vector<Breakpoint<Int>>::iterator;

  void add_minimum(const Int& weight, const Int& minimum) {
    if (minimum == Int{0}) {
      line_.slope += BigInt{weight};
    } else {
      line_.base += BigInt{minimum};
      points_.push_back({minimum, weight});
    }
  }

  static bool before(const Breakpoint<Int>& a, const Breakpoint<Int>& b) {
    using Wide = Product<Int>;
    return Wide{a.value} * Wide{magnitude(b.weight)} < Wide{b.value} * Wide{magnitude(a.weight)};
  }

  /// The line to the right of these breakpoints.
  Line line_after(Iterator from, Iterator to) const {
    Line line = line_;
    if constexpr (std::is_same_v<Int, BigInt>) {
      for (; from != to; ++from) {
        const bool minimum = from->weight.sign() > 0;
        line.base += minimum ? -from->value : from->value;
        line.slope += from->weight;
      }
    } else {
      int128 base = 0;  // a million of 63 bits are far below 127
      int128 slope = 0;
      for (; from != to; ++from) {
        base += from->weight > 0 ? -int128{from->value} : int128{from->value};
        slope += from->weight;
      }
      line.base += BigInt{base};
      line.slope += BigInt{slope};
    }
    return line;
  }

  /// Whether the sum at the breakpoint is below the total.
  static bool below(const Line& line, const Breakpoint<Int>& point, const Fraction& total) {
    const BigInt weight{magnitude(point.weight)};
    const BigInt sum = line.base * weight + line.slope * BigInt{point.value};
    return sum * total.denominator() < total.numerator() * weight;
  }

  std::vector<Breakpoint<Int>> points_;
  Line line_;
};

/// Weights that mean the same, in few digits: only their proportions matter.
struct Proportions {
  Quantities weights;
  Fraction unit;  ///< w = unit * weight
};

Proportions proportions_of(const Quantities& weights) {
  Proportions proportions{.weights = weights.proportions(), .unit = 1};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights.sign_at(i) > 0) {
      proportions.unit = weights.at(i) / proportions.weights.at(i);
      break;
    }
  }
  return proportions;
}

/// Weights and bounds as whole numbers of one width; bounds over `denominator`.
template <class Int>
struct WholeTask {
  const FillingTask& task;
  const Fraction& unit;  ///< w = unit * weight
  const std::vector<Int>& weights;
  const std::vector<Int>& minimums;
  const std::vector<Int>* maximums;
  const BigInt& denominator;

  [[nodiscard]] bool limited(std::size_t i) const {
    return maximums != nullptr && (task.unlimited.empty() || !task.unlimited[i]);
  }
  [[nodiscard]] int bits(const BigInt& of_weights, const BigInt& of_bounds) const {
    const int bounds =
        std::max(most_bits(minimums), maximums == nullptr ? 0 : most_bits(*maximums));
    return std::max(most_bits(weights) + of_weights.bit_length(), bounds + of_bounds.bit_length());
  }
};

/// Clamps, and notes which bound each district is at.
template <class Int>
Quantities clamped(const WholeTask<Int>& whole, const Fraction& factor,
                   std::vector<std::uint32_t>& at_minimum, std::vector<std::uint32_t>& at_maximum) {
  const BigInt& up = factor.numerator();
  const BigInt& down = factor.denominator();
  return with_width(whole.bits(up, down), [&](auto width) {
    using Out = decltype(width);
    const Out times = widened<Out>(up);
    const Out over = widened<Out>(down);
    std::vector<Out> amounts;
    amounts.reserve(whole.weights.size());
    for (std::uint32_t i = 0; i < whole.weights.size(); ++i) {
      const Out low = widened<Out>(whole.minimums[i]) * over;
      Out amount = widened<Out>(whole.weights[i]) * times;
      if (amount < low) {
        at_minimum.push_back(i);
        amount = low;
      } else if (amount != Out{0} && whole.limited(i)) {
        const Out high = widened<Out>((*whole.maximums)[i]) * over;
        if (high < amount) {
          at_maximum.push_back(i);
          amount = high;
        }
      }
      amounts.push_back(amount);
    }
    return Quantities::from(std::move(amounts), whole.denominator * down);
  });
}

/// The sum of (bound - what it had) over those for which it is above 0 (or below, for a `sign` of
/// -1), as an amount above 0.
template <class Int>
BoundReached moved(const WholeTask<Int>& whole, const std::vector<Int>& bounds,
                   const std::vector<std::uint32_t>& districts, int sign) {
  // bound / denominator against unit * weight, over one denominator
  const BigInt times_bound = whole.unit.denominator();
  const BigInt times_weight = whole.unit.numerator() * whole.denominator;
  const int bits = whole.bits(times_weight, times_bound) + 1 + bits_of_count(districts.size());
  BoundReached moved;
  const BigInt sum = with_width(bits, [&](auto width) {
    using Out = decltype(width);
    const Out of_bound = widened<Out>(times_bound);
    const Out of_weight = widened<Out>(times_weight);
    Out total{0};
    for (const std::uint32_t i : districts) {
      const Out bound = widened<Out>(bounds[i]) * of_bound;
      const Out had = widened<Out>(whole.weights[i]) * of_weight;
      if (sign > 0 ? had < bound : bound < had) {
        total += sign > 0 ? bound - had : had - bound;
        ++moved.districts;
      }
    }
    return BigInt{total};
  });
  moved.amount = {sum, whole.denominator * times_bound};
  return moved;
}

/// In the bounds' smallest parts for each unit of the proportions weights.
template <class Int>
Fraction factor_in_parts(const WholeTask<Int>& whole) {
  Breakpoints<Int> points{whole.weights, whole.minimums, whole.maximums, whole.task.unlimited};
  return points.factor_for(whole.task.total * Fraction{whole.denominator});
}

template <class Int>
Fraction factor_whole(const WholeTask<Int>& whole, const Fraction& in_parts) {
  return in_parts / Fraction{whole.denominator} / whole.unit;
}

template <class Int>
Filling fill_whole(const WholeTask<Int>& whole) {
  const Fraction factor = factor_in_parts(whole);
  std::vector<std::uint32_t> at_minimum;
  std::vector<std::uint32_t> at_maximum;
  Filling filling;
  filling.amounts = clamped(whole, factor, at_minimum, at_maximum);
  filling.factor = factor_whole(whole, factor);
  filling.at_minimum = at_minimum.size();
  filling.at_maximum = at_maximum.size();
  const auto with_weight =
      static_cast<std::size_t>(std::count_if(whole.weights.begin(), whole.weights.end(),
                                             [](const Int& weight) { return weight != Int{0}; }));
  const auto bound_with_weight = static_cast<std::size_t>(
      std::count_if(at_minimum.begin(), at_minimum.end(),
                    [&](std::uint32_t i) { return whole.weights[i] != Int{0}; }));
  filling.others = with_weight - bound_with_weight - at_maximum.size();
  filling.raised = moved(whole, whole.minimums, at_minimum, 1).amount;
  filling.lowered = moved(whole, whole.minimums, at_minimum, -1);
  if (whole.maximums != nullptr) {
    filling.cut = moved(whole, *whole.maximums, at_maximum, -1).amount;
    filling.lifted = moved(whole, *whole.maximums, at_maximum, 1);
    const auto is_fixed = [&](std::uint32_t i) {
      return whole.limited(i) && whole.minimums[i] == (*whole.maximums)[i];
    };
    filling.fixed = static_cast<std::size_t>(std::ranges::count_if(at_minimum, is_fixed) +
                                             std::ranges::count_if(at_maximum, is_fixed));
  }
  filling.held = std::move(at_minimum);
  filling.held.insert(filling.held.end(), at_maximum.begin(), at_maximum.end());
  return filling;
}

}  // namespace

std::optional<Fraction> room_of(const FillingTask& task) {
  Fraction room;
  std::vector<bool> with_weight(task.weights.size());
  bool limited = true;
  for (std::size_t i = 0; i < with_weight.size(); ++i) {
    with_weight[i] = task.weights.sign_at(i) > 0;
    limited = limited && (!with_weight[i] || (task.maximums != nullptr &&
                                              (task.unlimited.empty() || !task.unlimited[i])));
  }
  if (!limited) {
    return std::nullopt;
  }
  room = task.maximums == nullptr ? Fraction{} : task.maximums->only(with_weight).total();
  with_weight.flip();
  return room + task.minimums.only(with_weight).total();
}

namespace {

/// Calls `solve` with the task in whole numbers.
template <class Solve>
auto in_whole_numbers(const FillingTask& task, const Solve& solve_whole) {
  const Proportions proportions = proportions_of(task.weights);
  const Quantities none = Quantities::constant(task.weights.size(), 0);
  const Quantities& maximums = task.maximums == nullptr ? none : *task.maximums;
  return with_lanes<2>({&task.minimums, &maximums}, 0, [&](const auto& bounds) {
    using Bound = typename std::remove_cvref_t<decltype(bounds.of[0])>::value_type;
    const int bits =
        std::max(proportions.weights.bits(), std::is_same_v<Bound, std::int64_t> ? 0 : kWideBits);
    const auto solve = [&](auto width) {
      using Int = decltype(width);
      const auto widen = [](const auto& values) {
        std::vector<Int> wide;
        wide.reserve(values.size());
        for (const auto& value : values) {
          wide.push_back(widened<Int>(value));
        }
        return wide;
      };
      const std::vector<Int> weights = proportions.weights.visit(widen);
      const std::vector<Int> low = widen(bounds.of[0]);
      const std::vector<Int> high = widen(bounds.of[1]);
      return solve_whole(WholeTask<Int>{.task = task,
                                        .unit = proportions.unit,
                                        .weights = weights,
                                        .minimums = low,
                                        .maximums = task.maximums == nullptr ? nullptr : &high,
                                        .denominator = bounds.denominator});
    };
    return bits <= kNarrowBits ? solve(std::int64_t{}) : solve(BigInt{});
  });
}

}  // namespace

Filling fill(const FillingTask& task) {
  return in_whole_numbers(task, [](const auto& whole) { return fill_whole(whole); });
}

Fraction factor_of(const FillingTask& task) {
  return in_whole_numbers(
      task, [](const auto& whole) { return factor_whole(whole, factor_in_parts(whole)); });
}

}  // namespace allot::engine
