#pragma once

#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/changes/edit.hpp"

namespace allot::load {

/// Whether a value of `change` says what becomes of the one that is there (`{times: 1.05}`,
/// `{append: […]}`), and is not the new one itself.
bool is_operation(const YamlNode& value);

/// The changes that a line of `change` makes, in the order in which they are made; none, and a
/// problem, where it says something wrong.
std::vector<Edit> edits_of(const YamlNode::Entry& line, Problems& problems);

}  // namespace allot::load
