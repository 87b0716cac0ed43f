#pragma once

#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/draft.hpp"

namespace allot::load {

/// Whether it is `{times: …}`, `{plus: …}` or `{append: […]}`: all fields are operations, because
/// the map of a step may have a field `times` beside others.
bool is_operation(const YamlNode& value);

/// Makes the changes of a map of paths to values, or to operations on values, in the tree of a
/// scenario.
void apply_changes(Draft& draft, YamlNode& tree, const YamlNode& changes);

}  // namespace allot::load
