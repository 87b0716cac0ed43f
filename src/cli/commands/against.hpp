#pragma once

#include "cli/session/session.hpp"

namespace allot::cli {

/// Gives the session the table of `--against`, if there is one. False where something is wrong with
/// how it is described, which is reported.
bool take_table(Session& session);

}  // namespace allot::cli
