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
  [[nodiscard]] bool same(const std::vector<WeightedKey>& a,
                          const std::vector<WeightedKey>& b) const;
  [[nodiscard]] bool same(const ColumnKey& a, const ColumnKey& b) const;
  [[nodiscard]] bool same(const SharesKey& a, const SharesKey& b) const;
  [[nodiscard]] bool same(const BlendKey& a, const BlendKey& b) const;
  [[nodiscard]] bool same(const SumKey& a, const SumKey& b) const;
  [[nodiscard]] bool same(const AverageKey& a, const AverageKey& b) const;

  const PairedScenario& before_;
  const PairedScenario& after_;
};

}  // namespace allot::engine
