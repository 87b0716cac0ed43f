#include "allot/engine/causes/causes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/causes/mixture.hpp"
#include "engine/causes/own_counts.hpp"
#include "engine/causes/shapley.hpp"

namespace allot::engine {

namespace {

/// What changes sides together: one factor, or some that cannot change without each other.
using Player = std::vector<Factor>;

/// The factors by which two scenarios differ, as the players of a game.
struct FactorGame {
  std::vector<Player> players;  ///< those that may do something
  std::vector<Player> idle;     ///< those that are the same in both scenarios
  std::shared_ptr<const Game> game;
  bool prior_changes = false;  ///< with the rule: the amounts that steps are held against
};

using Players = std::vector<Player>;
using Coalitions = std::vector<SharedWorth>;

/// The worths of coalitions; each mixture is run once.
class Mixing {
 public:
  Mixing(const Scenario& before, const Scenario& after, std::span<const DistrictId> districts)
      : mixture_{before, after}, districts_{districts} {}

  [[nodiscard]] MixtureChanges changes() const { return mixture_.changes(); }

  /// Whether own and others' counts can be told apart in both scenarios.
  bool tells_own_counts() {
    return std::ranges::all_of(std::array{false, true}, [&](bool after) {
      const auto whole = run({after, after, after, after});
      return OwnCounts::of(whole, whole) != nullptr;
    });
  }

  /// One for each set of players: those in it are of the scenario `after`. Nothing if one of them
  /// cannot be paid.
  std::optional<Coalitions> worths(const Players& players) {
    Coalitions coalitions;
    for (unsigned set = 0; set < 1U << players.size(); ++set) {
      SharedWorth worth = worth_of_set(players, set);
      if (worth == nullptr) {
        return std::nullopt;
      }
      coalitions.push_back(std::move(worth));
    }
    return coalitions;
  }

 private:
  struct Sides {
    bool pot, counts, rule, participation;  ///< whether of the scenario `after`
  };

  SharedWorth worth_of_set(const Players& players, unsigned set) {
    const auto on = [&](Factor factor) {
      for (std::size_t p = 0; p < players.size(); ++p) {
        if (std::ranges::find(players[p], factor) != players[p].end()) {
          return (set >> p & 1U) != 0;
        }
      }
      return false;
    };
    const auto with_counts = [&](bool counts) {
      return run({on(Factor::kPot), counts, on(Factor::kRule), on(Factor::kParticipation)});
    };
    const bool own = on(Factor::kCounts) || on(Factor::kOwnCount);
    const bool others = on(Factor::kCounts) || on(Factor::kOthersCounts);
    const auto base = with_counts(others);
    if (base == nullptr || own == others) {
      return base == nullptr ? nullptr : worth_of(base);
    }
    const auto of_own = with_counts(own);
    std::shared_ptr<const OwnCounts> chain;
    if (of_own != nullptr) {
      chain = OwnCounts::of(of_own, base);
    }
    return chain == nullptr ? nullptr : worth_of(std::move(chain), districts_);
  }

  std::shared_ptr<const MixedRun> run(const Sides& sides) {
    const std::size_t index = (sides.pot ? 1U : 0U) + (sides.counts ? 2U : 0U) +
                              (sides.rule ? 4U : 0U) + (sides.participation ? 8U : 0U);
    if (!known_[index]) {
      const auto side = [](bool after) { return after ? Side::kAfter : Side::kBefore; };
      known_[index] = true;
      auto mixed = mixture_.run({.pot = side(sides.pot),
                                 .counts = side(sides.counts),
                                 .rule = side(sides.rule),
                                 .participation = side(sides.participation)});
      if (mixed) {
        runs_[index] = std::make_shared<const MixedRun>(std::move(*mixed));
      }
    }
    return runs_[index];
  }

  Mixture mixture_;
  std::span<const DistrictId> districts_;
  std::array<bool, 16> known_{};
  std::array<std::shared_ptr<const MixedRun>, 16> runs_;
};

struct Cast {
  Players players, idle;
};

Cast cast(const MixtureChanges& changes, bool own_counts) {
  Cast cast;
  const auto add = [&](bool changed, Factor factor) {
    (changed ? cast.players : cast.idle).push_back({factor});
  };
  add(changes.pot, Factor::kPot);
  if (own_counts) {
    add(changes.counts, Factor::kOwnCount);
    add(changes.counts, Factor::kOthersCounts);
  } else {
    add(changes.counts, Factor::kCounts);
  }
  add(changes.rule, Factor::kRule);
  add(changes.participation, Factor::kParticipation);
  return cast;
}

/// The players of the set become one, in the place of the first.
Players merged(const Players& players, unsigned set) {
  Players result;
  std::optional<std::size_t> one;
  for (std::size_t p = 0; p < players.size(); ++p) {
    if ((set >> p & 1U) == 0) {
      result.push_back(players[p]);
    } else if (!one) {
      one = result.size();
      result.push_back(players[p]);
    } else {
      result[*one].insert(result[*one].end(), players[p].begin(), players[p].end());
    }
  }
  return result;
}

FactorGame game_of(Cast cast, Coalitions coalitions) {
  return {.players = std::move(cast.players),
          .idle = std::move(cast.idle),
          .game = std::make_shared<const Game>(std::move(coalitions))};
}

FactorGame play(Mixing& mixing, const MixtureChanges& changes) {
  if (changes.counts || mixing.tells_own_counts()) {
    Cast apart = cast(changes, true);
    if (auto worths = mixing.worths(apart.players)) {
      return game_of(std::move(apart), std::move(*worths));
    }
  }
  Cast together = cast(changes, false);
  if (auto worths = mixing.worths(together.players)) {
    return game_of(std::move(together), std::move(*worths));
  }
  const Players all = together.players;
  for (int size = 2; size <= static_cast<int>(all.size()); ++size) {
    for (unsigned set = 0; set < 1U << all.size(); ++set) {
      if (std::popcount(set) != size) {
        continue;
      }
      together.players = merged(all, set);
      if (auto worths = mixing.worths(together.players)) {
        return game_of(std::move(together), std::move(*worths));
      }
    }
  }
  invariant(false, "both scenarios have been run");
  return {};
}

/// Own and others' counts are players of their own where that can be told; where some mixture
/// cannot be paid, the fewest factors, the first such in their order, without which all others can
/// are one player. Both scenarios can be paid.
FactorGame factor_game(const Scenario& before, const Scenario& after,
                       std::span<const DistrictId> districts) {
  Mixing mixing{before, after, districts};
  const MixtureChanges changes = mixing.changes();
  FactorGame game = play(mixing, changes);
  game.prior_changes = changes.prior;
  return game;
}

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
