#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "allot/engine/check/findings.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/printed_table.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// How the numbers of a key may be printed.
enum class KeyForm : std::uint8_t { kValues, kPercentages, kParts };

/// What a result has to put in the cells of a published table.
class ResultFigures {
 public:
  using Cells = std::map<DistrictId, const PrintedNumber*>;

  ResultFigures(const Scenario& scenario, const Result& result)
      : scenario_{scenario}, result_{result}, budgets_{result.budgets} {}

  /// The form of the only key.
  KeyForm key_form = KeyForm::kValues;

  /// Who of those tied gets the unit is a rule of this scenario; a table of these amounts may have
  /// had another. Then that is taken from here on.
  [[nodiscard]] std::vector<TieOtherwise> settle_ties(const Cells& amounts);

  /// Whether no district has a figure of this kind.
  [[nodiscard]] bool has_none(PrintedRole role) const;
  /// Nothing where it is undefined.
  [[nodiscard]] std::optional<Fraction> of(PrintedRole role, DistrictId district) const;
  [[nodiscard]] Fraction budget(DistrictId district) const;
  /// Whether a district that is missing lacks money, or a part in it.
  [[nodiscard]] bool has_part(DistrictId district) const;
  /// What stands below all rows of a column, besides what they add up to: some print the pot, and
  /// not what was given of it.
  [[nodiscard]] std::vector<Fraction> of_all(PrintedRole role) const;
  /// What rounding goes by in the first pot.
  [[nodiscard]] Fraction unit() const;

 private:
  [[nodiscard]] Fraction amount(Money money) const {
    return in_currency(money, scenario_.decimals);
  }
  [[nodiscard]] const KeyValues* only_key() const;
  [[nodiscard]] Fraction pots() const;
  [[nodiscard]] std::optional<TieOtherwise> settle(const Tie& tie, PotId pot, const Cells& amounts);

  const Scenario& scenario_;
  const Result& result_;
  std::vector<Money> budgets_;  ///< with ties as the table has them
};

}  // namespace allot::engine
