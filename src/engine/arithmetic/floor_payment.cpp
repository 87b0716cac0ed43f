#include "engine/arithmetic/floor_payment.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "engine/arithmetic/lanes.hpp"
#include "engine/arithmetic/water_filling.hpp"

namespace allot::engine {

namespace {

using Answer = std::variant<FloorsPaid, FloorShortage>;

Answer ratable(const FloorTask& task) {
  const Fraction needed = task.floors.total();
  const Fraction there = task.so_far.total();
  if (needed > there) {
    return FloorShortage{.needed = needed, .there = there};
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

Answer by_scaling(const FloorTask& task, const Quantities& lines) {
  const int spare = bits_of_count(task.so_far.size()) + 1;
  return with_lanes<3>({&task.so_far, &task.floors, &lines}, spare, [&](const auto& lanes) {
    const Sums sums = sums_of(lanes);
    const Fraction cost{sums.cost, lanes.denominator};
    const Fraction above{sums.above, lanes.denominator};
    if (cost > above) {
      return task.how == Payer::How::kScaleGains
                 ? Answer{FloorShortage{.needed = cost, .there = above}}
                 : Answer{
                       FloorShortage{.needed = task.floors.total(), .there = task.so_far.total()}};
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

}  // namespace

std::variant<FloorsPaid, FloorShortage> pay_floors(const FloorTask& task) {
  switch (task.how) {
    case Payer::How::kRatable:
      return ratable(task);
    case Payer::How::kScaleAboveFloor:
      return by_scaling(task, task.floors);
    case Payer::How::kScaleGains:
      return by_scaling(task, *task.lines);
    case Payer::How::kTopUp:
      break;
  }
  return topped_up(task);
}

Fraction highest_payable(const FloorTask& task, const Quantities& prior) {
  if (task.how != Payer::How::kScaleGains) {
    return task.so_far.total() / task.floors.total();
  }
  // Sum of (t F - y)+ <= sum of (y - max(b, t F))+, which is sum of max(m, t F) <= sum of y with
  // m = min(b, y): between the breakpoints m / F it is a straight line.
  struct Point {
    Fraction ratio, kept, floor;
  };
  std::vector<Point> points;
  Fraction gains;
  for (std::size_t i = 0; i < prior.size(); ++i) {
    const Fraction had = task.so_far.at(i);
    const Fraction kept = std::min(prior.at(i), had);
    const Fraction floor = task.floors.at(i);
    gains += had - kept;
    if (floor.sign() > 0) {
      points.push_back({kept / floor, kept, floor});
    }
  }
  std::sort(points.begin(), points.end(),
            [](const Point& a, const Point& b) { return a.ratio < b.ratio; });
  Fraction kept;
  Fraction floors;
  Fraction highest;
  for (std::size_t i = 0; i < points.size(); ++i) {
    kept += points[i].kept;
    floors += points[i].floor;
    highest = (gains + kept) / floors;
    if (i + 1 < points.size() && highest <= points[i + 1].ratio) {
      break;
    }
  }
  return highest;
}

}  // namespace allot::engine
