#pragma once

#include "allot/report/words/writer.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

struct Command;

void execute_run(Session& session);
void execute_validate(Session& session);
void execute_check(Session& session);
void execute_explain(Session& session);
void execute_init(Session& session);
void execute_compare(Session& session);
void execute_sweep(Session& session);
void execute_help(Session& session);

/// `allot`: what it is, and three examples.
void write_short_help(report::Writer& out);
/// `allot --help`: the commands.
void write_help(report::Writer& out);
/// `allot help run`: its options and examples.
void write_command_help(const Command& command, report::Writer& out);

}  // namespace allot::cli
