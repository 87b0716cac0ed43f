#pragma once

#include <vector>

#include "allot/load/load.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Makes the changes of the command line, in their order, in the tree of the file before it is
/// read: a changed value goes through the same checks as a written one, and messages point at the
/// assignment. Those of cells of tables are noted in the draft.
void apply_assignments(Draft& draft, YamlNode& tree, const std::vector<Assignment>& assignments);

}  // namespace allot::load
