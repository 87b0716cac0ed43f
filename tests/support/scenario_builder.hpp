#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/model/scenario.hpp"

namespace allot::test {

// Keys as the loader would make them, but for their names.

Key column_key(ColumnId column);
Key shares_key(ColumnId column, Fraction adds_to, std::string if_not_closed = "error");
Key blend_of(std::vector<WeightedKey> parts);
Key sum_of(std::vector<WeightedKey> parts);
Key average_of(std::vector<WeightedKey> periods, std::string of = "counts",
               std::string missing = "error");
Key product_of(const std::vector<KeyId>& factors);
Key gap_of(KeyId need, KeyId own);
Key brackets_of(KeyId of, std::string apply, std::vector<Bracket> from,
                std::optional<FactorRounding> round = {});
Key equal_key();

/// Makes a Scenario in code, as the loader would make it from a file. Holds the texts that the
/// scenario points into, so it outlives the scenario's users and is neither copied nor moved.
class ScenarioBuilder {
 public:
  /// `ids` in the order of their bytes.
  explicit ScenarioBuilder(std::vector<std::string> ids);
  /// Ids `d0000`, `d0001`, and so on.
  explicit ScenarioBuilder(std::size_t districts);
  ScenarioBuilder(const ScenarioBuilder&) = delete;
  ScenarioBuilder& operator=(const ScenarioBuilder&) = delete;

  ColumnId column(std::string name, const std::vector<std::int64_t>& values);
  ColumnId column(std::string name, Quantities values);
  /// `decimals`: as printed in the table; a missing cell holds 0.
  ColumnId decimal_column(std::string name, const std::vector<Fraction>& values, int decimals = 0,
                          std::vector<bool> missing = {});
  KeyId key(std::string name, Key made_of, std::optional<RoundingRule> rounding = {});
  /// A column and the key of the same name.
  KeyId key_of(std::string name, const std::vector<std::int64_t>& values);
  KeyId key_of(std::string name, Quantities values);
  /// Adds a pot; an empty amount is an open pot. The reference is good until the next one.
  Pot& pot(std::string id, std::optional<Fraction> amount, std::vector<Step> steps,
           RoundingRule rounding);

  Scenario& scenario() { return scenario_; }
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }

 private:
  std::deque<std::string> texts_;
  Scenario scenario_;
};

/// Index of a row in the engine's tables; a name that is not there is a bug of the test.
std::size_t method_index(std::string_view name);
std::size_t step_index(std::string_view name);
std::size_t key_index(std::string_view name);

Step step(std::string_view kind,
          const std::vector<std::pair<std::string_view, ArgumentValue>>& arguments);
/// Ties by largest key, then id; no residual and no bounds.
RoundingRule rounding(std::string_view method, Fraction unit = 1);
RoundingRule rounding(std::string_view method, Fraction unit, Residual::To residual);
/// What rounding leaves goes to the named reserve.
RoundingRule rounding_to_reserve(std::string_view method, Fraction unit, std::string reserve);
/// What rounding leaves goes to one district.
RoundingRule rounding_to_district(std::string_view method, Fraction unit, DistrictId district);

}  // namespace allot::test
