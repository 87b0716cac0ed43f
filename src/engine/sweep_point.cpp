#include "allot/engine/sweep_point.hpp"

namespace allot::engine {

namespace {

void add_movement(Money difference, std::size_t district, SweepPoint& point) {
  if (difference > Money{}) {
    ++point.winners;
    point.gains += difference;
    if (difference > point.largest_gain) {
      point.largest_gain = difference;
      point.most_gained = district;
    }
  } else if (difference < Money{}) {
    ++point.losers;
    point.losses += difference;
    if (difference < point.largest_loss) {
      point.largest_loss = difference;
      point.most_lost = district;
    }
  }
}

}  // namespace

void count_movements(const std::vector<Money>& budgets,
                     const std::vector<std::optional<Money>>& before, SweepPoint& point) {
  point.compared = true;
  for (std::size_t i = 0; i < budgets.size(); ++i) {
    if (before[i]) {
      add_movement(budgets[i] - *before[i], i, point);
    }
  }
}

}  // namespace allot::engine
