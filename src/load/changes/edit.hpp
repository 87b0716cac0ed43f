#pragma once

#include <string>

#include "allot/core/source.hpp"
#include "allot/load/yaml/yaml_tree.hpp"

namespace allot::load {

/// One change of a field of the scenario: of the command line, or a line of `change`.
struct Edit {
  enum class Kind { kSet, kAdjust, kTimes, kPlus, kAppend, kRemove };
  Kind kind = Kind::kSet;
  std::string path;
  YamlNode value = {};  ///< the new one; else the number, or the list that is appended
  Location where;       ///< of the path
  bool typed = false;   ///< on the command line: what is wrong with it is its error
};

struct Draft;

/// Makes a change in the tree of the file before it is read: a changed value goes through the same
/// checks as a written one, and messages point at the change. Changes of cells of tables are noted
/// in the draft. Returns the place that was changed (see PathTarget); empty where there is none.
std::string apply_edit(Draft& draft, YamlNode& tree, const Edit& edit);

/// Drops the parts that changes took out (see part_index.hpp).
void close_ranks(Draft& draft, YamlNode& tree);

}  // namespace allot::load
