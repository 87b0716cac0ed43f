#include "support/scenario_builder.hpp"

#include <algorithm>

#include "allot/core/error.hpp"
#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"

namespace allot::test {
namespace {

std::vector<std::string> numbered_ids(std::size_t count) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string digits = std::to_string(i);
    ids.push_back("d" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits);
  }
  return ids;
}

template <class Table>
std::size_t index_in(const Table& table, std::string_view name) {
  const auto row =
      std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.name == name; });
  invariant(row != table.end(), "a test names only rows that are in the engine's tables");
  return static_cast<std::size_t>(row - table.begin());
}

Key key_of_kind(std::string_view kind, std::vector<WeightedKey> parts) {
  Key key;
  key.kind = key_index(kind);
  key.parts = std::move(parts);
  return key;
}

}  // namespace

Key column_key(ColumnId column) {
  Key key = key_of_kind("column", {});
  key.column = column;
  return key;
}

Key shares_key(ColumnId column, Fraction adds_to, std::string if_not_closed) {
  Key key = key_of_kind("shares", {});
  key.column = column;
  key.arguments = {{"adds_to", std::move(adds_to), {}},
                   {"if_not_closed", std::move(if_not_closed), {}}};
  return key;
}

Key blend_of(std::vector<WeightedKey> parts) { return key_of_kind("blend", std::move(parts)); }

Key sum_of(std::vector<WeightedKey> parts) { return key_of_kind("sum", std::move(parts)); }

Key average_of(std::vector<WeightedKey> periods, std::string of, std::string missing) {
  Key key = key_of_kind("average", std::move(periods));
  key.arguments = {{"of", std::move(of), {}}, {"missing", std::move(missing), {}}};
  return key;
}

Key product_of(const std::vector<KeyId>& factors) {
  std::vector<WeightedKey> parts;
  for (const KeyId factor : factors) {
    parts.push_back({1, factor, {}});
  }
  return key_of_kind("product", std::move(parts));
}

Key gap_of(KeyId need, KeyId own) { return key_of_kind("gap", {{1, need, {}}, {1, own, {}}}); }

Key brackets_of(KeyId of, std::string apply, std::vector<Bracket> from,
                std::optional<FactorRounding> round) {
  Key key = key_of_kind("brackets", {{1, of, {}}});
  key.arguments = {{"apply", std::move(apply), {}}, {"from", std::move(from), {}}};
  if (round) {
    key.arguments.push_back({"round", *round, {}});
  }
  return key;
}

Key equal_key() { return key_of_kind("equal", {}); }

ScenarioBuilder::ScenarioBuilder(std::vector<std::string> ids) {
  invariant(std::is_sorted(ids.begin(), ids.end()), "districts are in the order of their ids");
  scenario_.title = "built in code";
  for (std::string& id : ids) {
    const std::string_view text = texts_.emplace_back(std::move(id));
    scenario_.districts.ids.push_back(text);
    scenario_.districts.names.push_back(text);
    scenario_.districts.places.push_back(Location{});
  }
}

ScenarioBuilder::ScenarioBuilder(std::size_t districts)
    : ScenarioBuilder(numbered_ids(districts)) {}

ColumnId ScenarioBuilder::column(std::string name, Quantities values) {
  Column column;
  column.label = name;
  column.name = std::move(name);
  column.values = std::move(values);
  scenario_.columns.push_back(std::move(column));
  return static_cast<ColumnId>(scenario_.columns.size() - 1);
}

ColumnId ScenarioBuilder::column(std::string name, const std::vector<std::int64_t>& values) {
  return column(std::move(name), Quantities::from(Quantities::Narrow{values}));
}

ColumnId ScenarioBuilder::decimal_column(std::string name, const std::vector<Fraction>& values,
                                         int decimals, std::vector<bool> missing) {
  const ColumnId id = column(std::move(name), Quantities::from(std::span<const Fraction>{values}));
  scenario_.columns.back().decimals = decimals;
  scenario_.columns.back().missing = std::move(missing);
  return id;
}

KeyId ScenarioBuilder::key(std::string name, Key made_of, std::optional<RoundingRule> rounding) {
  Key& key = scenario_.keys.emplace_back(std::move(made_of));
  key.name = std::move(name);
  if (rounding) {
    key.rounding = KeyRounding{std::move(*rounding)};
  }
  return static_cast<KeyId>(scenario_.keys.size() - 1);
}

KeyId ScenarioBuilder::key_of(std::string name, const std::vector<std::int64_t>& values) {
  return key_of(std::move(name), Quantities::from(Quantities::Narrow{values}));
}

KeyId ScenarioBuilder::key_of(std::string name, Quantities values) {
  const ColumnId id = column(name, std::move(values));
  return key(std::move(name), column_key(id));
}

Pot& ScenarioBuilder::pot(std::string id, std::optional<Fraction> amount, std::vector<Step> steps,
                          RoundingRule rounding) {
  Pot& pot = scenario_.pots.emplace_back();
  pot.title = id;
  pot.id = std::move(id);
  pot.amount = amount ? PotAmount{std::move(*amount)} : PotAmount{OpenAmount{}};
  pot.steps = std::move(steps);
  pot.rounding = std::move(rounding);
  return pot;
}

std::size_t method_index(std::string_view name) {
  return index_in(engine::rounding_methods(), name);
}

std::size_t step_index(std::string_view name) { return index_in(engine::step_kinds(), name); }

std::size_t key_index(std::string_view name) { return index_in(engine::key_kinds(), name); }

Step step(std::string_view kind,
          const std::vector<std::pair<std::string_view, ArgumentValue>>& arguments) {
  Step step;
  step.kind = step_index(kind);
  const auto fields = engine::fields_of(engine::step_kinds()[step.kind]);
  for (const auto& [name, value] : arguments) {
    step.arguments.push_back({fields[index_in(fields, name)].name, value, {}});
  }
  return step;
}

RoundingRule rounding(std::string_view method, Fraction unit) {
  RoundingRule rule;
  rule.unit = std::move(unit);
  rule.method = method_index(method);
  rule.ties = {{TieRule::By::kLargestKey}, {TieRule::By::kId}};
  return rule;
}

RoundingRule rounding(std::string_view method, Fraction unit, Residual::To residual) {
  RoundingRule rule = rounding(method, std::move(unit));
  rule.residual.emplace().to = residual;
  return rule;
}

RoundingRule rounding_to_reserve(std::string_view method, Fraction unit, std::string reserve) {
  RoundingRule rule = rounding(method, std::move(unit), Residual::To::kReserve);
  rule.residual->reserve = std::move(reserve);
  return rule;
}

RoundingRule rounding_to_district(std::string_view method, Fraction unit, DistrictId district) {
  RoundingRule rule = rounding(method, std::move(unit), Residual::To::kDistrict);
  rule.residual->district = district;
  return rule;
}

}  // namespace allot::test
