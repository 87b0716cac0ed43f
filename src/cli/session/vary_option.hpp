#pragma once

#include <cstddef>
#include <optional>

#include "allot/what_if/grid.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

/// The grid of `--vary`, of at most `most` points. Nothing: reported.
std::optional<what_if::Grid> grid_of(Session& session, std::size_t most);

}  // namespace allot::cli
