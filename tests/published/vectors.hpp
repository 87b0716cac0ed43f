#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/rounding_case.hpp"

namespace allot::test {

/// A published division, as vectors/README.md describes it.
struct Vector {
  std::string id, method;
  std::int64_t total = 0;
  std::vector<Fraction> weights;
  std::vector<std::int64_t> minimum, maximum, expected;
  bool tie = false;
  std::vector<std::size_t> tied;

  [[nodiscard]] RoundingCase rounding_case() const;
};

std::vector<Vector> read_vectors();
const Vector& vector_named(const std::vector<Vector>& vectors, std::string_view id);

}  // namespace allot::test
