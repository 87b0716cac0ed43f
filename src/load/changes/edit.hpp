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
  enum class Kind {
    kSet,
    kAdjust,
    kTimes,
    kPlus,
    kAppend,
    kPrepend,
    kInsert,  ///< before the item that `path` leads to
    kRemove,
  };
  Kind kind = Kind::kSet;
  std::string path;
  YamlNode value = {};  ///< the new one; else the number, or the list of new items
  Location where;       ///< of the path
  bool typed = false;   ///< on the command line: what is wrong with it is its error
  std::string list =
      {};  ///< the path of the list that `path` has to be an item of; empty: any part
};

/// New items of a list, which wait until all changes of a file are made: its paths speak of the
/// positions from before. Those at the end need not wait, but for the positions that they get.
struct Insertion {
  std::string list;               ///< its place (see PathTarget)
  std::size_t position = 0;       ///< of the item that they come before
  std::string path;               ///< of the list
  std::vector<YamlNode> items;    ///< that wait
  std::vector<std::size_t> rows;  ///< of the items in the log of changes
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
