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

}  // namespace allot::load
