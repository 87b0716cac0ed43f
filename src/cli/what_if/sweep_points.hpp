#pragma once

#include "allot/model/scenario.hpp"
#include "allot/report/sweep.hpp"
#include "cli/session/session.hpp"
#include "cli/what_if/vary.hpp"

namespace allot::cli {

/// Computes all points. One that cannot be paid says why, and the others go on. False: there is
/// nothing to show, because the command line is wrong or all points are so; then the problems of
/// the first one are the session's.
bool solve_points(Session& session, const Scenario& scenario, const Grid& grid,
                  report::Sweep& sweep);

}  // namespace allot::cli
