#pragma once

#include "allot/load/yaml/yaml_tree.hpp"
#include "load/changes/layers.hpp"

namespace allot::load {

/// After all changes of a file: puts in the items that wait (see Insertion), and drops the parts
/// that were taken out (see part_index.hpp).
void close_ranks(Layers& layers, YamlNode& tree);

}  // namespace allot::load
