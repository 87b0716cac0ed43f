#include "engine/pot/totals.hpp"

#include <algorithm>

#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

namespace {

/// What the bounds in units need at least and leave room for; an exact amount of 0 stays at its
/// minimum.
struct Room {
  int128 least = 0;
  int128 most = 0;

  [[nodiscard]] std::int64_t nearest(std::int64_t units) const {
    const int128 within = std::max(least, std::min<int128>(units, most));
    return Money::from_minor(BigInt{within}).minor();
  }
};

Room room_of(const PotState& state) {
  Room room;
  const std::vector<std::int64_t>& upper = state.bounds.upper();
  for (const std::int64_t units : state.bounds.lower()) {
    room.least += units;
  }
  if (upper.empty()) {
    room.most = Money::kMaxMinor;
    return room;
  }
  for (std::size_t i = 0; i < upper.size(); ++i) {
    room.most +=
        state.ledger.so_far().sign_at(i) == 0 ? state.bounds.minimum(i).value_or(0) : upper[i];
  }
  return room;
}

/// What districts get of the pot's own money, and its whole units.
struct Own {
  Fraction to_districts;
  std::int64_t units;
};

Own own_money(const PotState& state, const Fraction& exact, const Fraction& available,
              const Fraction& unit) {
  if (exact == available) {
    return {.to_districts = exact, .units = units_in(exact, unit, Rounding::kDown)};
  }
  const std::int64_t half_up = units_in(exact, unit, Rounding::kHalfUp);
  // With a top-up the bounds are those of the whole, not of the pot's own money.
  const std::int64_t wanted =
      state.ledger.top_ups().empty() ? room_of(state).nearest(half_up) : half_up;
  const std::int64_t units = std::min(wanted, units_in(available, unit, Rounding::kDown));
  return {.to_districts = Fraction{units} * unit, .units = units};
}

}  // namespace

Totals totals_of(const PotState& state, const Fraction& paid, const Fraction& unit) {
  Totals totals{.pot = state.ledger.amount(), .top_up = {}, .to_districts = {}, .not_assigned = {}};
  const Fraction available = state.ledger.available();
  const Fraction& top_up = state.ledger.topped_up();
  const Fraction exact = paid - top_up;
  Own own{.to_districts = {}, .units = 0};
  if (state.ledger.open()) {
    const std::int64_t half_up = units_in(exact, unit, Rounding::kHalfUp);
    own.units = top_up.sign() > 0 ? half_up : room_of(state).nearest(half_up);
    own.to_districts = totals.pot = Fraction{own.units} * unit;
  } else {
    own = own_money(state, exact, available, unit);
    totals.not_assigned = available - own.to_districts;
  }
  totals.to_districts = own.to_districts;
  totals.units = own.units;
  if (top_up.sign() > 0) {
    const std::int64_t units = room_of(state).nearest(units_in(paid, unit, Rounding::kHalfUp));
    totals.top_up = std::max(Fraction{units} * unit - own.to_districts, Fraction{});
    totals.to_districts += totals.top_up;
    totals.units = units_in(totals.to_districts, unit, Rounding::kDown);
  }
  return totals;
}

}  // namespace allot::engine
