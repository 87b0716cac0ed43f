#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session/session.hpp"

namespace allot::cli {

inline constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

/// One command: a file in commands/ that ends with it, and its row in commands.cpp. The table of
/// options says which ones it has.
struct Command {
  std::string_view name;
  std::string_view usage;     ///< after `allot`: "run SCENARIO|- [OPTIONS]"
  std::string_view summary;   ///< one line, for the list of commands
  std::string_view examples;  ///< one command line each
  std::string_view operand = "scenario";
  std::size_t least_operands = 1;
  std::size_t most_operands = 1;
  std::vector<std::string> (*operands)() = nullptr;  ///< the words it takes; null: files
  void (*execute)(Session& session) = nullptr;
};

/// In the order of `allot --help`.
std::span<const Command> commands();
const Command* find_command(std::string_view name);

}  // namespace allot::cli
