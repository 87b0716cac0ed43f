#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/yaml/yaml_tree.hpp"
#include "allot/model/scenario.hpp"
#include "load/changes/place_map.hpp"

namespace allot::load {

/// A value of a change.
struct LoggedValue {
  std::string text;        ///< as it is written
  std::string meant = {};  ///< with paths for the files that it names; empty: it names none
  std::string shown = {};  ///< where the text does not tell it from the other one

  [[nodiscard]] const std::string& meaning() const { return meant.empty() ? text : meant; }
};

/// What has been changed, in order. A second change of the same place joins the first, unless
/// something that it is a part of, or that is a part of it, was changed in between.
class ChangeLog {
 public:
  /// A row for a change at `place` (see PathTarget). Its values are recorded when they are known:
  /// those of cells once the table is read.
  std::size_t add(std::string_view path, std::string_view place);
  /// `typed` is the place of a change on the command line.
  void record(std::size_t row, LoggedValue old_value, LoggedValue new_value,
              std::optional<Location> typed = {});
  /// Calls the path of a row so: positions are known when all changes of a file are made.
  void rename(std::size_t row, std::string path) { rows_[row].path = std::move(path); }
  /// Drops what was changed at `place` and below it.
  void forget(std::string_view place);

  /// Positions in lists have moved: what follows joins nothing from before.
  void close();

  /// The rows whose value is another one now.
  [[nodiscard]] std::vector<Change> changes() const;

  /// Warns of values that the command line has changed to what they were at first: no row is left.
  void report_taken_back(Problems& problems) const;

 private:
  struct Row {
    std::string path, place;
    LoggedValue old_value = {}, new_value = {};
    bool recorded = false;
    bool moved = false;                  ///< some change was one
    std::optional<Location> typed = {};  ///< the last one was made on the command line
  };

  static Change change_of(const Row& row);
  [[nodiscard]] bool is_changed_since(std::size_t row, std::string_view place) const;

  std::vector<Row> rows_;
  PlaceMap<std::size_t> last_;  ///< the last row of each place
};

/// A value in one line, for the list of changes.
std::string flow_text(const YamlNode& node);

/// Whether `place` is `above`, or a part of it.
bool is_at_or_below(std::string_view place, std::string_view above);

/// Whether two texts are the same value: the same number, or the same letters.
bool same_value(std::string_view a, std::string_view b);
/// The same with the files that they name.
bool same_value(const LoggedValue& a, const LoggedValue& b);

}  // namespace allot::load
