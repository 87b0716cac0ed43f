#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// How the loader gets at files: cli reads them from disk (within `--confine`), tests from memory.
/// `path` is as written in file `relative_to` (0: on the command line). The file's text is in
/// SourceFiles afterwards; the same path gives the same FileId again. Failing, it adds a problem
/// (kCannotRead, kOutsideConfine) at `where` and returns nothing.
using OpenFile = std::function<std::optional<FileId>(std::string_view path, FileId relative_to,
                                                     Location where, Problems& problems)>;

/// One `--set PATH=VALUE` or `--adjust PATH=±V|±P%`, with the places of its two halves. Or one
/// `--overlay FILE`: `path` is the file's, as written on the command line, and there is no value.
struct Assignment {
  enum class Kind { kSet, kAdjust, kOverlay };
  Kind kind;
  std::string path, value;
  Location where;        ///< of the path
  Location value_where;  ///< of the value
  bool varied = false;   ///< one of the values of `--vary`: no other may be of the same field
};

/// `pots.im.amount`, taken apart. A segment in quotes may have dots: `districts."a.b".weight`.
std::vector<std::string> path_segments(std::string_view path);

/// A field of `expect.table` that the command line gives.
struct TableField {
  std::string name, value;
  Location where;  ///< of the value
};

/// A published table of the command line, in the place of the `expect.table` that a scenario has.
struct Against {
  std::vector<TableField> fields;  ///< the first is `file`, relative to the working directory
  Location where;                  ///< of the name of the table
};

/// Wherever the scenario counts by the column `of`, its table is read as if it said `by`.
struct ColumnInPlace {
  std::string of, by;
};

struct Options {
  std::vector<Assignment> assignments;  ///< made in this order
  std::string per;                      ///< `--per COLUMN`; empty: none
  Location per_where;
  std::vector<std::string> shown = {};  ///< columns that a report shows, where the tables have them
  std::optional<Against> against = {};
  std::optional<ColumnInPlace> in_place = {};
};

/// The `expect` of a base, which never counts for an overlay.
struct DroppedExpectations {
  Location where;    ///< of the base's `expect`
  Location overlay;  ///< which has none of its own
};

/// A scenario, or at least one error. `expected_exit` and `language` are there also where the
/// scenario is not: `expect: {exit: 3}` says that a file is meant to be refused.
struct Loaded {
  std::optional<Scenario> scenario;
  Problems problems;
  std::optional<int> expected_exit;
  std::string language;  ///< that reports are to be in: one of kLanguages; empty: not said
  std::optional<DroppedExpectations> dropped = {};
  std::vector<std::string> unused_columns = {};  ///< of its tables, whatever they hold
};

/// Reads the scenario in `file` (already in `files`) with all that it refers to; `file` may be the
/// difference to another (`base`). All problems are collected. `files` outlives the scenario.
Loaded load_scenario(SourceFiles& files, FileId file, const OpenFile& open, const Options& options);

}  // namespace allot::load
