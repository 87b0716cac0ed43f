#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/load/yaml_tree.hpp"

namespace allot::load {

/// `pots.im.amount`, taken apart. A segment in quotes may have dots: `districts."a.b".weight`.
std::vector<std::string> path_segments(std::string_view path);

/// What a path leads to.
struct PathTarget {
  YamlNode* node = nullptr;  ///< the value; null if there is none
  bool created = false;      ///< the format knows it, the file did not have it
  /// `districts.ID.COLUMN` of a table: the two last segments.
  bool is_cell = false;
  bool of_groups = false;  ///< the same of `groups`
};

/// Follows dotted paths through the tree of a scenario. Items of lists are named by id, label, name
/// of the step, or position from 1. A field that the format knows and the file does not have is
/// made, empty.
class PathWalker {
 public:
  PathWalker(YamlNode& root, std::string_view path, const Location& where)
      : root_{root}, path_{path}, segments_{path_segments(path)}, where_{where} {}

  /// Reports a path that matches nothing, with the nearest that does.
  PathTarget follow(Problems& problems);

  [[nodiscard]] const std::vector<std::string>& segments() const { return segments_; }

 private:
  bool enter(const std::string& name, bool last);
  bool enter_item(const std::string& name);
  bool enter_field(const std::string& name, bool last);
  bool create(const std::string& name, bool last);
  void undo_creation();
  [[nodiscard]] std::vector<std::string> names_here() const;
  void report(std::size_t failed, Problems& problems) const;

  YamlNode& root_;
  std::string_view path_;
  std::vector<std::string> segments_;
  Location where_;

  YamlNode* node_ = nullptr;
  std::string format_path_;  ///< where we are in the table of the format
  YamlNode* created_in_ = nullptr;
  bool ambiguous_ = false;  ///< two steps have the name
};

}  // namespace allot::load
