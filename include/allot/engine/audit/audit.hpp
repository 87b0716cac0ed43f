#pragma once

#include <optional>
#include <vector>

#include "allot/core/bigint.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/model/printed_table.hpp"

namespace allot::engine {

// What a published table says about itself, without a scenario. SEMANTICS, Checking a printed
// table.

/// What is known of a table besides what it prints.
struct AuditKnowledge {
  std::optional<Fraction> total = {};  ///< the pot, exact
  std::optional<BigInt> count = {};    ///< of whole things behind its percentages
};

enum class AuditVerdict { kConsistent, kCannotTell, kInconsistent };

}  // namespace allot::engine
