#pragma once

#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/load/load.hpp"

namespace allot::cli {

bool is_warning(const Diagnostic& diagnostic);

/// Whether the problem is at a value of `--vary`, or at its path.
bool is_of_tried_value(const Diagnostic& problem, const std::vector<load::Assignment>& tried);

/// What is wrong with a value of `--vary`, or because of it, says so.
Diagnostic with_tried_values(Diagnostic problem, const std::vector<load::Assignment>& tried);

/// A new value with a sign is meant as a change of the old one.
Problems with_way_to_adjust(const Problems& problems, const std::vector<load::Assignment>& values);

}  // namespace allot::cli
