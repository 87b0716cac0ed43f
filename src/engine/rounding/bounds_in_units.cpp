#include "engine/rounding/bounds_in_units.hpp"

#include <algorithm>
#include <iterator>

#include "allot/core/money.hpp"
#include "engine/arithmetic/comparison.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

namespace {

std::vector<std::int64_t> in_units(const Quantities& bounds, const Fraction& unit,
                                   Rounding rounding) {
  std::vector<std::int64_t> units;
  units.reserve(bounds.size());
  with_quotas(bounds.times(Fraction{1} / unit), [&](const auto& numerators, const auto& over) {
    using Int = std::remove_cvref_t<decltype(over)>;
    // Most bounds are the same for all: one division serves them.
    Int last_numerator{-1};
    std::int64_t last = 0;
    for (const auto& numerator : numerators) {
      if (Int{numerator} != last_numerator) {
        last_numerator = Int{numerator};
        last = whole_units(divide(last_numerator, over, rounding));
      }
      units.push_back(last);
    }
  });
  return units;
}

template <class Tighter>
void merge(std::vector<std::int64_t>& bounds, std::vector<std::int64_t> more, Tighter&& tighter) {
  if (bounds.empty()) {
    bounds = std::move(more);
    return;
  }
  for (std::size_t i = 0; i < more.size(); ++i) {
    bounds[i] = tighter(bounds[i], more[i]);
  }
}

}  // namespace

bool BoundsInUnits::allow(std::size_t district, const Fraction& amount) const {
  const auto at_most = [&](const Quantities& minimums) { return minimums.at(district) <= amount; };
  const auto at_least = [&](const ExactBound& maximum) {
    return (!maximum.unlimited.empty() && maximum.unlimited[district]) ||
           amount <= maximum.amounts.at(district);
  };
  return std::ranges::all_of(minimums_, at_most) && std::ranges::all_of(maximums_, at_least);
}

bool BoundsInUnits::yield() const { return std::ranges::any_of(maximums_, &ExactBound::yields); }

BoundsInUnits BoundsInUnits::added_since(const Count& before, const Fraction& unit) const {
  BoundsInUnits added;
  for (std::size_t i = before.minimums; i < minimums_.size(); ++i) {
    added.add_minimums(minimums_[i], unit);
  }
  for (std::size_t i = before.maximums; i < maximums_.size(); ++i) {
    added.add_maximums(maximums_[i], unit);
  }
  return added;
}

void BoundsInUnits::keep(std::optional<Quantities> minimums, std::optional<ExactBound> maximums,
                         const Fraction& unit) {
  may_be_undone_ = !minimums_.empty() || !maximums_.empty();
  if (minimums) {
    add_minimums(std::move(*minimums), unit);
  }
  if (maximums) {
    add_maximums(std::move(*maximums), unit);
  }
}

void BoundsInUnits::add_minimums(Quantities amounts, const Fraction& unit) {
  merge(lower_, in_units(amounts, unit, Rounding::kUp),
        [](auto a, auto b) { return std::max(a, b); });
  minimums_.push_back(std::move(amounts));
}

void BoundsInUnits::add_maximums(ExactBound bound, const Fraction& unit) {
  std::vector<std::int64_t> units = in_units(bound.amounts, unit, Rounding::kDown);
  for (std::size_t i = 0; i < bound.unlimited.size(); ++i) {
    units[i] = bound.unlimited[i] ? Money::kMaxMinor : units[i];
  }
  for (std::size_t i = 0; bound.yields && i < lower_.size(); ++i) {
    units[i] = std::max(units[i], lower_[i]);
  }
  merge(upper_, std::move(units), [](auto a, auto b) { return std::min(a, b); });
  maximums_.push_back(std::move(bound));
}

void BoundsInUnits::restrict_to(const std::vector<bool>& districts) {
  for (Quantities& minimums : minimums_) {
    minimums = minimums.only(districts);
  }
  for (ExactBound& maximum : maximums_) {
    maximum.restrict_to(districts);
  }
  lower_.clear();
  upper_.clear();
}

void BoundsInUnits::join(BoundsInUnits of_others) {
  for (std::size_t i = 0; i < of_others.minimums_.size(); ++i) {
    if (i < minimums_.size()) {
      minimums_[i] = minimums_[i].plus(of_others.minimums_[i]);
    } else {
      minimums_.push_back(std::move(of_others.minimums_[i]));
    }
  }
  for (std::size_t i = 0; i < of_others.maximums_.size(); ++i) {
    if (i < maximums_.size()) {
      maximums_[i].join(of_others.maximums_[i]);
    } else {
      maximums_.push_back(std::move(of_others.maximums_[i]));
    }
  }
}

void BoundsInUnits::add(BoundsInUnits more, const Fraction& unit) {
  const bool has_any = !minimums_.empty() || !maximums_.empty();
  if (has_any && lower_.empty() && upper_.empty()) {  // they were restricted
    BoundsInUnits restricted = std::exchange(*this, {});
    add(std::move(restricted), unit);
  }
  may_be_undone_ = has_any;
  for (Quantities& minimums : more.minimums_) {
    add_minimums(std::move(minimums), unit);
  }
  for (ExactBound& maximum : more.maximums_) {
    add_maximums(std::move(maximum), unit);
  }
}

void ExactBound::restrict_to(const std::vector<bool>& districts) {
  amounts = amounts.only(districts);
  unlimited.resize(districts.size());
  for (std::size_t i = 0; i < districts.size(); ++i) {
    unlimited[i] = unlimited[i] || !districts[i];
  }
}

void ExactBound::join(const ExactBound& of_others) {
  amounts = amounts.plus(of_others.amounts);
  for (std::size_t i = 0; i < unlimited.size(); ++i) {
    unlimited[i] = unlimited[i] && of_others.unlimited[i];
  }
}

void BoundsInUnits::forget_undone(const Quantities& amounts, const Fraction& unit) {
  if (!may_be_undone_) {
    return;
  }
  const BoundsInUnits all = std::exchange(*this, {});
  for (const Quantities& minimums : all.minimums_) {
    std::vector<bool> kept = above(minimums, amounts);
    kept.flip();
    add_minimums(minimums.only(kept), unit);
  }
  for (ExactBound maximum : all.maximums_) {
    const std::vector<bool> undone = above(amounts, maximum.amounts);
    maximum.unlimited.resize(undone.size());
    for (std::size_t i = 0; i < undone.size(); ++i) {
      maximum.unlimited[i] = maximum.unlimited[i] || undone[i];
    }
    add_maximums(std::move(maximum), unit);
  }
}

}  // namespace allot::engine
