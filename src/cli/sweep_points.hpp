#pragma once

#include "allot/model/scenario.hpp"
#include "allot/report/sweep.hpp"
#include "cli/session.hpp"
#include "cli/vary.hpp"

namespace allot::cli {

/// Computes all points. One that cannot be paid says why, and the others go on; where all are so,
/// the first one's problems are the session's. False: the command line is wrong, which has been
/// reported.
bool solve_points(Session& session, const Scenario& scenario, const Grid& grid,
                  report::Sweep& sweep);

}  // namespace allot::cli
