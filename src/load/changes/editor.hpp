#pragma once

#include <string>

#include "allot/load/yaml/yaml_tree.hpp"
#include "load/changes/edit.hpp"
#include "load/changes/layers.hpp"

namespace allot::load {

/// Makes a change in the tree of the file before it is read: a changed value goes through the same
/// checks as a written one, and messages point at the change. Changes of cells of tables are noted
/// in the layers. Returns the place that was changed (see PathTarget); empty where there is none.
std::string apply_edit(Layers& layers, YamlNode& tree, const Edit& edit);

/// Makes the changes of a map of paths to values, or to operations on values, in the tree of a
/// scenario.
void apply_changes(Layers& layers, YamlNode& tree, const YamlNode& changes);

}  // namespace allot::load
