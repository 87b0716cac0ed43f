#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "cli/arguments/command_line.hpp"
#include "cli/arguments/settings.hpp"

namespace allot::cli {

/// Commands as bits, to say which of them have an option.
enum CommandBit : unsigned {
  kRun = 1,
  kValidate = 2,
  kCheck = 4,
  kHelp = 8,
  kExplain = 16,
  kInit = 32,
  kCompare = 64,
  kSweep = 128
};

/// One option: a row of the table in option_table.cpp. `help` and every message read the table.
struct Option {
  std::string_view name;        ///< without the dashes
  char letter = 0;              ///< `-f`; 0: none
  std::string_view value = {};  ///< what `help` calls its value: "FORMAT"; empty: a flag
  unsigned commands = 0;
  bool repeatable = false;
  std::string_view summary;
  std::string_view choices = {};  ///< "district, pot, group"; empty: any text that `read` takes
  std::string_view takes = {};    ///< what it takes where there are no choices
  /// Puts the value where it belongs; false if it is not one that the option takes.
  bool (*read)(std::string_view value, Settings& settings) = nullptr;
};

std::span<const Option> options();

/// The option that is written so (`--format`, `-f`); nullptr: none.
const Option* find_option(std::string_view argument);

/// The words that the option takes in a command; empty: any text.
std::vector<std::string_view> choices_of(const Option& option, unsigned command);

/// "`--format`".
std::string quoted_name(const Option& option);

/// An option as the command line gave it.
struct GivenOption {
  const Option* option;
  std::string value;
};

struct SplitArguments {
  std::vector<GivenOption> options;   ///< in order
  std::vector<std::string> operands;  ///< files
};

/// Tells the options of a command (its bit) from its operands, and reports unknown ones.
SplitArguments split_arguments(std::span<const std::string_view> arguments, unsigned command,
                               const CommandLine& line, Problems& problems);

/// Reads the arguments of a command. What is wrong is in `problems`; the rest holds nevertheless,
/// so that the problems are shown as the command line asks.
Settings read_settings(std::span<const std::string_view> arguments, unsigned command,
                       const CommandLine& line, Problems& problems);

}  // namespace allot::cli
