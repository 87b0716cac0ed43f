#pragma once

#include <string_view>

#include "allot/report/words/writer.hpp"
#include "cli/commands/commands.hpp"

namespace allot::cli {

/// After the name of the program.
inline constexpr std::string_view kPurpose = "distributes funding pots among districts, exactly";

struct ExitMeaning {
  std::string_view code, meaning;
};
inline constexpr ExitMeaning kExitMeanings[] = {
    {"0", "done"},
    {"1", "the answer is no: a check or a requirement does not hold"},
    {"2", "the command line is wrong"},
    {"3", "a file is wrong, or what it asks for cannot be done"},
    {"4", "a file cannot be read or written"},
    {"70", "allot has a bug"},
};

/// `allot`: what it is, and three examples.
void write_short_help(report::Writer& out);
/// `allot --help`: the commands.
void write_help(report::Writer& out);
/// `allot help run`: its options and examples.
void write_command_help(const Command& command, report::Writer& out);

}  // namespace allot::cli
