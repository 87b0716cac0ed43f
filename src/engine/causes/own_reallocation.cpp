#include "engine/causes/own_reallocation.hpp"

#include <algorithm>
#include <utility>

namespace allot::engine {

namespace {

Fraction filled(const OwnReallocation::Entry& entry, const Fraction& factor) {
  return std::min(entry.most, factor * entry.has);
}

/// Who has nothing gets nothing.
Fraction room_for(const OwnReallocation::Entry& entry) {
  return entry.has.sign() == 0 ? Fraction{} : entry.most;
}

}  // namespace

OwnReallocation::OwnReallocation(std::vector<Entry> all) : all_{std::move(all)} {
  std::vector<std::pair<Fraction, const Entry*>> order;
  Fraction growing;
  for (const Entry& entry : all_) {
    if (entry.has.sign() > 0) {
      order.emplace_back(entry.most / entry.has, &entry);
      growing += entry.has;
    }
  }
  std::ranges::sort(order, {}, [](const auto& place) { return place.first; });
  full_.emplace_back();
  growing_.push_back(growing);
  for (const auto& [factor, entry] : order) {
    factors_.push_back(factor);
    full_.push_back(full_.back() + entry->most);
    growing_.push_back(growing_.back() - entry->has);
  }
}

Fraction OwnReallocation::amount(std::size_t district, const Entry& own,
                                 const Fraction& left) const {
  if (own.has.sign() == 0) {
    return {};
  }
  const Entry& replaced = all_[district];
  const Fraction total = growing_.front() - replaced.has + own.has + left;
  if (full_.back() - room_for(replaced) + own.most <= total) {
    return own.most;
  }
  // The first breakpoint at which all of the total is given out.
  std::size_t first = 0;
  for (std::size_t count = factors_.size(); count > 0;) {
    const std::size_t at = first + count / 2;
    const Fraction& factor = factors_[at];
    const Fraction sum = full_[at] + growing_[at] * factor - filled(replaced, factor);
    if (sum + filled(own, factor) < total) {
      first = at + 1;
      count -= count / 2 + 1;
    } else {
      count /= 2;
    }
  }
  // On the way to it only `own` may bend: `replaced` does at a breakpoint.
  const bool grows = first < factors_.size() && replaced.has.sign() > 0 &&
                     factors_[first] * replaced.has <= replaced.most;
  const Fraction full = full_[first] - (grows ? Fraction{} : room_for(replaced));
  const Fraction growing = growing_[first] - (grows ? replaced.has : Fraction{});
  return filled(own, (total - full) / (growing + own.has));
}

}  // namespace allot::engine
