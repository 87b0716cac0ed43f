#pragma once

#include <cstdint>
#include <vector>

#include "support/numbers.hpp"

namespace allot::test {

/// The same numbers on every machine and in every run (SplitMix64; Steele, Lea, Flood 2014): a
/// law that fails, fails again. Cases grow with their number, so that the first to fail is small.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next();
  /// Both ends included.
  std::int64_t between(std::int64_t low, std::int64_t high);
  bool chance(int percent) { return between(1, 100) <= percent; }
  /// One of as many as `count`.
  std::size_t index(std::size_t count);

  /// Whole numbers of very different sizes, up to `bits` bits; some equal, some 0, at least one
  /// positive.
  std::vector<std::int64_t> weights(std::size_t count, int bits);
  /// A whole number of up to `bits` bits, any sign.
  Whole whole(int bits);
  /// Order of 0 to count - 1.
  std::vector<std::size_t> permutation(std::size_t count);

 private:
  std::uint64_t state_;
};

}  // namespace allot::test
