#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "allot/core/quantities.hpp"
#include "allot/core/width.hpp"

namespace allot::engine {

/// Several quantities as whole numbers over one common denominator: what a step computes with when
/// it compares or mixes them, district by district.
template <class Int, std::size_t count>
struct Lanes {
  std::array<std::vector<Int>, count> of;
  BigInt denominator = 1;
};

/// Calls `use(lanes)` in the narrowest width that holds every numerator and `spare` bits more.
template <std::size_t count, class Use>
auto with_lanes(const std::array<const Quantities*, count>& quantities, int spare, Use&& use) {
  BigInt denominator{1};
  for (const Quantities* values : quantities) {
    denominator *= values->denominator() / gcd(denominator, values->denominator());
  }
  int bits = 0;
  for (const Quantities* values : quantities) {
    const BigInt factor = denominator / values->denominator();
    bits = std::max(bits, values->bits() + factor.bit_length());
  }
  return with_width(bits + spare, [&](auto width) {
    using Int = decltype(width);
    Lanes<Int, count> lanes;
    lanes.denominator = denominator;
    for (std::size_t lane = 0; lane < count; ++lane) {
      const Int factor = widened<Int>(denominator / quantities[lane]->denominator());
      quantities[lane]->visit([&](const auto& numerators) {
        lanes.of[lane].reserve(numerators.size());
        for (const auto& numerator : numerators) {
          lanes.of[lane].push_back(widened<Int>(numerator) * factor);
        }
      });
    }
    return use(lanes);
  });
}

/// Bits of a count of districts: what a sum over them needs beyond one of them.
inline int bits_of_count(std::size_t count) { return bit_length(static_cast<std::int64_t>(count)); }

/// Numerators over `denominator`, one for each district, in the narrowest width that holds `bits`:
/// `make(Int{}, i)` computes the i-th one.
template <class Make>
Quantities made(std::size_t size, int bits, const BigInt& denominator, Make&& make) {
  return with_width(bits, [&](auto width) {
    using Int = decltype(width);
    std::vector<Int> numerators;
    numerators.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
      numerators.push_back(make(width, i));
    }
    return Quantities::from(std::move(numerators), denominator);
  });
}

}  // namespace allot::engine
