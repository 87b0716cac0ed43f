#include "report/charts/scale.hpp"

#include <doctest/doctest.h>

#include "allot/report/words/languages.hpp"

namespace allot::report::charts {
namespace {

constexpr int128 kGreatest = static_cast<int128>(~uint128{0} >> 1);

Scale scale(int128 least, int128 greatest) { return Scale{Range{least, greatest, false}}; }

std::string texts(const std::vector<int128>& ticks, int decimals, std::string_view language,
                  Sign sign = Sign::kMinusOnly) {
  std::string all;
  for (const std::string& text :
       tick_texts(ticks, decimals, sign, Words{*find_language(language)})) {
    all += all.empty() ? text : " / " + text;
  }
  return all;
}

TEST_CASE("a value stands between the ends in proportion, rounded to a hundredth of a percent") {
  const Scale thirds = scale(-100, 200);
  CHECK(thirds.position(-100) == 0);
  CHECK(thirds.position(0) == 3333);
  CHECK(thirds.position(100) == 6667);
  CHECK(thirds.position(200) == kAxisEnd);
  CHECK(thirds.position(-101) == 0);
  CHECK(thirds.position(999) == kAxisEnd);
}

TEST_CASE("values that are too large to be drawn stand at the ends") {
  const Scale widest = scale(drawable(-kGreatest - 1), drawable(kGreatest));
  CHECK(widest.position(-kGreatest - 1) == 0);
  CHECK(widest.position(0) == kAxisEnd / 2);
  CHECK(widest.position(kGreatest) == kAxisEnd);
  CHECK(widest.multiples(widest.round_step(5)).size() >= 2);
}

TEST_CASE("one value stands in the middle, and is the only number on its axis") {
  for (const int128 value : {int128{0}, int128{-7}, drawable(kGreatest)}) {
    const Scale one = scale(value, value);
    CHECK(one.position(value) == kAxisEnd / 2);
    CHECK(one.multiples(one.round_step(5)) == std::vector<int128>{value});
  }
}

TEST_CASE("steps are 1, 2 or 5 with zeros behind") {
  CHECK(scale(0, 3).round_step(5) == 1);
  CHECK(scale(0, 9).round_step(5) == 2);
  CHECK(scale(0, 26).round_step(5) == 5);
  CHECK(scale(0, 59).round_step(5) == 10);
  CHECK(scale(-1763950, 1147324).round_step(4) == 1000000);
  CHECK(scale(0, 999999999999999).round_step(1) == 500000000000000);
}

TEST_CASE("multiples of a step begin and end within the scale") {
  CHECK(scale(-25, 25).multiples(10) == std::vector<int128>{-20, -10, 0, 10, 20});
  CHECK(scale(-20, 20).multiples(10) == std::vector<int128>{-20, -10, 0, 10, 20});
  CHECK(scale(11, 19).multiples(10).empty());
  CHECK(scale(-19, -11).multiples(10).empty());
}

TEST_CASE("a round scale ends at its ticks") {
  const RoundScale round = round_scale(Range{-13, 27, false}, 5);
  CHECK(round.scale.multiples(round.step) == std::vector<int128>{-20, -10, 0, 10, 20, 30});
  CHECK(round.scale.least() == -20);
  CHECK(round.scale.greatest() == 30);
}

TEST_CASE("numbers beside an axis are all in the same unit and no longer than they need be") {
  CHECK(texts({-100000000, 0, 100000000}, 2, "de") == "−1\u202FMio. / 0 / 1\u202FMio.");
  CHECK(texts({50000000, 100000000}, 2, "en") == "0.5m / 1.0m");
  CHECK(texts({0, 200000000000}, 2, "fr", Sign::kAlways) == "0 / +2\u202FMd");
  CHECK(texts({20000000, 40000000}, 2, "de") == "200.000 / 400.000");
  CHECK(texts({5, 10}, 1, "de") == "0,5 / 1,0");
  CHECK(texts({100000001, 100000002}, 2, "de") == "1.000.000,01 / 1.000.000,02");
}

}  // namespace
}  // namespace allot::report::charts
