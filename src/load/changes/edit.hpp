#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

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

/// A change of one cell of a table: `districts.08437.intake_2023`.
struct CellEdit {
  std::string id, column;
  Edit edit;
  std::size_t row = 0;  ///< in the log of changes
};

/// By the field of the scenario that holds the table, which is opened after all changes.
using CellEdits = std::map<std::string, std::vector<CellEdit>, std::less<>>;

}  // namespace allot::load
