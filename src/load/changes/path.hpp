#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/load/load.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/changes/part_index.hpp"
#include "load/changes/place_map.hpp"

namespace allot::load {

/// What a path leads to.
struct PathTarget {
  YamlNode* node = nullptr;  ///< the value; null if there is none
  bool created = false;      ///< the format knows it, the file did not have it
  /// `districts.ID.COLUMN` of a table: the two last segments.
  bool is_cell = false;
  bool required = false;  ///< a field that the format cannot do without
  /// The map or list that holds it, and where in there.
  YamlNode* holder = nullptr;
  std::size_t position = 0;
  std::string holder_place = {};
  std::string part_place = {};  ///< of the part of the holder: `place`, or what that is in
  /// The same for all paths that lead there: fields by name, items of lists by position.
  std::string place = {};
  Location* key_where = nullptr;  ///< of the key that it is the value of; null: an item of a list
  std::string format_path = {};   ///< where it is in the table of the format
};

/// Follows dotted paths through the tree of a scenario. Items of lists are named by id, label, name
/// of the step, or position from 1. A field that the format knows and the file does not have is
/// made, empty.
class PathWalker {
 public:
  PathWalker(YamlNode& root, TreeIndex& index, std::string_view path, const Location& where)
      : root_{root}, index_{index}, path_{path}, segments_{path_segments(path)}, where_{where} {}

  /// Reports a path that matches nothing as `not_found`, with the nearest that does.
  PathTarget follow(Code not_found, Problems& problems);
  /// Takes away what `follow` made.
  void undo_creation();

  [[nodiscard]] const std::vector<std::string>& segments() const { return segments_; }

 private:
  [[nodiscard]] bool is_cell(std::size_t segment) const;
  bool enter(const std::string& name, bool last);
  bool enter_item(const std::string& name);
  bool enter_field(const std::string& name, bool last);
  void enter_step(YamlNode::Entry& step);
  bool create(const std::string& name, bool last);
  /// Whether it is a column of a list that this district, or group, lacks and another has.
  bool is_listed_column(const std::string& name);
  /// Goes to a part of where we are, which `name` is called in places.
  void go_to(YamlNode& part, std::size_t position, std::string_view name);
  [[nodiscard]] std::vector<std::string> names_here() const;
  /// Segments with dots between them.
  [[nodiscard]] std::string joined(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::optional<std::string> meant(std::size_t failed) const;
  [[nodiscard]] std::string without_brackets() const;
  [[nodiscard]] std::string way_out(std::size_t failed) const;
  void report(std::size_t failed, Code not_found, Problems& problems) const;

  YamlNode& root_;
  TreeIndex& index_;
  std::string_view path_;
  std::vector<std::string> segments_;
  Location where_;

  PathTarget at_;
  YamlNode* created_in_ = nullptr;
  bool ambiguous_ = false;  ///< two items have the name
};

/// The name as a path writes it.
std::string as_segment(std::string_view name);

/// The fields that the format has at a path of a section, as in fields.hpp.
std::vector<std::string_view> known_fields(std::string_view format_path);

/// Whether an amount of money stands there.
bool is_money(std::string_view format_path);

/// Whether the format cannot do without the field there.
bool is_required(std::string_view format_path, std::string_view name);

}  // namespace allot::load
