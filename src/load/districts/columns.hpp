#pragma once

#include <optional>
#include <string_view>

#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/model/scenario.hpp"
#include "load/draft/district_table.hpp"

namespace allot::load {

struct Draft;
class FieldReader;

/// Notes that a column is used; nothing if there is none of that name.
std::optional<ColumnId> use_column_if_known(Draft& draft, std::string_view name, ColumnUse use);

/// The column of that name; reports an unknown one.
AvailableColumn* require_available(Draft& draft, std::string_view name, const Location& where);

/// Notes that a column is used, reporting an unknown one.
std::optional<ColumnId> use_column(Draft& draft, std::string_view name, const Location& where,
                                   ColumnUse use);
/// The same of the column that the field names, if it is there.
std::optional<ColumnId> use_column(Draft& draft, const FieldReader& fields, std::string_view field,
                                   ColumnUse use);

/// Notes that the cells of a column add to `whole`: `12.5 %` is 0.125 of 1, and 12.5 of 100. Of
/// another whole a percentage is none of its numbers.
void expect_percentages(Draft& draft, std::string_view column, const Fraction& whole);

/// Reads all columns that are used, checks their cells by their uses, and tells what is known about
/// them. To be called once, when all uses have been noted.
void read_columns(Draft& draft);

}  // namespace allot::load
