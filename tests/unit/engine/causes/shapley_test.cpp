// Shapley values: the closed form, and that bounds on them never decide a rounding wrongly.
#include "engine/causes/shapley.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

#include "support/numbers.hpp"

namespace allot {
namespace {

using engine::Game;
using engine::Quotient;
using engine::SharedWorth;
using engine::Worth;
using test::number;

/// The same for every district; with or without the form that makes rounding fast.
class PlainWorth : public Worth {
 public:
  PlainWorth(Fraction value, bool small) : value_{std::move(value)}, small_{small} {}

  [[nodiscard]] Fraction exact(std::size_t) const override { return value_; }
  [[nodiscard]] std::optional<Quotient> quotient(std::size_t) const override {
    const auto numerator = value_.numerator().as_int128();
    const auto denominator = value_.denominator().as_int128();
    return small_ && numerator && denominator ? std::optional{Quotient{*numerator, *denominator}}
                                              : std::nullopt;
  }

 private:
  Fraction value_;
  bool small_;
};

Game game_of(const std::vector<Fraction>& values, bool small = true) {
  std::vector<SharedWorth> worths;
  for (const Fraction& value : values) {
    worths.push_back(std::make_shared<PlainWorth>(value, small));
  }
  return Game{std::move(worths)};
}

std::vector<BigInt> rounded(const Game& game, const Fraction& unit) {
  std::vector<BigInt> units(game.players());
  game.round(0, unit, units);
  return units;
}

std::vector<BigInt> rounded_exactly(const Game& game, const Fraction& unit) {
  std::vector<BigInt> units;
  for (std::size_t player = 0; player < game.players(); ++player) {
    units.push_back((game.exact(player, 0) / unit).rounded(Rounding::kHalfUp));
  }
  return units;
}

TEST_CASE("three players: a glove game") {
  // L. S. Shapley and M. Shubik's market of a left glove (player 0) and two right ones: a pair is
  // worth 1. Values 2/3, 1/6, 1/6.
  const Game game = game_of({0, 0, 0, 1, 0, 1, 0, 1});
  CHECK(game.exact(0, 0) == Fraction{2, 3});
  CHECK(game.exact(1, 0) == Fraction{1, 6});
  CHECK(game.exact(2, 0) == Fraction{1, 6});
  CHECK(rounded(game, Fraction{1, 100}) == std::vector<BigInt>{67, 17, 17});
}

TEST_CASE("a player who adds nothing has nothing, and no players are a game too") {
  const Game game = game_of({5, 7, 5, 7});
  CHECK(game.exact(0, 0) == Fraction{2});
  CHECK(game.exact(1, 0) == Fraction{0});
  CHECK(game_of({5}).players() == 0);
}

TEST_CASE("halves, which bounds leave open, are rounded away from zero") {
  for (const bool small : {true, false}) {
    CHECK(rounded(game_of({0, number("0.5")}, small), 1) == std::vector<BigInt>{1});
    CHECK(rounded(game_of({0, number("-0.5")}, small), 1) == std::vector<BigInt>{-1});
    CHECK(rounded(game_of({number("1/3"), number("-7/6")}, small), 1) == std::vector<BigInt>{-2});
    CHECK(rounded(game_of({0, number("0.005")}, small), number("0.01")) == std::vector<BigInt>{1});
  }
}

TEST_CASE("next to a half, by less than the bounds can tell") {
  const Fraction tiny{1, BigInt::power_of_ten(20)};
  CHECK(rounded(game_of({0, number("0.5") - tiny}), 1) == std::vector<BigInt>{0});
  CHECK(rounded(game_of({0, number("0.5") + tiny}), 1) == std::vector<BigInt>{1});
  CHECK(rounded(game_of({0, tiny - number("0.5")}), 1) == std::vector<BigInt>{0});
}

TEST_CASE("values that no small numbers hold") {
  const Fraction large{BigInt::power_of_ten(29)};
  CHECK(rounded(game_of({0, large}), 1) == std::vector<BigInt>{BigInt::power_of_ten(29)});
  const Fraction fine{BigInt::power_of_ten(35), BigInt::power_of_ten(33) + 7};
  CHECK(rounded(game_of({0, fine}), 1) == std::vector<BigInt>{100});
  CHECK(rounded(game_of({0, fine}), Fraction{1, BigInt::power_of_ten(9)}) ==
        rounded_exactly(game_of({0, fine}), Fraction{1, BigInt::power_of_ten(9)}));
}

TEST_CASE("random games: the bounds decide as the exact values do") {
  std::uint64_t state = 7;
  const auto random = [&](std::int64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::int64_t>(state >> 33) % below;
  };
  for (int trial = 0; trial < 400; ++trial) {
    CAPTURE(trial);
    // Small denominators often make halves; large ones seldom.
    const std::int64_t denominators = trial % 2 == 0 ? 12 : 1'000'000'007;
    std::vector<Fraction> values;
    const std::size_t players = 1 + static_cast<std::size_t>(random(5));
    for (std::size_t set = 0; set < std::size_t{1} << players; ++set) {
      values.emplace_back(BigInt{random(2'000'000'000) - 1'000'000'000},
                          BigInt{1 + random(denominators)});
    }
    const Fraction unit = trial % 3 == 0 ? number("1") : number("0.01");
    CHECK(rounded(game_of(values), unit) == rounded_exactly(game_of(values), unit));
  }
}

}  // namespace
}  // namespace allot
