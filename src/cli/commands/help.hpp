#pragma once

#include "allot/report/words/writer.hpp"
#include "cli/commands/commands.hpp"

namespace allot::cli {

/// `allot`: what it is, and three examples.
void write_short_help(report::Writer& out);
/// `allot --help`: the commands.
void write_help(report::Writer& out);
/// `allot help run`: its options and examples.
void write_command_help(const Command& command, report::Writer& out);

}  // namespace allot::cli
