#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/part_index.hpp"
#include "load/draft/place_map.hpp"

namespace allot::load {

/// `pots.im.amount`, taken apart. A segment in quotes may have dots: `districts."a.b".weight`.
std::vector<std::string> path_segments(std::string_view path);

/// What a path leads to.
struct PathTarget {
  YamlNode* node = nullptr;  ///< the value; null if there is none
  bool created = false;      ///< the format knows it, the file did not have it
  /// `districts.ID.COLUMN` of a table: the two last segments.
  bool is_cell = false;
  bool required = false;   ///< a field that the format cannot do without
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
  bool enter(const std::string& name, bool last);
  bool enter_item(const std::string& name);
  bool enter_field(const std::string& name, bool last);
  void enter_step(YamlNode::Entry& step);
  bool create(const std::string& name, bool last);
  /// Goes to a part of `holder`, which `name` is called in places.
  void go_to(YamlNode& part, YamlNode& holder, std::size_t position, std::string_view name);
  [[nodiscard]] PathTarget target() const;
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

  YamlNode* node_ = nullptr;
  YamlNode* holder_ = nullptr;
  std::size_t position_ = 0;
  std::string place_, holder_place_, part_place_;
  Location* key_where_ = nullptr;
  bool required_ = false;
  std::string format_path_;  ///< where we are in the table of the format
  YamlNode* created_in_ = nullptr;
  bool ambiguous_ = false;  ///< two items have the name
};

// Which names a path may have where it has come to, in the table of the format: `format_path` is
// the path of a section, as in fields.hpp.

/// The name as a path writes it.
std::string as_segment(std::string_view name);

const engine::StepKind* find_step(std::string_view name);

/// The fields that the format has there.
std::vector<std::string_view> known_fields(std::string_view format_path);

/// Whether the format cannot do without the field.
bool is_required(std::string_view format_path, std::string_view name);

/// Whether the user's own ids stand there as keys, and a new one may be added.
bool takes_new_names(std::string_view format_path, bool last);

/// Whether it is a column of a list that this district, or group, lacks and another has.
bool is_listed_column(const YamlNode& root, PartIndex& columns, std::string_view format_path,
                      const std::string& name);

/// `districts` and `recipients` are the same field: the one that the file has.
std::string_view name_in_file(const YamlNode& map, std::string_view format_path,
                              std::string_view name);

}  // namespace allot::load
