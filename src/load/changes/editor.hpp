#pragma once

#include <string>

#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/edit.hpp"

namespace allot::load {

struct Draft;

/// Makes a change in the tree of the file before it is read: a changed value goes through the same
/// checks as a written one, and messages point at the change. Changes of cells of tables are noted
/// in the draft. Returns the place that was changed (see PathTarget); empty where there is none.
std::string apply_edit(Draft& draft, YamlNode& tree, const Edit& edit);

/// Drops the parts that changes took out (see part_index.hpp).
void close_ranks(Draft& draft, YamlNode& tree);

}  // namespace allot::load
