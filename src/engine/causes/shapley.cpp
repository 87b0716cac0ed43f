#include "engine/causes/shapley.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <type_traits>
#include <utility>

#include "allot/core/divide.hpp"
#include "allot/core/error.hpp"

namespace allot::engine {

namespace {

std::optional<int128> small_numerator(const Quantities& values, std::size_t district) {
  return values.visit([&](const auto& numerators) -> std::optional<int128> {
    using Int = typename std::remove_cvref_t<decltype(numerators)>::value_type;
    if constexpr (std::is_same_v<Int, BigInt>) {
      return numerators[district].as_int128();
    } else {
      return numerators[district];
    }
  });
}

std::optional<Quotient> quotient_of(const Fraction& value) {
  const auto numerator = value.numerator().as_int128();
  const auto denominator = value.denominator().as_int128();
  return numerator && denominator ? std::optional{Quotient{*numerator, *denominator}}
                                  : std::nullopt;
}

class RunWorth : public Worth {
 public:
  explicit RunWorth(std::shared_ptr<const MixedRun> run)
      : run_{std::move(run)}, denominator_{run_->exact.denominator().as_int128()} {}

  [[nodiscard]] Fraction exact(std::size_t district) const override {
    return run_->exact_of(district);
  }

  [[nodiscard]] std::optional<Quotient> quotient(std::size_t district) const override {
    if (!run_->in_groups.empty()) {
      return quotient_of(exact(district));
    }
    const auto numerator = small_numerator(run_->exact, district);
    return numerator && denominator_ ? std::optional{Quotient{*numerator, *denominator_}}
                                     : std::nullopt;
  }

 private:
  std::shared_ptr<const MixedRun> run_;
  std::optional<int128> denominator_;
};

class ChainWorth : public Worth {
 public:
  explicit ChainWorth(std::shared_ptr<const OwnCounts> chain) : chain_{std::move(chain)} {}

  [[nodiscard]] bool pays(std::size_t district) const {
    return chain_->quotient(district) || chain_->amount(district);
  }

  [[nodiscard]] Fraction exact(std::size_t district) const override {
    return *chain_->amount(district);
  }

  [[nodiscard]] std::optional<Quotient> quotient(std::size_t district) const override {
    return chain_->quotient(district);
  }

 private:
  std::shared_ptr<const OwnCounts> chain_;
};

class AmountWorth : public Worth {
 public:
  AmountWorth(std::vector<Money> amounts, int decimals, Fraction factor)
      : amounts_{std::move(amounts)}, decimals_{decimals}, factor_{std::move(factor)} {}

  [[nodiscard]] Fraction exact(std::size_t district) const override {
    return in_currency(amounts_[district], decimals_) * factor_;
  }

  [[nodiscard]] std::optional<Quotient> quotient(std::size_t district) const override {
    const auto scale = BigInt::power_of_ten(decimals_).as_int128();
    return scale ? times({amounts_[district].minor(), *scale}, factor_) : std::nullopt;
  }

 private:
  std::vector<Money> amounts_;
  int decimals_;
  Fraction factor_;
};

constexpr std::size_t kMostPlayers = 5;
constexpr std::size_t kMostCoalitions = 1U << kMostPlayers;

std::int64_t factorial(std::size_t n) {
  std::int64_t product = 1;
  for (std::size_t i = 2; i <= n; ++i) {
    product *= static_cast<std::int64_t>(i);
  }
  return product;
}

/// In how many of the n! orders exactly these `size` players come before a given other one.
std::int64_t orders_with(std::size_t size, std::size_t players) {
  return factorial(size) * factorial(players - 1 - size);
}

/// Calls `use(without, with, orders)` for each coalition that the player can join.
template <class Use>
void for_each_joined(std::size_t player, std::size_t players, Use&& use) {
  for (unsigned set = 0; set < 1U << players; ++set) {
    if ((set >> player & 1U) == 0) {
      const auto size = static_cast<std::size_t>(std::popcount(set));
      use(set, set | 1U << player, orders_with(size, players));
    }
  }
}

Fraction shapley_value(std::span<const Fraction> worth, std::size_t player, std::size_t players) {
  Fraction sum;
  for_each_joined(player, players, [&](unsigned without, unsigned with, std::int64_t orders) {
    if (worth[with] != worth[without]) {
      sum += (worth[with] - worth[without]) * Fraction{orders};
    }
  });
  return sum / Fraction{factorial(players)};
}

constexpr int kFineBits = 32;
constexpr int kMostBitsOfUnits = 80;  ///< with kFineBits and 2 * 5! * 16 still below 127

/// low <= value <= low + 1, in 2^-kFineBits of a unit.
std::optional<int128> enclosed(const Quotient& value) {
  const int128 whole = divide(value.numerator, value.denominator, Rounding::kDown);
  const int128 rest = value.numerator - whole * value.denominator;
  if (bit_length(whole) > kMostBitsOfUnits || bit_length(value.denominator) + kFineBits > 125) {
    return std::nullopt;
  }
  constexpr int128 kFine = int128{1} << kFineBits;
  return whole * kFine + divide(rest * kFine, value.denominator, Rounding::kDown);
}

using Enclosed = std::array<int128, kMostCoalitions>;

std::optional<Enclosed> enclosed(std::span<const SharedWorth> coalitions, std::size_t district,
                                 const Fraction& per_unit) {
  Enclosed worths{};
  for (std::size_t set = 0; set < coalitions.size(); ++set) {
    const auto value = coalitions[set]->quotient(district);
    const auto units = value ? times(*value, per_unit) : std::nullopt;
    const auto bounded = units ? enclosed(*units) : std::nullopt;
    if (!bounded) {
      return std::nullopt;
    }
    worths[set] = *bounded;
  }
  return worths;
}

/// What both ends of the value's bounds are rounded to, where that is the same.
std::optional<int128> rounded_within(const Enclosed& worth, std::size_t player,
                                     std::size_t players) {
  int128 middle = 0;
  int128 orders_in_all = 0;
  for_each_joined(player, players, [&](unsigned without, unsigned with, std::int64_t orders) {
    middle += (worth[with] - worth[without]) * orders;
    orders_in_all += orders;
  });
  const int128 whole = orders_in_all << kFineBits;
  const int128 low = divide(middle - orders_in_all, whole, Rounding::kHalfUp);
  const int128 high = divide(middle + orders_in_all, whole, Rounding::kHalfUp);
  return low == high ? std::optional{low} : std::nullopt;
}

}  // namespace

SharedWorth worth_of(std::shared_ptr<const MixedRun> run) {
  return std::make_shared<RunWorth>(std::move(run));
}

SharedWorth worth_of(std::shared_ptr<const OwnCounts> chain,
                     std::span<const DistrictId> districts) {
  auto worth = std::make_shared<ChainWorth>(std::move(chain));
  const bool pays = std::all_of(districts.begin(), districts.end(), [&](DistrictId district) {
    return worth->pays(index_of(district));
  });
  return pays ? worth : nullptr;
}

SharedWorth worth_of(std::vector<Money> amounts, int decimals, const Fraction& factor) {
  return std::make_shared<AmountWorth>(std::move(amounts), decimals, factor);
}

Game::Game(std::vector<SharedWorth> coalitions)
    : coalitions_{std::move(coalitions)},
      players_{static_cast<std::size_t>(std::countr_zero(coalitions_.size()))} {
  invariant(std::has_single_bit(coalitions_.size()) && players_ <= kMostPlayers,
            "every coalition has a worth");
}

std::vector<Fraction> Game::worths(std::size_t district) const {
  std::vector<Fraction> worths;
  worths.reserve(coalitions_.size());
  for (const SharedWorth& coalition : coalitions_) {
    worths.push_back(coalition->exact(district));
  }
  return worths;
}

Fraction Game::exact(std::size_t player, std::size_t district) const {
  return shapley_value(worths(district), player, players_);
}

void Game::round(std::size_t district, const Fraction& unit, std::span<BigInt> units) const {
  const std::optional<Enclosed> bounds = enclosed(coalitions_, district, Fraction{1} / unit);
  std::vector<Fraction> exact_worths;
  for (std::size_t player = 0; player < players_; ++player) {
    if (const auto rounded = bounds ? rounded_within(*bounds, player, players_) : std::nullopt) {
      units[player] = *rounded;
      continue;
    }
    if (exact_worths.empty()) {
      exact_worths = worths(district);
    }
    const Fraction value = shapley_value(exact_worths, player, players_);
    units[player] = (value / unit).rounded(Rounding::kHalfUp);
  }
}

}  // namespace allot::engine
