#include "engine/causes/own_gaps.hpp"

#include <algorithm>
#include <utility>

namespace allot::engine {

namespace {

bool has_need(const OwnGaps::Entry& entry) { return entry.need.sign() > 0; }

Fraction point_of(const OwnGaps::Entry& entry) { return entry.capacity / entry.need; }

}  // namespace

OwnGaps::OwnGaps(std::vector<Entry> all) : all_{std::move(all)} {
  std::vector<std::pair<Fraction, const Entry*>> order;
  for (const Entry& entry : all_) {
    if (has_need(entry)) {
      order.emplace_back(point_of(entry), &entry);
    }
  }
  std::ranges::sort(order, {}, [](const auto& place) { return place.first; });
  needs_.emplace_back();
  capacities_.emplace_back();
  for (const auto& place : order) {
    points_.push_back(place.first);
    needs_.push_back(needs_.back() + place.second->need);
    capacities_.push_back(capacities_.back() + place.second->capacity);
  }
}

Fraction OwnGaps::gap(const Entry& entry, const Fraction& base) {
  return has_need(entry) ? std::max(Fraction{}, base * entry.need - entry.capacity) : Fraction{};
}

Fraction OwnGaps::sum_of_all(const Fraction& base) const {
  const auto receive =
      static_cast<std::size_t>(std::ranges::lower_bound(points_, base) - points_.begin());
  return base * needs_[receive] - capacities_[receive];
}

Fraction OwnGaps::sum(std::size_t district, const Entry& own, const Fraction& base) const {
  return sum_of_all(base) - gap(all_[district], base) + gap(own, base);
}

std::optional<Fraction> OwnGaps::base(std::size_t district, const Entry& own,
                                      const Fraction& total) const {
  const Entry& replaced = all_[district];
  if (sum(district, own, {}) > total) {
    return std::nullopt;
  }
  // The first breakpoint at which all of the total is given out; those before it receive.
  std::size_t receive = 0;
  for (std::size_t count = points_.size(); count > 0;) {
    const std::size_t at = receive + count / 2;
    if (sum(district, own, points_[at]) < total) {
      receive = at + 1;
      count -= count / 2 + 1;
    } else {
      count /= 2;
    }
  }
  Fraction needs = needs_[receive];
  Fraction capacities = capacities_[receive];
  const bool replaced_receives =
      has_need(replaced) && (receive == points_.size() || point_of(replaced) < points_[receive]);
  if (replaced_receives) {
    needs -= replaced.need;
    capacities -= replaced.capacity;
  }
  // On the way to that breakpoint only `own` may begin to receive.
  if (has_need(own)) {
    const Fraction begins = point_of(own);
    if (sum_of_all(begins) - gap(replaced, begins) < total) {
      needs += own.need;
      capacities += own.capacity;
    }
  }
  return needs.sign() == 0 ? std::nullopt : std::optional{(total + capacities) / needs};
}

}  // namespace allot::engine
