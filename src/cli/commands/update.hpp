#pragma once

#include <optional>

#include "allot/engine/check/check.hpp"
#include "allot/load/rewrite/rewrite_figures.hpp"
#include "allot/report/check.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

// `check --update`.

/// Whether the command line allows it; else reported. What is written must be what the file itself
/// comes to.
bool can_update(Session& session);

/// The scenario's file with its single figures as they are computed.
load::Rewritten with_computed_figures(const Attempt& attempt, const engine::CheckResult& check);

/// Notes figures of a check that cannot be, or must not be, written.
void note_left_figures(const engine::CheckResult& check,
                       const std::optional<load::Rewritten>& rewritten, report::Checked& checked);

/// Writes the file; the figures in it hold then.
void write_figures(Session& session, const std::string& path, const load::Rewritten& rewritten,
                   report::Checked& checked);

}  // namespace allot::cli
