#pragma once

#include "allot/load/yaml_tree.hpp"
#include "load/draft.hpp"

namespace allot::load {

/// Makes the changes of a map of paths to values, or to operations on values, in the tree of a
/// scenario.
void apply_changes(Draft& draft, YamlNode& tree, const YamlNode& changes);

}  // namespace allot::load
