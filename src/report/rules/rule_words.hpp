#pragma once

#include <string>

#include "allot/model/scenario.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// Parts of a scenario in one line each, nearly as the file has them, with its names in backticks.
/// Two parts that say the same do the same.
class RuleWords {
 public:
  /// Amounts have at least so many decimals, in all scenarios that are held against each other.
  RuleWords(const Scenario& scenario, int decimals, const Words& words)
      : scenario_{scenario}, decimals_{decimals}, words_{words}, numbers_{words.numbers} {}

  /// "2/3" or "0.5".
  [[nodiscard]] std::string number(const Fraction& number) const;
  [[nodiscard]] std::string amount(const Fraction& amount) const;
  [[nodiscard]] std::string amount(const PotAmount& amount) const;
  /// "`hold_harmless`: `percent_of_prior` 95 %, `paid_by` `ratable`".
  [[nodiscard]] std::string step(const Step& step) const;
  /// "`hold_harmless`", or its label where it has one.
  [[nodiscard]] static std::string step_name(const Step& step);
  /// Of a percentage the number.
  [[nodiscard]] std::string value(const Argument& argument) const;
  /// "`typ` kreisfrei or Stadtstaat and `land` NW".
  [[nodiscard]] std::string where(const Where& where) const;
  /// "`percent_of_prior` 95 %".
  [[nodiscard]] std::string argument(const Step& step, const Argument& argument) const;
  /// "95 % of 2024". `prior`: what the prior year is called; empty: "the prior year".
  [[nodiscard]] std::string bound(const Bound& bound, const std::string& prior = {}) const;
  /// The floor of a step that has one.
  [[nodiscard]] std::string floor(const Step& step, const std::string& prior) const;
  /// "`blend` of 2/3 tax, 1/3 population".
  [[nodiscard]] std::string key(const Key& key) const;
  /// Where classes of counts begin, and their factors: "0: 100 %, 7 500: 109 %".
  [[nodiscard]] std::string classes(const std::vector<Bracket>& brackets) const;
  [[nodiscard]] std::string method(const RoundingRule& rule) const;
  [[nodiscard]] std::string residual(const RoundingRule& rule) const;
  [[nodiscard]] std::string ties(const RoundingRule& rule) const;
  [[nodiscard]] std::string unit_bound(const UnitBound& bound) const;
  [[nodiscard]] std::string prorate(const std::optional<Prorate>& rule) const;
  [[nodiscard]] std::string prior(const std::optional<Prior>& prior) const;
  [[nodiscard]] std::string unclaimed(const Pot& pot) const;
  [[nodiscard]] std::string contributors(const Pot& pot) const;
  [[nodiscard]] std::string tranches(const Pot& pot) const;
  [[nodiscard]] std::string settlement(const Pot& pot) const;

 private:
  [[nodiscard]] std::string tiers(const std::vector<Tier>& tiers) const;
  [[nodiscard]] std::string shares(const Key& key, const Fraction& adds_to) const;
  [[nodiscard]] std::string mixture(const Key& key) const;
  [[nodiscard]] std::string parts(const Key& key) const;
  [[nodiscard]] std::string of_column(ColumnId id) const {
    return words_(Text::kOfColumn, {name(id)});
  }
  [[nodiscard]] const std::string& name(KeyId id) const { return scenario_.key(id).name; }
  [[nodiscard]] const std::string& name(ColumnId id) const { return scenario_.column(id).name; }

  const Scenario& scenario_;
  int decimals_;
  const Words& words_;
  const NumberFormat& numbers_;
};

}  // namespace allot::report
