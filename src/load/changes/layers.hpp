#pragma once

#include <optional>
#include <vector>

#include "allot/core/source.hpp"
#include "allot/load/load.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// The tree of a file that is to be a scenario, or the difference to one.
std::optional<YamlNode> read_layer(Draft& draft, FileId file);

/// What the file says, which `own` is the tree of: where it has a `base`, the tree of that file
/// with the changes made, and so on down to a file without one.
std::optional<YamlNode> on_its_base(Draft& draft, YamlNode own, FileId file);

/// Makes the changes of an overlay that the command line names in the tree of a scenario.
void apply_overlay(Draft& draft, YamlNode& tree, const YamlNode& overlay, FileId file);

/// Makes the changes of the command line, in their order, in the tree of the file before it is
/// read: a changed value goes through the same checks as a written one, and messages point at the
/// assignment. Those of cells of tables are noted in the draft.
void apply_assignments(Draft& draft, YamlNode& tree, const std::vector<Assignment>& assignments);

}  // namespace allot::load
