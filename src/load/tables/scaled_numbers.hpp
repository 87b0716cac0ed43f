#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "load/draft/draft.hpp"
#include "load/fields/field_reader.hpp"
#include "load/tables/table_spec.hpp"

namespace allot::load {

/// A column of a table, and what the scenario says of its numbers.
struct ScaledColumn {
  const Table& table;
  std::size_t column;
  const std::vector<std::uint32_t>& rows;
  NumberRules rules;
  /// The map that may have `times`; null where there is none.
  const FieldReader* facts = nullptr;
  bool is_money = false;
  /// How `times: 1000` is written there: "`columns: {Zuweisung: {times: 1000}}`".
  std::string_view times_before = "`times: ", times_after = "`";
};

/// `times` of a column; 1 where it has none. Nothing where it is wrong, which is reported.
std::optional<Fraction> read_times(const ScaledColumn& of, Problems& problems);

/// Reads the numbers, multiplied by `times`. A head of money that says thousands or millions needs
/// `times`: without it that is reported. Notes what was guessed and multiplied, and the signs of
/// statistics.
std::optional<NumericColumn> read_scaled(Draft& draft, const ScaledColumn& of, Problems& problems);

/// The amounts of a table of which `fields` are the map: a prior year's, or those expected.
std::optional<NumericColumn> read_amounts(Draft& draft, const Table& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows,
                                          const TableSpec& spec, std::size_t id,
                                          const FieldReader& fields, Problems& problems);

}  // namespace allot::load
