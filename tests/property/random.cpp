#include "random.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace allot::test {

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  const auto span = static_cast<std::uint64_t>(high - low) + 1;
  return low + static_cast<std::int64_t>(next() % span);
}

std::size_t Random::index(std::size_t count) {
  return static_cast<std::size_t>(next() % static_cast<std::uint64_t>(count));
}

std::vector<std::int64_t> Random::weights(std::size_t count, int bits) {
  std::vector<std::int64_t> weights(count);
  for (std::size_t i = 0; i < count; ++i) {
    const bool repeat = i > 0 && chance(20);
    weights[i] = repeat       ? weights[index(i)]
                 : chance(10) ? 0
                              : between(1, std::int64_t{1} << between(1, bits));
  }
  if (std::all_of(weights.begin(), weights.end(), [](std::int64_t w) { return w == 0; })) {
    weights[index(count)] = 1;
  }
  return weights;
}

Whole Random::whole(int bits) {
  Whole value = 0;
  const std::int64_t wanted = between(0, bits);
  for (std::int64_t i = 0; i < wanted; i += 32) {
    value = (value << 32) + static_cast<std::uint32_t>(next());
  }
  value >>= static_cast<unsigned>((32 - wanted % 32) % 32);
  return chance(50) ? Whole{-value} : value;
}

std::vector<std::size_t> Random::permutation(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) {
    std::swap(order[i - 1], order[index(i)]);
  }
  return order;
}

}  // namespace allot::test
