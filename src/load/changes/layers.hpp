#pragma once

#include <optional>

#include "allot/core/source.hpp"
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

}  // namespace allot::load
