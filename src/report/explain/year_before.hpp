#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/engine/causes/column_pairs.hpp"
#include "allot/report/run_report.hpp"
#include "report/words/words.hpp"

namespace allot::report::explain {

/// What a factor of the shift was and is.
struct BeforeAfter {
  std::string label;  ///< of a pot or of a column
  Fraction before, after;
};

/// What this year has of steps and pots that the year before did not have, and the other way
/// round: "`limit`, pot `new`"; and what both have otherwise: "`amount` of `flat`".
struct RuleChanges {
  std::string added, removed;
  std::vector<std::string> other;
};

/// The prior year as a scenario, where the file has one: what can be said of its numbers beside
/// those of this year.
class YearBefore {
 public:
  explicit YearBefore(const RunView& view);

  /// The amounts of the pots that are in both, except open ones, which have none of their own.
  [[nodiscard]] std::vector<BeforeAfter> pots() const;

  [[nodiscard]] RuleChanges rules(const Words& words) const;

  /// How many took part in any pot, and do now.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> participants() const;

  /// The columns that the steps and the claims of the pots count by, where the year before has
  /// them, too.
  [[nodiscard]] std::vector<BeforeAfter> own_counts(std::size_t district) const;
  /// The same, summed over all other districts that take part in any pot.
  [[nodiscard]] std::vector<BeforeAfter> others_counts(std::size_t district) const;

  /// Columns of the groups' table that tiers count by: of the group of the district, where both
  /// years have it.
  [[nodiscard]] std::vector<BeforeAfter> counts_of_group(std::size_t district) const;
  /// The same, summed over all other groups of which somebody takes part in any pot.
  [[nodiscard]] std::vector<BeforeAfter> counts_of_other_groups(std::size_t district) const;

 private:
  struct ColumnPair {
    const Column* before;
    const Column* after;
  };

  static std::vector<ColumnPair> pairs_of(const engine::PairedScenario& paired,
                                          const Scenario& before, const Scenario& after);

  /// In the groups' tables.
  struct RowsOfGroup {
    std::optional<DistrictId> before, after;
  };
  [[nodiscard]] RowsOfGroup rows_of_group(std::size_t district) const;

  const RunView& view_;
  std::optional<Scenario> own_;         ///< of a rule in the file
  const Scenario* scenario_ = nullptr;  ///< null: amounts only
  std::optional<engine::Result> result_;
  std::vector<ColumnPair> columns_, group_columns_;
};

}  // namespace allot::report::explain
