#include "engine/causes/factor_game.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>

#include "engine/causes/mixture.hpp"
#include "engine/causes/own_counts.hpp"

namespace allot::engine {

namespace {

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

FactorGame played(Cast cast, Coalitions coalitions) {
  return {.players = std::move(cast.players),
          .idle = std::move(cast.idle),
          .game = std::make_shared<const Game>(std::move(coalitions))};
}

FactorGame play(Mixing& mixing, const MixtureChanges& changes) {
  if (changes.counts || mixing.tells_own_counts()) {
    Cast apart = cast(changes, true);
    if (auto worths = mixing.worths(apart.players)) {
      return played(std::move(apart), std::move(*worths));
    }
  }
  Cast together = cast(changes, false);
  if (auto worths = mixing.worths(together.players)) {
    return played(std::move(together), std::move(*worths));
  }
  const Players all = together.players;
  for (int size = 2; size <= static_cast<int>(all.size()); ++size) {
    for (unsigned set = 0; set < 1U << all.size(); ++set) {
      if (std::popcount(set) != size) {
        continue;
      }
      together.players = merged(all, set);
      if (auto worths = mixing.worths(together.players)) {
        return played(std::move(together), std::move(*worths));
      }
    }
  }
  invariant(false, "both scenarios have been run");
  return {};
}

}  // namespace

FactorGame factor_game(const Scenario& before, const Scenario& after,
                       std::span<const DistrictId> districts) {
  Mixing mixing{before, after, districts};
  const MixtureChanges changes = mixing.changes();
  FactorGame game = play(mixing, changes);
  game.prior_changes = changes.prior;
  return game;
}

}  // namespace allot::engine
