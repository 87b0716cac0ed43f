#include "allot/engine/causes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <utility>

#include "engine/allocate.hpp"
#include "engine/mixture.hpp"
#include "engine/own_counts.hpp"

namespace allot::engine {

namespace {

/// A factor as the game plays it: what changes sides together.
struct Player {
  std::vector<Factor> factors;
};

using Players = std::vector<Player>;
using Amounts = std::vector<Fraction>;  ///< of the districts asked for

bool has(const Player& player, Factor factor) {
  return std::find(player.factors.begin(), player.factors.end(), factor) != player.factors.end();
}

/// The exact amounts of mixed scenarios, each computed once.
class Worth {
 public:
  Worth(const Scenario& before, const Scenario& after, bool by_steps,
        std::span<const DistrictId> districts)
      : mixture_{before, after, by_steps}, districts_{districts} {}

  /// The players in `after` are those whose bit is set. Nothing if it cannot be paid.
  std::optional<Amounts> of(const Players& players, unsigned set) {
    const auto on = [&](Factor factor) {
      for (std::size_t p = 0; p < players.size(); ++p) {
        if (has(players[p], factor)) {
          return (set >> p & 1U) != 0;
        }
      }
      return false;
    };
    const bool split = std::any_of(players.begin(), players.end(), [](const Player& player) {
      return has(player, Factor::kOwnCount);
    });
    const bool own = on(split ? Factor::kOwnCount : Factor::kCounts);
    const bool others = on(split ? Factor::kOthersCounts : Factor::kCounts);
    const auto sides = [&](bool counts) {
      return std::array{on(Factor::kPot), counts, on(Factor::kRule), on(Factor::kParticipation)};
    };
    const MixedRun* base = run(sides(others));
    if (base == nullptr || own == others) {
      return base == nullptr ? std::nullopt : std::optional{amounts_of(*base)};
    }
    const MixedRun* of_own = run(sides(own));
    const auto chain = of_own == nullptr ? nullptr : OwnCounts::of(*of_own, *base);
    return chain == nullptr ? std::nullopt : amounts_of(*chain);
  }

 private:
  using Sides = std::array<bool, 4>;

  const MixedRun* run(const Sides& sides) {
    const std::size_t index =
        (sides[0] ? 1U : 0U) + (sides[1] ? 2U : 0U) + (sides[2] ? 4U : 0U) + (sides[3] ? 8U : 0U);
    if (!known_[index]) {
      const auto side = [](bool after) { return after ? Side::kAfter : Side::kBefore; };
      known_[index] = true;
      runs_[index] = mixture_.run({.pot = side(sides[0]),
                                   .counts = side(sides[1]),
                                   .rule = side(sides[2]),
                                   .participation = side(sides[3])});
    }
    return runs_[index] ? &*runs_[index] : nullptr;
  }

  [[nodiscard]] Amounts amounts_of(const MixedRun& mixed) const {
    Amounts amounts;
    amounts.reserve(districts_.size());
    for (const DistrictId district : districts_) {
      amounts.push_back(mixed.exact.at(index_of(district)));
    }
    return amounts;
  }

  [[nodiscard]] std::optional<Amounts> amounts_of(const OwnCounts& chain) const {
    Amounts amounts;
    amounts.reserve(districts_.size());
    for (const DistrictId district : districts_) {
      auto amount = chain.amount(index_of(district));
      if (!amount) {
        return std::nullopt;
      }
      amounts.push_back(std::move(*amount));
    }
    return amounts;
  }

  Mixture mixture_;
  std::span<const DistrictId> districts_;
  std::array<bool, 16> known_{};
  std::array<std::optional<MixedRun>, 16> runs_;
};

using Values = std::vector<Amounts>;  ///< for each set of players

std::optional<Values> all_values(Worth& worth, const Players& players) {
  Values values;
  for (unsigned set = 0; set < 1U << players.size(); ++set) {
    auto amounts = worth.of(players, set);
    if (!amounts) {
      return std::nullopt;
    }
    values.push_back(std::move(*amounts));
  }
  return values;
}

Players all_players(bool split_counts) {
  Players players{{{Factor::kPot}}};
  if (split_counts) {
    players.push_back({{Factor::kOwnCount}});
    players.push_back({{Factor::kOthersCounts}});
  } else {
    players.push_back({{Factor::kCounts}});
  }
  players.push_back({{Factor::kRule}});
  players.push_back({{Factor::kParticipation}});
  return players;
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
      auto& factors = result[*one].factors;
      factors.insert(factors.end(), players[p].factors.begin(), players[p].factors.end());
    }
  }
  return result;
}

struct Game {
  Players players;
  Values values;
};

/// Own and others' counts apart where that can be; then, where some mixture cannot be paid, the
/// fewest factors, the first such in their order, without which all others can.
Game playable(Worth& worth) {
  for (const bool split : {true, false}) {
    const Players players = all_players(split);
    if (auto values = all_values(worth, players)) {
      return {players, std::move(*values)};
    }
  }
  const Players players = all_players(false);
  for (int size = 2; size <= static_cast<int>(players.size()); ++size) {
    for (unsigned set = 0; set < 1U << players.size(); ++set) {
      if (std::popcount(set) != size) {
        continue;
      }
      const Players fewer = merged(players, set);
      if (auto values = all_values(worth, fewer)) {
        return {fewer, std::move(*values)};
      }
    }
  }
  invariant(false, "both scenarios have been run");
  return {};
}

/// |S|! (n - |S| - 1)! / n!
Fraction shapley_weight(std::size_t size, std::size_t players) {
  Fraction weight{1};
  for (std::size_t i = 0; i < size; ++i) {
    weight = weight * Fraction{static_cast<std::int64_t>(i + 1)} /
             Fraction{static_cast<std::int64_t>(players - i)};
  }
  return weight / Fraction{static_cast<std::int64_t>(players - size)};
}

Amounts shapley_values(const Game& game, std::size_t player) {
  const std::size_t districts = game.values.front().size();
  Amounts sums(districts);
  for (unsigned set = 0; set < game.values.size(); ++set) {
    if ((set >> player & 1U) != 0) {
      continue;
    }
    const Amounts& without = game.values[set];
    const Amounts& with = game.values[set | 1U << player];
    const auto size = static_cast<std::size_t>(std::popcount(set));
    const Fraction weight = shapley_weight(size, game.players.size());
    for (std::size_t i = 0; i < districts; ++i) {
      if (with[i] != without[i]) {
        sums[i] += weight * (with[i] - without[i]);
      }
    }
  }
  return sums;
}

/// The lines of a district add up to its shift: what the rounded effects leave is a line, too.
void close_lines(const Amounts& shifts, const Fraction& unit, int decimals, Causes& causes) {
  CauseLine rest{.factor = Factor::kRounding, .exact = shifts, .amounts = {}};
  for (CauseLine& line : causes.lines) {
    for (std::size_t i = 0; i < shifts.size(); ++i) {
      const Fraction amount = Fraction{(line.exact[i] / unit).rounded(Rounding::kHalfUp)} * unit;
      line.amounts.push_back(to_money(amount, decimals));
      rest.exact[i] -= amount;
    }
  }
  for (const Fraction& amount : rest.exact) {
    rest.amounts.push_back(to_money(amount, decimals));
  }
  causes.lines.push_back(std::move(rest));
}

/// The pots' unit, where they have the same; else the smallest amount there is.
Fraction unit_of(const Scenario& scenario) {
  const Fraction& unit = scenario.pots.front().rounding.unit;
  const bool same = std::all_of(scenario.pots.begin(), scenario.pots.end(),
                                [&](const Pot& pot) { return pot.rounding.unit == unit; });
  return same ? unit : Fraction{1, BigInt::power_of_ten(scenario.decimals)};
}

Causes played(const Scenario& before, const Scenario& after, bool by_steps, const Amounts& shifts,
              std::span<const DistrictId> districts, int decimals) {
  Worth worth{before, after, by_steps, districts};
  const Game game = playable(worth);
  Causes causes;
  for (std::size_t player = 0; player < game.players.size(); ++player) {
    const std::vector<Factor>& factors = game.players[player].factors;
    CauseLine line{.factor = factors.front(), .exact = shapley_values(game, player), .amounts = {}};
    if (factors.size() > 1) {
      line.factor = Factor::kClash;
      line.clash = factors;
    }
    causes.lines.push_back(std::move(line));
  }
  close_lines(shifts, unit_of(after), decimals, causes);
  return causes;
}

/// Of amounts only the size of the whole and the share in it can be told: x = P * s.
Causes pot_and_share(const Scenario& scenario, const Result& result, const Amounts& shifts,
                     std::span<const DistrictId> districts) {
  const Fraction before = in_currency(result.prior->total, scenario.decimals);
  const Fraction after = in_currency(result.total, scenario.decimals);
  CauseLine pot{.factor = Factor::kPot, .exact = {}, .amounts = {}};
  CauseLine share{.factor = Factor::kShare, .exact = {}, .amounts = {}};
  for (const DistrictId district : districts) {
    const std::size_t i = index_of(district);
    const Fraction old_amount = in_currency(*result.prior->budgets[i], scenario.decimals);
    const Fraction new_amount = in_currency(result.budgets[i], scenario.decimals);
    const auto share_in = [](const Fraction& amount, const Fraction& whole) {
      return whole.sign() == 0 ? Fraction{} : amount / whole;
    };
    const Fraction s0 = share_in(old_amount, before);
    const Fraction s1 = share_in(new_amount, after);
    pot.exact.push_back((after - before) * (s0 + s1) / Fraction{2});
    share.exact.push_back((s1 - s0) * (before + after) / Fraction{2});
  }
  Causes causes{.lines = {std::move(pot), std::move(share)}, .amounts_only = true};
  close_lines(shifts, unit_of(scenario), scenario.decimals, causes);
  return causes;
}

/// The prior year's rule as a scenario of its own, on this year's table.
Scenario as_scenario(const Scenario& scenario, const PriorRule& prior) {
  Scenario before = scenario;
  before.prior.reset();
  before.pots = {*prior.pot};
  return before;
}

std::optional<Amounts> shifts_of(const Scenario& scenario, const Result& result,
                                 std::span<const DistrictId> districts) {
  Amounts shifts;
  for (const DistrictId district : districts) {
    const std::size_t i = index_of(district);
    if (!result.prior || !result.prior->budgets[i]) {
      return std::nullopt;
    }
    shifts.push_back(in_currency(result.budgets[i] - *result.prior->budgets[i], scenario.decimals));
  }
  return shifts;
}

}  // namespace

std::optional<Causes> causes_of_shift(const Scenario& scenario, const Result& result,
                                      std::span<const DistrictId> districts) {
  const auto shifts = shifts_of(scenario, result, districts);
  if (!shifts) {
    return std::nullopt;
  }
  const Prior* prior = scenario.prior              ? &*scenario.prior
                       : scenario.pots.size() == 1 ? &*scenario.pots.front().prior
                                                   : nullptr;
  if (prior != nullptr) {
    if (const auto* before = std::get_if<PriorScenario>(&prior->from)) {
      return played(*before->scenario, scenario, false, *shifts, districts, scenario.decimals);
    }
    if (const auto* rule = std::get_if<PriorRule>(&prior->from)) {
      return played(as_scenario(scenario, *rule), scenario, true, *shifts, districts,
                    scenario.decimals);
    }
  }
  return pot_and_share(scenario, result, *shifts, districts);
}

Causes causes_between(const Scenario& before, const Result& result_before, const Scenario& after,
                      const Result& result_after, std::span<const DistrictId> districts) {
  Amounts shifts;
  for (const DistrictId district : districts) {
    const std::size_t i = index_of(district);
    shifts.push_back(in_currency(result_after.budgets[i], after.decimals) -
                     in_currency(result_before.budgets[i], before.decimals));
  }
  return played(before, after, false, shifts, districts, std::max(before.decimals, after.decimals));
}

}  // namespace allot::engine
