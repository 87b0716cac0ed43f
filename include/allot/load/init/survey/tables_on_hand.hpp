#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/source.hpp"

namespace allot::load {

/// What a column of a table is for.
enum class ColumnRole { kIdColumn, kNameColumn, kKeyColumn, kPriorColumn };

/// The words for the roles, in the order of the enumerators.
inline constexpr std::array<std::string_view, 4> kColumnRoles{"id", "name", "key", "prior"};

/// A column that the user named for a role.
struct MappedColumn {
  ColumnRole role;
  std::string column;
  Location where;
};

/// A table that somebody has.
struct TableOnHand {
  FileId file;       ///< as it was read, in whatever encoding
  std::string path;  ///< relative to the scenario that is to be written
  Location where;    ///< where the table was named
};

/// A sheet that the user named: of the workbook that has it.
struct NamedSheet {
  std::string name;
  Location where;
};

/// What somebody has, and what is known about it.
struct TablesOnHand {
  std::vector<TableOnHand> tables;        ///< at least one
  std::vector<MappedColumn> mapped = {};  ///< each role at most once
  std::vector<NamedSheet> sheets = {};
};

}  // namespace allot::load
