#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "support/certificate.hpp"
#include "support/numbers.hpp"

namespace allot::test {

/// What the oracle rounds: SEMANTICS read word by word, in fractions, with no care for speed.
struct Division {
  std::string_view method;
  std::vector<Exact> quotas;                   ///< in units
  std::vector<Exact> weights;                  ///< what divisor methods round
  std::int64_t units = 0;                      ///< to be given out
  std::vector<std::int64_t> minimum, maximum;  ///< empty: none
  std::vector<std::size_t> place;              ///< in the tie order; 0 goes first
};

struct Divided {
  std::vector<std::int64_t> units;
  std::optional<CutTie> tie;
};

/// Thrown where the division cannot be made.
struct Infeasible {
  Code code;
};

Divided divided(const Division& division);

/// Half away from zero, for values >= 0.
Whole half_up(const Exact& value);

}  // namespace allot::test
