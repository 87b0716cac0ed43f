#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

// Scenarios to begin with: commented, and good to run as they are. The texts are written by hand:
// emitters of YAML know no comments and leave ids such as 08111 without quotes.

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

/// Five districts with invented figures. `name` is what comments call the scenario's file.
std::string example_scenario(std::string_view name);

/// The name of a file as a shell and a comment can have it.
std::string typed_name(std::string_view name);

struct ProposedScenario {
  std::string text;
  std::string guesses;  ///< "id=AGS,key=Zugang": the roles that nobody mapped
};

/// A scenario for tables, which are joined by id. How they are read, and roles that nobody mapped,
/// are guessed from the tables, and comments say so. Reports what makes a table useless, and
/// columns that it does not have; wrong cells and ids are left to whoever loads the text.
std::optional<ProposedScenario> scenario_for_tables(SourceFiles& files, const TablesOnHand& on_hand,
                                                    std::string_view name, Problems& problems);

}  // namespace allot::load
