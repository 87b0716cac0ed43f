#include "engine/arithmetic/comparison.hpp"

#include <algorithm>

#include "engine/arithmetic/lanes.hpp"

namespace allot::engine {

namespace {

template <class Choose>
Quantities chosen(const Quantities& a, const Quantities& b, Choose&& choose) {
  return with_lanes<2>({&a, &b}, 0, [&](auto& lanes) {
    auto values = lanes.of[0];
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = choose(values[i], lanes.of[1][i]);
    }
    return Quantities::from(std::move(values), lanes.denominator);
  });
}

}  // namespace

Quantities larger_of(const Quantities& a, const Quantities& b) {
  return chosen(a, b, [](const auto& x, const auto& y) { return x < y ? y : x; });
}

Quantities smaller_of(const Quantities& a, const Quantities& b) {
  return chosen(a, b, [](const auto& x, const auto& y) { return y < x ? y : x; });
}

std::optional<std::size_t> first_above(const Quantities& a, const Quantities& b) {
  return with_lanes<2>({&a, &b}, 0, [](const auto& lanes) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
      if (lanes.of[1][i] < lanes.of[0][i]) {
        return i;
      }
    }
    return std::nullopt;
  });
}

std::vector<bool> above(const Quantities& a, const Quantities& b) {
  return with_lanes<2>({&a, &b}, 0, [](const auto& lanes) {
    std::vector<bool> flags(lanes.of[0].size());
    for (std::size_t i = 0; i < flags.size(); ++i) {
      flags[i] = lanes.of[1][i] < lanes.of[0][i];
    }
    return flags;
  });
}

std::size_t count_above(const Quantities& a, const Quantities& b) {
  return with_lanes<2>({&a, &b}, 0, [](const auto& lanes) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < lanes.of[0].size(); ++i) {
      if (lanes.of[1][i] < lanes.of[0][i]) {
        ++count;
      }
    }
    return count;
  });
}

}  // namespace allot::engine
