#include "report/charts/scale.hpp"

#include <algorithm>

#include "allot/core/divide.hpp"

namespace allot::report::charts {
namespace {

uint128 distance(int128 from, int128 to) { return static_cast<uint128>(to - from); }

/// 1, 2, 5, 10, 20, …
uint128 next_round(uint128 step) {
  uint128 leading = step;
  while (leading >= 10) {
    leading /= 10;
  }
  return leading == 2 ? step / 2 * 5 : step * 2;
}

struct Magnitude {
  int zeros;
  Text text;
};
constexpr Magnitude kMagnitudes[] = {{9, Text::kChartBillions}, {6, Text::kChartMillions}};

int128 power_of_ten(int exponent) {
  int128 power = 1;
  for (; exponent > 0; --exponent) {
    power *= 10;
  }
  return power;
}

}  // namespace

int128 drawable(int128 value) {
  constexpr int128 kMost = int128{1} << 110;
  return std::clamp(value, -kMost, kMost);
}

void Range::take(int128 value) {
  least = is_empty ? value : std::min(least, value);
  greatest = is_empty ? value : std::max(greatest, value);
  is_empty = false;
}

Range range_of(const Chart& chart) {
  Range range;
  for (const Row& row : chart.rows) {
    for (const std::optional<int128>& value : row.values) {
      if (value) {
        range.take(drawable(*value));
      }
    }
  }
  return range;
}

Scale::Scale(const Range& range)
    : least_{range.least},
      greatest_{range.greatest},
      is_of_one_value_{range.least == range.greatest} {}

Position Scale::position(int128 value) const {
  constexpr uint128 kMost = ~uint128{0} / (2 * static_cast<uint128>(kAxisEnd));
  if (is_of_one_value_) {
    return kAxisEnd / 2;
  }
  uint128 offset = distance(least_, std::clamp(value, least_, greatest_));
  uint128 length = distance(least_, greatest_);
  while (length > kMost) {
    offset >>= 1;
    length >>= 1;
  }
  return static_cast<Position>((2 * offset * kAxisEnd + length) / (2 * length));
}

std::vector<int128> Scale::multiples(int128 step) const {
  std::vector<int128> multiples;
  if (is_of_one_value_) {
    return {least_};
  }
  int128 multiple = divide(least_, step, Rounding::kDown) * step;
  for (multiple += multiple < least_ ? step : 0; multiple <= greatest_; multiple += step) {
    multiples.push_back(multiple);
  }
  return multiples;
}

int128 Scale::round_step(int most) const {
  const uint128 length = distance(least_, greatest_);
  uint128 step = 1;
  while (length / step > static_cast<uint128>(most)) {
    step = next_round(step);
  }
  return static_cast<int128>(step);
}

RoundScale round_scale(const Range& range, int most) {
  const Scale narrow{range};
  const int128 step = narrow.round_step(most);
  const auto outward = [&](int128 value, Rounding rounding) {
    return divide(value, step, rounding) * step;
  };
  return {Scale{{outward(narrow.least(), Rounding::kDown),
                 outward(narrow.greatest(), Rounding::kUp), false}},
          step};
}

std::vector<std::string> tick_texts(const std::vector<int128>& ticks, int decimals, Sign sign,
                                    const Words& words) {
  const auto all_multiples_of = [&](int128 unit) {
    return std::ranges::all_of(ticks, [&](int128 tick) { return tick % unit == 0; });
  };
  const auto any_reaches = [&](int128 least) {
    return std::ranges::any_of(ticks, [&](int128 tick) { return tick >= least || tick <= -least; });
  };
  const Magnitude* of = std::ranges::find_if(kMagnitudes, [&](const Magnitude& magnitude) {
    // What is no multiple of a hundredth of it would need more decimals than it saves.
    return any_reaches(power_of_ten(decimals + magnitude.zeros)) &&
           all_multiples_of(power_of_ten(decimals + magnitude.zeros - 2));
  });
  const bool is_whole = of == std::end(kMagnitudes);
  int shown = decimals + (is_whole ? 0 : of->zeros);
  int128 divisor = 1;
  for (; shown > 0 && all_multiples_of(divisor * 10); --shown) {
    divisor *= 10;
  }
  std::vector<std::string> texts;
  for (const int128 tick : ticks) {
    std::string number = NumberText{tick / divisor, shown, words.numbers, sign}.text();
    texts.push_back(tick == 0 ? "0" : is_whole ? number : words(of->text, {number}));
  }
  return texts;
}

}  // namespace allot::report::charts
