#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "cli/arguments/command_line.hpp"
#include "cli/arguments/settings.hpp"

namespace allot::cli {

/// One option: a row of the table in options.cpp. `help` and every message read the table.
struct Option {
  std::string_view name;           ///< without the dashes
  char letter = 0;                 ///< `-f`; 0: none
  std::string_view value = {};     ///< what `help` calls its value: "FORMAT"; empty: a flag
  std::string_view commands = {};  ///< that have it: "run, check"; empty: all
  bool repeatable = false;
  std::string_view summary;
  std::string_view choices = {};  ///< "district, pot, group"; empty: any text that `read` takes
  /// The choices where they are not the same in all commands; else nullptr.
  std::vector<std::string_view> (*choices_in)(std::string_view command) = nullptr;
  std::string_view takes = {};  ///< what it takes where there are no choices
  /// Words that shells offer where it takes a list with commas: others may be right, too.
  std::string_view list = {};
  /// Puts the value where it belongs; false if it is not one that the option takes.
  bool (*read)(std::string_view value, Settings& settings) = nullptr;
};

/// In the order of `allot help run`.
std::span<const Option> options();

/// The option that is written so (`--format`, `-f`), of those of one name the first; nullptr: none.
const Option* find_option(std::string_view argument);

bool has_option(std::string_view command, const Option& option);

/// Whether the format can show what a command has to report.
bool has_format(std::string_view command, const report::Format& format);

/// The words that the option takes in a command; empty: any text.
std::vector<std::string_view> choices_of(const Option& option, std::string_view command);

/// Reads the arguments of a command. What is wrong is in `problems`; the rest holds nevertheless,
/// so that the problems are shown as the command line asks.
Settings read_settings(std::span<const std::string_view> arguments, std::string_view command,
                       const CommandLine& line, Problems& problems);

}  // namespace allot::cli
