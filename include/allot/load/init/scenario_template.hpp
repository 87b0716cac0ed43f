#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/init/survey/tables_on_hand.hpp"

namespace allot::load {

// Scenarios to begin with: commented, and good to run as they are. The texts are written by hand:
// emitters of YAML know no comments and leave ids such as 08111 without quotes.

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
