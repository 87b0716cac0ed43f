#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "allot/core/bigint.hpp"
#include "allot/core/error.hpp"
#include "allot/core/int128.hpp"

namespace allot {

// The three widths in which numbers of all districts are computed. Who computes adds bit lengths
// first, chooses a width that holds the result, and then computes: nothing wraps.

constexpr int kNarrowBits = 63;
constexpr int kWideBits = 127;

/// `value` in a type that holds it.
template <class To, class From>
To widened(const From& value) {
  if constexpr (std::is_same_v<From, To>) {
    return value;
  } else if constexpr (std::is_same_v<From, BigInt>) {
    const auto small = value.as_int128();
    invariant(small.has_value(), "a width was chosen that holds the value");
    return static_cast<To>(*small);
  } else if constexpr (std::is_same_v<To, BigInt>) {
    return BigInt{value};
  } else {
    return static_cast<To>(value);
  }
}

/// Calls `use` with a value of the narrowest type that holds `bits`.
template <class Use>
auto with_width(int bits, Use&& use) {
  if (bits <= kNarrowBits) {
    return use(std::int64_t{});
  }
  if (bits <= kWideBits) {
    return use(int128{});
  }
  return use(BigInt{});
}

/// Bits of the largest |value|.
template <class Int>
int most_bits(const std::vector<Int>& values) {
  if constexpr (std::is_same_v<Int, BigInt>) {
    int bits = 0;
    for (const BigInt& value : values) {
      bits = std::max(bits, value.bit_length());
    }
    return bits;
  } else if constexpr (std::is_same_v<Int, std::int64_t>) {
    std::uint64_t all = 0;  // of `a | b` the highest bit is that of the larger one
    for (const std::int64_t value : values) {
      all |= value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    }
    return static_cast<int>(std::bit_width(all));
  } else {
    Int lowest{0};
    Int highest{0};
    for (const Int value : values) {
      lowest = std::min(lowest, value);
      highest = std::max(highest, value);
    }
    return std::max(bit_length(lowest), bit_length(highest));
  }
}

}  // namespace allot
