#include "allot/engine/rounding/rounding.hpp"

#include <array>

#include "allot/core/error.hpp"
#include "engine/rounding/each.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

namespace {

template <Rounding rounding>
RoundingOutcome alone(const RoundingTask& task, Problems& /*problems*/) {
  return round_each(task, rounding);
}

constexpr std::array kMethods{
    RoundingMethod{.name = "largest_remainder",
                   .also_called = "Hamilton, Hare-Niemeyer",
                   .summary = "rounds down, then gives single units to the largest remainders",
                   .round = &largest_remainder},
    RoundingMethod{.name = "sainte_lague",
                   .also_called = "Webster, Schepers",
                   .summary = "divides all weights by one number and rounds halves up, so that the "
                              "units add up (the same as the divisors 1, 3, 5, …)",
                   .divisor = true,
                   .signpost = Signpost::kMiddle,
                   .round = &sainte_lague},
    RoundingMethod{.name = "dhondt",
                   .also_called = "Jefferson",
                   .summary =
                       "divides all weights by one number and rounds down, so that the units "
                       "add up (the same as the divisors 1, 2, 3, …); favours the large",
                   .divisor = true,
                   .signpost = Signpost::kUpper,
                   .round = &dhondt},
    RoundingMethod{.name = "adams",
                   .also_called = "smallest divisors",
                   .summary =
                       "divides all weights by one number and rounds up, so that the units add "
                       "up (the same as the divisors 0, 1, 2, …); favours the small",
                   .divisor = true,
                   .signpost = Signpost::kLower,
                   .round = &adams},
    RoundingMethod{.name = "dean",
                   .also_called = "harmonic mean",
                   .summary =
                       "divides all weights by one number and rounds at the harmonic mean of n "
                       "and n + 1, so that the units add up",
                   .divisor = true,
                   .signpost = Signpost::kHarmonic,
                   .round = &dean},
    RoundingMethod{.name = "huntington_hill",
                   .also_called = "Hill, equal proportions",
                   .summary =
                       "divides all weights by one number and rounds at the geometric mean of "
                       "n and n + 1, so that the units add up (US House, 2 U.S.C. 2a)",
                   .divisor = true,
                   .signpost = Signpost::kGeometric,
                   .round = &huntington_hill},
    RoundingMethod{.name = "half_up",
                   .also_called = "kaufmännisch",
                   .summary = "rounds each amount by itself, halves away from zero",
                   .closes = false,
                   .each = Rounding::kHalfUp,
                   .round = &alone<Rounding::kHalfUp>},
    RoundingMethod{.name = "half_even",
                   .also_called = "banker's rounding",
                   .summary = "rounds each amount by itself, halves to the even unit",
                   .closes = false,
                   .each = Rounding::kHalfEven,
                   .round = &alone<Rounding::kHalfEven>},
    RoundingMethod{.name = "down",
                   .also_called = "floor",
                   .summary = "rounds each amount down by itself",
                   .closes = false,
                   .each = Rounding::kDown,
                   .round = &alone<Rounding::kDown>},
    RoundingMethod{.name = "up",
                   .also_called = "ceiling",
                   .summary = "rounds each amount up by itself",
                   .closes = false,
                   .each = Rounding::kUp,
                   .round = &alone<Rounding::kUp>},
    RoundingMethod{.name = "exact",
                   .also_called = "no rounding",
                   .summary = "refuses any amount that is not a whole number of units",
                   .each = Rounding::kExact,
                   .round = &exact},
};

}  // namespace

std::span<const RoundingMethod> rounding_methods() { return kMethods; }

std::string_view name_of(Rounding rounding) {
  return std::ranges::find(kMethods, std::optional{rounding}, &RoundingMethod::each)->name;
}

std::size_t default_rounding_method() {
  static_assert(kMethods[0].name == "largest_remainder");
  return 0;
}

TieOrder::TieOrder(const Scenario& scenario, const RoundingRule& rule, const Quantities& key,
                   std::span<const std::uint32_t> members) {
  const auto add = [this](const Quantities& values, bool larger_first,
                          std::span<const std::uint32_t> of = {}) {
    criteria_.push_back({&values, values.narrow(), larger_first, of});
  };
  for (const TieRule& tie : rule.ties) {
    switch (tie.by) {
      case TieRule::By::kLargestKey:
        add(key, true);
        break;
      case TieRule::By::kSmallestKey:
        add(key, false);
        break;
      case TieRule::By::kColumn:
        add(scenario.column(tie.column).values, true, members);
        break;
      case TieRule::By::kId:
        return;  // districts, and members, are in id order: the index decides
    }
  }
}

bool TieOrder::before(std::uint32_t a, std::uint32_t b) const {
  for (const Criterion& criterion : criteria_) {
    const std::uint32_t x = criterion.members.empty() ? a : criterion.members[a];
    const std::uint32_t y = criterion.members.empty() ? b : criterion.members[b];
    const auto order = criterion.narrow != nullptr
                           ? (*criterion.narrow)[x] <=> (*criterion.narrow)[y]
                           : criterion.values->order(x, y);
    if (order != 0) {
      return (order > 0) == criterion.larger_first;
    }
  }
  return a < b;
}

}  // namespace allot::engine
