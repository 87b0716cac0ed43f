#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/load.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"
#include "load/changes/change_log.hpp"
#include "load/changes/edit.hpp"
#include "load/changes/part_index.hpp"
#include "load/xlsx/workbooks.hpp"

namespace allot::load {

/// What a scenario and the scenarios of its prior years share while they are loaded.
struct Session {
  SourceFiles& files;
  const OpenFile& open;
  std::vector<FileId> reading = {};  ///< the scenarios being read, outermost first
  /// Prior scenarios that were read; null if there was an error.
  std::vector<std::pair<FileId, std::shared_ptr<const Scenario>>> loaded = {};
  Workbooks workbooks = {};
};

/// The files that a scenario is written in, each a difference to the one before, and what their
/// changes and those of the command line come to, beside the tree in which they are made.
struct Layers {
  Session& session;
  FileId file;  ///< that is run
  Problems& problems;
  std::vector<FileId> files = {};
  ChangeLog log = {};
  CellEdits cells = {};
  std::vector<Insertion> insertions = {};  ///< of the file whose changes are being made
  TreeIndex index = {};
  std::optional<DroppedExpectations> dropped = {};
  Location against = {};  ///< of the table of the command line
};

/// "`b.yaml` → `a.yaml` → `b.yaml`": the circle that a file closes in a chain of files.
std::string chain_text(const SourceFiles& files, const std::vector<FileId>& chain, FileId file);

/// The file that says `path`; of the command line, the scenario.
FileId named_in(const Layers& layers, const YamlNode& path);

/// Opens the file whose path `path` holds: relative to the file that says so, or, on the command
/// line, to the scenario.
std::optional<FileId> open_named(const Layers& layers, const YamlNode& path);

/// The tree of a file that is to be a scenario, or the difference to one.
std::optional<YamlNode> read_layer(Layers& layers, FileId file);

/// What the file says, which `own` is the tree of: where it has a `base`, the tree of that file
/// with the changes made, and so on down to a file without one.
std::optional<YamlNode> on_its_base(Layers& layers, YamlNode own, FileId file);

/// Makes the changes of the command line, in their order, in the tree of the file before it is
/// read: a changed value goes through the same checks as a written one, and messages point at the
/// assignment.
void apply_assignments(Layers& layers, YamlNode& tree, const std::vector<Assignment>& assignments);

/// Puts the table of the command line in the place of `expect.table`.
void expect_table(Layers& layers, YamlNode& tree, const Against& against);

}  // namespace allot::load
