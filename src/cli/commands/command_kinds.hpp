#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "cli/session/session.hpp"

namespace allot::cli {

/// One command: a row of the table in commands.cpp, one file in commands/.
struct Command {
  std::string_view name;
  unsigned bit;               ///< in Option::commands
  std::string_view usage;     ///< after `allot`: "run SCENARIO|- [OPTIONS]"
  std::string_view summary;   ///< one line, for the list of commands
  std::string_view examples;  ///< one command line each
  std::string_view operand = "scenario";
  std::size_t least_operands = 1;
  std::size_t most_operands = 1;
  void (*execute)(Session& session) = nullptr;
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

}  // namespace allot::cli
