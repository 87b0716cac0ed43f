#include "engine/pot/kept_bounds.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "engine/arithmetic/comparison.hpp"
#include "engine/pot/pot_state.hpp"

namespace allot::engine {

namespace {

template <class IsBeyond>
std::vector<bool> flags_of(const AmountsNow& now, const Quantities& bounds,
                           const IsBeyond& is_beyond) {
  std::vector<bool> flags(bounds.size());
  for (std::size_t i = 0; i < flags.size(); ++i) {
    flags[i] = is_beyond(now.at(i), bounds.at(i));
  }
  return flags;
}

}  // namespace

std::vector<bool> without(std::vector<bool> flags, const std::vector<bool>& others) {
  for (std::size_t i = 0; i < others.size(); ++i) {
    flags[i] = flags[i] && !others[i];
  }
  return flags;
}

bool any(const std::vector<bool>& flags) { return std::ranges::find(flags, true) != flags.end(); }

AmountsNow::AmountsNow(const Quantities& all, const Blocks& all_blocks)
    : so_far{all}, blocks{all_blocks} {
  block_of.resize(blocks.empty() ? 0 : so_far.size());
  for (const Block& block : blocks.list) {
    for (const std::uint32_t district : blocks.members_of(block)) {
      block_of[district] = &block;
    }
  }
}

Fraction AmountsNow::at(std::size_t district) const {
  return block_of.empty() || block_of[district] == nullptr
             ? so_far.at(district)
             : blocks.amount_of(*block_of[district], static_cast<std::uint32_t>(district));
}

std::vector<bool> AmountsNow::zero() const {
  std::vector<bool> flags(so_far.size());
  for (std::size_t i = 0; i < flags.size(); ++i) {
    flags[i] = at(i).sign() == 0;
  }
  return flags;
}

std::vector<bool> AmountsNow::below(const Quantities& bounds) const {
  return blocks.empty() ? above(bounds, so_far) : flags_of(*this, bounds, std::less<>{});
}

std::vector<bool> AmountsNow::beyond(const Quantities& bounds) const {
  return blocks.empty() ? above(so_far, bounds) : flags_of(*this, bounds, std::greater<>{});
}

std::vector<bool> flags_of(std::size_t size, std::span<const std::uint32_t> districts) {
  std::vector<bool> flags(size);
  for (const std::uint32_t district : districts) {
    flags[district] = true;
  }
  return flags;
}

bool is_followed(const StepInput& input) {
  return input.index + 1 < input.pot.steps.size() || input.pot.unclaimed == Unclaimed::kReallocate;
}

void KeptBounds::keep(std::size_t step, bool is_minimum, ExactBound bound, std::vector<bool> held) {
  kept_.push_back(
      {.step = step, .is_minimum = is_minimum, .bound = std::move(bound), .held = std::move(held)});
}

void KeptBounds::restrict_to(std::size_t first, const std::vector<bool>& districts) {
  for (std::size_t at = first; at < kept_.size(); ++at) {
    kept_[at].bound.restrict_to(districts);
    for (std::size_t i = 0; i < kept_[at].held.size(); ++i) {
      kept_[at].held[i] = kept_[at].held[i] && districts[i];
    }
  }
}

void KeptBounds::join(std::size_t first) {
  std::vector<Kept> all;
  for (std::size_t at = first; at < kept_.size(); ++at) {
    Kept& kept = kept_[at];
    const auto same = std::ranges::find(all, kept.is_minimum, &Kept::is_minimum);
    if (same == all.end()) {
      all.push_back(std::move(kept));
      continue;
    }
    same->bound.join(kept.bound);
    for (std::size_t i = 0; i < kept.held.size(); ++i) {
      same->held[i] = same->held[i] || kept.held[i];
    }
  }
  kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(first), kept_.end());
  std::ranges::move(all, std::back_inserter(kept_));
}

void KeptBounds::keep_or_nothing(std::size_t step, Quantities minimums) {
  keep(step, true, {.amounts = std::move(minimums)}, {});
  kept_.back().or_nothing = true;
}

void KeptBounds::add_undoing(std::size_t step, bool gives, std::vector<bool> districts,
                             Kept& kept) {
  // A step that is rounded is looked at twice; below a minimum it makes no difference who gave.
  if (!kept.undoings.empty() && kept.undoings.back().step == step &&
      (kept.is_minimum || kept.undoings.back().gives == gives)) {
    std::vector<bool>& all = kept.undoings.back().districts;
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = all[i] || districts[i];
    }
    return;
  }
  kept.undoings.push_back({.step = step, .gives = gives, .districts = std::move(districts)});
}

void KeptBounds::look(std::size_t step, bool gives, const Ledger& ledger, const Blocks& blocks) {
  // Of a long list of bounds most steps move nothing. Blocks have amounts of their own.
  if (kept_.empty() || (blocks.empty() && seen_ == ledger.so_far())) {
    return;
  }
  seen_ = ledger.so_far();
  const AmountsNow current{ledger.so_far(), blocks};
  for (Kept& kept : kept_) {
    // Who gets more is not below a minimum that it was not below before, if it had something.
    const bool changes =
        !gives || !kept.is_minimum || kept.or_nothing || !blocks.empty() || any(kept.beyond);
    if (kept.step >= step || !changes) {
      continue;
    }
    std::vector<bool> now = kept.is_minimum
                                ? current.below(kept.bound.amounts)
                                : without(current.beyond(kept.bound.amounts), kept.bound.unlimited);
    if (kept.or_nothing) {
      now = without(std::move(now), current.zero());
    }
    std::vector<bool> more = without(now, kept.beyond);
    if (any(more)) {
      add_undoing(step, gives, std::move(more), kept);
    }
    kept.beyond = std::move(now);
  }
}

}  // namespace allot::engine
