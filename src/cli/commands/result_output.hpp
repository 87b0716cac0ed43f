#pragma once

#include "allot/report/run_report.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

/// The format of the result: `--format`, else that of the suffix of `-o`, else the first. A problem
/// and nullptr where the suffix is one that no format has.
const report::Format* chosen_format(Session& session);

/// Writes the result where `-o` says, or to stdout.
void write_result(Session& session, const Content& content);

}  // namespace allot::cli
