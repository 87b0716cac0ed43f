#pragma once

#include "allot/engine/causes/column_pairs.hpp"

namespace allot::engine {

/// Compares rules of two scenarios by what they are made of: of columns that pair, whatever is in
/// them.
class SameRules {
 public:
  SameRules(const PairedScenario& before, const PairedScenario& after)
      : before_{before}, after_{after} {}

  [[nodiscard]] bool same(ColumnId before, ColumnId after) const;
  [[nodiscard]] bool same(KeyId before, KeyId after) const;
  /// Ties by a column are the same where its cells are: rounding takes part in no counts.
  [[nodiscard]] bool same(const RoundingRule& before, const RoundingRule& after) const;

 private:
  const PairedScenario& before_;
  const PairedScenario& after_;
};

}  // namespace allot::engine
