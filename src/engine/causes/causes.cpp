#include "allot/engine/causes/causes.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/causes/factor_game.hpp"
#include "engine/causes/shapley.hpp"

namespace allot::engine {

namespace {

using Rows = std::vector<DistrictId>;

/// The pots' unit, where they have the same; else the smallest amount there is.
Fraction unit_of(const Scenario& scenario) {
  const Fraction& unit = scenario.pots.front().rounding.unit;
  const bool same = std::all_of(scenario.pots.begin(), scenario.pots.end(),
                                [&](const Pot& pot) { return pot.rounding.unit == unit; });
  return same ? unit : Fraction{1, BigInt::power_of_ten(scenario.decimals)};
}

CauseLine line_of(const Player& player) {
  CauseLine line{.factor = player.front(), .amounts = {}, .exact = {}};
  if (player.size() > 1) {
    line.factor = Factor::kClash;
    line.clash = player;
  }
  return line;
}

CauseLine line_of_nothing(const Player& player, std::size_t rows) {
  CauseLine line = line_of(player);
  line.amounts.resize(rows);
  line.exact = [](std::size_t) { return Fraction{}; };
  return line;
}

/// The lines of the players, then what their rounding leaves of the shifts.
std::vector<CauseLine> lines_of(const std::shared_ptr<const Game>& game,
                                const std::vector<Player>& players,
                                const std::vector<Money>& shifts, const Rows& districts,
                                const Fraction& unit, int decimals) {
  std::vector<CauseLine> lines;
  for (std::size_t player = 0; player < players.size(); ++player) {
    CauseLine line = line_of(players[player]);
    line.amounts.reserve(districts.size());
    line.exact = [game, player, districts](std::size_t row) {
      return game->exact(player, index_of(districts[row]));
    };
    lines.push_back(std::move(line));
  }
  CauseLine rest{.factor = Factor::kRounding, .amounts = shifts, .exact = {}};
  const BigInt minor_of_unit = to_money(unit, decimals).minor();
  std::vector<BigInt> units(players.size());
  for (std::size_t row = 0; row < districts.size(); ++row) {
    game->round(index_of(districts[row]), unit, units);
    for (std::size_t player = 0; player < players.size(); ++player) {
      const Money amount = Money::from_minor(units[player] * minor_of_unit);
      lines[player].amounts.push_back(amount);
      rest.amounts[row] -= amount;
    }
  }
  rest.exact = [amounts = rest.amounts, decimals](std::size_t row) {
    return in_currency(amounts[row], decimals);
  };
  lines.push_back(std::move(rest));
  return lines;
}

Causes played(const Scenario& before, const Scenario& after, const std::vector<Money>& shifts,
              std::span<const DistrictId> districts, int decimals) {
  const FactorGame factors = factor_game(before, after, districts);
  Causes causes{.lines = lines_of(factors.game, factors.players, shifts,
                                  {districts.begin(), districts.end()}, unit_of(after), decimals)};
  for (const Player& player : factors.idle) {
    causes.lines.push_back(line_of_nothing(player, districts.size()));
  }
  for (CauseLine& line : causes.lines) {
    const auto end = line.clash.end();
    line.with_prior =
        factors.prior_changes &&
        (line.factor == Factor::kRule || std::find(line.clash.begin(), end, Factor::kRule) != end);
  }
  const auto place = [](const CauseLine& line) {
    return line.factor == Factor::kClash ? line.clash.front() : line.factor;
  };
  std::ranges::sort(causes.lines, {}, place);
  return causes;
}

/// Of amounts only the size of the whole and the share in it can be told: x = P * s.
Causes pot_and_share(const Scenario& scenario, const Result& result,
                     const std::vector<Money>& shifts, std::span<const DistrictId> districts) {
  const int decimals = scenario.decimals;
  const Fraction before = in_currency(result.prior->total, decimals);
  const Fraction after = in_currency(result.total, decimals);
  std::vector<Money> old_budgets;
  for (const auto& budget : result.prior->budgets) {
    old_budgets.push_back(budget.value_or(Money{}));
  }
  // A share in nothing is not defined: it is taken to be what it is in the other year, so that all
  // of the shift is the pot.
  const auto worth = [&](const Fraction& pot, const std::vector<Money>& amounts,
                         const Fraction& whole) {
    if (whole.sign() != 0) {
      return worth_of(amounts, decimals, pot / whole);
    }
    const bool was_nothing = &amounts == &old_budgets;
    const Fraction& other_whole = was_nothing ? after : before;
    return other_whole.sign() == 0
               ? worth_of(amounts, decimals, Fraction{})
               : worth_of(was_nothing ? result.budgets : old_budgets, decimals, pot / other_whole);
  };
  const auto game = std::make_shared<const Game>(std::vector<SharedWorth>{
      worth(before, old_budgets, before), worth(after, old_budgets, before),
      worth(before, result.budgets, after), worth(after, result.budgets, after)});
  return {.lines = lines_of(game, {{Factor::kPot}, {Factor::kShare}}, shifts,
                            {districts.begin(), districts.end()}, unit_of(scenario), decimals),
          .amounts_only = true};
}

/// The prior year's rule as a scenario of its own, on this year's table.
Scenario as_scenario(const Scenario& scenario, const PriorRule& prior) {
  Scenario before = scenario;
  before.prior.reset();
  before.pots = {*prior.pot};
  return before;
}

std::optional<std::vector<Money>> shifts_of(const Result& result,
                                            std::span<const DistrictId> districts) {
  std::vector<Money> shifts;
  for (const DistrictId district : districts) {
    const std::size_t i = index_of(district);
    if (!result.prior || !result.prior->budgets[i]) {
      return std::nullopt;
    }
    shifts.push_back(result.budgets[i] - *result.prior->budgets[i]);
  }
  return shifts;
}

}  // namespace

std::optional<Causes> causes_of_shift(const Scenario& scenario, const Result& result,
                                      std::span<const DistrictId> districts) {
  const auto shifts = shifts_of(result, districts);
  if (!shifts) {
    return std::nullopt;
  }
  const Prior* prior = scenario.prior              ? &*scenario.prior
                       : scenario.pots.size() == 1 ? &*scenario.pots.front().prior
                                                   : nullptr;
  if (prior != nullptr) {
    if (const auto* before = std::get_if<PriorScenario>(&prior->from)) {
      return played(*before->scenario, scenario, *shifts, districts, scenario.decimals);
    }
    if (const auto* rule = std::get_if<PriorRule>(&prior->from)) {
      return played(as_scenario(scenario, *rule), scenario, *shifts, districts, scenario.decimals);
    }
  }
  return pot_and_share(scenario, result, *shifts, districts);
}

Causes causes_between(const Scenario& before, const Result& result_before, const Scenario& after,
                      const Result& result_after, std::span<const DistrictId> districts) {
  const int decimals = std::max(before.decimals, after.decimals);
  const auto amount_of = [&](const Result& result, std::size_t i, int had) {
    return had == decimals ? result.budgets[i]
                           : to_money(in_currency(result.budgets[i], had), decimals);
  };
  std::vector<Money> shifts;
  for (const DistrictId district : districts) {
    const std::size_t i = index_of(district);
    shifts.push_back(amount_of(result_after, i, after.decimals) -
                     amount_of(result_before, i, before.decimals));
  }
  return played(before, after, shifts, districts, decimals);
}

}  // namespace allot::engine
