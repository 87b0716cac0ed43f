#pragma once

#include <optional>

#include "allot/engine/facts/record.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

/// What keeps a district within bounds in a record, as the file has it.
struct BoundTerms {
  std::optional<BoundTerm> minimum, maximum;
};

/// `step`: the one that the record is of; null: none (unclaimed money).
BoundTerms bound_terms(const engine::Bounded& record, const Step* step, const Workings& workings);

/// `share` of the prior year: a floor or a ceiling.
BoundTerm prior_term(const BoundTexts& texts, const Fraction& share, const Fraction& value,
                     const Workings& workings);

}  // namespace allot::report::explain
