#pragma once

#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

#include "allot/core/quantities.hpp"

namespace allot::engine {

/// Exact shares of the columns of a table: parts of a whole > 0, in lowest terms.
struct ColumnShares {
  Quantities parts;
  BigInt whole;
};

inline ColumnShares shares_from(const Quantities& shares) {
  Quantities parts = shares.proportions();
  if (parts.is_zero()) {  // nothing to split: any shares do
    Quantities::Narrow first(parts.size());
    first.front() = 1;
    parts = Quantities::from(std::move(first));
  }
  BigInt whole = parts.total_numerator();
  return {std::move(parts), std::move(whole)};
}

inline ColumnShares shares_from(std::span<const std::int64_t> columns) {
  return shares_from(Quantities::from(Quantities::Narrow{columns.begin(), columns.end()}));
}

/// The sum of the absolute values.
inline int128 magnitude_of(std::span<const std::int64_t> values) {
  int128 sum = 0;
  for (const std::int64_t value : values) {
    sum += value < 0 ? -int128{value} : int128{value};
  }
  return sum;
}

template <class Int>
Int to_width(const BigInt& value) {
  if constexpr (std::is_same_v<Int, BigInt>) {
    return value;
  } else {
    return static_cast<Int>(*value.as_int128());
  }
}

template <class Int>
std::int64_t to_cell(const Int& value) {
  if constexpr (std::is_same_v<Int, BigInt>) {
    return *value.as_int64();
  } else {
    return static_cast<std::int64_t>(value);
  }
}

/// Calls `use` with a value of the narrowest type that holds the difference of two products of a
/// part, or the whole, and a number of at most this magnitude.
template <class Use>
auto with_products(int128 magnitude, const ColumnShares& shares, Use&& use) {
  const int bits = bit_length(magnitude) + shares.whole.bit_length();
  if (bits <= 61) {
    return use(std::int64_t{});
  }
  return bits <= 125 ? use(int128{}) : use(BigInt{});
}

}  // namespace allot::engine
