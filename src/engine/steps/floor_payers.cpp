#include "engine/steps/floor_payers.hpp"

#include <algorithm>
#include <vector>

#include "engine/arithmetic/lanes.hpp"
#include "engine/arithmetic/water_filling.hpp"

namespace allot::engine {

namespace {

using Answer = std::variant<FloorsPaid, Shortage>;

/// Sum of prior years that are not paid for twice: the highest share with sum of floors <= total.
Fraction highest_of_all(const FloorTask& task) { return task.so_far.total() / task.prior.total(); }

Answer ratable(const FloorTask& task) {
  const Fraction needed = task.floors.total();
  const Fraction there = task.so_far.total();
  if (needed > there) {
    return Shortage{.needed = needed, .there = there, .highest = highest_of_all(task)};
  }
  Filling filling = fill({.weights = task.so_far,
                          .minimums = task.floors,
                          .maximums = nullptr,
                          .unlimited = {},
                          .total = there});
  const bool pays = filling.raised.sign() > 0;
  return FloorsPaid{.amounts = std::move(filling.amounts),
                    .held = filling.at_minimum,
                    .payers = pays ? filling.others : 0,
                    .lowered = filling.lowered,
                    .cost = filling.raised,
                    .factor = pays ? filling.factor : Fraction{1},
                    .others = filling.others,
                    .at_floor = std::move(filling.held)};
}

/// What the districts have above the line from which a payer pays, and what is below the floor.
struct Sums {
  BigInt cost, above;
  BigInt above_floor;  ///< of it, what is above a floor that is the line
  std::size_t held = 0, payers = 0;
  std::size_t above_floors = 0;  ///< the payers that have it
};

/// Lanes: so far, floor, and the line from which a payer pays (never below the floor).
template <class Lanes>
Sums sums_of(const Lanes& lanes) {
  using Int = typename std::remove_cvref_t<decltype(lanes.of[0])>::value_type;
  Sums sums;
  Int cost{0};
  Int above{0};
  Int above_floor{0};
  for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
    const Int& had = lanes.of[0][i];
    if (had < lanes.of[1][i]) {
      cost += lanes.of[1][i] - had;
      ++sums.held;
    } else if (lanes.of[2][i] < had) {
      above += had - lanes.of[2][i];
      ++sums.payers;
      if (lanes.of[2][i] == lanes.of[1][i] && lanes.of[1][i] != Int{0}) {
        above_floor += had - lanes.of[2][i];
        ++sums.above_floors;
      }
    }
  }
  sums.cost = BigInt{cost};
  sums.above = BigInt{above};
  sums.above_floor = BigInt{above_floor};
  return sums;
}

/// Those below their floor get it; who has more than its line keeps `factor` of what is above.
template <class Lanes>
Quantities scaled(const Lanes& lanes, const Fraction& factor) {
  const BigInt& up = factor.numerator();
  const BigInt& down = factor.denominator();
  const int most =
      std::max({most_bits(lanes.of[0]), most_bits(lanes.of[1]), most_bits(lanes.of[2])});
  const int bits = most + std::max(up.bit_length(), down.bit_length()) + 1;
  return with_width(bits, [&](auto width) {
    using Out = decltype(width);
    const Out times = widened<Out>(up);
    const Out over = widened<Out>(down);
    std::vector<Out> amounts;
    amounts.reserve(lanes.of[0].size());
    for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
      const Out had = widened<Out>(lanes.of[0][i]);
      const Out line = widened<Out>(lanes.of[2][i]);
      const Out kept = std::max(had, widened<Out>(lanes.of[1][i]));
      amounts.push_back(line < had ? line * over + (had - line) * times : kept * over);
    }
    return Quantities::from(std::move(amounts), lanes.denominator * down);
  });
}

/// The largest f with sum of (f * b - y)+ <= sum of gains, f <= 1: between the breakpoints y / b it
/// is a straight line.
Fraction highest_of_gains(const FloorTask& task) {
  struct Point {
    Fraction ratio, had, prior;
  };
  std::vector<Point> points;
  Fraction gains;
  for (std::size_t i = 0; i < task.prior.size(); ++i) {
    const Fraction prior = task.prior.at(i);
    const Fraction had = task.so_far.at(i);
    gains += had > prior ? had - prior : Fraction{};
    if (prior.sign() > 0) {
      points.push_back({had / prior, had, prior});
    }
  }
  std::sort(points.begin(), points.end(),
            [](const Point& a, const Point& b) { return a.ratio < b.ratio; });
  Fraction had;
  Fraction prior;
  Fraction highest{1};
  for (std::size_t i = 0; i < points.size(); ++i) {
    had += points[i].had;
    prior += points[i].prior;
    highest = (gains + had) / prior;
    if (i + 1 == points.size() || highest <= points[i + 1].ratio) {
      break;
    }
  }
  // Above 1 the gains shrink as the floor rises.
  return highest <= Fraction{1} ? highest : highest_of_all(task);
}

Answer by_scaling(const FloorTask& task, const Quantities& lines) {
  const int spare = bits_of_count(task.so_far.size()) + 1;
  return with_lanes<3>({&task.so_far, &task.floors, &lines}, spare, [&](const auto& lanes) {
    const Sums sums = sums_of(lanes);
    const Fraction cost{sums.cost, lanes.denominator};
    const Fraction above{sums.above, lanes.denominator};
    if (cost > above) {
      return task.how == Payer::How::kScaleGains
                 ? Answer{Shortage{
                       .needed = cost, .there = above, .highest = highest_of_gains(task)}}
                 : Answer{Shortage{.needed = task.floors.total(),
                                   .there = task.so_far.total(),
                                   .highest = highest_of_all(task)}};
    }
    const Fraction factor = cost.sign() == 0 ? Fraction{1} : Fraction{1} - cost / above;
    // Who keeps nothing above its floor is held there, too.
    const bool all_come_down = factor.sign() == 0;
    const BoundReached lowered{
        all_come_down ? sums.above_floors : 0,
        all_come_down ? Fraction{sums.above_floor, lanes.denominator} : Fraction{}};
    return Answer{FloorsPaid{.amounts = scaled(lanes, factor),
                             .held = sums.held + lowered.districts,
                             .payers = cost.sign() == 0 ? 0 : sums.payers - lowered.districts,
                             .lowered = lowered,
                             .cost = cost,
                             .factor = factor,
                             .above = above}};
  });
}

Answer topped_up(const FloorTask& task) {
  return with_lanes<3>({&task.so_far, &task.floors, &task.so_far},
                       bits_of_count(task.so_far.size()) + 1, [&](const auto& lanes) {
                         const Sums sums = sums_of(lanes);
                         return Answer{FloorsPaid{.amounts = scaled(lanes, 1),
                                                  .held = sums.held,
                                                  .cost = {sums.cost, lanes.denominator}}};
                       });
}

/// k = max(b, F): nobody pays out of what is no gain.
Quantities gain_lines(const FloorTask& task) {
  return task.share > Fraction{1} ? task.floors : task.prior;
}

}  // namespace

Answer pay_floors(const FloorTask& task) {
  switch (task.how) {
    case Payer::How::kRatable:
      return ratable(task);
    case Payer::How::kScaleAboveFloor:
      return by_scaling(task, task.floors);
    case Payer::How::kScaleGains:
      return by_scaling(task, gain_lines(task));
    case Payer::How::kTopUp:
      break;
  }
  return topped_up(task);
}

}  // namespace allot::engine
