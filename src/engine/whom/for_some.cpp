#include "engine/whom/for_some.hpp"

#include <algorithm>

namespace allot::engine {

ForSome::ForSome(PotState& state)
    : state_{state},
      before_{state.ledger.so_far()},
      bounds_{std::exchange(state.bounds, {})},
      kept_{state.kept.all().size()},
      in_lot_(before_.size()),
      released_(before_.size()) {}

void ForSome::work(const std::vector<bool>& districts, std::optional<std::uint32_t> group,
                   const std::function<void()>& step) {
  // In lowest terms: the denominators of other lots are no business of this one.
  state_.ledger.replace(before_.only(districts).reduced());
  state_.bounds = BoundsInUnits::of_some();
  const std::size_t kept = state_.kept.all().size();
  state_.facts.only(&districts, group);
  step();
  state_.facts.only(nullptr);
  state_.kept.restrict_to(kept, districts);
  const bool gave = !state_.bounds.are_of_some();
  state_.bounds.restrict_to(districts);
  new_bounds_.join(std::exchange(state_.bounds, {}));
  of_first_ = lots_ == 0 ? state_.ledger.so_far() : Quantities{};
  ++lots_;
  for (std::uint32_t i = 0; i < districts.size(); ++i) {
    if (districts[i]) {
      in_lot_[i] = true;
      released_[i] = gave;
      if (group) {
        amounts_.emplace_back(i, state_.ledger.so_far().at(i));
      }
    }
  }
}

void ForSome::with_others(const std::vector<bool>& districts, const std::function<void()>& look) {
  std::vector<bool> rest = districts;
  rest.flip();
  const Quantities own = state_.ledger.so_far();
  state_.ledger.replace(before_.only(rest).plus(own));
  look();
  state_.ledger.replace(own);
}

void ForSome::finish(const Fraction& unit) {
  const Quantities of_others = before_.only(others());
  if (lots_ == 1) {
    state_.ledger.replace(of_others.is_zero() ? std::move(of_first_) : of_others.plus(of_first_));
  } else if (lots_ > 1) {
    std::vector<Fraction> all;
    all.reserve(before_.size());
    for (std::size_t i = 0; i < before_.size(); ++i) {
      all.push_back(in_lot_[i] ? Fraction{} : before_.at(i));
    }
    for (auto& [district, amount] : amounts_) {
      all[district] = std::move(amount);
    }
    state_.ledger.replace(Quantities::from(all));
  } else {
    state_.ledger.replace(std::move(before_));
  }
  state_.kept.join(kept_);
  if (std::ranges::find(released_, true) != released_.end()) {
    released_.flip();
    bounds_.restrict_to(released_);
  }
  bounds_.add(std::move(new_bounds_), unit);
  state_.bounds = std::move(bounds_);
}

std::vector<bool> ForSome::others() const {
  std::vector<bool> flags = in_lot_;
  flags.flip();
  return flags;
}

}  // namespace allot::engine
